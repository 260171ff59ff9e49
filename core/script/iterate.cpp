// Iterators over the builtin objects; see machine.h.
#include <fmt/format.h>

#include "core/script/iterators.h"
#include "core/script/machine.h"
#include "core/script/text.h"

namespace inflight::script {
namespace {

class RangeIterator final : public Iterator {
 public:
  explicit RangeIterator(const Range& range) : at_(range.start), left_(range.count()), step_(range.step) {}
  bool next(Machine&, Value& out) override {
    if (left_ == 0) return false;
    --left_;
    out = Value::integer(at_);
    if (left_ > 0) at_ += step_;
    return true;
  }

 private:
  std::int64_t at_, left_, step_;
};

// Lists may grow and shrink meanwhile, as in python.
class SequenceIterator final : public Iterator {
 public:
  explicit SequenceIterator(Value of) : of_(std::move(of)) {}
  void clear() override { of_.reset(); }
  bool next(Machine&, Value& out) override {
    if (of_.is_unset()) return false;
    const std::vector<Value>& items = of_.is(List::kType) ? of_.to<List>().items : of_.to<Tuple>().items;
    if (at_ < items.size()) {
      out = items[at_++];
      return true;
    }
    of_.reset();
    return false;
  }

 private:
  Value of_;
  std::size_t at_ = 0;
};

class TextIterator final : public Iterator {
 public:
  explicit TextIterator(Value of) : of_(std::move(of)) {}
  void clear() override { of_.reset(); }
  bool next(Machine& machine, Value& out) override {
    if (of_.is(Bytes::kType)) {
      const std::string& data = of_.to<Bytes>().data;
      if (at_ >= data.size()) return false;
      out = Value::integer(static_cast<unsigned char>(data[at_++]));
      return true;
    }
    const std::string& text = of_.to<Str>().text;
    if (at_ >= text.size()) return false;
    const std::size_t from = at_;
    next_code_point(text, at_);
    out = machine.text(std::string_view(text).substr(from, at_ - from));
    return true;
  }

 private:
  Value of_;
  std::size_t at_ = 0;
};

}  // namespace

bool TableIterator::next(Machine& machine, Value& out) {
  if (of_.is_unset()) return false;
  const Table& table = of_.is(Dict::kType) ? of_.to<Dict>().table : of_.to<Set>().table;
  if (table.changes != changes_) {
    machine.raise(errors::RuntimeError,
                  fmt::format("{} changed size during iteration", of_.is(Dict::kType) ? "dictionary" : "Set"));
  }
  const bool set = of_.is(Set::kType);
  while (!set && at_ < table.end() && table.at(at_).key.is_unset()) ++at_;
  if (at_ >= (set ? order_.size() : table.end())) {
    of_.reset();
    return false;
  }
  const Table::Entry& entry = table.at(set ? order_[at_] : at_);
  ++at_;
  if (what_ == What::keys)
    out = entry.key;
  else if (what_ == What::values)
    out = entry.value;
  else
    out = machine.tuple({entry.key, entry.value});
  return true;
}

TableIterator::TableIterator(Value of, What what)
    : of_(std::move(of)),
      what_(what),
      changes_(of_.is(Dict::kType) ? of_.to<Dict>().table.changes : of_.to<Set>().table.changes) {
  if (of_.is(Set::kType)) order_ = order_of(of_.to<Set>().table);
}

bool Generator::next(Machine& machine, Value& out) { return machine.resume(*this, out); }

const Type View::kKeys{"dict_keys"};
const Type View::kValues{"dict_values"};
const Type View::kItems{"dict_items"};

View::View(Value its_dict, TableIterator::What its_what)
    : Object(its_what == TableIterator::What::keys     ? kKeys
             : its_what == TableIterator::What::values ? kValues
                                                       : kItems),
      dict(std::move(its_dict)),
      what(its_what) {}

const View* view_in(const Value& value) {
  const bool is_view = value.is(View::kKeys) || value.is(View::kValues) || value.is(View::kItems);
  return is_view ? static_cast<const View*>(value.object()) : nullptr;
}

bool Machine::iterable(const Value& value) const {
  return value.is(Range::kType) || value.is(List::kType) || value.is(Tuple::kType) || value.is(Str::kType) ||
         value.is(Bytes::kType) || value.is(Dict::kType) || value.is(Set::kType) || view_in(value) != nullptr ||
         value.is(Iterator::kType);
}

Value Machine::iterate(const Value& iterable) {
  if (const Range* range = iterable.get<Range>()) return Value::of(heap_.make<RangeIterator>(*range));
  if (iterable.is(List::kType) || iterable.is(Tuple::kType)) return Value::of(heap_.make<SequenceIterator>(iterable));
  if (iterable.is(Str::kType) || iterable.is(Bytes::kType)) return Value::of(heap_.make<TextIterator>(iterable));
  if (iterable.is(Dict::kType) || iterable.is(Set::kType)) {
    return Value::of(heap_.make<TableIterator>(iterable, TableIterator::What::keys));
  }
  if (const View* view = view_in(iterable)) return Value::of(heap_.make<TableIterator>(view->dict, view->what));
  if (iterable.is(Iterator::kType)) return iterable;
  raise(errors::TypeError, fmt::format("'{}' object is not iterable", type_of(iterable).name));
}

bool Machine::next(const Value& iterator, Value& out) {
  charge_steps(1);
  return static_cast<Iterator*>(iterator.object())->next(*this, out);
}

std::vector<Value> Machine::collect(const Value& iterable) {
  if (const List* list = iterable.get<List>()) {
    heap_.reserve(list->items.size() * sizeof(Value));
    charge_steps(static_cast<std::int64_t>(list->items.size() / 16));
    return list->items;
  }
  if (const Tuple* tuple = iterable.get<Tuple>()) return tuple->items;
  std::vector<Value> all;
  for_each(iterable, [&](const Value& one) {
    if (all.size() == all.capacity()) heap_.reserve((all.size() + 8) * 2 * sizeof(Value));
    all.push_back(one);
    return true;
  });
  return all;
}

}  // namespace inflight::script
