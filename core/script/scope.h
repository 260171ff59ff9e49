// Scope: which variable a name means in each function of a script: local, shared with an inner function, or global.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/script/ast.h"
#include "core/script/code.h"

namespace inflight::script {

struct Scope {
  Scope* outer = nullptr;
  CodeKind kind = CodeKind::module;
  std::vector<std::string> parameters;  // in the order of their slots
  std::vector<std::string> bound;       // other names bound here, in the order of the text
  std::set<std::string> is_bound;       // both of them
  std::set<std::string> used;
  std::set<std::string> global;
  std::set<std::string> nonlocal;
  std::set<std::string> shared;   // own variables that an inner function uses
  std::set<std::string> closure;  // variables of outer functions that it uses or passes on
};

class Scopes {
 public:
  // Throws SyntaxFault.
  explicit Scopes(const Tree& tree);
  Scope& module() { return *module_; }
  // Whether the script gives a global variable of this name a value anywhere.
  bool binds_global(const std::string& name) const { return globals_.contains(name); }
  // Of a def, a lambda or a comprehension.
  Scope& of(const void* node) { return *scopes_.at(node); }

 private:
  Scope& open(const void* node, Scope& outer, CodeKind kind);
  void bind(Scope& scope, const std::string& name);
  void bind_parameters(Scope& scope, const Parameters& parameters);
  void fallbacks(Scope& scope, const Parameters& parameters);
  void block(Scope& scope, const std::vector<Stmt*>& body);
  void statement(Scope& scope, const Stmt& node);
  void names(Scope& scope, const Stmt& node);
  void expression(Scope& scope, const Expr* node);
  void target(Scope& scope, const Expr* node);
  void comprehension(Scope& scope, const Expr& node);
  void resolve();

  std::unique_ptr<Scope> module_;
  std::set<std::string> globals_;
  std::map<const void*, std::unique_ptr<Scope>> scopes_;
  std::vector<Scope*> order_;  // outer before inner
};

}  // namespace inflight::script
