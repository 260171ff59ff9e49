// Builtin functions over iterators; see iterating.h.
#include "core/script/iterating.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/script/iterators.h"
#include "core/script/methods.h"

namespace inflight::script::iterating {
namespace {

// enumerate, zip, map, filter and reversed give their values one at a time.
class Enumerate final : public Iterator {
 public:
  Enumerate(Value of, std::int64_t from) : of_(std::move(of)), at_(from) {}
  void clear() override { of_.reset(); }
  bool next(Machine& m, Value& out) override {
    Value one;
    if (of_.is_unset() || !m.next(of_, one)) return false;
    out = m.tuple({Value::integer(at_++), std::move(one)});
    return true;
  }

 private:
  Value of_;
  std::int64_t at_;
};

class Zip final : public Iterator {
 public:
  Zip(std::vector<Value> of, Value function, bool strict = false)
      : of_(std::move(of)), function_(std::move(function)), strict_(strict) {}
  void clear() override {
    of_.clear();
    function_.reset();
  }
  bool next(Machine& m, Value& out) override {
    if (of_.empty()) return false;
    std::vector<Value> row(of_.size());
    for (std::size_t n = 0; n < row.size(); ++n) {
      const Value one = n < of_.size() ? of_[n] : Value();
      if (one.is_unset()) return false;
      if (!m.next(one, row[n])) return strict_ && ended(m, n);
    }
    out = function_.is_unset() ? m.tuple(std::move(row)) : m.call(function_, row);
    return true;
  }

 private:
  // Number n has ended: with strict all must have.
  bool ended(Machine& m, std::size_t n) {
    const auto before = [](std::size_t count) { return count == 1 ? std::string(" 1") : fmt::format("s 1-{}", count); };
    if (n > 0) {
      m.raise(errors::ValueError, fmt::format("zip() argument {} is shorter than argument{}", n + 1, before(n)));
    }
    Value more;
    for (std::size_t other = 1; other < of_.size(); ++other) {
      if (!m.next(of_[other], more)) continue;
      m.raise(errors::ValueError, fmt::format("zip() argument {} is longer than argument{}", other + 1, before(other)));
    }
    return false;
  }

  std::vector<Value> of_;
  Value function_;  // map's
  bool strict_;     // zip's
};

class Filter final : public Iterator {
 public:
  Filter(Value function, Value of) : function_(std::move(function)), of_(std::move(of)) {}
  void clear() override {
    function_.reset();
    of_.reset();
  }
  bool next(Machine& m, Value& out) override {
    while (!of_.is_unset() && m.next(of_, out)) {
      if (m.truth(function_.is_none() ? out : m.call(function_, {&out, 1}))) return true;
    }
    return false;
  }

 private:
  Value function_, of_;
};

}  // namespace

Value iter(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "iter", 1, 1);
  return m.iterate(args.positional[0]);
}

Value next(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "next", 1, 2);
  if (!args.positional[0].is(Iterator::kType)) {
    m.raise(errors::TypeError, fmt::format("'{}' object is not an iterator", type_of(args.positional[0]).name));
  }
  Value one;
  if (m.next(args.positional[0], one)) return one;
  if (args.positional.size() > 1) return args.positional[1];
  m.raise_value(m.exception(errors::StopIteration, {}));
}

Value enumerate(Machine& m, const Value&, const Args& args) {
  static constexpr std::array<std::string_view, 2> kNames{"iterable", "start"};
  const auto given = parse_args(m, args, "enumerate", kNames, 1);
  return Value::of(m.heap().make<Enumerate>(m.iterate(*given[0]), given[1] != nullptr ? m.index_of(*given[1], "") : 0));
}

Value zip(Machine& m, const Value&, const Args& args) {
  only_named(m, args, "zip", {"strict"});
  std::vector<Value> iterators;
  for (std::size_t n = 0; n < args.positional.size(); ++n) {
    if (!m.iterable(args.positional[n])) {
      m.raise(errors::TypeError, fmt::format("'{}' object is not iterable", type_of(args.positional[n]).name));
    }
    iterators.push_back(m.iterate(args.positional[n]));
  }
  const Value* strict = named(args, "strict");
  return Value::of(m.heap().make<Zip>(std::move(iterators), Value(), strict != nullptr && m.truth(*strict)));
}

Value map(Machine& m, const Value&, const Args& args) {
  if (args.positional.size() < 2) m.raise(errors::TypeError, "map() must have at least two arguments.");
  std::vector<Value> iterators;
  for (const Value& one : args.positional.subspan(1)) iterators.push_back(m.iterate(one));
  return Value::of(m.heap().make<Zip>(std::move(iterators), args.positional[0]));
}

Value filter(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "filter", 2, 2);
  return Value::of(m.heap().make<Filter>(args.positional[0], m.iterate(args.positional[1])));
}

Value reversed(Machine& m, const Value&, const Args& args) {
  if (args.positional.size() != 1) {
    m.raise(errors::TypeError, fmt::format("reversed expected 1 argument, got {}", args.positional.size()));
  }
  const Value& what = args.positional[0];
  if (const Range* range = what.get<Range>()) {
    const std::int64_t count = range->count();
    return m.iterate(Value::of(
        m.heap().make<Range>(range->start + (count - 1) * range->step, range->start - range->step, -range->step)));
  }
  if (!m.iterable(what) || what.is(Set::kType) || what.is(Iterator::kType)) {
    m.raise(errors::TypeError, fmt::format("'{}' object is not reversible", type_of(what).name));
  }
  std::vector<Value> items = m.collect(what);
  std::reverse(items.begin(), items.end());
  return m.iterate(m.tuple(std::move(items)));
}

}  // namespace inflight::script::iterating
