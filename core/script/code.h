// Code: a compiled script. Plain data without values of a machine, so that runs in several threads can share it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/script/ast.h"
#include "core/script/source.h"

namespace inflight::script {

enum class Instr : std::uint8_t {
  statement,  // a: where to go if the statement is off
  line,       // a lambda's body begins: host calls in it belong to its line
  constant,
  local,
  cell,
  global,
  cell_itself,  // push; a: index
  set_local,
  set_cell,
  set_global,  // pop into
  drop_local,
  drop_cell,
  drop_global,  // del
  attribute,    // a: name
  item,
  set_item,
  drop_item,
  slice,  // slice: a values
  unary,
  binary,
  compare,  // b: Op
  jump,
  jump_if_false,
  jump_if_true,  // pop
  jump_if_false_keep,
  jump_if_true_keep,      // keep if jumping, else pop
  jump_if_compare_fails,  // of a chain: [x, result]; failing keeps the result only
  iterate,
  next,  // next: a: where to go at the end
  tuple,
  list,
  set,
  dict,  // a: how many
  append,
  add,
  put,  // to the container a below the top
  extend,
  update_set,
  merge,
  list_to_tuple,
  unpack,
  unpack_rest,  // a: how many; rest: a before, b after
  call,
  call_method,
  method_there,  // a: the name; before arguments that call something themselves
  call_spread,   // a: positional; b: call site + 1
  generator,     // of a function and what it goes over
  give_value,    // of a generator: the next
  function,      // a: code; b: number of positional fallbacks
  give_back,     // return
  try_begin,
  try_end,  // a: handler
  pop,
  duplicate,
  duplicate_two,
  swap,
  rotate_three,
  format,
  join,  // format: a: 1 if a spec is on the stack, b: conversion
  raise,
  raise_from,
  raise_again,
  reraise,
  assertion,
  matches,
  end_except,  // end_except: a: 1 if a value to keep is on the top
  import,
  import_member,
};

struct Instruction {
  Instr op;
  std::uint8_t extra = 0;  // call: keyword arguments; function: cells of its closure
  std::uint16_t b = 0;
  std::int32_t a = 0;
};

struct CallSite {
  std::string method;              // call_method
  std::vector<std::string> names;  // of the keyword arguments
};

enum class CodeKind : std::uint8_t { module, function, lambda, comprehension };

struct Code {
  CodeKind kind = CodeKind::module;
  std::string name;
  std::string qualified;  // with the functions around it: outer.<locals>.name
  std::int32_t index = 0;
  Place place;
  std::vector<Instruction> instructions;
  std::vector<Place> places;  // of each instruction
  std::vector<Constant> constants;
  std::vector<std::string> locals;  // parameters first, then *rest, **named_rest, others, then the closure's
  std::int32_t positional = 0;      // number of parameters
  std::int32_t only_by_position = 0;
  std::int32_t only_by_name = 0;
  bool has_rest = false;
  bool has_named_rest = false;
  std::vector<std::int32_t> own_cells;     // slots that hold cells of this function
  std::int32_t closure_from = 0;           // first slot of the closure
  std::vector<std::string> closure_names;  // as the slots from there
  std::int32_t stack_size = 0;             // most values on the stack at a time
};

struct Unit {
  std::unique_ptr<Source> source;
  Tree tree;
  std::vector<std::unique_ptr<Code>> codes;  // the first is the module's
  std::vector<std::string> globals;          // names, by index
  std::vector<std::string> names;            // of attributes
  std::vector<CallSite> sites;
  std::vector<std::string> modules;  // imported
};

}  // namespace inflight::script
