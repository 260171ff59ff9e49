// Functions, slots and the whole of a script; see compiler.h.
#include "core/script/compiler.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "core/script/compiler_impl.h"
#include "core/script/parser.h"

namespace inflight::script {
namespace {

std::int32_t index_of(std::map<std::string, std::int32_t, std::less<>>& index, std::vector<std::string>& list,
                      const std::string& name) {
  const auto [at, added] = index.emplace(name, static_cast<std::int32_t>(list.size()));
  if (added) list.push_back(name);
  return at->second;
}

}  // namespace

std::int32_t Compilation::global(const std::string& name) { return index_of(globals, unit.globals, name); }
std::int32_t Compilation::attribute(const std::string& name) { return index_of(names, unit.names, name); }

std::int32_t Compilation::module(const std::string& name) {
  const auto found = std::find(unit.modules.begin(), unit.modules.end(), name);
  if (found == unit.modules.end()) unit.modules.push_back(name);
  return static_cast<std::int32_t>(std::find(unit.modules.begin(), unit.modules.end(), name) - unit.modules.begin());
}

Code& Compilation::new_code(CodeKind kind, std::string name, Place place, const Code* around) {
  auto code = std::make_unique<Code>();
  code->kind = kind;
  code->name = std::move(name);
  const bool inside = around != nullptr && around->kind != CodeKind::module;
  code->qualified = inside ? around->qualified + ".<locals>." + code->name : code->name;
  code->index = static_cast<std::int32_t>(unit.codes.size());
  code->place = place;
  unit.codes.push_back(std::move(code));
  return *unit.codes.back();
}

Compiler::Compiler(Compilation& all, Code& code, Scope& scope) : all_(all), code_(code), scope_(scope) {
  code_.locals = scope.parameters;
  code_.locals.insert(code_.locals.end(), scope.bound.begin(), scope.bound.end());
  code_.closure_from = static_cast<std::int32_t>(code_.locals.size());
  code_.closure_names.assign(scope.closure.begin(), scope.closure.end());
  code_.locals.insert(code_.locals.end(), code_.closure_names.begin(), code_.closure_names.end());
  for (std::size_t i = 0; i < code_.locals.size(); ++i) {
    slots_[code_.locals[i]] = static_cast<std::int32_t>(i);
    if (scope.shared.contains(code_.locals[i])) code_.own_cells.push_back(static_cast<std::int32_t>(i));
  }
  if (scope.kind == CodeKind::module) slots_.clear();
}

std::int32_t Compiler::emit(Instr op, const Place& place, std::int32_t a, std::int32_t b, std::size_t extra) {
  if (extra > 0xFF || b > 0xFFFF)
    fault(place, "more arguments, variables or defaults than Inflight takes in one place");
  code_.instructions.push_back({op, static_cast<std::uint8_t>(extra), static_cast<std::uint16_t>(b), a});
  code_.places.push_back(place);
  return here() - 1;
}

void Compiler::finish() {
  for (std::size_t i = 0; i < off_branches_.size(); ++i) {
    const OffBranch branch = off_branches_[i];
    aim(branch.statement);
    for (const Expr* target : branch.node->targets) zero_targets(target);
    emit(Instr::jump, branch.node->place, branch.back);
  }
  off_branches_.clear();
  code_.stack_size = stack_size(code_);
}

void Compiler::module(const std::vector<Stmt*>& body) {
  block(body);
  const Place end{all_.unit.source->line_count(), 0, all_.unit.source->line_count(), 0};
  none(end);
  emit(Instr::give_back, end);
  finish();
}

namespace {
void set_parameters(Code& code, const Parameters& parameters) {
  code.positional = static_cast<std::int32_t>(parameters.positional.size());
  code.only_by_position = static_cast<std::int32_t>(parameters.only_by_position);
  code.only_by_name = static_cast<std::int32_t>(parameters.only_by_name.size());
  code.has_rest = !parameters.rest.empty();
  code.has_named_rest = !parameters.named_rest.empty();
}
}  // namespace

void Compiler::function_body(const Parameters& parameters, const std::vector<Stmt*>& body) {
  set_parameters(code_, parameters);
  block(body);
  const Place end = body.empty() ? code_.place : body.back()->place;
  none(end);
  emit(Instr::give_back, end);
  finish();
}

void Compiler::lambda_body(const Parameters& parameters, const Expr& body) {
  set_parameters(code_, parameters);
  emit(Instr::line, body.place);
  expression(&body);
  emit(Instr::give_back, body.place);
  finish();
}

Result<std::shared_ptr<const Unit>> compile_script(std::string_view text, std::string_view name,
                                                   const Imports& imports) {
  if (text.size() > kMaxScriptBytes) {
    return bad_input(fmt::format("{} has {} bytes; Inflight runs scripts of at most 1 MiB.", name, text.size()));
  }
  if (!is_utf8(text)) return bad_input(fmt::format("{} is not UTF-8 text. Save it as UTF-8.", name));
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return bad_input(fmt::format("{} holds a zero byte at offset {}; it is no Python text.", name, nul));
  }
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  auto unit = std::make_shared<Unit>();
  unit->source = std::make_unique<Source>(std::string(text), std::string(name));
  try {
    unit->tree = parse(*unit->source);
    Scopes scopes(unit->tree);
    Compilation all{*unit, scopes, imports, {}, {}};
    Code& module = all.new_code(CodeKind::module, "<module>", {1, 0, 1, 0}, nullptr);
    Compiler(all, module, scopes.module()).module(unit->tree.body);
  } catch (const SyntaxFault& mistake) {
    return unit->source->error(mistake);
  }
  return std::shared_ptr<const Unit>(std::move(unit));
}

}  // namespace inflight::script
