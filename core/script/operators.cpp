// Arithmetic and indexing; see machine.h. Whole numbers have 64 bits: beyond them is an OverflowError that says so.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "core/script/iterators.h"
#include "core/script/machine.h"
#include "core/script/methods.h"
#include "core/script/text.h"

namespace inflight::script {
namespace {

std::string_view symbol(Op op) {
  static constexpr std::string_view kSymbols[] = {"+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@"};
  return kSymbols[static_cast<std::size_t>(op)];
}

[[noreturn]] void raise_overflow(Machine& m) {
  m.raise(errors::OverflowError, "this whole number does not fit in 64 bits, which is what Inflight has for an int");
}

std::int64_t power(Machine& m, std::int64_t base, std::int64_t exponent) {
  std::int64_t result = 1;
  bool fits = true;
  for (; exponent > 0 && fits; exponent >>= 1) {
    if ((exponent & 1) != 0) fits = !__builtin_mul_overflow(result, base, &result);
    if (exponent > 1) fits = !__builtin_mul_overflow(base, base, &base) && fits;
  }
  if (!fits) raise_overflow(m);
  return result;
}

double power(Machine& m, double base, double exponent) {
  if (base < 0 && std::isfinite(base) && std::isfinite(exponent) && std::floor(exponent) != exponent) {
    m.raise(errors::ValueError, "this power is a complex number, which Inflight does not have");
  }
  const double result = std::pow(base, exponent);
  if (std::isinf(result) && std::isfinite(base) && std::isfinite(exponent)) {
    m.raise_value(m.exception(errors::OverflowError, {Value::integer(34), m.text("Numerical result out of range")}));
  }
  return result;
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  const std::int64_t quotient = a / b;
  return (a % b != 0 && ((a < 0) != (b < 0))) ? quotient - 1 : quotient;
}

Value integers(Machine& m, Op op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  switch (op) {
    case Op::add:
      if (__builtin_add_overflow(a, b, &result)) raise_overflow(m);
      break;
    case Op::sub:
      if (__builtin_sub_overflow(a, b, &result)) raise_overflow(m);
      break;
    case Op::mul:
      if (__builtin_mul_overflow(a, b, &result)) raise_overflow(m);
      break;
    case Op::div:
      if (b == 0) m.raise(errors::ZeroDivisionError, "division by zero");
      return Value::real(static_cast<double>(a) / static_cast<double>(b));
    case Op::floor_div:
      if (b == 0) m.raise(errors::ZeroDivisionError, "integer division or modulo by zero");
      if (b == -1 && a == INT64_MIN) raise_overflow(m);
      return Value::integer(floor_divide(a, b));
    case Op::mod:
      if (b == 0) m.raise(errors::ZeroDivisionError, "integer modulo by zero");
      return Value::integer(b == -1 ? 0 : a - floor_divide(a, b) * b);
    case Op::pow:
      if (b < 0) {
        if (a == 0) m.raise(errors::ZeroDivisionError, "0.0 cannot be raised to a negative power");
        return Value::real(std::pow(static_cast<double>(a), static_cast<double>(b)));
      }
      return Value::integer(power(m, a, b));
    case Op::shift_left:
      if (b < 0) m.raise(errors::ValueError, "negative shift count");
      if (a != 0 && (b > 62 || (a << b) >> b != a)) raise_overflow(m);
      return Value::integer(a == 0 ? 0 : a << b);
    case Op::shift_right:
      if (b < 0) m.raise(errors::ValueError, "negative shift count");
      return Value::integer(a >> std::min<std::int64_t>(b, 63));
    case Op::bit_and: return Value::integer(a & b);
    case Op::bit_or: return Value::integer(a | b);
    case Op::bit_xor: return Value::integer(a ^ b);
    default: break;
  }
  return Value::integer(result);
}

// Unset if the operator is none of floats'.
Value reals(Machine& m, Op op, double a, double b) {
  switch (op) {
    case Op::add: return Value::real(a + b);
    case Op::sub: return Value::real(a - b);
    case Op::mul: return Value::real(a * b);
    case Op::div:
      if (b == 0) m.raise(errors::ZeroDivisionError, "float division by zero");
      return Value::real(a / b);
    case Op::floor_div:
    case Op::mod: {
      if (b == 0) m.raise(errors::ZeroDivisionError, op == Op::mod ? "float modulo" : "float floor division by zero");
      double rest = std::fmod(a, b);
      double quotient = (a - rest) / b;
      if (rest == 0) {
        rest = std::copysign(0.0, b);
      } else if ((b < 0) != (rest < 0)) {
        rest += b;
        quotient -= 1;
      }
      if (op == Op::mod) return Value::real(rest);
      if (quotient == 0) return Value::real(std::copysign(0.0, a / b));
      const double whole = std::floor(quotient);
      return Value::real(quotient - whole > 0.5 ? whole + 1 : whole);
    }
    case Op::pow:
      if (a == 0 && b < 0) m.raise(errors::ZeroDivisionError, "0.0 cannot be raised to a negative power");
      return Value::real(power(m, a, b));
    default: return {};
  }
}

std::size_t times(Machine& m, std::size_t size, std::int64_t count, std::size_t unit) {
  if (count <= 0 || size == 0) return 0;
  std::size_t total = 0;
  if (__builtin_mul_overflow(size * unit, static_cast<std::size_t>(count), &total))
    total = static_cast<std::size_t>(-1) / 2;
  m.heap().reserve(total);
  return static_cast<std::size_t>(count);
}

bool set_like(const Value& value) {
  const View* view = view_in(value);
  return value.is(Set::kType) || (view != nullptr && view->what != TableIterator::What::values);
}

bool repeats(const Value& value) {
  return value.is(Str::kType) || value.is(Bytes::kType) || value.is(List::kType) || value.is(Tuple::kType);
}

// Unset if left can't be repeated.
Value repeat(Machine& m, const Value& left, std::int64_t count) {
  const auto texts = [&](const std::string& one) {
    const std::size_t n = times(m, one.size(), count, 1);
    std::string all;
    all.reserve(one.size() * n);
    for (std::size_t i = 0; i < n; ++i) all += one;
    return all;
  };
  const auto items = [&](const std::vector<Value>& one) {
    const std::size_t n = times(m, one.size(), count, sizeof(Value));
    std::vector<Value> all;
    all.reserve(one.size() * n);
    for (std::size_t i = 0; i < n; ++i) all.insert(all.end(), one.begin(), one.end());
    return all;
  };
  if (const Str* text = left.get<Str>()) return m.text_of(texts(text->text));
  if (const Bytes* bytes = left.get<Bytes>()) return m.bytes(texts(bytes->data));
  if (const List* list = left.get<List>()) return m.list(items(list->items));
  if (const Tuple* tuple = left.get<Tuple>()) return m.tuple(items(tuple->items));
  return {};
}

// Unset if they can't be joined.
Value join(Machine& m, const Value& left, const Value& right) {
  const auto sum = [&](const auto& a, const auto& b, std::size_t unit) {
    m.heap().reserve((a.size() + b.size()) * unit);
    auto all = a;
    all.insert(all.end(), b.begin(), b.end());
    return all;
  };
  if (left.is(Str::kType)) {
    if (!right.is(Str::kType)) {
      m.raise(errors::TypeError, fmt::format("can only concatenate str (not \"{}\") to str", type_of(right).name));
    }
    return m.text_of(sum(left.to<Str>().text, right.to<Str>().text, 1));
  }
  if (left.is(Bytes::kType)) {
    if (!right.is(Bytes::kType)) {
      m.raise(errors::TypeError, fmt::format("can't concat {} to bytes", type_of(right).name));
    }
    return m.bytes(sum(left.to<Bytes>().data, right.to<Bytes>().data, 1));
  }
  if (left.is(List::kType)) {
    if (!right.is(List::kType)) {
      m.raise(errors::TypeError, fmt::format("can only concatenate list (not \"{}\") to list", type_of(right).name));
    }
    return m.list(sum(left.to<List>().items, right.to<List>().items, sizeof(Value)));
  }
  if (left.is(Tuple::kType)) {
    if (!right.is(Tuple::kType)) {
      m.raise(errors::TypeError, fmt::format("can only concatenate tuple (not \"{}\") to tuple", type_of(right).name));
    }
    return m.tuple(sum(left.to<Tuple>().items, right.to<Tuple>().items, sizeof(Value)));
  }
  return {};
}

// Set algebra; unset if the operator is none of sets'.
Value sets(Machine& m, Op op, const Value& left, const Value& right) {
  if (op != Op::bit_and && op != Op::bit_or && op != Op::bit_xor && op != Op::sub) return {};
  Set* made = m.heap().make<Set>();
  Value result = Value::of(made);
  const Table& a = left.to<Set>().table;
  const Table& b = right.to<Set>().table;
  const auto add = [&](const Table& from, const Table& other, bool if_in, bool if_not_in) {
    for (std::size_t at = 0; at < from.end(); ++at) {
      const Table::Entry& entry = from.at(at);
      if (entry.key.is_unset()) continue;
      const bool in = other.find(m, entry.key, entry.hash) != Table::npos;
      if (in ? if_in : if_not_in) made->table.set(m, made, entry.key, entry.hash, Value::none());
    }
  };
  add(a, b, op == Op::bit_and || op == Op::bit_or, op != Op::bit_and);
  if (op == Op::bit_or || op == Op::bit_xor) add(b, a, false, true);
  return result;
}

struct Bounds {
  std::int64_t start, stop, step, count;
};

Bounds resolve(Machine& m, const Slice& slice, std::int64_t size) {
  const auto part = [&](const Value& value, std::int64_t fallback) {
    if (value.is_none()) return fallback;
    if (!value.is_integral()) {
      m.raise(errors::TypeError, "slice indices must be integers or None or have an __index__ method");
    }
    return value.as_integer();
  };
  Bounds b{};
  b.step = part(slice.step, 1);
  if (b.step == 0) m.raise(errors::ValueError, "slice step cannot be zero");
  if (b.step == INT64_MIN) b.step = -INT64_MAX;
  const bool up = b.step > 0;
  const auto clamp = [&](const Value& value, std::int64_t fallback) {
    if (value.is_none()) return fallback;
    std::int64_t at = part(value, 0);
    if (at < 0) at = at + size < 0 ? (up ? 0 : -1) : at + size;
    return std::min(at, up ? size : size - 1);
  };
  b.start = clamp(slice.start, up ? 0 : size - 1);
  b.stop = clamp(slice.stop, up ? size : -1);
  if (up)
    b.count = b.stop > b.start ? (b.stop - b.start - 1) / b.step + 1 : 0;
  else
    b.count = b.start > b.stop ? (b.start - b.stop - 1) / -b.step + 1 : 0;
  return b;
}

Value slice_text(Machine& m, Str& text, const Bounds& b) {
  if (text.ascii()) {
    if (b.step == 1) {
      return m.text(
          std::string_view(text.text).substr(static_cast<std::size_t>(b.start), static_cast<std::size_t>(b.count)));
    }
    std::string out;
    for (std::int64_t n = 0; n < b.count; ++n) out += text.text[static_cast<std::size_t>(b.start + n * b.step)];
    return m.text_of(std::move(out));
  }
  std::vector<std::uint32_t> points;
  for (std::size_t at = 0; at < text.text.size();) points.push_back(next_code_point(text.text, at));
  std::string out;
  for (std::int64_t n = 0; n < b.count; ++n) append_utf8(out, points[static_cast<std::size_t>(b.start + n * b.step)]);
  return m.text_of(std::move(out));
}

Value slice_of(Machine& m, const Value& container, const Slice& slice) {
  const Bounds b = resolve(m, slice, m.length(container));
  const auto pick = [&](const std::vector<Value>& items) {
    m.heap().reserve(static_cast<std::size_t>(b.count) * sizeof(Value));
    std::vector<Value> out;
    out.reserve(static_cast<std::size_t>(b.count));
    for (std::int64_t n = 0; n < b.count; ++n) out.push_back(items[static_cast<std::size_t>(b.start + n * b.step)]);
    return out;
  };
  if (container.is(Str::kType)) return slice_text(m, container.to<Str>(), b);
  if (const List* list = container.get<List>()) return m.list(pick(list->items));
  if (const Tuple* tuple = container.get<Tuple>()) return m.tuple(pick(tuple->items));
  if (const Range* range = container.get<Range>()) {
    return Value::of(m.heap().make<Range>(range->start + b.start * range->step,
                                          range->start + (b.start + b.count * b.step) * range->step,
                                          range->step * b.step));
  }
  const std::string& data = container.to<Bytes>().data;
  std::string out;
  for (std::int64_t n = 0; n < b.count; ++n) out += data[static_cast<std::size_t>(b.start + n * b.step)];
  return m.bytes(out);
}

// `doing` is what stands before "index" where the item is not read.
std::size_t position(Machine& m, const Value& container, const Value& index, std::string_view kind,
                     std::string_view doing = {}) {
  if (!index.is_integral()) {
    m.raise(errors::TypeError,
            kind == "string" ? fmt::format("string indices must be integers, not '{}'", type_of(index).name)
                             : fmt::format("{} indices must be integers or slices, not {}", kind, type_of(index).name));
  }
  const std::int64_t size = m.length(container);
  const std::int64_t at = index.as_integer() < 0 ? index.as_integer() + size : index.as_integer();
  if (at < 0 || at >= size)
    m.raise(errors::IndexError,
            kind == "bytes" ? "index out of range"
                            : fmt::format("{} {}index out of range", kind == "range" ? "range object" : kind, doing));
  return static_cast<std::size_t>(at);
}

}  // namespace

Value Machine::binary(Op op, const Value& left, const Value& right, bool in_place) {
  if (left.is_integral() && right.is_integral()) {
    if (left.is_boolean() && right.is_boolean() && (op == Op::bit_and || op == Op::bit_or || op == Op::bit_xor)) {
      return Value::boolean(integers(*this, op, left.as_integer(), right.as_integer()).as_integer() != 0);
    }
    return integers(*this, op, left.as_integer(), right.as_integer());
  }
  Value result;
  if (left.is_number() && right.is_number()) {
    result = reals(*this, op, left.as_number(), right.as_number());
  } else if (op == Op::mod && left.is(Str::kType)) {
    return text_of(percent_format(left.to<Str>().text, right));
  } else if (op == Op::mod && left.is(Bytes::kType)) {
    raise(errors::TypeError, "Inflight has no % for bytes");
  } else if (op == Op::mul && right.is_integral()) {
    result = repeat(*this, left, right.as_integer());
  } else if (op == Op::mul && left.is_integral()) {
    result = repeat(*this, right, left.as_integer());
  } else if (op == Op::add) {
    result = join(*this, left, right);
  } else if (set_like(left) && set_like(right)) {
    const auto as_set = [&](const Value& value) {
      return value.is(Set::kType) ? value : make_set(*this, Value(), {{&value, 1}, {}, {}});
    };
    result = sets(*this, op, as_set(left), as_set(right));
  } else if (op == Op::bit_or && left.is(Dict::kType) && right.is(Dict::kType)) {
    result = dict();
    for (const Value* side : {&left, &right}) {
      const Table& from = side->to<Dict>().table;
      for (std::size_t at = 0; at < from.end(); ++at) {
        if (!from.at(at).key.is_unset()) put(result.to<Dict>(), from.at(at).key, from.at(at).value);
      }
    }
  }
  if (result.is_unset() && op == Op::mul && (repeats(left) || repeats(right))) {
    raise(errors::TypeError,
          fmt::format("can't multiply sequence by non-int of type '{}'", type_of(repeats(left) ? right : left).name));
  }
  if (result.is_unset()) {
    raise(errors::TypeError, fmt::format("unsupported operand type(s) for {}{}: '{}' and '{}'", symbol(op),
                                         in_place        ? "="
                                         : op == Op::pow ? " or pow()"
                                                         : "",
                                         type_of(left).name, type_of(right).name));
  }
  return result;
}

Value Machine::unary(Op op, const Value& operand) {
  if (op == Op::logical_not) return Value::boolean(!truth(operand));
  if (operand.is_integral()) {
    const std::int64_t i = operand.as_integer();
    if (op == Op::neg && i == INT64_MIN) raise_overflow(*this);
    return Value::integer(op == Op::neg ? -i : op == Op::invert ? ~i : i);
  }
  if (operand.is_real() && op != Op::invert) return Value::real(op == Op::neg ? -operand.as_real() : operand.as_real());
  raise(errors::TypeError, fmt::format("bad operand type for unary {}: '{}'",
                                       op == Op::neg   ? "-"
                                       : op == Op::pos ? "+"
                                                       : "~",
                                       type_of(operand).name));
}

Value Machine::item(const Value& container, const Value& index) {
  if (const Dict* dict = container.get<Dict>()) {
    const std::size_t at = dict->table.find(*this, index, hash(index));
    if (at == Table::npos) raise_value(exception(errors::KeyError, {index}));
    return dict->table.at(at).value;
  }
  const bool sliced = index.is(Slice::kType);
  if (const List* list = container.get<List>()) {
    return sliced ? slice_of(*this, container, index.to<Slice>())
                  : list->items[position(*this, container, index, "list")];
  }
  if (const Tuple* tuple = container.get<Tuple>()) {
    return sliced ? slice_of(*this, container, index.to<Slice>())
                  : tuple->items[position(*this, container, index, "tuple")];
  }
  if (Str* text_object = container.get<Str>()) {
    if (sliced) return slice_of(*this, container, index.to<Slice>());
    const std::size_t at = position(*this, container, index, "string");
    if (text_object->ascii()) return text(std::string_view(text_object->text).substr(at, 1));
    const std::size_t from = byte_offset(text_object->text, at);
    std::size_t to = from;
    next_code_point(text_object->text, to);
    return text(std::string_view(text_object->text).substr(from, to - from));
  }
  if (const Bytes* bytes_object = container.get<Bytes>()) {
    if (sliced) return slice_of(*this, container, index.to<Slice>());
    return Value::integer(static_cast<unsigned char>(bytes_object->data[position(*this, container, index, "bytes")]));
  }
  if (const Range* range = container.get<Range>()) {
    if (sliced) return slice_of(*this, container, index.to<Slice>());
    return Value::integer(range->start +
                          static_cast<std::int64_t>(position(*this, container, index, "range")) * range->step);
  }
  raise(errors::TypeError, container.is(TypeObject::kType)
                               ? fmt::format("type '{}' is not subscriptable", container.to<TypeObject>().named.name)
                               : fmt::format("'{}' object is not subscriptable", type_of(container).name));
}

void Machine::set_item(const Value& container, const Value& index, Value value) {
  if (Dict* dict = container.get<Dict>()) return put(*dict, index, std::move(value));
  List* list = container.get<List>();
  if (list == nullptr) {
    raise(errors::TypeError, fmt::format("'{}' object does not support item assignment", type_of(container).name));
  }
  if (!index.is(Slice::kType)) {
    list->items[position(*this, container, index, "list", "assignment ")] = std::move(value);
    return;
  }
  const Bounds b = resolve(*this, index.to<Slice>(), length(container));
  if (!iterable(value)) {
    raise(errors::TypeError, b.step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice");
  }
  std::vector<Value> items = collect(value);
  if (b.step != 1) {
    if (static_cast<std::int64_t>(items.size()) != b.count) {
      raise(errors::ValueError,
            fmt::format("attempt to assign sequence of size {} to extended slice of size {}", items.size(), b.count));
    }
    for (std::int64_t n = 0; n < b.count; ++n) {
      list->items[static_cast<std::size_t>(b.start + n * b.step)] = std::move(items[static_cast<std::size_t>(n)]);
    }
    return;
  }
  heap_.grow(list, items.size() * sizeof(Value));
  const std::vector<Value> gone(list->items.begin() + b.start, list->items.begin() + b.start + b.count);
  list->items.erase(list->items.begin() + b.start, list->items.begin() + b.start + b.count);
  list->items.insert(list->items.begin() + b.start, items.begin(), items.end());
}

void Machine::drop_item(const Value& container, const Value& index) {
  if (Dict* dict = container.get<Dict>()) {
    if (!dict->table.remove(*this, index)) raise_value(exception(errors::KeyError, {index}));
    return;
  }
  List* list = container.get<List>();
  if (list == nullptr) {
    const bool by_place = repeats(container) || container.is(Set::kType) || container.is(Range::kType);
    raise(errors::TypeError, fmt::format("'{}' object {} support item deletion", type_of(container).name,
                                         by_place && index.is_integral() ? "doesn't" : "does not"));
  }
  if (!index.is(Slice::kType)) {
    const std::size_t at = position(*this, container, index, "list", "assignment ");
    const Value gone = std::move(list->items[at]);
    list->items.erase(list->items.begin() + static_cast<std::ptrdiff_t>(at));
    return;
  }
  Bounds b = resolve(*this, index.to<Slice>(), length(container));
  if (b.step < 0) b = {b.start + (b.count - 1) * b.step, b.start + 1, -b.step, b.count};
  std::vector<Value> kept;
  std::int64_t next = b.start;
  for (std::size_t at = 0; at < list->items.size(); ++at) {
    if (static_cast<std::int64_t>(at) == next && next < b.stop && b.count > 0)
      next += b.step;
    else
      kept.push_back(list->items[at]);
  }
  list->items.swap(kept);
}

Value Machine::truncated(const Value& number) {
  if (number.is_integral()) return Value::integer(number.as_integer());
  const double real = std::trunc(number.as_real());
  if (std::isnan(real)) raise(errors::ValueError, "cannot convert float NaN to integer");
  if (std::isinf(real)) raise(errors::OverflowError, "cannot convert float infinity to integer");
  if (!(std::abs(real) < 9223372036854775807.0)) raise_overflow(*this);
  return Value::integer(static_cast<std::int64_t>(real));
}

std::int64_t Machine::index_of(const Value& value, std::string_view what) {
  if (value.is_integral()) return value.as_integer();
  raise(errors::TypeError, fmt::format("'{}' object cannot be interpreted as an integer{}", type_of(value).name, what));
}

}  // namespace inflight::script
