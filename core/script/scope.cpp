// A walk over the tree that collects bindings and uses, then resolves them; see scope.h.
#include "core/script/scope.h"

#include <fmt/format.h>

namespace inflight::script {

Scopes::Scopes(const Tree& tree) : module_(std::make_unique<Scope>()) {
  order_.push_back(module_.get());
  block(*module_, tree.body);
  resolve();
}

Scope& Scopes::open(const void* node, Scope& outer, CodeKind kind) {
  auto scope = std::make_unique<Scope>();
  scope->outer = &outer;
  scope->kind = kind;
  order_.push_back(scope.get());
  return *(scopes_[node] = std::move(scope));
}

void Scopes::bind(Scope& scope, const std::string& name) {
  if (scope.kind == CodeKind::module || scope.global.contains(name)) globals_.insert(name);
  if (scope.kind == CodeKind::module || scope.global.contains(name) || scope.nonlocal.contains(name)) return;
  if (scope.is_bound.insert(name).second) scope.bound.push_back(name);
}

void Scopes::bind_parameters(Scope& scope, const Parameters& parameters) {
  const auto add = [&](const std::string& name) {
    if (name.empty()) return;
    scope.parameters.push_back(name);
    scope.is_bound.insert(name);
  };
  for (const Parameter& one : parameters.positional) add(one.name);
  for (const Parameter& one : parameters.only_by_name) add(one.name);
  add(parameters.rest);
  add(parameters.named_rest);
}

void Scopes::fallbacks(Scope& scope, const Parameters& parameters) {
  for (const Parameter& one : parameters.positional) expression(scope, one.fallback);
  for (const Parameter& one : parameters.only_by_name) expression(scope, one.fallback);
}

void Scopes::block(Scope& scope, const std::vector<Stmt*>& body) {
  for (const Stmt* node : body) statement(scope, *node);
}

void Scopes::names(Scope& scope, const Stmt& node) {
  const bool global = node.kind == StmtKind::global;
  for (const std::string& name : node.names) {
    if (scope.kind == CodeKind::module) {
      if (!global) fault(node.place, "SyntaxError: nonlocal declaration not allowed at module level");
      continue;
    }
    if (scope.is_bound.contains(name)) {
      fault(node.place, fmt::format("SyntaxError: name '{}' is assigned to before {} declaration", name,
                                    global ? "global" : "nonlocal"));
    }
    if (scope.used.contains(name)) {
      fault(node.place, fmt::format("SyntaxError: name '{}' is used prior to {} declaration", name,
                                    global ? "global" : "nonlocal"));
    }
    if (global) {
      scope.global.insert(name);
      continue;
    }
    const Scope* outer = scope.outer;
    while (outer->kind != CodeKind::module && !outer->is_bound.contains(name)) outer = outer->outer;
    if (outer->kind == CodeKind::module) {
      fault(node.place, fmt::format("SyntaxError: no binding for nonlocal '{}' found", name));
    }
    scope.nonlocal.insert(name);
    scope.used.insert(name);
  }
}

void Scopes::statement(Scope& scope, const Stmt& node) {
  switch (node.kind) {
    case StmtKind::global:
    case StmtKind::nonlocal: return names(scope, node);
    case StmtKind::def: {
      bind(scope, node.name);
      fallbacks(scope, *node.parameters);
      Scope& inner = open(&node, scope, CodeKind::function);
      bind_parameters(inner, *node.parameters);
      return block(inner, node.body);
    }
    case StmtKind::import:
    case StmtKind::import_from:
      for (const Import& one : node.imports) {
        if (!one.alias.empty()) bind(scope, one.alias);
      }
      return;
    default: break;
  }
  expression(scope, node.value);
  expression(scope, node.second);
  for (const Expr* one : node.targets) {
    target(scope, one);
    // Read, too; the parts of an index are seen once, since a lambda in them is one scope.
    if (node.kind == StmtKind::augmented && one->kind == ExprKind::name) expression(scope, one);
  }
  block(scope, node.body);
  for (const Handler& handler : node.handlers) {
    expression(scope, handler.type);
    if (!handler.name.empty()) bind(scope, handler.name);
    block(scope, handler.body);
  }
  block(scope, node.otherwise);
  block(scope, node.finally);
}

void Scopes::target(Scope& scope, const Expr* node) {
  if (node->kind == ExprKind::name) return bind(scope, node->text);
  if (node->kind == ExprKind::starred) return target(scope, node->left);
  if (node->kind == ExprKind::tuple || node->kind == ExprKind::list) {
    for (const Expr* item : node->items) target(scope, item);
    return;
  }
  expression(scope, node);
}

void Scopes::expression(Scope& scope, const Expr* node) {
  if (node == nullptr) return;
  switch (node->kind) {
    case ExprKind::name: scope.used.insert(node->text); return;
    case ExprKind::lambda: {
      fallbacks(scope, *node->parameters);
      Scope& inner = open(node, scope, CodeKind::lambda);
      bind_parameters(inner, *node->parameters);
      return expression(inner, node->left);
    }
    case ExprKind::list_of:
    case ExprKind::set_of:
    case ExprKind::dict_of:
    case ExprKind::generator: return comprehension(scope, *node);
    default: break;
  }
  expression(scope, node->left);
  expression(scope, node->right);
  expression(scope, node->other);
  for (const Expr* item : node->items) expression(scope, item);
  for (const Expr* value : node->values) expression(scope, value);
  for (const Keyword& keyword : node->keywords) expression(scope, keyword.value);
}

// The first iterable is computed outside, all else inside.
void Scopes::comprehension(Scope& scope, const Expr& node) {
  expression(scope, node.clauses[0].iterable);
  Scope& inner = open(&node, scope, CodeKind::comprehension);
  inner.parameters.emplace_back(".0");
  inner.is_bound.insert(".0");
  for (std::size_t i = 0; i < node.clauses.size(); ++i) {
    const Clause& clause = node.clauses[i];
    if (i > 0) expression(inner, clause.iterable);
    target(inner, clause.target);
    for (const Expr* condition : clause.conditions) expression(inner, condition);
  }
  expression(inner, node.left);
  expression(inner, node.right);
}

void Scopes::resolve() {
  for (Scope* scope : order_) {
    if (scope->kind == CodeKind::module) continue;
    for (const std::string& name : scope->used) {
      if (scope->is_bound.contains(name) || scope->global.contains(name)) continue;
      Scope* owner = scope->outer;
      while (owner->kind != CodeKind::module && !owner->is_bound.contains(name)) owner = owner->outer;
      if (owner->kind == CodeKind::module) continue;
      owner->shared.insert(name);
      for (Scope* between = scope; between != owner; between = between->outer) between->closure.insert(name);
    }
  }
}

}  // namespace inflight::script
