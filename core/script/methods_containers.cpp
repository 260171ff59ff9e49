// The methods of list, tuple and dict, and the constructors of containers and numbers; see methods.h.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

#include "core/script/iterators.h"
#include "core/script/machine.h"
#include "core/script/methods.h"
#include "core/script/modules.h"

namespace inflight::script {
namespace {

// Lists.
Value list_append(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "append");
  m.append(self.to<List>(), args.positional[0]);
  return Value::none();
}

Value list_extend(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "extend");
  for (Value& one : m.collect(args.positional[0])) m.append(self.to<List>(), std::move(one));
  return Value::none();
}

Value list_insert(Machine& m, const Value& self, const Args& args) {
  expect_method(m, self, args, "insert", 2, 2);
  List& list = self.to<List>();
  const auto size = static_cast<std::int64_t>(list.items.size());
  std::int64_t at = m.index_of(args.positional[0], "");
  at = std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
  m.charge_steps((size - at) / 16);
  m.append(list, args.positional[1]);
  std::rotate(list.items.begin() + at, list.items.end() - 1, list.items.end());
  return Value::none();
}

Value list_pop(Machine& m, const Value& self, const Args& args) {
  expect_method(m, self, args, "pop", 0, 1);
  List& list = self.to<List>();
  const auto size = static_cast<std::int64_t>(list.items.size());
  if (size == 0) m.raise(errors::IndexError, "pop from empty list");
  std::int64_t at = args.positional.empty() ? -1 : m.index_of(args.positional[0], "");
  if (at < 0) at += size;
  if (at < 0 || at >= size) m.raise(errors::IndexError, "pop index out of range");
  m.charge_steps((size - at) / 16);
  Value taken = std::move(list.items[static_cast<std::size_t>(at)]);
  list.items.erase(list.items.begin() + at);
  return taken;
}

// The list may change while an item is compared.
std::size_t find_item(Machine& m, const std::vector<Value>& items, const Value& wanted, std::size_t from = 0,
                      std::size_t to = SIZE_MAX) {
  for (std::size_t n = from; n < std::min(to, items.size()); ++n) {
    m.charge_steps(1);
    if (items[n].same(wanted) || m.equal(items[n], wanted)) return n;
  }
  return items.size();
}

const std::vector<Value>& items_of(const Value& self) {
  return self.is(List::kType) ? self.to<List>().items : self.to<Tuple>().items;
}

Value list_remove(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "remove");
  List& list = self.to<List>();
  const std::size_t at = find_item(m, list.items, args.positional[0]);
  if (at >= list.items.size()) m.raise(errors::ValueError, "list.remove(x): x not in list");
  const Value gone = std::move(list.items[at]);
  list.items.erase(list.items.begin() + static_cast<std::ptrdiff_t>(at));
  return Value::none();
}

Value sequence_index(Machine& m, const Value& self, const Args& args) {
  expect_method(m, self, args, "index", 1, 3);
  const auto size = static_cast<std::int64_t>(items_of(self).size());
  const auto bound = [&](std::size_t n, std::int64_t fallback) {
    std::int64_t at = args.positional.size() > n ? m.index_of(args.positional[n], "") : fallback;
    if (at < 0) at = std::max<std::int64_t>(0, at + size);
    return static_cast<std::size_t>(at);
  };
  std::size_t at = find_item(m, items_of(self), args.positional[0], bound(1, 0), bound(2, INT64_MAX));
  if (at >= bound(2, INT64_MAX)) at = SIZE_MAX;
  if (at >= items_of(self).size()) {
    m.raise(errors::ValueError, self.is(List::kType) ? fmt::format("{} is not in list", m.repr(args.positional[0]))
                                                     : std::string("tuple.index(x): x not in tuple"));
  }
  return Value::integer(static_cast<std::int64_t>(at));
}

Value sequence_count(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "count");
  std::int64_t found = 0;
  m.for_each(self, [&](const Value& one) { return found += m.equal(one, args.positional[0]) ? 1 : 0, true; });
  return Value::integer(found);
}

Value list_sort(Machine& m, const Value& self, const Args& args) {
  Value key = Value::none();
  bool reverse = false;
  if (!args.positional.empty()) m.raise(errors::TypeError, "sort() takes no positional arguments");
  for (std::size_t n = 0; n < args.named.size(); ++n) {
    if (args.names[n] == "key")
      key = args.named[n];
    else if (args.names[n] == "reverse")
      reverse = m.truth(args.named[n]);
    else
      m.raise(errors::TypeError, fmt::format("'{}' is an invalid keyword argument for sort()", args.names[n]));
  }
  // While it is sorted, the list is empty for whoever looks.
  std::vector<Value> items;
  items.swap(self.to<List>().items);
  try {
    sort_items(m, items, key, reverse);
  } catch (...) {
    self.to<List>().items = std::move(items);
    throw;
  }
  items.swap(self.to<List>().items);
  if (!items.empty()) m.raise(errors::ValueError, "list modified during sort");
  return Value::none();
}

Value list_reverse(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args, "reverse");
  std::reverse(self.to<List>().items.begin(), self.to<List>().items.end());
  return Value::none();
}

Value list_clear(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args, "clear");
  self.object()->clear();
  return Value::none();
}

Value list_copy(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args, "copy");
  return m.list(m.collect(self));
}

constexpr std::array kList{
    Method{"append", list_append},   Method{"extend", list_extend}, Method{"insert", list_insert},
    Method{"pop", list_pop},         Method{"remove", list_remove}, Method{"index", sequence_index},
    Method{"count", sequence_count}, Method{"sort", list_sort},     Method{"reverse", list_reverse},
    Method{"clear", list_clear},     Method{"copy", list_copy}};
constexpr std::array kTuple{Method{"index", sequence_index}, Method{"count", sequence_count}};

// Dicts.
const Table::Entry* entry_of(Machine& m, const Value& self, const Value& key) {
  const Table& table = self.to<Dict>().table;
  const std::size_t at = table.find(m, key, m.hash(key));
  return at == Table::npos ? nullptr : &table.at(at);
}

Value dict_get(Machine& m, const Value& self, const Args& args) {
  expect_method(m, self, args, "get", 1, 2);
  if (const Table::Entry* entry = entry_of(m, self, args.positional[0])) return entry->value;
  return args.positional.size() > 1 ? args.positional[1] : Value::none();
}

Value dict_setdefault(Machine& m, const Value& self, const Args& args) {
  expect_method(m, self, args, "setdefault", 1, 2);
  if (const Table::Entry* entry = entry_of(m, self, args.positional[0])) return entry->value;
  Value value = args.positional.size() > 1 ? args.positional[1] : Value::none();
  m.put(self.to<Dict>(), args.positional[0], value);
  return value;
}

Value dict_pop(Machine& m, const Value& self, const Args& args) {
  expect_method(m, self, args, "pop", 1, 2);
  if (const Table::Entry* entry = entry_of(m, self, args.positional[0])) {
    Value value = entry->value;
    self.to<Dict>().table.remove(m, args.positional[0]);
    return value;
  }
  if (args.positional.size() > 1) return args.positional[1];
  m.raise_value(m.exception(errors::KeyError, {args.positional[0]}));
}

Value dict_popitem(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args, "popitem");
  Table& table = self.to<Dict>().table;
  for (std::size_t at = table.end(); at > 0; --at) {
    if (table.at(at - 1).key.is_unset()) continue;
    Value item = m.tuple({table.at(at - 1).key, table.at(at - 1).value});
    table.remove_at(at - 1);
    return item;
  }
  m.raise_value(m.exception(errors::KeyError, {m.text("popitem(): dictionary is empty")}));
}

void update(Machine& m, Dict& dict, const Args& args) {
  if (args.positional.size() > 1) {
    m.raise(errors::TypeError, fmt::format("update expected at most 1 argument, got {}", args.positional.size()));
  }
  if (!args.positional.empty()) {
    const Value& more = args.positional[0];
    if (const Dict* other = more.get<Dict>()) {
      for (std::size_t at = 0; at < other->table.end(); ++at) {
        const Table::Entry entry = other->table.at(at);
        if (!entry.key.is_unset()) m.put(dict, entry.key, entry.value);
      }
    } else {
      std::size_t number = 0;
      m.for_each(more, [&](const Value& pair) {
        if (!m.iterable(pair)) {
          m.raise(errors::TypeError,
                  fmt::format("cannot convert dictionary update sequence element #{} to a sequence", number));
        }
        const std::vector<Value> both = m.collect(pair);
        if (both.size() != 2) {
          m.raise(errors::ValueError, fmt::format("dictionary update sequence element #{} has length {}; 2 is required",
                                                  number, both.size()));
        }
        ++number;
        m.put(dict, both[0], both[1]);
        return true;
      });
    }
  }
  for (std::size_t n = 0; n < args.named.size(); ++n) m.put(dict, m.text(args.names[n]), args.named[n]);
}

Value dict_update(Machine& m, const Value& self, const Args& args) {
  update(m, self.to<Dict>(), args);
  return Value::none();
}

Value dict_copy(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args, "copy");
  Value copy = m.dict();
  update(m, copy.to<Dict>(), {{&self, 1}, {}, {}});
  return copy;
}

template <TableIterator::What What>
Value dict_view(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args,
              What == TableIterator::What::keys     ? "keys"
              : What == TableIterator::What::values ? "values"
                                                    : "items");
  return Value::of(m.heap().make<View>(self, What));
}

Value dict_fromkeys(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "fromkeys", 1, 2);
  Value made = m.dict();
  const Value value = args.positional.size() > 1 ? args.positional[1] : Value::none();
  m.for_each(args.positional[0], [&](const Value& key) { return m.put(made.to<Dict>(), key, value), true; });
  return made;
}

constexpr std::array kDictStatic{Method{"fromkeys", dict_fromkeys}};
constexpr std::array kDict{Method{"get", dict_get},
                           Method{"setdefault", dict_setdefault},
                           Method{"pop", dict_pop},
                           Method{"popitem", dict_popitem},
                           Method{"update", dict_update},
                           Method{"copy", dict_copy},
                           Method{"clear", list_clear},
                           Method{"keys", dict_view<TableIterator::What::keys>},
                           Method{"values", dict_view<TableIterator::What::values>},
                           Method{"items", dict_view<TableIterator::What::items>}};

// Numbers.
Value is_integer(Machine&, const Value& self, const Args&) {
  return Value::boolean(!self.is_real() || std::floor(self.as_real()) == self.as_real());
}

Value bit_length(Machine& m, const Value& self, const Args&) {
  if (!self.is_integral()) m.raise(errors::AttributeError, "'float' object has no attribute 'bit_length'");
  const std::int64_t i = self.as_integer();
  std::uint64_t size = i < 0 ? 0 - static_cast<std::uint64_t>(i) : static_cast<std::uint64_t>(i);
  std::int64_t bits = 0;
  for (; size != 0; size >>= 1) ++bits;
  return Value::integer(bits);
}

constexpr std::array kNumber{Method{"is_integer", is_integer}, Method{"bit_length", bit_length}};

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\n\r\f\v"), text.size()));
  return text.substr(0, text.find_last_not_of(" \t\n\r\f\v") + 1);
}

}  // namespace

std::span<const Method> list_methods() { return kList; }
std::span<const Method> tuple_methods() { return kTuple; }
std::span<const Method> dict_methods() { return kDict; }
std::span<const Method> dict_functions() { return kDictStatic; }
std::span<const Method> number_methods() { return kNumber; }

namespace {

// A whole number's text without prefix and underscores; empty if it is none.
std::string digits_of(std::string_view text, std::int64_t& base) {
  std::string sign;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    if (text[0] == '-') sign = "-";
    text.remove_prefix(1);
  }
  const auto prefix = [&](char letter, std::int64_t its_base) {
    if (text.size() < 2 || text[0] != '0' || (text[1] | 0x20) != letter || (base != 0 && base != its_base))
      return false;
    base = its_base;
    text.remove_prefix(2);
    if (text.starts_with('_')) text.remove_prefix(1);
    return true;
  };
  const bool prefixed = prefix('x', 16) || prefix('o', 8) || prefix('b', 2);
  if (base == 0) {
    base = 10;
    if (!prefixed && text.find_first_not_of("0_") != std::string_view::npos && text.starts_with('0')) return {};
  }
  if (text.empty() || text.front() == '_' || text.back() == '_' || text.front() == '-') return {};
  if (text.find("__") != std::string_view::npos) return {};
  std::string digits(text);
  std::erase(digits, '_');
  return sign + digits;
}

}  // namespace

Value make_int(Machine& m, const Value&, const Args& args) {
  static constexpr std::array<std::string_view, 2> kNames{"", "base"};
  const auto given = parse_args(m, args, "int", kNames, 0);
  if (given[0] == nullptr) {
    if (given[1] != nullptr) m.raise(errors::TypeError, "int() missing string argument");
    return Value::integer(0);
  }
  const Value& value = *given[0];
  if (given[1] == nullptr && value.is_number()) return m.truncated(value);
  if (!value.is(Str::kType) && !value.is(Bytes::kType)) {
    if (given[1] != nullptr) m.raise(errors::TypeError, "int() can't convert non-string with explicit base");
    m.raise(errors::TypeError,
            fmt::format("int() argument must be a string, a bytes-like object or a real number, not '{}'",
                        type_of(value).name));
  }
  const std::int64_t asked = given[1] != nullptr ? m.index_of(*given[1], "") : 10;
  std::int64_t base = asked;
  if (base != 0 && (base < 2 || base > 36)) m.raise(errors::ValueError, "int() base must be >= 2 and <= 36, or 0");
  const std::string digits =
      digits_of(trimmed(value.is(Str::kType) ? value.to<Str>().text : value.to<Bytes>().data), base);
  std::int64_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, static_cast<int>(base));
  const bool whole = end == digits.data() + digits.size() && !digits.empty();
  if (error == std::errc::result_out_of_range && whole) {
    m.raise(errors::OverflowError, "this whole number does not fit in 64 bits, which is what Inflight has for an int");
  }
  if (error != std::errc{} || !whole) {
    m.raise(errors::ValueError, fmt::format("invalid literal for int() with base {}: {}", asked, m.repr(value)));
  }
  return Value::integer(number);
}

Value make_float(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "float", 0, 1);
  if (args.positional.empty()) return Value::real(0);
  const Value& value = args.positional[0];
  if (value.is_number()) return Value::real(value.as_number());
  if (!value.is(Str::kType) && !value.is(Bytes::kType)) {
    m.raise(errors::TypeError,
            fmt::format("float() argument must be a string or a real number, not '{}'", type_of(value).name));
  }
  std::string digits(trimmed(value.is(Str::kType) ? value.to<Str>().text : value.to<Bytes>().data));
  const auto is_digit = [&](std::size_t at) { return at < digits.size() && digits[at] >= '0' && digits[at] <= '9'; };
  for (std::size_t at = digits.find('_'); at != std::string::npos; at = digits.find('_', at)) {  // 1_000.5
    if (at == 0 || !is_digit(at - 1) || !is_digit(at + 1)) break;
    digits.erase(at, 1);
  }
  char* end = nullptr;
  const double number = std::strtod(digits.c_str(), &end);
  if (digits.empty() || end != digits.c_str() + digits.size() || digits.find_first_of("xX(") != std::string::npos) {
    m.raise(errors::ValueError, fmt::format("could not convert string to float: {}", m.repr(value)));
  }
  return Value::real(number);
}

Value make_bool(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "bool", 0, 1);
  return Value::boolean(!args.positional.empty() && m.truth(args.positional[0]));
}

Value make_list(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "list", 0, 1);
  return m.list(args.positional.empty() ? std::vector<Value>{} : m.collect(args.positional[0]));
}

Value make_tuple(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "tuple", 0, 1);
  if (!args.positional.empty() && args.positional[0].is(Tuple::kType)) return args.positional[0];
  return m.tuple(args.positional.empty() ? std::vector<Value>{} : m.collect(args.positional[0]));
}

Value make_dict(Machine& m, const Value&, const Args& args) {
  Value made = m.dict();
  update(m, made.to<Dict>(), args);
  return made;
}

Value make_set(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "set", 0, 1);
  Set* set = m.heap().make<Set>();
  Value made = Value::of(set);
  if (!args.positional.empty()) {
    m.for_each(args.positional[0], [&](const Value& one) { return set->table.set(m, set, one, Value::none()), true; });
  }
  return made;
}

Value make_range(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "range", 1, 3);
  const auto at = [&](std::size_t n) { return m.index_of(args.positional[n], ""); };
  if (args.positional.size() == 1) return Value::of(m.heap().make<Range>(0, at(0), 1));
  const std::int64_t step = args.positional.size() > 2 ? at(2) : 1;
  if (step == 0) m.raise(errors::ValueError, "range() arg 3 must not be zero");
  return Value::of(m.heap().make<Range>(at(0), at(1), step));
}

Value make_type(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "type", 1, 1);
  return m.type_object(type_of(args.positional[0]));
}

}  // namespace inflight::script
