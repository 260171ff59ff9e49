// The compiler's own class for one function's code, shared by compile_expr.cpp and compile_stmt.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/script/compiler.h"
#include "core/script/scope.h"

namespace inflight::script {

// What all functions of a script share while it is compiled.
struct Compilation {
  Unit& unit;
  Scopes& scopes;
  const Imports& imports;
  std::map<std::string, std::int32_t, std::less<>> globals;
  std::map<std::string, std::int32_t, std::less<>> names;

  std::int32_t global(const std::string& name);
  std::int32_t attribute(const std::string& name);
  std::int32_t module(const std::string& name);
  Code& new_code(CodeKind kind, std::string name, Place place, const Code* around);
};

class Compiler {
 public:
  Compiler(Compilation& all, Code& code, Scope& scope);

  void module(const std::vector<Stmt*>& body);
  void function_body(const Parameters& parameters, const std::vector<Stmt*>& body);
  void lambda_body(const Parameters& parameters, const Expr& body);
  void comprehension_body(const Expr& node);

 private:
  // What a jump out of a block must undo.
  struct Block {
    enum class Kind : std::uint8_t { while_loop, for_loop, try_body, try_finally, handler, finally_body } kind;
    std::int32_t again = 0;            // loops: where continue goes
    std::vector<std::int32_t> breaks;  // loops: jumps to be aimed behind the loop
    const std::vector<Stmt*>* finally = nullptr;
    std::string name;  // handler: the exception's name, to be deleted
  };
  struct OffBranch {
    std::int32_t statement;  // the instruction to aim
    std::int32_t back;       // where to go on
    const Stmt* node;
  };

  std::int32_t emit(Instr op, const Place& place, std::int32_t a = 0, std::int32_t b = 0, std::size_t extra = 0);
  std::int32_t here() const { return static_cast<std::int32_t>(code_.instructions.size()); }
  void aim(std::int32_t jump) { code_.instructions[static_cast<std::size_t>(jump)].a = here(); }
  void finish();

  // Expressions.
  void expression(const Expr* node);
  void constant(const Place& place, Constant value);
  void integer(const Place& place, std::int64_t value);
  void none(const Place& place) { constant(place, {}); }
  void name(const Place& place, const std::string& text, Instr local, Instr cell, Instr global);
  void load(const Place& place, const std::string& text);
  void store_name(const Place& place, const std::string& text);
  void delete_name(const Place& place, const std::string& text);
  void store(const Expr* target);
  void bool_op(const Expr* node);
  void comparison(const Expr* node);
  void call(const Expr* node);
  void spread_call(const Expr* node);
  void subscript_index(const Expr* index);
  void display(const Expr* node, Instr build, Instr add, Instr extend);
  void dict(const Expr* node);
  void joined(const Expr* node);
  void conditional(const Expr* node);
  // Jumps if the condition's truth is `when`; returns the jumps to be aimed.
  std::vector<std::int32_t> jump_if(const Expr* condition, bool when);
  void function_value(const Place& place, const Parameters* parameters, Code& inner, const Scope& scope);
  void lambda(const Expr* node);
  void comprehension(const Expr* node);
  void clause(const Expr& node, std::size_t index);

  // Statements.
  void block(const std::vector<Stmt*>& body);
  void statement(const Stmt& node);
  void plain_statement(const Stmt& node);
  void assign(const Stmt& node);
  void augmented(const Stmt& node);
  void delete_target(const Expr* target);
  void assertion(const Stmt& node);
  void raise(const Stmt& node);
  void leave(const Stmt& node);
  void leave_blocks(const Place& place, bool keeps_value, bool to_loop);
  void import(const Stmt& node);
  void import_from(const Stmt& node);
  void if_statement(const Stmt& node);
  void while_statement(const Stmt& node, std::int32_t start);
  void for_statement(const Stmt& node);
  void try_statement(const Stmt& node);
  void try_except(const Stmt& node);
  void handlers(const Stmt& node, std::vector<std::int32_t>& ends);
  void def_statement(const Stmt& node);
  void zero_targets(const Expr* target);

  Compilation& all_;
  Code& code_;
  Scope& scope_;
  std::map<std::string, std::int32_t, std::less<>> slots_;
  std::vector<Block> blocks_;
  std::vector<OffBranch> off_branches_;
};

// The most values that the code has on the stack at a time.
std::int32_t stack_size(const Code& code);

}  // namespace inflight::script
