// Truth, equality, order, hashes, length and membership of values; see machine.h.
#include <cmath>
#include <fmt/format.h>

#include "core/base/hash.h"
#include "core/script/iterators.h"
#include "core/script/machine.h"

namespace inflight::script {
namespace {

std::string_view symbol(Op op) {
  switch (op) {
    case Op::lt: return "<";
    case Op::le: return "<=";
    case Op::gt: return ">";
    default: return ">=";
  }
}

const std::vector<Value>* sequence(const Value& value) {
  if (const List* list = value.get<List>()) return &list->items;
  if (const Tuple* tuple = value.get<Tuple>()) return &tuple->items;
  return nullptr;
}

const Table* table(const Value& value) {
  if (const Set* set = value.get<Set>()) return &set->table;
  if (const Dict* dict = value.get<Dict>()) return &dict->table;
  return nullptr;
}

bool subset(Machine& machine, const Table& small, const Table& large) {
  for (std::size_t at = 0; at < small.end(); ++at) {
    const Table::Entry& entry = small.at(at);
    if (!entry.key.is_unset() && large.find(machine, entry.key, entry.hash) == Table::npos) return false;
  }
  return true;
}

template <typename T>
bool ordered(Op op, const T& a, const T& b) {
  switch (op) {
    case Op::lt: return a < b;
    case Op::le: return a <= b;
    case Op::gt: return a > b;
    default: return a >= b;
  }
}

// A whole number and a float, exactly: below 0, 0 or above as left is less, equal or greater; NaN if one is.
double order_of_mixed(const Value& left, const Value& right) {
  if (left.is_real()) return -order_of_mixed(right, left);
  const double real = right.as_real();
  if (std::isnan(real)) return real;
  if (real >= 9223372036854775808.0) return -1;
  if (real < -9223372036854775808.0) return 1;
  const double whole = std::floor(real);
  const auto at_most = static_cast<std::int64_t>(whole);
  if (left.as_integer() != at_most) return left.as_integer() < at_most ? -1 : 1;
  return real > whole ? -1 : 0;
}

}  // namespace

bool Machine::truth(const Value& value) {
  switch (value.tag()) {
    case Tag::boolean:
    case Tag::integer: return value.as_integer() != 0;
    case Tag::real: return value.as_real() != 0;
    case Tag::object: break;
    default: return false;
  }
  if (const Str* text = value.get<Str>()) return !text->text.empty();
  if (const Bytes* bytes = value.get<Bytes>()) return !bytes->data.empty();
  if (const auto* items = sequence(value)) return !items->empty();
  if (const Table* entries = table(value)) return entries->size() > 0;
  if (const Range* range = value.get<Range>()) return range->count() > 0;
  return !value.object()->has_length() || value.object()->length() != 0;
}

bool Machine::equal(const Value& left, const Value& right) {
  if (left.is_number() && right.is_number()) {
    if (left.is_integral() && right.is_integral()) return left.as_integer() == right.as_integer();
    return left.is_real() == right.is_real() ? left.as_real() == right.as_real() : order_of_mixed(left, right) == 0;
  }
  if (left.is_object() && !right.is_object() && right.is_integral())
    return left.object()->equals_integer(right.as_integer());
  if (right.is_object() && !left.is_object() && left.is_integral())
    return right.object()->equals_integer(left.as_integer());
  if (!left.is_object() || !right.is_object()) return left.same(right);
  if (const Str* a = left.get<Str>()) return right.is(Str::kType) && a->text == right.to<Str>().text;
  if (const Bytes* a = left.get<Bytes>()) return right.is(Bytes::kType) && a->data == right.to<Bytes>().data;
  if (left.object() == right.object()) return true;
  if (&left.object()->type() != &right.object()->type()) return false;
  if (const auto* a = sequence(left)) {
    const auto* b = sequence(right);
    if (a->size() != b->size()) return false;
    const ReprGuard guard(*this);
    charge_steps(static_cast<std::int64_t>(a->size()));
    for (std::size_t i = 0; i < a->size() && i < b->size(); ++i) {
      if (!(*a)[i].same((*b)[i]) && !equal((*a)[i], (*b)[i])) return false;
    }
    return a->size() == b->size();
  }
  if (const Table* a = table(left)) {
    const Table* b = table(right);
    const ReprGuard guard(*this);
    if (a->size() != b->size()) return false;
    charge_steps(static_cast<std::int64_t>(a->end()));
    for (std::size_t at = 0; at < a->end(); ++at) {
      const Table::Entry& entry = a->at(at);
      if (entry.key.is_unset()) continue;
      const std::size_t found = b->find(*this, entry.key, entry.hash);
      if (found == Table::npos || (left.is(Dict::kType) && !equal(entry.value, b->at(found).value))) return false;
    }
    return true;
  }
  if (const Range* a = left.get<Range>()) {
    const Range& b = right.to<Range>();
    return a->count() == b.count() &&
           (a->count() == 0 || (a->start == b.start && (a->count() == 1 || a->step == b.step)));
  }
  if (const TypeObject* a = left.get<TypeObject>()) return &a->named == &right.to<TypeObject>().named;
  return left.object()->equals(*right.object());
}

bool Machine::less(const Value& left, const Value& right) { return compare(Op::lt, left, right); }

bool Machine::compare(Op op, const Value& left, const Value& right) {
  switch (op) {
    case Op::eq: return equal(left, right);
    case Op::ne: return !equal(left, right);
    case Op::is: return left.same(right);
    case Op::is_not: return !left.same(right);
    case Op::in: return contains(right, left);
    case Op::not_in: return !contains(right, left);
    default: break;
  }
  if (left.is_integral() && right.is_integral()) return ordered(op, left.as_integer(), right.as_integer());
  if (left.is_real() && right.is_real()) return ordered(op, left.as_real(), right.as_real());
  if (left.is_number() && right.is_number()) return ordered(op, order_of_mixed(left, right), 0.0);
  if (left.is(Str::kType) && right.is(Str::kType)) return ordered(op, left.to<Str>().text, right.to<Str>().text);
  if (left.is(Bytes::kType) && right.is(Bytes::kType))
    return ordered(op, left.to<Bytes>().data, right.to<Bytes>().data);
  if (left.is(Set::kType) && right.is(Set::kType)) {
    const bool up = op == Op::lt || op == Op::le;
    const Table& small = up ? left.to<Set>().table : right.to<Set>().table;
    const Table& large = up ? right.to<Set>().table : left.to<Set>().table;
    return subset(*this, small, large) && (op == Op::le || op == Op::ge || small.size() < large.size());
  }
  const auto* a = sequence(left);
  const auto* b = sequence(right);
  if (a != nullptr && b != nullptr && left.is(List::kType) == right.is(List::kType)) {
    const ReprGuard guard(*this);
    charge_steps(static_cast<std::int64_t>(std::min(a->size(), b->size())));
    for (std::size_t i = 0; i < a->size() && i < b->size(); ++i) {
      if (!equal((*a)[i], (*b)[i])) return compare(op, (*a)[i], (*b)[i]);
    }
    return ordered(op, a->size(), b->size());
  }
  raise(errors::TypeError, fmt::format("'{}' not supported between instances of '{}' and '{}'", symbol(op),
                                       type_of(left).name, type_of(right).name));
}

bool Machine::contains(const Value& container, const Value& item) {
  if (const Str* text = container.get<Str>()) {
    const Str* part = item.get<Str>();
    if (part == nullptr) {
      raise(errors::TypeError,
            fmt::format("'in <string>' requires string as left operand, not {}", type_of(item).name));
    }
    charge_steps(static_cast<std::int64_t>(text->text.size() / 64));
    return text->text.find(part->text) != std::string::npos;
  }
  if (const Bytes* bytes = container.get<Bytes>()) {
    if (const Bytes* part = item.get<Bytes>()) return bytes->data.find(part->data) != std::string::npos;
    if (item.is_integral() && (item.as_integer() < 0 || item.as_integer() > 255)) {
      raise(errors::ValueError, "byte must be in range(0, 256)");
    }
    if (item.is_integral()) return bytes->data.find(static_cast<char>(item.as_integer())) != std::string::npos;
  }
  if (container.is(Set::kType) && item.is(Set::kType)) return false;  // it is looked for as a frozenset
  if (const Table* entries = table(container)) return entries->find(*this, item, hash(item)) != Table::npos;
  if (const Range* range = container.get<Range>(); range != nullptr && item.is_integral()) {
    const std::int64_t i = item.as_integer();
    if (range->step > 0 ? (i < range->start || i >= range->stop) : (i > range->start || i <= range->stop)) return false;
    return (i - range->start) % range->step == 0;
  }
  if (const View* view = view_in(container); view != nullptr && view->what == TableIterator::What::keys) {
    return contains(view->dict, item);
  }
  if (container.is(Bytes::kType)) {
    raise(errors::TypeError, fmt::format("a bytes-like object is required, not '{}'", type_of(item).name));
  }
  if (!iterable(container)) {
    raise(errors::TypeError, fmt::format("argument of type '{}' is not iterable", type_of(container).name));
  }
  bool found = false;
  for_each(container, [&](const Value& one) { return !(found = one.same(item) || equal(one, item)); });
  return found;
}

std::uint64_t Machine::hash(const Value& value) {
  if (value.is_integral()) return hash_mix(kHashStart, static_cast<std::uint64_t>(value.as_integer()));
  if (value.is_real()) {
    const double real = value.as_real();
    if (std::abs(real) < 9.2e18 && std::floor(real) == real) {
      return hash_mix(kHashStart, static_cast<std::uint64_t>(static_cast<std::int64_t>(real)));
    }
    return hash_mix(kHashStart, std::hash<double>()(real));
  }
  if (!value.is_object()) return 7;
  if (value.is(Str::kType)) return value.to<Str>().hash();
  if (const Bytes* bytes = value.get<Bytes>()) return hash_bytes(bytes->data);
  if (const Tuple* tuple = value.get<Tuple>()) {
    const ReprGuard guard(*this);
    std::uint64_t sum = 11;
    for (const Value& one : tuple->items) sum = hash_mix(sum, hash(one));
    return sum;
  }
  if (sequence(value) != nullptr || table(value) != nullptr || value.is(Slice::kType)) {
    raise(errors::TypeError, fmt::format("unhashable type: '{}'", type_of(value).name));
  }
  // By identity; what order depends on never does.
  return hash_mix(kHashStart, reinterpret_cast<std::uintptr_t>(value.object()));
}

std::int64_t Machine::length(const Value& value) {
  if (value.is(Str::kType)) return value.to<Str>().characters();
  if (const Bytes* bytes = value.get<Bytes>()) return static_cast<std::int64_t>(bytes->data.size());
  if (const auto* items = sequence(value)) return static_cast<std::int64_t>(items->size());
  if (const Table* entries = table(value)) return static_cast<std::int64_t>(entries->size());
  if (const Range* range = value.get<Range>()) return range->count();
  if (value.is_object() && value.object()->has_length()) return value.object()->length();
  raise(errors::TypeError, fmt::format("object of type '{}' has no len()", type_of(value).name));
}

}  // namespace inflight::script
