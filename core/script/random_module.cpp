// random.seed, random, randint, choice ...; see random_module.h.
#include "core/script/random_module.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace inflight::script {
namespace {

Value seed(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "seed", 0, 1);
  if (args.positional.empty() || args.positional[0].is_none()) {
    m.random().seed(0);
    return Value::none();
  }
  if (!args.positional[0].is_integral()) {
    m.raise(errors::TypeError, "Inflight's random.seed() takes an int");
  }
  const std::int64_t number = args.positional[0].as_integer();
  m.random().seed(number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number));
  return Value::none();
}

Value random(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "random", 0, 0);
  return Value::real(m.random().real());
}

std::int64_t in_range(Machine& m, std::int64_t start, std::int64_t stop, std::string_view function) {
  if (stop <= start) {
    m.raise(errors::ValueError, fmt::format("empty range for {}() ({}, {}, {})", function, start, stop, stop - start));
  }
  const std::uint64_t width = static_cast<std::uint64_t>(stop) - static_cast<std::uint64_t>(start);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(start) + m.random().below(width));
}

Value randrange(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "randrange", 1, 2);
  const std::int64_t first = m.index_of(args.positional[0], "");
  if (args.positional.size() == 1) return Value::integer(in_range(m, 0, first, "randrange"));
  return Value::integer(in_range(m, first, m.index_of(args.positional[1], ""), "randrange"));
}

Value randint(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "randint", 2, 2);
  const std::int64_t last = m.index_of(args.positional[1], "");
  if (last == INT64_MAX) m.raise(errors::OverflowError, "this whole number does not fit in 64 bits");
  return Value::integer(in_range(m, m.index_of(args.positional[0], ""), last + 1, "randrange"));
}

Value choice(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "choice", 1, 1);
  const std::int64_t count = m.length(args.positional[0]);
  if (count == 0) m.raise(errors::IndexError, "Cannot choose from an empty sequence");
  const auto at = static_cast<std::int64_t>(m.random().below(static_cast<std::uint64_t>(count)));
  return m.item(args.positional[0], Value::integer(at));
}

Value shuffle(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "shuffle", 1, 1);
  List* list = args.positional[0].get<List>();
  if (list == nullptr) m.raise(errors::TypeError, "Inflight's random.shuffle() takes a list");
  for (std::size_t n = list->items.size(); n > 1; --n) list->items[n - 1].swap(list->items[m.random().below(n)]);
  return Value::none();
}

Value sample(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "sample", 2, 2);
  std::vector<Value> pool = m.collect(args.positional[0]);
  const std::int64_t wanted = m.index_of(args.positional[1], "");
  const auto count = static_cast<std::int64_t>(pool.size());
  if (wanted < 0 || wanted > count) m.raise(errors::ValueError, "Sample larger than population or is negative");
  std::int64_t set_size = 21;
  if (wanted > 5)
    set_size +=
        std::int64_t{1} << (2 * static_cast<int>(std::ceil(std::log(static_cast<double>(wanted) * 3) / std::log(4.0))));
  std::vector<Value> result;
  std::vector<bool> taken(pool.size(), false);
  for (std::int64_t n = 0; n < wanted; ++n) {
    if (count <= set_size) {
      const auto at = static_cast<std::size_t>(m.random().below(static_cast<std::uint64_t>(count - n)));
      result.push_back(pool[at]);
      pool[at] = pool[static_cast<std::size_t>(count - n - 1)];
      continue;
    }
    auto at = static_cast<std::size_t>(m.random().below(pool.size()));
    while (taken[at]) at = static_cast<std::size_t>(m.random().below(pool.size()));
    taken[at] = true;
    result.push_back(pool[at]);
  }
  return m.list(std::move(result));
}

double number(Machine& m, const Value& value) {
  if (value.is_number()) return value.as_number();
  m.raise(errors::TypeError, fmt::format("must be real number, not {}", type_of(value).name));
}

Value uniform(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "uniform", 2, 2);
  const double low = number(m, args.positional[0]);
  return Value::real(low + (number(m, args.positional[1]) - low) * m.random().real());
}

Value expovariate(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "expovariate", 1, 1);
  const double rate = number(m, args.positional[0]);
  if (rate == 0) m.raise(errors::ZeroDivisionError, "float division by zero");
  return Value::real(-std::log(1.0 - m.random().real()) / rate);
}

constexpr std::array kMembers{
    ModuleMember{"seed", seed},       ModuleMember{"random", random},   ModuleMember{"randrange", randrange},
    ModuleMember{"randint", randint}, ModuleMember{"choice", choice},   ModuleMember{"shuffle", shuffle},
    ModuleMember{"sample", sample},   ModuleMember{"uniform", uniform}, ModuleMember{"expovariate", expovariate}};
constexpr ModuleSpec kModule{"random", kMembers};

}  // namespace

const ModuleSpec& random_module() { return kModule; }

}  // namespace inflight::script
