// The methods of set, and the order in which a set gives its members; see methods.h.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/script/iterators.h"
#include "core/script/machine.h"
#include "core/script/methods.h"

namespace inflight::script {

// CPython gives a set's members by their place in its table. The hash of a number is known, so its place is, and is the
// same here. Other members have another order in each process of python3; here it is that of adding.
std::vector<std::size_t> order_of(const Table& table) {
  std::vector<std::size_t> order;
  std::vector<std::size_t> hashes(table.end());
  bool known = true;
  for (std::size_t at = 0; at < table.end(); ++at) {
    if (table.at(at).key.is_unset()) continue;
    order.push_back(at);
    const std::optional<std::int64_t> hash = python_hash(table.at(at).key);
    known = known && hash;
    hashes[at] = static_cast<std::size_t>(hash.value_or(0));
  }
  if (!known) return order;
  constexpr std::size_t kFree = static_cast<std::size_t>(-1);
  constexpr std::size_t kProbes = 9;
  std::vector<std::size_t> slots(8, kFree);
  const auto put = [&](std::size_t at) {
    const std::size_t mask = slots.size() - 1;
    std::size_t perturb = hashes[at];
    for (std::size_t slot = perturb & mask;; slot = (slot * 5 + 1 + (perturb >>= 5)) & mask) {
      const std::size_t last = slot + kProbes <= mask ? slot + kProbes : slot;
      for (std::size_t near = slot; near <= last; ++near) {
        if (slots[near] != kFree) continue;
        slots[near] = at;
        return;
      }
    }
  };
  std::size_t filled = 0;
  for (const std::size_t at : order) {
    put(at);
    if (++filled * 5 < (slots.size() - 1) * 3) continue;
    std::size_t size = 8;
    while (size <= (filled > 50000 ? filled * 2 : filled * 4)) size *= 2;
    const std::vector<std::size_t> before = std::exchange(slots, std::vector<std::size_t>(size, kFree));
    for (const std::size_t one : before) {
      if (one != kFree) put(one);
    }
  }
  order.clear();
  for (const std::size_t at : slots) {
    if (at != kFree) order.push_back(at);
  }
  return order;
}

namespace {

Value as_set(Machine& m, const Value& value) {
  return value.is(Set::kType) ? value : make_set(m, Value(), {{&value, 1}, {}, {}});
}

Value set_add(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "add");
  self.to<Set>().table.set(m, self.object(), args.positional[0], Value::none());
  return Value::none();
}

// False if it was not there. A set is looked for as a frozenset is, which nothing here can be.
bool take_out(Machine& m, const Value& self, const Value& item) {
  return !item.is(Set::kType) && self.to<Set>().table.remove(m, item);
}

Value set_discard(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "discard");
  take_out(m, self, args.positional[0]);
  return Value::none();
}

Value set_remove(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "remove");
  if (!take_out(m, self, args.positional[0])) {
    m.raise_value(m.exception(errors::KeyError, {args.positional[0]}));
  }
  return Value::none();
}

Value set_pop(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args, "pop");
  Table& table = self.to<Set>().table;
  const std::vector<std::size_t> order = order_of(table);
  if (order.empty()) m.raise_value(m.exception(errors::KeyError, {m.text("pop from an empty set")}));
  Value taken = table.at(order.front()).key;
  table.remove_at(order.front());
  return taken;
}

Value set_clear(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args, "clear");
  self.object()->clear();
  return Value::none();
}

Value set_copy(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args, "copy");
  return make_set(m, Value(), {{&self, 1}, {}, {}});
}

void no_names(Machine& m, const Args& args, std::string_view name) {
  if (!args.named.empty()) m.raise(errors::TypeError, fmt::format("set.{}() takes no keyword arguments", name));
}

// With each of the others in turn.
template <Op Which>
Value with_all(Machine& m, const Value& self, const Args& args, std::string_view name) {
  no_names(m, args, name);
  Value result = make_set(m, Value(), {{&self, 1}, {}, {}});
  for (const Value& other : args.positional) result = m.binary(Which, result, as_set(m, other));
  return result;
}
Value set_union(Machine& m, const Value& self, const Args& args) {
  return with_all<Op::bit_or>(m, self, args, "union");
}
Value set_intersection(Machine& m, const Value& self, const Args& args) {
  return with_all<Op::bit_and>(m, self, args, "intersection");
}
Value set_difference(Machine& m, const Value& self, const Args& args) {
  return with_all<Op::sub>(m, self, args, "difference");
}
Value set_symmetric_difference(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "symmetric_difference");
  return with_all<Op::bit_xor>(m, self, args, "symmetric_difference");
}

// The same, kept in the set itself.
template <NativeFn Make>
Value kept(Machine& m, const Value& self, const Args& args) {
  const Value made = Make(m, self, args);
  Set& set = self.to<Set>();
  set.table.clear();
  const Table& from = made.to<Set>().table;
  for (std::size_t at = 0; at < from.end(); ++at) {
    if (!from.at(at).key.is_unset()) set.table.set(m, &set, from.at(at).key, from.at(at).hash, Value::none());
  }
  return Value::none();
}

Value set_update(Machine& m, const Value& self, const Args& args) {
  no_names(m, args, "update");
  for (const Value& more : args.positional) {
    for (const Value& one : m.collect(more)) self.to<Set>().table.set(m, self.object(), one, Value::none());
  }
  return Value::none();
}

Value set_issubset(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "issubset");
  return Value::boolean(m.compare(Op::le, self, as_set(m, args.positional[0])));
}
Value set_issuperset(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "issuperset");
  return Value::boolean(m.compare(Op::ge, self, as_set(m, args.positional[0])));
}
Value set_isdisjoint(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "isdisjoint");
  const Value both = m.binary(Op::bit_and, self, as_set(m, args.positional[0]));
  return Value::boolean(both.to<Set>().table.size() == 0);
}

constexpr std::array kSet{Method{"add", set_add},
                          Method{"discard", set_discard},
                          Method{"remove", set_remove},
                          Method{"pop", set_pop},
                          Method{"clear", set_clear},
                          Method{"copy", set_copy},
                          Method{"update", set_update},
                          Method{"union", set_union},
                          Method{"intersection", set_intersection},
                          Method{"difference", set_difference},
                          Method{"symmetric_difference", set_symmetric_difference},
                          Method{"intersection_update", kept<set_intersection>},
                          Method{"difference_update", kept<set_difference>},
                          Method{"symmetric_difference_update", kept<set_symmetric_difference>},
                          Method{"issubset", set_issubset},
                          Method{"issuperset", set_issuperset},
                          Method{"isdisjoint", set_isdisjoint}};

}  // namespace

std::span<const Method> set_methods() { return kSet; }

}  // namespace inflight::script
