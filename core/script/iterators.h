// Iterators that several files make: over tables, and the views that dict.keys(), values() and items() give.
#pragma once

#include "core/script/code.h"
#include "core/script/objects.h"

namespace inflight::script {

class TableIterator final : public Iterator {
 public:
  enum class What : std::uint8_t { keys, values, items };
  TableIterator(Value of, What what);
  void clear() override { of_.reset(); }
  bool next(Machine& machine, Value& out) override;

 private:
  Value of_;
  What what_;
  std::uint64_t changes_;
  std::size_t at_ = 0;
  std::vector<std::size_t> order_;  // of a set's members
};

// What dict.keys(), values() and items() give.
class View final : public Object {
 public:
  static const Type kKeys, kValues, kItems;
  View(Value its_dict, TableIterator::What its_what);
  void clear() override { dict.reset(); }
  bool has_length() const override { return true; }
  std::int64_t length() override { return static_cast<std::int64_t>(dict.to<Dict>().table.size()); }
  Value dict;
  TableIterator::What what;
};

// The view in a value, else null.
const View* view_in(const Value& value);

// (x for x in ...): a function that stops at each value, and goes on when the next is asked for.
class Generator final : public Iterator {
 public:
  Generator(Value its_function, Value over) : function(std::move(its_function)) { saved.push_back(std::move(over)); }
  void clear() override {
    function.reset();
    saved.clear();
  }
  bool next(Machine& machine, Value& out) override;
  Value function;
  std::vector<Value> saved;  // its variables and stack while it waits; before it began, what it goes over
  const Instruction* at = nullptr;
  bool running = false;
  bool done = false;
};

}  // namespace inflight::script
