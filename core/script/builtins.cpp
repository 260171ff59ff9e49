// The builtin functions: print, len, range, sorted ... See types.h for the table.
#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "core/script/iterating.h"
#include "core/script/iterators.h"
#include "core/script/machine.h"
#include "core/script/methods.h"
#include "core/script/modules.h"
#include "core/script/text.h"

namespace inflight::script {
namespace {

Value print(Machine& m, const Value&, const Args& args) {
  std::string separator = " ";
  std::string end = "\n";
  for (std::size_t n = 0; n < args.named.size(); ++n) {
    const Value& value = args.named[n];
    const bool text = value.is(Str::kType);
    if (args.names[n] == "sep" || args.names[n] == "end") {
      if (!text && !value.is_none()) {
        m.raise(errors::TypeError,
                fmt::format("{} must be None or a string, not {}", args.names[n], type_of(value).name));
      }
      if (text) (args.names[n] == "sep" ? separator : end) = value.to<Str>().text;
    } else if (args.names[n] == "file") {
      if (!is_output_file(value) && !value.is_none()) {
        m.raise(errors::AttributeError, fmt::format("'{}' object has no attribute 'write'", type_of(value).name));
      }
    } else if (args.names[n] != "flush") {
      m.raise(errors::TypeError, fmt::format("'{}' is an invalid keyword argument for print()", args.names[n]));
    }
  }
  std::string line;
  for (std::size_t n = 0; n < args.positional.size(); ++n) {
    if (n > 0) line += separator;
    line += m.str(args.positional[n]);
  }
  m.print(line + end);
  return Value::none();
}

Value len(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "len", 1, 1);
  return Value::integer(m.length(args.positional[0]));
}

Value repr(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "repr", 1, 1);
  return m.text_of(m.repr(args.positional[0]));
}

Value abs(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "abs", 1, 1);
  const Value& value = args.positional[0];
  if (value.is_real()) return Value::real(std::abs(value.as_real()));
  if (value.is_integral()) return value.as_integer() < 0 ? m.unary(Op::neg, value) : Value::integer(value.as_integer());
  m.raise(errors::TypeError, fmt::format("bad operand type for abs(): '{}'", type_of(value).name));
}

Value extreme(Machine& m, const Args& args, std::string_view function, bool largest) {
  only_named(m, args, function, {"key", "default"});
  if (args.positional.empty()) {
    m.raise(errors::TypeError, fmt::format("{} expected at least 1 argument, got 0", function));
  }
  const Value* key = named(args, "key");
  if (key != nullptr && key->is_none()) key = nullptr;
  const std::vector<Value> items = args.positional.size() == 1
                                       ? m.collect(args.positional[0])
                                       : std::vector<Value>(args.positional.begin(), args.positional.end());
  if (items.empty()) {
    if (const Value* fallback = named(args, "default")) return *fallback;
    m.raise(errors::ValueError, fmt::format("{}() arg is an empty sequence", function));
  }
  const auto rank = [&](const Value& one) { return key != nullptr ? m.call(*key, {&one, 1}) : one; };
  Value best = items[0];
  Value best_rank = rank(best);
  for (std::size_t n = 1; n < items.size(); ++n) {
    m.charge_steps(1);
    Value its_rank = rank(items[n]);
    if (m.compare(largest ? Op::gt : Op::lt, its_rank, best_rank)) {
      best = items[n];
      best_rank = std::move(its_rank);
    }
  }
  return best;
}

Value min(Machine& m, const Value&, const Args& args) { return extreme(m, args, "min", false); }
Value max(Machine& m, const Value&, const Args& args) { return extreme(m, args, "max", true); }

Value sum(Machine& m, const Value&, const Args& args) {
  static constexpr std::array<std::string_view, 2> kNames{"iterable", "start"};
  const auto given = parse_args(m, args, "sum", kNames, 1);
  Value total = given[1] != nullptr ? *given[1] : Value::integer(0);
  if (total.is(Str::kType)) m.raise(errors::TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  if (total.is(Bytes::kType)) m.raise(errors::TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  m.for_each(*given[0], [&](const Value& one) { return total = m.binary(Op::add, total, one), true; });
  return total;
}

Value sorted(Machine& m, const Value&, const Args& args) {
  only_named(m, args, "sort", {"key", "reverse"});
  if (args.positional.size() != 1) {
    m.raise(errors::TypeError, fmt::format("sorted expected 1 argument, got {}", args.positional.size()));
  }
  Value result = m.list(m.collect(args.positional[0]));
  const Value* reverse = named(args, "reverse");
  const Value* key = named(args, "key");
  sort_items(m, result.to<List>().items, key != nullptr ? *key : Value::none(),
             reverse != nullptr && m.truth(*reverse));
  return result;
}

Value any(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "any", 1, 1);
  bool found = false;
  m.for_each(args.positional[0], [&](const Value& one) { return !(found = m.truth(one)); });
  return Value::boolean(found);
}

Value all(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "all", 1, 1);
  bool holds = true;
  m.for_each(args.positional[0], [&](const Value& one) { return holds = m.truth(one); });
  return Value::boolean(holds);
}

// Half to even, as python rounds.
Value round(Machine& m, const Value&, const Args& args) {
  static constexpr std::array<std::string_view, 2> kNames{"number", "ndigits"};
  const auto given = parse_args(m, args, "round", kNames, 1);
  const Value& value = *given[0];
  const bool whole = given[1] == nullptr || given[1]->is_none();
  if (!value.is_number()) {
    m.raise(errors::TypeError, fmt::format("type {} doesn't define __round__ method", type_of(value).name));
  }
  const std::int64_t digits = whole ? 0 : std::clamp<std::int64_t>(m.index_of(*given[1], ""), -400, 400);
  if (value.is_integral()) {
    if (digits >= 0) return Value::integer(value.as_integer());
    if (digits < -18) return Value::integer(0);
    std::int64_t unit = 1;
    for (std::int64_t n = 0; n > digits; --n) unit *= 10;
    const std::int64_t number = value.as_integer();
    std::int64_t rest = number % unit;
    if (rest < 0) rest += unit;
    const std::int64_t down = number - rest;
    const bool up = rest > unit - rest || (rest == unit - rest && (down / unit) % 2 != 0);
    return m.binary(Op::add, Value::integer(down), Value::integer(up ? unit : 0));
  }
  const double real = value.as_real();
  if (!whole) {
    if (!std::isfinite(real) || digits > 300) return value;
    if (digits < 0)
      return Value::real(std::nearbyint(real / std::pow(10.0, static_cast<double>(-digits))) *
                         std::pow(10.0, static_cast<double>(-digits)));
    return Value::real(std::stod(fmt::format("{:.{}f}", real, static_cast<int>(digits))));
  }
  return m.truncated(Value::real(std::nearbyint(real)));
}

Value divmod(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "divmod", 2, 2);
  const Value& a = args.positional[0];
  const Value& b = args.positional[1];
  if (!a.is_number() || !b.is_number()) {
    m.raise(errors::TypeError,
            fmt::format("unsupported operand type(s) for divmod(): '{}' and '{}'", type_of(a).name, type_of(b).name));
  }
  if ((a.is_real() || b.is_real()) && b.as_number() == 0) m.raise(errors::ZeroDivisionError, "float divmod()");
  return m.tuple({m.binary(Op::floor_div, a, b), m.binary(Op::mod, a, b)});
}

// base ** exponent % modulus, each step within 64 bits.
__extension__ typedef __int128 Wide;
std::int64_t power_modulo(std::int64_t base, std::int64_t exponent, std::int64_t modulus) {
  const auto positive = [&](Wide value) {
    const Wide rest = value % modulus;
    return rest != 0 && ((rest < 0) != (modulus < 0)) ? rest + modulus : rest;
  };
  Wide result = positive(1);
  Wide power = positive(base);
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result = positive(result * power);
    power = positive(power * power);
  }
  return static_cast<std::int64_t>(result);
}

Value pow(Machine& m, const Value&, const Args& args) {
  static constexpr std::array<std::string_view, 3> kNames{"base", "exp", "mod"};
  const auto given = parse_args(m, args, "pow", kNames, 2);
  if (given[2] == nullptr || given[2]->is_none()) return m.binary(Op::pow, *given[0], *given[1]);
  if (!given[0]->is_number() || !given[1]->is_number() || !given[2]->is_number()) {
    m.raise(errors::TypeError, fmt::format("unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                                           type_of(*given[0]).name, type_of(*given[1]).name, type_of(*given[2]).name));
  }
  if (!given[0]->is_integral() || !given[1]->is_integral() || !given[2]->is_integral()) {
    m.raise(errors::TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  }
  if (given[2]->as_integer() == 0) m.raise(errors::ValueError, "pow() 3rd argument cannot be 0");
  if (given[1]->as_integer() < 0) {
    m.raise(errors::ValueError, "Inflight has no inverse in pow() with a third argument");
  }
  return Value::integer(power_modulo(given[0]->as_integer(), given[1]->as_integer(), given[2]->as_integer()));
}

Value isinstance(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "isinstance", 2, 2);
  const Type& type = type_of(args.positional[0]);
  const auto is_a = [&](const Value& candidate) {
    const TypeObject* named_type = candidate.get<TypeObject>();
    if (named_type == nullptr) {
      m.raise(errors::TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union");
    }
    return type.is(named_type->named);
  };
  if (const Tuple* several = args.positional[1].get<Tuple>()) {
    return Value::boolean(std::any_of(several->items.begin(), several->items.end(), is_a));
  }
  return Value::boolean(is_a(args.positional[1]));
}

Value getattr(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "getattr", 2, 3);
  const Str* name = args.positional[1].get<Str>();
  if (name == nullptr)
    m.raise(errors::TypeError,
            "attribute name must be string, not '" + std::string(type_of(args.positional[1]).name) + "'");
  if (args.positional.size() == 2) return m.attribute(args.positional[0], name->text);
  try {
    return m.attribute(args.positional[0], name->text);
  } catch (const Raised& raised) {
    if (!exception_in(raised.exception)->type().is(errors::AttributeError)) throw;
    return args.positional[2];
  }
}

Value hasattr(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "hasattr", 2, 2);
  const Value both[] = {args.positional[0], args.positional[1], Value()};
  return Value::boolean(!getattr(m, Value(), {both, {}, {}}).is_unset());
}

Value issubclass(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "issubclass", 2, 2);
  const TypeObject* type = args.positional[0].get<TypeObject>();
  if (type == nullptr) m.raise(errors::TypeError, "issubclass() arg 1 must be a class");
  const auto is_a = [&](const Value& candidate) {
    const TypeObject* base = candidate.get<TypeObject>();
    if (base == nullptr) {
      m.raise(errors::TypeError, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    }
    return type->named.is(base->named);
  };
  if (const Tuple* several = args.positional[1].get<Tuple>()) {
    return Value::boolean(std::any_of(several->items.begin(), several->items.end(), is_a));
  }
  return Value::boolean(is_a(args.positional[1]));
}

Value ascii(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "ascii", 1, 1);
  return m.text_of(escaped_to_ascii(m.repr(args.positional[0])));
}

Value callable(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "callable", 1, 1);
  return Value::boolean(m.callable(args.positional[0]));
}

Value chr(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "chr", 1, 1);
  const std::int64_t point = m.index_of(args.positional[0], "");
  if (point < 0 || point > 0x10FFFF) m.raise(errors::ValueError, "chr() arg not in range(0x110000)");
  if (point >= 0xD800 && point <= 0xDFFF)
    m.raise(errors::ValueError, "Inflight has no half of a surrogate pair in a str");
  std::string out;
  append_utf8(out, static_cast<std::uint32_t>(point));
  return m.text_of(std::move(out));
}

Value ord(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "ord", 1, 1);
  Str* text = args.positional[0].get<Str>();
  const Bytes* bytes = args.positional[0].get<Bytes>();
  if (text == nullptr && bytes == nullptr) {
    m.raise(errors::TypeError,
            fmt::format("ord() expected string of length 1, but {} found", type_of(args.positional[0]).name));
  }
  const std::int64_t length = text != nullptr ? text->characters() : static_cast<std::int64_t>(bytes->data.size());
  if (length != 1) {
    m.raise(errors::TypeError, fmt::format("ord() expected a character, but string of length {} found", length));
  }
  if (bytes != nullptr) return Value::integer(static_cast<unsigned char>(bytes->data[0]));
  std::size_t at = 0;
  return Value::integer(next_code_point(text->text, at));
}

template <char Code>
Value in_base(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, Code == 'x' ? "hex" : Code == 'o' ? "oct" : "bin", 1, 1);
  const std::int64_t number = m.index_of(args.positional[0], "");
  return m.text_of(m.format(Value::integer(number), std::string("#") + Code));
}

Value format(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "format", 1, 2);
  const std::string spec = args.positional.size() > 1 ? m.str(args.positional[1]) : std::string();
  return m.text_of(m.format(args.positional[0], spec));
}

Value exit(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "exit", 0, 1);
  m.raise_value(m.exception(errors::SystemExit, {args.positional.begin(), args.positional.end()}));
}

Value hash(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "hash", 1, 1);
  const Value& value = args.positional[0];
  const std::uint64_t ours = m.hash(value);  // raises for what has none
  return Value::integer(python_hash(value).value_or(static_cast<std::int64_t>(ours >> 1)));
}

Value refuse_input(Machine& m, const Value&, const Args&) {
  m.raise(errors::EOFError, "a program that Inflight runs has no keyboard: input() finds the end of the file");
}

constexpr std::array kBuiltins{Builtin{"print", print},
                               Builtin{"len", len},
                               Builtin{"repr", repr},
                               Builtin{"abs", abs},
                               Builtin{"min", min},
                               Builtin{"max", max},
                               Builtin{"sum", sum},
                               Builtin{"sorted", sorted},
                               Builtin{"any", any},
                               Builtin{"all", all},
                               Builtin{"round", round},
                               Builtin{"divmod", divmod},
                               Builtin{"pow", pow},
                               Builtin{"isinstance", isinstance},
                               Builtin{"issubclass", issubclass},
                               Builtin{"getattr", getattr},
                               Builtin{"hasattr", hasattr},
                               Builtin{"ascii", ascii},
                               Builtin{"callable", callable},
                               Builtin{"chr", chr},
                               Builtin{"ord", ord},
                               Builtin{"hex", in_base<'x'>},
                               Builtin{"oct", in_base<'o'>},
                               Builtin{"bin", in_base<'b'>},
                               Builtin{"format", format},
                               Builtin{"exit", exit},
                               Builtin{"quit", exit},
                               Builtin{"hash", hash},
                               Builtin{"iter", iterating::iter},
                               Builtin{"next", iterating::next},
                               Builtin{"enumerate", iterating::enumerate},
                               Builtin{"zip", iterating::zip},
                               Builtin{"map", iterating::map},
                               Builtin{"filter", iterating::filter},
                               Builtin{"reversed", iterating::reversed},
                               Builtin{"input", refuse_input},
                               Builtin{"int", nullptr, &kIntType},
                               Builtin{"float", nullptr, &kFloatType},
                               Builtin{"bool", nullptr, &kBoolType},
                               Builtin{"str", nullptr, &Str::kType},
                               Builtin{"bytes", nullptr, &Bytes::kType},
                               Builtin{"list", nullptr, &List::kType},
                               Builtin{"tuple", nullptr, &Tuple::kType},
                               Builtin{"dict", nullptr, &Dict::kType},
                               Builtin{"set", nullptr, &Set::kType},
                               Builtin{"range", nullptr, &Range::kType},
                               Builtin{"type", nullptr, &TypeObject::kType},
                               Builtin{"IOError", nullptr, &errors::OSError}};

}  // namespace

std::span<const Builtin> builtins() { return kBuiltins; }

}  // namespace inflight::script
