// What str and bytes have for themselves, their tables of methods and their constructors; see methods.h.
#include "core/script/methods_text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/script/methods.h"
#include "core/script/text.h"

namespace inflight::script {
namespace {

template <char Align>
Value justify(Machine& m, const Value& self, const Args& args) {
  expect_method(m, self, args, Align == '<' ? "ljust" : Align == '>' ? "rjust" : "center", 1, 2);
  const std::int64_t width = m.index_of(args.positional[0], "");
  std::string fill = " ";
  if (args.positional.size() > 1) {
    Str* given = args.positional[1].get<Str>();
    if (given == nullptr) {
      m.raise(errors::TypeError,
              fmt::format("The fill character must be a unicode character, not {}", type_of(args.positional[1]).name));
    }
    if (given->characters() != 1) m.raise(errors::TypeError, "The fill character must be exactly one character long");
    fill = given->text;
  }
  const std::int64_t missing = width - self.to<Str>().characters();
  if (missing <= 0) return self;
  m.heap().reserve(static_cast<std::size_t>(missing) * fill.size());
  const std::int64_t left = Align == '<' ? 0 : Align == '>' ? missing : missing / 2 + (missing & width & 1);
  std::string out;
  for (std::int64_t n = 0; n < left; ++n) out += fill;
  out += self.to<Str>().text;
  for (std::int64_t n = left; n < missing; ++n) out += fill;
  return m.text_of(std::move(out));
}

Value zfill(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "zfill");
  const std::int64_t missing = m.index_of(args.positional[0], "") - self.to<Str>().characters();
  if (missing <= 0) return self;
  m.heap().reserve(static_cast<std::size_t>(missing));
  std::string out = self.to<Str>().text;
  const bool sign = !out.empty() && (out[0] == '-' || out[0] == '+');
  out.insert(sign ? 1 : 0, static_cast<std::size_t>(missing), '0');
  return m.text_of(std::move(out));
}

Value format(Machine& m, const Value& self, const Args& args) {
  return m.text_of(m.brace_format(self.to<Str>().text, args));
}

// By a table of what each character becomes: a character, a text, or None for nothing.
Value translate(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "translate");
  const std::string& text = self.to<Str>().text;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const Value c = Value::integer(next_code_point(text, at));
    m.heap().reserve(out.size());
    const Dict* table = args.positional[0].get<Dict>();
    if (table != nullptr && table->table.find(m, c, m.hash(c)) == Table::npos) {
      out.append(text, from, at - from);
      continue;
    }
    const Value to = m.item(args.positional[0], c);
    if (to.is_integral() && to.as_integer() >= 0 && to.as_integer() <= 0x10FFFF)
      append_utf8(out, static_cast<std::uint32_t>(to.as_integer()));
    else if (const Str* several = to.get<Str>())
      out += several->text;
    else if (!to.is_none())
      m.raise(errors::TypeError, "character mapping must return integer, None or str");
  }
  return m.text(out);
}

Value maketrans(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "maketrans", 1, 3);
  Value made = m.dict();
  Dict& dict = made.to<Dict>();
  if (args.positional.size() == 1) {
    const Dict* given = args.positional[0].get<Dict>();
    if (given == nullptr) {
      m.raise(errors::TypeError, "if you give only one argument to maketrans it must be a dict");
    }
    for (std::size_t n = 0; n < given->table.end(); ++n) {
      const Table::Entry entry = given->table.at(n);
      if (entry.key.is_unset()) continue;
      Value key = entry.key;
      if (Str* text = key.get<Str>()) {
        if (text->characters() != 1) {
          m.raise(errors::ValueError, "string keys in translate table must be of length 1");
        }
        std::size_t at = 0;
        key = Value::integer(next_code_point(text->text, at));
      }
      m.put(dict, key, entry.value);
    }
    return made;
  }
  const std::string_view from = part_of<Str>(m, args.positional[0], "maketrans() argument 1 must be str");
  const std::string_view to = part_of<Str>(m, args.positional[1], "maketrans() argument 2 must be str");
  if (args.positional[0].to<Str>().characters() != args.positional[1].to<Str>().characters()) {
    m.raise(errors::ValueError, "the first two maketrans arguments must have equal length");
  }
  for (std::size_t a = 0, b = 0; a < from.size();) {
    const Value key = Value::integer(next_code_point(from, a));
    m.put(dict, key, Value::integer(next_code_point(to, b)));
  }
  if (args.positional.size() == 3) {
    const std::string_view gone = part_of<Str>(m, args.positional[2], "maketrans() argument 3 must be str");
    for (std::size_t at = 0; at < gone.size();) m.put(dict, Value::integer(next_code_point(gone, at)), Value::none());
  }
  return made;
}

template <bool Upper>
Value bytes_case(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args, Upper ? "upper" : "lower");
  std::string out = self.to<Bytes>().data;
  for (char& c : out) {
    if (Upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z') c = static_cast<char>(c ^ 0x20);
  }
  return m.bytes(out);
}

template <typename T>
constexpr std::array kBoth{Method{"find", text_find<T>},
                           Method{"rfind", text_rfind<T>},
                           Method{"index", text_index<T>},
                           Method{"rindex", text_rindex<T>},
                           Method{"count", text_count<T>},
                           Method{"startswith", text_startswith<T>},
                           Method{"endswith", text_endswith<T>},
                           Method{"replace", text_replace<T>},
                           Method{"partition", text_partition<T>},
                           Method{"rpartition", text_rpartition<T>},
                           Method{"removeprefix", text_removeprefix<T>},
                           Method{"removesuffix", text_removesuffix<T>},
                           Method{"split", text_split<T>},
                           Method{"rsplit", text_rsplit<T>},
                           Method{"splitlines", text_splitlines<T>},
                           Method{"strip", text_strip<T>},
                           Method{"lstrip", text_lstrip<T>},
                           Method{"rstrip", text_rstrip<T>},
                           Method{"join", text_join<T>},
                           Method{"expandtabs", text_expandtabs<T>}};

constexpr std::array kOnlyStr{Method{"ljust", justify<'<'>},  Method{"rjust", justify<'>'>},
                              Method{"center", justify<'^'>}, Method{"zfill", zfill},
                              Method{"format", format},       Method{"translate", translate},
                              Method{"encode", text_encode}};
constexpr std::array kOnlyBytes{Method{"decode", bytes_decode}, Method{"hex", bytes_hex},
                                Method{"upper", bytes_case<true>}, Method{"lower", bytes_case<false>}};

std::vector<Method> all_of(std::initializer_list<std::span<const Method>> parts) {
  std::vector<Method> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// encode() or decode() with what str() or bytes() were given.
Value coded(Machine& m, NativeFn function, const Value& self, const Value* encoding, const Value* errors) {
  const Value both[] = {encoding != nullptr ? *encoding : m.text("utf-8"),
                        errors != nullptr ? *errors : m.text("strict")};
  return function(m, self, {both, {}, {}});
}

constexpr std::array kStrStatic{Method{"maketrans", maketrans}};
constexpr std::array kBytesStatic{Method{"fromhex", bytes_fromhex}};

}  // namespace

std::span<const Method> str_methods() {
  static const std::vector<Method> kAll = all_of({case_methods(), kBoth<Str>, kOnlyStr});
  return kAll;
}
std::span<const Method> bytes_methods() {
  static const std::vector<Method> kAll = all_of({kBoth<Bytes>, kOnlyBytes});
  return kAll;
}
std::span<const Method> str_functions() { return kStrStatic; }
std::span<const Method> bytes_functions() { return kBytesStatic; }

Value make_str(Machine& m, const Value&, const Args& args) {
  static constexpr std::array<std::string_view, 3> kNames{"object", "encoding", "errors"};
  const auto given = parse_args(m, args, "str", kNames, 0);
  if (given[0] == nullptr) return m.text("");
  if (given[1] != nullptr || given[2] != nullptr) {
    if (given[0]->is(Str::kType)) m.raise(errors::TypeError, "decoding str is not supported");
    if (!given[0]->is(Bytes::kType)) {
      m.raise(errors::TypeError,
              fmt::format("decoding to str: need a bytes-like object, {} found", type_of(*given[0]).name));
    }
    return coded(m, bytes_decode, *given[0], given[1], given[2]);
  }
  return given[0]->is(Str::kType) ? *given[0] : m.text_of(m.str(*given[0]));
}

Value make_bytes(Machine& m, const Value&, const Args& args) {
  static constexpr std::array<std::string_view, 3> kNames{"source", "encoding", "errors"};
  const auto given = parse_args(m, args, "bytes", kNames, 0);
  if (given[0] == nullptr) return m.bytes("");
  const Value& value = *given[0];
  if (value.is(Str::kType)) {
    if (given[1] == nullptr) m.raise(errors::TypeError, "string argument without an encoding");
    return coded(m, text_encode, value, given[1], given[2]);
  }
  if (given[1] != nullptr) m.raise(errors::TypeError, "encoding without a string argument");
  if (value.is(Bytes::kType)) return value;
  if (value.is_integral()) {
    if (value.as_integer() < 0) m.raise(errors::ValueError, "negative count");
    m.heap().reserve(static_cast<std::size_t>(value.as_integer()));
    return m.bytes(std::string(static_cast<std::size_t>(value.as_integer()), '\0'));
  }
  if (!m.iterable(value)) {
    m.raise(errors::TypeError, fmt::format("cannot convert '{}' object to bytes", type_of(value).name));
  }
  std::string out;
  m.for_each(value, [&](const Value& one) {
    const std::int64_t byte = m.index_of(one, "");
    if (byte < 0 || byte > 255) m.raise(errors::ValueError, "bytes must be in range(0, 256)");
    out += static_cast<char>(byte);
    m.heap().reserve(out.size());
    return true;
  });
  return m.bytes(out);
}

}  // namespace inflight::script
