// The objects that the machine knows by itself: texts, containers, functions, iterators, exceptions.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/script/heap.h"
#include "core/script/value.h"

namespace inflight::script {

struct Code;
class Machine;
struct ModuleSpec;

class Str final : public Object {
 public:
  static const Type kType;
  explicit Str(std::string content) : Object(kType), text(std::move(content)) {}
  const std::string text;  // UTF-8
  // In code points.
  std::int64_t characters();
  bool ascii() { return characters() == static_cast<std::int64_t>(text.size()); }
  std::uint64_t hash();

 private:
  std::int64_t characters_ = -1;
  std::uint64_t hash_ = 0;
};

class Bytes final : public Object {
 public:
  static const Type kType;
  explicit Bytes(std::string content) : Object(kType), data(std::move(content)) {}
  const std::string data;
};

class List final : public Object {
 public:
  static const Type kType;
  List() : Object(kType) {}
  void clear() override {
    std::vector<Value> gone;
    gone.swap(items);
  }
  std::vector<Value> items;  // add through Machine::append, which accounts for the memory
};

class Tuple final : public Object {
 public:
  static const Type kType;
  explicit Tuple(std::vector<Value> content) : Object(kType), items(std::move(content)) {}
  void clear() override { items.clear(); }
  std::vector<Value> items;
};

// Keys in order of insertion; open addressing over their positions.
class Table {
 public:
  struct Entry {
    std::uint64_t hash = 0;
    Value key;  // unset: removed
    Value value;
  };
  std::size_t size() const { return live_; }
  // Positions 0 to end(); those removed have an unset key.
  std::size_t end() const { return entries_.size(); }
  const Entry& at(std::size_t position) const { return entries_[position]; }
  Entry& at(std::size_t position) { return entries_[position]; }

  // npos if it is not there. Comparing may call back and raise.
  std::size_t find(Machine& machine, const Value& key, std::uint64_t hash) const;
  // `owner` is charged for growth.
  void set(Machine& machine, Object* owner, const Value& key, Value value);
  void set(Machine& machine, Object* owner, const Value& key, std::uint64_t hash, Value value);
  bool remove(Machine& machine, const Value& key);
  void remove_at(std::size_t position);
  void clear();
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  std::uint64_t changes = 0;  // grows when keys come or go: iterators look

 private:
  void rehash(std::size_t slots);
  std::vector<Entry> entries_;
  std::vector<std::int32_t> slots_;  // position, or one of the two below
  std::size_t live_ = 0;
};

// What CPython's hash() gives; nothing where that differs from process to process (texts, bytes, None), or where the
// value has no hash.
std::optional<std::int64_t> python_hash(const Value& value);

// The positions of a set's members in the order in which it gives them.
std::vector<std::size_t> order_of(const Table& table);

class Dict final : public Object {
 public:
  static const Type kType;
  Dict() : Object(kType) {}
  void clear() override { table.clear(); }
  Table table;
};

class Set final : public Object {
 public:
  static const Type kType;
  Set() : Object(kType) {}
  void clear() override { table.clear(); }
  Table table;
};

class Range final : public Object {
 public:
  static const Type kType;
  Range(std::int64_t from, std::int64_t to, std::int64_t by) : Object(kType), start(from), stop(to), step(by) {}
  std::int64_t count() const;
  const std::int64_t start, stop, step;
};

class Slice final : public Object {
 public:
  static const Type kType;
  Slice(Value from, Value to, Value by)
      : Object(kType), start(std::move(from)), stop(std::move(to)), step(std::move(by)) {}
  void clear() override {
    start.reset();
    stop.reset();
    step.reset();
  }
  Value start, stop, step;
};

// A variable that an inner function shares with the outer one.
class Cell final : public Object {
 public:
  static const Type kType;
  explicit Cell(Value content) : Object(kType), value(std::move(content)) {}
  void clear() override { value.reset(); }
  Value value;
};

class Function final : public Object {
 public:
  static const Type kType;
  explicit Function(const Code& its_code) : Object(kType), code(its_code) {}
  void clear() override {
    fallbacks.clear();
    named_fallbacks.clear();
    closure.clear();
  }
  std::string repr() override;
  const Code& code;
  std::vector<Value> fallbacks;        // of the last positional parameters
  std::vector<Value> named_fallbacks;  // one for each keyword-only parameter; unset: required
  std::vector<Value> closure;          // cells
};

class NativeFunction final : public Object {
 public:
  static const Type kType;
  NativeFunction(std::string_view its_name, NativeFn function) : Object(kType), name(its_name), call(function) {}
  std::string repr() override;
  const std::string_view name;
  const NativeFn call;
};

class BoundMethod final : public Object {
 public:
  static const Type kType;
  BoundMethod(Value receiver, const Method& its_method)
      : Object(kType), self(std::move(receiver)), method(its_method) {}
  void clear() override { self.reset(); }
  std::string repr() override;
  Value self;
  const Method& method;
};

// str.lower: a method that waits for its receiver as first argument.
class TypeMethod final : public Object {
 public:
  static const Type kType;
  TypeMethod(const Type& its_type, const Method& its_method) : Object(kType), of(its_type), method(its_method) {}
  std::string repr() override;
  const Type& of;
  const Method& method;
};

class TypeObject final : public Object {
 public:
  static const Type kType;
  explicit TypeObject(const Type& its_type) : Object(kType), named(its_type) {}
  std::string repr() override;
  const Type& named;
};

class Module final : public Object {
 public:
  static const Type kType;
  explicit Module(const ModuleSpec& its_spec) : Object(kType), spec(its_spec) {}
  void clear() override { members.clear(); }
  std::string repr() override;
  const ModuleSpec& spec;
  std::vector<Value> members;  // as the spec lists them
};

// Gives values one after the other.
class Iterator : public Object {
 public:
  static const Type kType;
  Iterator() : Object(kType) {}
  // False at the end.
  virtual bool next(Machine& machine, Value& out) = 0;
};

struct TracebackEntry {
  const Code* code = nullptr;
  std::int32_t at = 0;  // the instruction
};

class Exception final : public Object {
 public:
  // Its type is its own: TypeError, KafkaException, ...
  Exception(const Type& type, std::vector<Value> its_args) : Object(type), args(std::move(its_args)) {}
  void clear() override {
    args.clear();
    cause.reset();
    context.reset();
  }
  std::vector<Value> args;
  Value cause;
  Value context;
  bool context_hidden = false;
  std::vector<TracebackEntry> traceback;  // innermost first
};

// The exception in a value of any exception type, else null.
Exception* exception_in(const Value& value);

}  // namespace inflight::script
