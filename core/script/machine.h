// Machine: runs a compiled script, synchronously, in the thread that calls run(). Calls of the script are frames here,
// not recursion in C++; only native code that calls back into the script nests, and that is bounded. What the script
// computes with is native functions and objects that the embedder registers: the machine knows no Kafka.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/script/code.h"
#include "core/script/controls.h"
#include "core/script/heap.h"
#include "core/script/mersenne.h"
#include "core/script/objects.h"
#include "core/script/types.h"
#include "core/script/value.h"

namespace inflight::script {

inline constexpr std::int64_t kStepLimit = 100'000'000;  // without a host call
inline constexpr std::int64_t kTickSteps = 10'000;
inline constexpr std::int64_t kOutputLimit = 16LL << 20;
inline constexpr std::size_t kMaxFrames = 1000;  // sys.getrecursionlimit() of CPython
inline constexpr std::size_t kMaxNested = 40;    // native code that called the script that called native code ...
inline constexpr std::size_t kStackValues = 1U << 20;

class Generator;

// An exception of the script on its way through native code.
struct Raised {
  Value exception;
  bool again = false;  // raised anew by a bare `raise`: its traceback has this place already
};
// The controls said stop.
struct Stopped {};
// os._exit().
struct OsExit {
  std::int64_t code = 0;
};

// A module that scripts may import.
struct ModuleMember {
  std::string_view name;
  NativeFn call = nullptr;     // a function
  const Type* type = nullptr;  // or a type
  NativeFn make = nullptr;     // or a value, made once
};
struct ModuleSpec {
  std::string_view name;
  std::span<const ModuleMember> members;
};

// What the machine tells to whoever runs it.
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  // Before each host call, and at least every 10,000 steps.
  virtual void computed(std::int64_t steps) = 0;
  virtual void line_reached(std::int32_t line) = 0;
  virtual void output(std::string_view line) = 0;
};

struct Ended {
  enum class How : std::uint8_t { end_of_script, sys_exit, exit_now, exception, os_exit, stopped, limit };
  How how = How::end_of_script;
  std::int64_t code = 0;
  std::string reason;
};

class Machine {
 public:
  Machine(std::shared_ptr<const Unit> unit, const Controls& controls, Surroundings& surroundings,
          std::span<const ModuleSpec* const> modules, void* context);
  ~Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  Ended run();
  // Lets go of the module's variables, as the interpreter does at its end.
  void drop_globals();

  // For native code. Anything here may throw Raised, LimitReached, Stopped or OsExit.
  void* context() const { return context_; }
  Heap& heap() { return heap_; }
  // The statement that runs; and tells that it was reached, if this is its first host call.
  std::int32_t line() const;
  void before_host_call();
  // The same without telling the line: for what only reads the clock.
  void report_steps();
  void print(std::string_view text);
  // Ends a line that has no end yet.
  void flush_output();
  void charge_steps(std::int64_t steps);

  Value text(std::string_view content);
  Value text_of(std::string content);
  Value bytes(std::string_view content);
  Value list(std::vector<Value> items = {});
  Value tuple(std::vector<Value> items);
  Value dict();
  Value native(std::string_view name, NativeFn function);
  Value type_object(const Type& type);
  void append(List& list, Value value);
  void put(Dict& dict, const Value& key, Value value);

  [[noreturn]] void raise(const Type& type, std::string_view message);
  [[noreturn]] void raise_value(Value exception);
  Value exception(const Type& type, std::vector<Value> args);

  Value call(const Value& callee, std::span<const Value> args);
  bool callable(const Value& value) const;
  Value attribute(const Value& object, const std::string& name);
  Value call_attribute(const Value& object, const std::string& name, const Args& args);

  // Values. See operators.cpp, compare.cpp, repr.cpp.
  bool truth(const Value& value);
  // `in_place`: as += and its like say it.
  Value binary(Op op, const Value& left, const Value& right, bool in_place = false);
  Value unary(Op op, const Value& operand);
  bool equal(const Value& left, const Value& right);
  bool less(const Value& left, const Value& right);
  bool compare(Op op, const Value& left, const Value& right);
  bool contains(const Value& container, const Value& item);
  std::uint64_t hash(const Value& value);
  std::int64_t length(const Value& value);
  Value item(const Value& container, const Value& index);
  void set_item(const Value& container, const Value& index, Value value);
  void drop_item(const Value& container, const Value& index);
  std::string repr(const Value& value);
  std::string str(const Value& value);
  std::string format(const Value& value, std::string_view spec);
  std::string percent_format(std::string_view format, const Value& arguments);
  std::string brace_format(std::string_view format, const Args& args);
  std::int64_t index_of(const Value& value, std::string_view what);
  // A number without its fraction, as int() makes it.
  Value truncated(const Value& number);

  // An iterator over it.
  Value iterate(const Value& iterable);
  bool iterable(const Value& value) const;
  bool next(const Value& iterator, Value& out);
  bool resume(Generator& generator, Value& out);
  std::vector<Value> collect(const Value& iterable);
  // f(value) for each; stops if f returns false.
  template <typename F>
  void for_each(const Value& iterable, F&& f) {
    const Value iterator = iterate(iterable);
    Value one;
    while (next(iterator, one)) {
      if (!f(one)) return;
    }
  }
  // The traceback as python3 prints it.
  std::string traceback(const Exception& exception);
  MersenneTwister& random() { return random_; }

 private:
  struct Frame {
    const Code* code = nullptr;
    const Instruction* ip = nullptr;
    const Value* constants = nullptr;
    Value* base = nullptr;
    std::size_t tries_from = 0;
    std::int32_t line = 0;
    bool reported = true;
    Generator* generator = nullptr;
  };
  struct Try {
    std::int32_t handler = 0;
    std::ptrdiff_t depth = 0;
    Value handled;
  };
  struct SiteCache {
    const void* receiver = nullptr;  // a Type or a ModuleSpec
    const Method* method = nullptr;
    std::size_t member = 0;
  };
  struct NestedRun;

  // The loop. Runs until the number of frames is back at `until`.
  Value execute(std::size_t until);
  Value loop(std::size_t until);
  bool unwind(Raised& raised, std::size_t until);
  void tick();
  void check_controls();

  void push(Value value) { new (top_++) Value(std::move(value)); }
  Value pop() { return std::move(*--top_); }
  void drop(std::ptrdiff_t count) {
    for (; count > 0; --count) (--top_)->~Value();
  }
  const Value* constants_of(const Code& code);

  // Instructions; see machine_ops.cpp.
  void op_statement(const Instruction& i);
  void op_attribute(const Instruction& i);
  void op_make(const Instruction& i);
  void op_fill(const Instruction& i);
  void op_unpack(const Instruction& i);
  void op_call(const Instruction& i);
  void op_call_method(const Instruction& i);
  void op_call_spread();
  void op_function(const Instruction& i);
  void op_give_back();
  void op_give_value();
  void op_generator();
  void op_format(const Instruction& i);
  void op_join(const Instruction& i);
  void op_raise(const Instruction& i);
  void op_matches();
  void op_end_except(const Instruction& i);
  void op_import(const Instruction& i);
  void op_global(const Instruction& i);
  void op_drop(const Instruction& i);
  void op_variable(const Instruction& i);
  void op_items(const Instruction& i);
  void op_binary(const Instruction& i);
  void op_compare(const Instruction& i);
  void op_next(const Instruction& i);
  void op_jump_if_compare_fails(const Instruction& i);
  void op_stack(const Instruction& i);
  void op_rare(const Instruction& i);

  // Calls; see machine_calls.cpp. The callee and its arguments are the last values on the stack.
  void call_top(std::size_t positional, std::span<const std::string> names);
  void enter(const Function& function, std::size_t positional, std::span<const std::string> names);
  void bind_arguments(const Function& function, std::size_t positional, std::span<const std::string> names);
  void open_frame(const Function& function, Value* base, bool anew);
  void lay_variables(const Function& function, Value* base);
  void finish_native(std::size_t values, Value result);
  const Method* find_method(const Value& receiver, std::string_view name) const;
  [[noreturn]] void raise_no_attribute(const Value& object, std::string_view name);
  void missing_arguments(const Function& function, const Value* slots);

  Value from_constant(const Constant& constant);
  Value module(std::int32_t index);
  void note_context(const Value& exception);
  Ended ended_by(Exception& exception);
  friend struct ReprGuard;

  std::shared_ptr<const Unit> unit_;
  const Controls& controls_;
  Surroundings& surroundings_;
  std::span<const ModuleSpec* const> modules_;
  void* context_;
  Heap heap_;  // before all values, so that it goes last

  std::unique_ptr<std::byte[]> stack_memory_;
  Value* stack_ = nullptr;
  Value* top_ = nullptr;
  std::vector<Frame> frames_;
  Frame* frame_ = nullptr;
  std::vector<Try> tries_;
  Value handled_;
  std::vector<Value> globals_;
  std::vector<Value> builtins_;
  std::vector<std::vector<Value>> constants_;
  std::vector<SiteCache> sites_;
  std::vector<Value> imported_;
  std::vector<std::pair<const Type*, Value>> type_objects_;
  std::vector<Value> letters_;  // texts of one ASCII character

  std::int64_t ticks_ = 0;
  std::int64_t steps_ = 0;  // since the last host call
  std::int64_t written_ = 0;
  std::string partial_line_;
  std::size_t nested_ = 0;
  std::vector<const Object*> repr_of_;  // containers whose text is being made
  std::size_t value_depth_ = 0;         // repr, comparing and hashing of values inside values
  MersenneTwister random_;
  bool exit_raised_ = false;
  Value exit_exception_;
};

// The arguments of a native function by name, as PyArg_ParseTupleAndKeywords gives them: null where left out; at most
// eight names. An empty function name reads "function", as CPython writes it where the C code names none.
using Given = std::array<const Value*, 8>;
Given parse_args(Machine& machine, const Args& args, std::string_view function, std::span<const std::string_view> names,
                 std::size_t required);
// For functions that take no names: between `least` and `most` arguments. CPython names the module or type with a
// function that takes just one: "time.sleep".
void expect_args(Machine& machine, const Args& args, std::string_view function, std::size_t least, std::size_t most);
// The argument with this name, or null where it was left out; an error for names that are not allowed.
const Value* named(const Args& args, std::string_view name);
void only_named(Machine& machine, const Args& args, std::string_view function,
                std::initializer_list<std::string_view> allowed);
// The same for methods, which CPython words in three ways.
void expect_method(Machine& machine, const Value& self, const Args& args, std::string_view name, std::size_t least,
                   std::size_t most);
void expect_none(Machine& machine, const Value& self, const Args& args, std::string_view name);
void expect_one(Machine& machine, const Value& self, const Args& args, std::string_view name);

// Recursion into values inside values is bounded; counts one level while it lives.
struct ReprGuard {
  explicit ReprGuard(Machine& machine);
  ~ReprGuard() { --machine_.value_depth_; }
  ReprGuard(const ReprGuard&) = delete;
  Machine& machine_;
};

}  // namespace inflight::script
