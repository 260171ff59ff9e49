// Expressions to bytecode; see compiler_impl.h. Each expression leaves one value on the stack.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/script/compiler_impl.h"

namespace inflight::script {
namespace {
constexpr std::size_t kChunk = 32;  // displays longer than this are filled item by item, so the stack stays small
}

void Compiler::expression(const Expr* node) {
  switch (node->kind) {
    case ExprKind::name: return load(node->place, node->text);
    case ExprKind::constant: return constant(node->place, node->constant);
    case ExprKind::joined: return joined(node);
    case ExprKind::formatted:
      expression(node->left);
      if (node->right != nullptr) expression(node->right);
      emit(Instr::format, node->place, node->right != nullptr ? 1 : 0, node->conversion);
      return;
    case ExprKind::tuple: return display(node, Instr::tuple, Instr::append, Instr::extend);
    case ExprKind::list: return display(node, Instr::list, Instr::append, Instr::extend);
    case ExprKind::set: return display(node, Instr::set, Instr::add, Instr::update_set);
    case ExprKind::dict: return dict(node);
    case ExprKind::unary:
      expression(node->left);
      emit(Instr::unary, node->place, 0, static_cast<std::int32_t>(node->op));
      return;
    case ExprKind::binary:
      expression(node->left);
      expression(node->right);
      emit(Instr::binary, node->place, 0, static_cast<std::int32_t>(node->op));
      return;
    case ExprKind::bool_op: return bool_op(node);
    case ExprKind::compare: return comparison(node);
    case ExprKind::call: return call(node);
    case ExprKind::attribute:
      expression(node->left);
      emit(Instr::attribute, node->place, all_.attribute(node->text));
      return;
    case ExprKind::subscript:
      expression(node->left);
      subscript_index(node->right);
      emit(Instr::item, node->place);
      return;
    case ExprKind::slice: return subscript_index(node);
    case ExprKind::conditional: return conditional(node);
    case ExprKind::lambda: return lambda(node);
    case ExprKind::list_of:
    case ExprKind::set_of:
    case ExprKind::dict_of:
    case ExprKind::generator: return comprehension(node);
    case ExprKind::starred: fault(node->place, "SyntaxError: can't use starred expression here");
  }
}

void Compiler::constant(const Place& place, Constant value) {
  emit(Instr::constant, place, static_cast<std::int32_t>(code_.constants.size()));
  code_.constants.push_back(std::move(value));
}

void Compiler::integer(const Place& place, std::int64_t value) {
  Constant number;
  number.kind = ConstantKind::integer;
  number.integer = value;
  constant(place, std::move(number));
}

void Compiler::name(const Place& place, const std::string& text, Instr local, Instr cell, Instr global) {
  const auto slot = slots_.find(text);
  if (slot == slots_.end() || scope_.global.contains(text)) {
    emit(global, place, all_.global(text));
  } else {
    emit(scope_.shared.contains(text) || scope_.closure.contains(text) ? cell : local, place, slot->second);
  }
}

// Functions and types of Python that the machine does not have.
constexpr std::array<std::string_view, 28> kNotHere{
    "open",    "eval",       "exec",      "compile",   "globals",    "locals",       "vars",
    "dir",     "id",         "object",    "super",     "property",   "staticmethod", "classmethod",
    "setattr", "delattr",    "frozenset", "bytearray", "memoryview", "complex",      "slice",
    "help",    "breakpoint", "aiter",     "anext",     "__import__", "copyright",    "license"};

void Compiler::load(const Place& place, const std::string& text) {
  const bool global = !slots_.contains(text) || scope_.global.contains(text);
  if (global && !all_.scopes.binds_global(text) &&
      std::find(kNotHere.begin(), kNotHere.end(), text) != kNotHere.end()) {
    fault_unsupported(place, fmt::format("'{}'", text));
  }
  name(place, text, Instr::local, Instr::cell, Instr::global);
}
void Compiler::store_name(const Place& place, const std::string& text) {
  name(place, text, Instr::set_local, Instr::set_cell, Instr::set_global);
}
void Compiler::delete_name(const Place& place, const std::string& text) {
  name(place, text, Instr::drop_local, Instr::drop_cell, Instr::drop_global);
}

// Takes the value from the stack.
void Compiler::store(const Expr* target) {
  switch (target->kind) {
    case ExprKind::name: return store_name(target->place, target->text);
    case ExprKind::subscript:
      expression(target->left);
      subscript_index(target->right);
      emit(Instr::set_item, target->place);
      return;
    default: break;
  }
  const auto& items = target->items;
  const auto star =
      std::find_if(items.begin(), items.end(), [](const Expr* e) { return e->kind == ExprKind::starred; });
  const auto before = static_cast<std::int32_t>(star - items.begin());
  if (star == items.end()) {
    emit(Instr::unpack, target->place, before);
  } else {
    emit(Instr::unpack_rest, target->place, before, static_cast<std::int32_t>(items.end() - star) - 1);
  }
  for (const Expr* item : items) store(item->kind == ExprKind::starred ? item->left : item);
}

void Compiler::bool_op(const Expr* node) {
  const Instr jump = node->op == Op::logical_and ? Instr::jump_if_false_keep : Instr::jump_if_true_keep;
  std::vector<std::int32_t> jumps;
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    expression(node->items[i]);
    if (i + 1 < node->items.size()) jumps.push_back(emit(jump, node->place));
  }
  for (const std::int32_t one : jumps) aim(one);
}

// a < b < c: b is computed once, and kept below the first result until it is known whether c is needed.
void Compiler::comparison(const Expr* node) {
  expression(node->left);
  std::vector<std::int32_t> fails;
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    expression(node->items[i]);
    const bool last = i + 1 == node->items.size();
    if (!last) {
      emit(Instr::duplicate, node->place);
      emit(Instr::rotate_three, node->place);
    }
    emit(Instr::compare, node->place, 0, static_cast<std::int32_t>(node->ops[i]));
    if (!last) fails.push_back(emit(Instr::jump_if_compare_fails, node->place));
  }
  for (const std::int32_t one : fails) aim(one);
}

void Compiler::call(const Expr* node) {
  const bool spread =
      std::any_of(node->items.begin(), node->items.end(), [](const Expr* e) { return e->kind == ExprKind::starred; }) ||
      std::any_of(node->keywords.begin(), node->keywords.end(), [](const Keyword& k) { return k.name.empty(); });
  if (spread) return spread_call(node);
  const bool method = node->left->kind == ExprKind::attribute;
  expression(method ? node->left->left : node->left);
  // Python finds the method before it computes the arguments: that shows when they call something, or fail.
  const auto plain = [](const Expr* e) { return e->kind == ExprKind::name || e->kind == ExprKind::constant; };
  if (method && !std::all_of(node->items.begin(), node->items.end(), plain)) {
    emit(Instr::method_there, node->left->place, all_.attribute(node->left->text));
  }
  for (const Expr* argument : node->items) expression(argument);
  CallSite site;
  if (method) site.method = node->left->text;
  for (const Keyword& keyword : node->keywords) {
    expression(keyword.value);
    site.names.push_back(keyword.name);
  }
  all_.unit.sites.push_back(std::move(site));
  const auto index = static_cast<std::int32_t>(all_.unit.sites.size());
  if (index > 0xFFFF)
    fault(node->place, "the script has more than 65,535 calls, which is the most that Inflight takes");
  if (node->items.size() > 1000) fault(node->place, "a call has more than 1,000 arguments");
  emit(method ? Instr::call_method : Instr::call, node->place, static_cast<std::int32_t>(node->items.size()), index,
       node->keywords.size());
}

// f(*a, **k): the arguments go into a list and a dict first.
void Compiler::spread_call(const Expr* node) {
  expression(node->left);
  emit(Instr::list, node->place, 0);
  for (const Expr* argument : node->items) {
    const bool star = argument->kind == ExprKind::starred;
    expression(star ? argument->left : argument);
    emit(star ? Instr::extend : Instr::append, argument->place, 1);
  }
  emit(Instr::dict, node->place, 0);
  for (const Keyword& keyword : node->keywords) {
    if (keyword.name.empty()) {
      expression(keyword.value);
      emit(Instr::merge, keyword.place, 1);
    } else {
      Constant text;
      text.kind = ConstantKind::text;
      text.text = keyword.name;
      constant(keyword.place, std::move(text));
      expression(keyword.value);
      emit(Instr::put, keyword.place, 1);
    }
  }
  emit(Instr::call_spread, node->place);
}

void Compiler::subscript_index(const Expr* index) {
  if (index->kind != ExprKind::slice) return expression(index);
  for (const Expr* part : index->items) part != nullptr ? expression(part) : none(index->place);
  emit(Instr::slice, index->place, 3);
}

void Compiler::display(const Expr* node, Instr build, Instr add, Instr extend) {
  const bool spread =
      std::any_of(node->items.begin(), node->items.end(), [](const Expr* e) { return e->kind == ExprKind::starred; });
  if (!spread && node->items.size() <= kChunk) {
    for (const Expr* item : node->items) expression(item);
    emit(build, node->place, static_cast<std::int32_t>(node->items.size()));
    return;
  }
  emit(build == Instr::tuple ? Instr::list : build, node->place, 0);
  for (const Expr* item : node->items) {
    const bool star = item->kind == ExprKind::starred;
    expression(star ? item->left : item);
    emit(star ? extend : add, item->place, 1);
  }
  if (build == Instr::tuple) emit(Instr::list_to_tuple, node->place);
}

void Compiler::dict(const Expr* node) {
  emit(Instr::dict, node->place, 0);
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    if (node->items[i] != nullptr) expression(node->items[i]);
    expression(node->values[i]);
    emit(node->items[i] != nullptr ? Instr::put : Instr::merge, node->values[i]->place, 1);
  }
}

void Compiler::joined(const Expr* node) {
  if (node->items.empty()) {
    Constant text;
    text.kind = ConstantKind::text;
    return constant(node->place, std::move(text));
  }
  if (node->items.size() > 0x7FFF) fault(node->place, "an f-string has more than 32,767 parts");
  for (const Expr* item : node->items) expression(item);
  emit(Instr::join, node->place, static_cast<std::int32_t>(node->items.size()));
}

void Compiler::conditional(const Expr* node) {
  const std::vector<std::int32_t> otherwise = jump_if(node->right, false);
  expression(node->left);
  const std::int32_t end = emit(Instr::jump, node->place);
  for (const std::int32_t jump : otherwise) aim(jump);
  expression(node->other);
  aim(end);
}

std::vector<std::int32_t> Compiler::jump_if(const Expr* condition, bool when) {
  if (condition->kind == ExprKind::unary && condition->op == Op::logical_not) return jump_if(condition->left, !when);
  expression(condition);
  return {emit(when ? Instr::jump_if_true : Instr::jump_if_false, condition->place)};
}

// Fallbacks and the cells of the closure are on the stack below the function's making.
void Compiler::function_value(const Place& place, const Parameters* parameters, Code& inner, const Scope& scope) {
  std::int32_t fallbacks = 0;
  if (parameters != nullptr) {
    for (const Parameter& one : parameters->positional) {
      if (one.fallback == nullptr) continue;
      expression(one.fallback);
      ++fallbacks;
    }
    // A dict of the keyword-only ones.
    emit(Instr::dict, place, 0);
    for (const Parameter& one : parameters->only_by_name) {
      if (one.fallback == nullptr) continue;
      Constant text;
      text.kind = ConstantKind::text;
      text.text = one.name;
      constant(place, std::move(text));
      expression(one.fallback);
      emit(Instr::put, place, 1);
    }
  } else {
    emit(Instr::dict, place, 0);
  }
  for (const std::string& shared : scope.closure) emit(Instr::cell_itself, place, slots_.at(shared));
  emit(Instr::function, place, inner.index, fallbacks, scope.closure.size());
}

void Compiler::lambda(const Expr* node) {
  Code& inner = all_.new_code(CodeKind::lambda, "<lambda>", node->place, &code_);
  Scope& scope = all_.scopes.of(node);
  Compiler(all_, inner, scope).lambda_body(*node->parameters, *node->left);
  function_value(node->place, node->parameters.get(), inner, scope);
}

void Compiler::comprehension(const Expr* node) {
  const std::string_view name = node->kind == ExprKind::list_of   ? "<listcomp>"
                                : node->kind == ExprKind::set_of  ? "<setcomp>"
                                : node->kind == ExprKind::dict_of ? "<dictcomp>"
                                                                  : "<genexpr>";
  Code& inner = all_.new_code(CodeKind::comprehension, std::string(name), node->place, &code_);
  Scope& scope = all_.scopes.of(node);
  Compiler(all_, inner, scope).comprehension_body(*node);
  function_value(node->place, nullptr, inner, scope);
  expression(node->clauses[0].iterable);
  emit(Instr::iterate, node->place);
  if (node->kind == ExprKind::generator)
    emit(Instr::generator, node->place);
  else
    emit(Instr::call, node->place, 1, 0);
}

void Compiler::comprehension_body(const Expr& node) {
  code_.positional = 1;
  if (node.kind == ExprKind::generator) {
    clause(node, 0);
    none(node.place);
  } else {
    const Instr build = node.kind == ExprKind::set_of    ? Instr::set
                        : node.kind == ExprKind::dict_of ? Instr::dict
                                                         : Instr::list;
    emit(build, node.place, 0);
    clause(node, 0);
  }
  emit(Instr::give_back, node.place);
  finish();
}

void Compiler::clause(const Expr& node, std::size_t index) {
  const Clause& one = node.clauses[index];
  if (index == 0) {
    load(one.iterable->place, ".0");
  } else {
    expression(one.iterable);
    emit(Instr::iterate, node.place);
  }
  const std::int32_t again = here();
  const std::int32_t next = emit(Instr::next, node.place);
  store(one.target);
  for (const Expr* condition : one.conditions) {
    for (const std::int32_t jump : jump_if(condition, false)) {
      code_.instructions[static_cast<std::size_t>(jump)].a = again;
    }
  }
  if (index + 1 < node.clauses.size()) {
    clause(node, index + 1);
  } else if (node.kind == ExprKind::generator) {
    expression(node.left);
    emit(Instr::give_value, node.left->place);
  } else {
    const auto depth = static_cast<std::int32_t>(node.clauses.size()) + 1;
    expression(node.left);
    if (node.kind == ExprKind::dict_of) expression(node.right);
    emit(node.kind == ExprKind::dict_of  ? Instr::put
         : node.kind == ExprKind::set_of ? Instr::add
                                         : Instr::append,
         node.left->place, depth);
  }
  emit(Instr::jump, node.place, again);
  aim(next);
}

}  // namespace inflight::script
