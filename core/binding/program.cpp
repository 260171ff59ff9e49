// Program: compiling, what views want to know of the statements, and running on a host; see program.h.
#include "core/binding/program.h"

#include <algorithm>
#include <map>
#include <vector>

#include "core/binding/producer_object.h"
#include "core/binding/session.h"
#include "core/script/compiler.h"
#include "core/script/modules.h"

namespace inflight {
namespace {

const std::vector<const script::ModuleSpec*>& modules() {
  static const std::vector<const script::ModuleSpec*> kAll = [] {
    std::vector<const script::ModuleSpec*> all{&binding::kafka_module(), &binding::time_module()};
    for (const script::ModuleSpec* module : script::standard_modules()) all.push_back(module);
    return all;
  }();
  return kAll;
}

bool can_import(std::string_view module, std::string_view member) {
  const auto found =
      std::find_if(modules().begin(), modules().end(), [&](const auto* spec) { return spec->name == module; });
  if (found == modules().end()) return false;
  const auto& members = (*found)->members;
  return member.empty() || std::any_of(members.begin(), members.end(), [&](const auto& m) { return m.name == member; });
}

// Names that the script binds to a text, and never to anything else: what they stand for is known before the run.
using Texts = std::map<std::string_view, const std::string*>;

void note_texts(const std::vector<script::Stmt*>& body, Texts& texts) {
  const auto bind = [&](std::string_view name, const std::string* text) {
    const auto [at, is_new] = texts.emplace(name, text);
    if (!is_new) at->second = nullptr;
  };
  for (const script::Stmt* node : body) {
    const bool plain = node->kind == script::StmtKind::assign && node->value->kind == script::ExprKind::constant &&
                       node->value->constant.kind == script::ConstantKind::text;
    for (const script::Expr* target : node->targets) {
      if (target->kind != script::ExprKind::name) continue;
      bind(target->text, plain ? &node->value->constant.text : nullptr);
    }
    if (node->parameters) {
      for (const script::Parameter& parameter : node->parameters->positional) bind(parameter.name, nullptr);
    }
    for (const auto* part : {&node->body, &node->otherwise, &node->finally}) note_texts(*part, texts);
    for (const script::Handler& handler : node->handlers) note_texts(handler.body, texts);
  }
}

void note_topic(const script::Expr& call, const Texts& texts, StatementInfo& info) {
  const script::Expr* topic = call.items.empty() ? nullptr : call.items.front();
  for (const script::Keyword& keyword : call.keywords) {
    if (keyword.name == "topic") topic = keyword.value;
  }
  if (topic == nullptr) return;
  if (topic->kind == script::ExprKind::constant && topic->constant.kind == script::ConstantKind::text) {
    info.topics.push_back(topic->constant.text);
  } else if (topic->kind == script::ExprKind::name) {
    const auto bound = texts.find(topic->text);
    if (bound != texts.end() && bound->second != nullptr) info.topics.push_back(*bound->second);
  }
}

// Finds the calls that stand in an expression, but not in a lambda's body: that runs later.
void find_calls(const script::Expr* node, const Texts& texts, StatementInfo& info) {
  if (node == nullptr) return;
  if (node->kind == script::ExprKind::lambda) return;
  if (node->kind == script::ExprKind::call && node->left->kind == script::ExprKind::attribute) {
    const std::string& name = node->left->text;
    info.calls_poll = info.calls_poll || name == "poll";
    info.calls_flush = info.calls_flush || name == "flush";
    info.calls_produce = info.calls_produce || name == "produce";
    if (name == "produce") note_topic(*node, texts, info);
  }
  find_calls(node->left, texts, info);
  find_calls(node->right, texts, info);
  find_calls(node->other, texts, info);
  for (const script::Expr* item : node->items) find_calls(item, texts, info);
  for (const script::Expr* value : node->values) find_calls(value, texts, info);
  for (const script::Keyword& keyword : node->keywords) find_calls(keyword.value, texts, info);
  for (const script::Clause& clause : node->clauses) {
    find_calls(clause.iterable, texts, info);
    for (const script::Expr* condition : clause.conditions) find_calls(condition, texts, info);
  }
}

bool is_elif(const script::Stmt& node) {
  return node.kind == script::StmtKind::if_ && node.otherwise.size() == 1 &&
         node.otherwise[0]->kind == script::StmtKind::if_ && node.otherwise[0]->place.column == node.place.column;
}

void describe_block(const std::vector<script::Stmt*>& body, const Texts& texts, std::vector<StatementInfo>& all);

void describe(const script::Stmt& node, const Texts& texts, std::vector<StatementInfo>& all) {
  using script::StmtKind;
  StatementInfo info;
  info.line = node.place.line;
  info.last_line = node.place.end_line;
  info.compound = node.kind >= StmtKind::if_;
  find_calls(node.value, texts, info);
  find_calls(node.second, texts, info);
  for (const script::Expr* target : node.targets) find_calls(target, texts, info);
  // An elif belongs to its if.
  const script::Stmt* last = &node;
  for (; is_elif(*last); last = last->otherwise[0]) find_calls(last->otherwise[0]->value, texts, info);
  switch (node.kind) {
    case StmtKind::pass:
    case StmtKind::global:
    case StmtKind::nonlocal:
    case StmtKind::declared: break;
    default: all.push_back(info);
  }
  for (const script::Stmt* part = &node;; part = part->otherwise[0]) {
    describe_block(part->body, texts, all);
    if (!is_elif(*part)) break;
  }
  for (const script::Handler& handler : node.handlers) describe_block(handler.body, texts, all);
  describe_block(last->otherwise, texts, all);
  describe_block(node.finally, texts, all);
}

void describe_block(const std::vector<script::Stmt*>& body, const Texts& texts, std::vector<StatementInfo>& all) {
  for (const script::Stmt* node : body) describe(*node, texts, all);
}

// By line; several statements on one line share its switch.
std::vector<StatementInfo> statements_of(const script::Unit& unit) {
  std::vector<StatementInfo> all;
  Texts texts;
  note_texts(unit.tree.body, texts);
  describe_block(unit.tree.body, texts, all);
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  std::vector<StatementInfo> merged;
  for (const StatementInfo& info : all) {
    if (merged.empty() || merged.back().line != info.line) {
      merged.push_back(info);
      continue;
    }
    StatementInfo& known = merged.back();
    known.last_line = std::max(known.last_line, info.last_line);
    known.calls_poll = known.calls_poll || info.calls_poll;
    known.calls_flush = known.calls_flush || info.calls_flush;
    known.calls_produce = known.calls_produce || info.calls_produce;
    known.compound = known.compound || info.compound;
    known.topics.insert(known.topics.end(), info.topics.begin(), info.topics.end());
  }
  return merged;
}

std::vector<FunctionInfo> functions_of(const script::Unit& unit) {
  std::vector<FunctionInfo> all;
  for (const auto& code : unit.codes) {
    if (code->kind != script::CodeKind::function && code->kind != script::CodeKind::lambda) continue;
    all.push_back({code->name, code->place.line, code->place.end_line});
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  return all;
}

}  // namespace

struct Program::Impl {
  std::shared_ptr<const script::Unit> unit;
  std::vector<StatementInfo> statements;
  std::vector<FunctionInfo> functions;
};

Program::Program(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

Result<Program> Program::compile(std::string_view text, std::string_view name) {
  Result<std::shared_ptr<const script::Unit>> unit = script::compile_script(text, name, can_import);
  if (!unit.ok()) return unit.error();
  auto impl = std::make_unique<Impl>();
  impl->unit = std::move(unit).value();
  impl->statements = statements_of(*impl->unit);
  impl->functions = functions_of(*impl->unit);
  return Program(std::move(impl));
}

std::int32_t Program::line_count() const { return impl_->unit->source->line_count(); }
const std::vector<StatementInfo>& Program::statements() const { return impl_->statements; }
const std::vector<FunctionInfo>& Program::functions() const { return impl_->functions; }

// At the interpreter's end the script's variables go, and with them its producers, unless a callback that librdkafka
// still holds keeps them (facts, 6.1): then nothing is destroyed and nothing is said.
ProgramEnd Program::run(Host& host, const Controls& controls, const Properties& extra) const {
  binding::Session session(host, extra);
  ProgramEnd end;
  {
    script::Machine machine(impl_->unit, controls, session, modules(), &session);
    const script::Ended ended = machine.run();
    end = {static_cast<ProgramEnd::How>(ended.how), ended.code, ended.reason};
    const bool at_once =
        end.how == ProgramEnd::How::stopped || end.how == ProgramEnd::How::os_exit || end.how == ProgramEnd::How::limit;
    if (at_once || session.holds_a_function()) session.leave_producers();
    machine.drop_globals();
    session.leave_producers();
    session.forget();
  }
  return end;
}

}  // namespace inflight
