// The syntax tree of a script. Nodes are plain data, owned by the Tree, so that none is freed by recursion; a node
// knows its depth, because compiling recurses and the depth of a tree is bounded.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/script/source.h"

namespace inflight::script {

inline constexpr std::int32_t kMaxTreeDepth = 250;

struct Expr;
struct Stmt;

enum class ConstantKind : std::uint8_t { none, boolean, integer, real, text, bytes, ellipsis };

struct Constant {
  ConstantKind kind = ConstantKind::none;
  bool boolean = false;
  std::int64_t integer = 0;
  double real = 0;
  std::string text;  // str (UTF-8) or bytes
};

struct Parameter {
  std::string name;
  Place place;
  Expr* fallback = nullptr;
};

struct Parameters {
  std::vector<Parameter> positional;  // those before `only_by_position` can't be named
  std::size_t only_by_position = 0;
  std::vector<Parameter> only_by_name;
  std::string rest;        // *args
  std::string named_rest;  // **kwargs
};

struct Keyword {
  std::string name;  // empty: **value
  Expr* value = nullptr;
  Place place;
};

struct Clause {  // for target in iterable if condition ...
  Expr* target = nullptr;
  Expr* iterable = nullptr;
  std::vector<Expr*> conditions;
};

enum class ExprKind : std::uint8_t {
  name,
  constant,
  joined,
  formatted,
  tuple,
  list,
  set,
  dict,
  unary,
  binary,
  bool_op,
  compare,
  call,
  attribute,
  subscript,
  slice,
  conditional,
  lambda,
  list_of,
  set_of,
  dict_of,
  generator,
  starred
};

enum class Op : std::uint8_t {
  add,
  sub,
  mul,
  div,
  floor_div,
  mod,
  pow,
  shift_left,
  shift_right,
  bit_and,
  bit_or,
  bit_xor,
  mat_mul,  // binary
  neg,
  pos,
  invert,
  logical_not,  // unary
  eq,
  ne,
  lt,
  le,
  gt,
  ge,
  is,
  is_not,
  in,
  not_in,  // comparison
  logical_and,
  logical_or
};

// One node for all kinds; the comments say which kinds use a member.
struct Expr {
  ExprKind kind;
  Place place;
  std::int32_t depth = 1;
  Op op = Op::add;              // unary binary bool_op
  bool in_brackets = false;     // stood in its own parentheses
  std::int32_t conversion = 0;  // formatted: 's' 'r' 'a' or 0
  std::string text;             // name, attribute
  Constant constant;            // constant
  Expr* left = nullptr;      // unary.. binary, compare's first, call's callee, attribute, subscript, formatted's value,
                             // starred, lambda's body, conditional's body, comprehension's element (dict: key)
  Expr* right = nullptr;     // binary, subscript's index, conditional's condition, dict_of's value, formatted's spec
  Expr* other = nullptr;     // conditional's else
  std::vector<Expr*> items;  // tuple list set joined bool_op, compare's others, call's arguments, dict's keys (null:
                             // **), slice's three (null: left out)
  std::vector<Expr*> values;               // dict
  std::vector<Op> ops;                     // compare
  std::vector<Keyword> keywords;           // call
  std::vector<Clause> clauses;             // comprehensions
  std::unique_ptr<Parameters> parameters;  // lambda
};

struct Handler {
  Expr* type = nullptr;  // null: all
  std::string name;
  Place place;
  std::vector<Stmt*> body;
};

struct Import {
  std::string name;   // module, or the member of one
  std::string alias;  // the name bound
  Place place;
};

enum class StmtKind : std::uint8_t {
  expression,
  assign,
  augmented,
  declared,
  del,
  pass,
  break_,
  continue_,
  return_,
  raise,
  global,
  nonlocal,
  assert_,
  import,
  import_from,
  if_,
  while_,
  for_,
  try_,
  def
};

struct Stmt {
  StmtKind kind;
  Place place;                 // from its first token to its last
  Op op = Op::add;             // augmented
  Expr* value = nullptr;       // expression, assign.., return, raise, assert, if and while's condition, for's iterable
  Expr* second = nullptr;      // raise's cause, assert's message
  std::vector<Expr*> targets;  // assign (each a whole target), augmented (1), del, for (1)
  std::vector<std::string> names;  // global nonlocal
  std::string name;                // def, import_from's module
  std::vector<Import> imports;
  std::vector<Stmt*> body;
  std::vector<Stmt*> otherwise;
  std::vector<Stmt*> finally;
  std::vector<Handler> handlers;
  std::unique_ptr<Parameters> parameters;  // def
  std::int32_t header_end = 0;             // compound: last line of the header
};

// Whether it can be switched off: what only says something to the compiler can not.
inline bool has_switch(const Stmt& node) {
  return node.kind != StmtKind::pass && node.kind != StmtKind::global && node.kind != StmtKind::nonlocal &&
         node.kind != StmtKind::declared;
}

// Whether an `elif` follows. It has no switch of its own: it belongs to the `if`.
inline bool goes_on_with_elif(const Stmt& node) {
  return node.kind == StmtKind::if_ && node.otherwise.size() == 1 && node.otherwise[0]->kind == StmtKind::if_ &&
         node.otherwise[0]->place.column == node.place.column;
}

class Tree {
 public:
  Expr* make(ExprKind kind, Place place) {
    exprs_.push_back(std::make_unique<Expr>(Expr{kind, place}));
    return exprs_.back().get();
  }
  Stmt* make(StmtKind kind, Place place) {
    stmts_.push_back(std::make_unique<Stmt>(Stmt{kind, place}));
    return stmts_.back().get();
  }
  std::vector<Stmt*> body;

 private:
  std::vector<std::unique_ptr<Expr>> exprs_;
  std::vector<std::unique_ptr<Stmt>> stmts_;
};

}  // namespace inflight::script
