// The methods of str and bytes, and their constructors; see methods.h.
#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "core/script/machine.h"
#include "core/script/methods.h"
#include "core/script/text.h"

namespace inflight::script {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\f\v";

const std::string& self_text(const Value& self) { return self.to<Str>().text; }

std::string_view text_argument(Machine& m, const Value& value, std::string_view function) {
  const Str* text = value.get<Str>();
  if (text == nullptr) {
    m.raise(errors::TypeError, fmt::format("{} must be str, not {}", function, type_of(value).name));
  }
  return text->text;
}

template <typename F>
Value map_ascii(Machine& m, const Value& self, F&& f) {
  std::string out = self_text(self);
  for (std::size_t at = 0; at < out.size(); ++at) out[at] = f(out[at], at == 0 ? '\0' : out[at - 1]);
  return m.text_of(std::move(out));
}

bool lower_case(char c) { return c >= 'a' && c <= 'z'; }
bool upper_case(char c) { return c >= 'A' && c <= 'Z'; }
bool letter(char c) { return lower_case(c) || upper_case(c); }
bool digit(char c) { return c >= '0' && c <= '9'; }
char to_lower(char c) { return upper_case(c) ? static_cast<char>(c + 32) : c; }
char to_upper(char c) { return lower_case(c) ? static_cast<char>(c - 32) : c; }

Value upper(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "upper", 0, 0);
  return map_ascii(m, self, [](char c, char) { return to_upper(c); });
}
Value lower(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "lower", 0, 0);
  return map_ascii(m, self, [](char c, char) { return to_lower(c); });
}
Value title(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "title", 0, 0);
  const std::string& before = self_text(self);
  std::string out;
  for (std::size_t at = 0; at < before.size(); ++at) {
    out += at > 0 && letter(before[at - 1]) ? to_lower(before[at]) : to_upper(before[at]);
  }
  return m.text_of(std::move(out));
}
Value capitalize(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "capitalize", 0, 0);
  std::string out = self_text(self);
  for (std::size_t at = 0; at < out.size(); ++at) out[at] = at == 0 ? to_upper(out[at]) : to_lower(out[at]);
  return m.text_of(std::move(out));
}

Value strip_sides(Machine& m, const Value& self, const Args& args, std::string_view function, bool left, bool right) {
  expect_args(m, args, function, 0, 1);
  std::string_view text = self_text(self);
  std::string_view what = kBlanks;
  if (!args.positional.empty() && !args.positional[0].is_none())
    what = text_argument(m, args.positional[0], "strip arg");
  if (left) text.remove_prefix(std::min(text.find_first_not_of(what), text.size()));
  if (right) text = text.substr(0, text.find_last_not_of(what) + 1);
  return m.text(text);
}
Value strip(Machine& m, const Value& self, const Args& args) { return strip_sides(m, self, args, "strip", true, true); }
Value lstrip(Machine& m, const Value& self, const Args& args) {
  return strip_sides(m, self, args, "lstrip", true, false);
}
Value rstrip(Machine& m, const Value& self, const Args& args) {
  return strip_sides(m, self, args, "rstrip", false, true);
}

Value split(Machine& m, const Value& self, const Args& args) {
  static constexpr std::array<std::string_view, 2> kNames{"sep", "maxsplit"};
  const auto given = parse_args(m, args, "split", kNames, 0);
  std::int64_t left = given[1] != nullptr ? m.index_of(*given[1], "") : -1;
  if (left < 0) left = INT64_MAX;
  std::string_view text = self_text(self);
  Value result = m.list();
  List& parts = result.to<List>();
  if (given[0] != nullptr && !given[0]->is_none()) {
    const std::string_view separator = text_argument(m, *given[0], "sep");
    if (separator.empty()) m.raise(errors::ValueError, "empty separator");
    for (; left > 0; --left) {
      const std::size_t at = text.find(separator);
      if (at == std::string_view::npos) break;
      m.append(parts, m.text(text.substr(0, at)));
      text.remove_prefix(at + separator.size());
    }
    m.append(parts, m.text(text));
    return result;
  }
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    if (text.empty()) return result;
    if (left-- <= 0) {
      m.append(parts, m.text(text));
      return result;
    }
    const std::size_t end = std::min(text.find_first_of(kBlanks), text.size());
    m.append(parts, m.text(text.substr(0, end)));
    text.remove_prefix(end);
  }
}

Value rsplit(Machine& m, const Value& self, const Args& args) {
  static constexpr std::array<std::string_view, 2> kNames{"sep", "maxsplit"};
  const auto given = parse_args(m, args, "rsplit", kNames, 0);
  const bool limited = given[1] != nullptr && m.index_of(*given[1], "") >= 0;
  if (!limited || given[0] == nullptr || given[0]->is_none()) return split(m, self, args);
  const std::string_view separator = text_argument(m, *given[0], "sep");
  if (separator.empty()) m.raise(errors::ValueError, "empty separator");
  std::string_view text = self_text(self);
  std::vector<Value> parts;
  for (std::int64_t left = m.index_of(*given[1], ""); left > 0; --left) {
    const std::size_t at = text.rfind(separator);
    if (at == std::string_view::npos) break;
    parts.push_back(m.text(text.substr(at + separator.size())));
    text = text.substr(0, at);
  }
  parts.push_back(m.text(text));
  std::reverse(parts.begin(), parts.end());
  return m.list(std::move(parts));
}

Value splitlines(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "splitlines", 0, 0);
  std::string_view text = self_text(self);
  Value result = m.list();
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    m.append(result.to<List>(), m.text(text.substr(0, end)));
    text.remove_prefix(end);
    if (text.substr(0, 2) == "\r\n")
      text.remove_prefix(2);
    else if (!text.empty())
      text.remove_prefix(1);
  }
  return result;
}

Value join(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "join", 1, 1);
  const std::vector<Value> parts = m.collect(args.positional[0]);
  const std::string& separator = self_text(self);
  std::size_t size = 0;
  for (std::size_t n = 0; n < parts.size(); ++n) {
    const Str* part = parts[n].get<Str>();
    if (part == nullptr) {
      m.raise(errors::TypeError,
              fmt::format("sequence item {}: expected str instance, {} found", n, type_of(parts[n]).name));
    }
    size += part->text.size() + separator.size();
  }
  m.heap().reserve(size);
  std::string out;
  out.reserve(size);
  for (std::size_t n = 0; n < parts.size(); ++n) {
    if (n > 0) out += separator;
    out += parts[n].to<Str>().text;
  }
  return m.text_of(std::move(out));
}

Value replace(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "replace", 2, 3);
  const std::string_view from = text_argument(m, args.positional[0], "replace() argument 1");
  const std::string_view to = text_argument(m, args.positional[1], "replace() argument 2");
  std::int64_t left = args.positional.size() > 2 ? m.index_of(args.positional[2], "") : -1;
  if (left < 0) left = INT64_MAX;
  const std::string_view text = self_text(self);
  std::string out;
  std::size_t at = 0;
  for (; left > 0 && at <= text.size(); --left) {
    const std::size_t found = text.find(from, at);
    if (found == std::string_view::npos) break;
    m.heap().reserve(out.size() + to.size());
    out += text.substr(at, found - at);
    out += to;
    at = found + from.size();
    if (!from.empty()) continue;
    if (at >= text.size()) return m.text_of(std::move(out));
    const std::size_t start = at;
    next_code_point(text, at);
    out += text.substr(start, at - start);
  }
  if (at < text.size()) out += text.substr(at);
  return m.text_of(std::move(out));
}

template <bool Start>
Value begins_or_ends(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, Start ? "startswith" : "endswith", 1, 1);
  const std::string_view text = self_text(self);
  const auto matches = [&](const Value& one) {
    const std::string_view part = text_argument(m, one, Start ? "startswith first arg" : "endswith first arg");
    return Start ? text.substr(0, part.size()) == part
                 : text.size() >= part.size() && text.substr(text.size() - part.size()) == part;
  };
  if (const Tuple* several = args.positional[0].get<Tuple>()) {
    return Value::boolean(std::any_of(several->items.begin(), several->items.end(), matches));
  }
  return Value::boolean(matches(args.positional[0]));
}

std::int64_t find_in(Machine& m, const Value& self, const Args& args, std::string_view function, bool last) {
  expect_args(m, args, function, 1, 2);
  const std::string& text = self_text(self);
  const std::string_view part = text_argument(m, args.positional[0], "must");
  std::size_t from = 0;
  if (args.positional.size() > 1) {
    std::int64_t start = m.index_of(args.positional[1], "");
    if (start < 0) start = std::max<std::int64_t>(0, start + self.to<Str>().characters());
    if (start > self.to<Str>().characters()) return -1;
    from = byte_offset(text, static_cast<std::size_t>(start));
  }
  const std::size_t at = last ? text.rfind(part) : text.find(part, from);
  if (at == std::string::npos || at < from) return -1;
  return static_cast<std::int64_t>(count_characters(std::string_view(text).substr(0, at)));
}

Value find(Machine& m, const Value& self, const Args& args) {
  return Value::integer(find_in(m, self, args, "find", false));
}
Value rfind(Machine& m, const Value& self, const Args& args) {
  return Value::integer(find_in(m, self, args, "rfind", true));
}
Value index(Machine& m, const Value& self, const Args& args) {
  const std::int64_t at = find_in(m, self, args, "index", false);
  if (at < 0) m.raise(errors::ValueError, "substring not found");
  return Value::integer(at);
}

Value count(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "count", 1, 1);
  const std::string_view text = self_text(self);
  const std::string_view part = text_argument(m, args.positional[0], "must");
  if (part.empty()) return Value::integer(self.to<Str>().characters() + 1);
  std::int64_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return Value::integer(found);
}

template <char Align>
Value justify(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, Align == '<' ? "ljust" : Align == '>' ? "rjust" : "center", 1, 2);
  const std::int64_t width = m.index_of(args.positional[0], "");
  const std::string fill =
      args.positional.size() > 1 ? std::string(text_argument(m, args.positional[1], "fill character")) : " ";
  const std::int64_t missing = width - self.to<Str>().characters();
  if (missing <= 0) return self;
  m.heap().reserve(static_cast<std::size_t>(missing) * fill.size());
  const std::int64_t left = Align == '<' ? 0 : Align == '>' ? missing : missing / 2 + (missing & width & 1);
  std::string out;
  for (std::int64_t n = 0; n < left; ++n) out += fill;
  out += self_text(self);
  for (std::int64_t n = left; n < missing; ++n) out += fill;
  return m.text_of(std::move(out));
}

Value zfill(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "zfill", 1, 1);
  const std::int64_t missing = m.index_of(args.positional[0], "") - self.to<Str>().characters();
  if (missing <= 0) return self;
  m.heap().reserve(static_cast<std::size_t>(missing));
  std::string out = self_text(self);
  const bool sign = !out.empty() && (out[0] == '-' || out[0] == '+');
  out.insert(sign ? 1 : 0, static_cast<std::size_t>(missing), '0');
  return m.text_of(std::move(out));
}

template <int Kind>
Value is_kind(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "is...", 0, 0);
  const std::string& text = self_text(self);
  if (Kind == 'u' || Kind == 'l') {
    const bool any = std::any_of(text.begin(), text.end(), letter);
    return Value::boolean(any && std::none_of(text.begin(), text.end(), Kind == 'u' ? lower_case : upper_case));
  }
  return Value::boolean(!text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    switch (Kind) {
      case 'd': return digit(c);
      case 'a': return letter(c);
      case 'n': return letter(c) || digit(c);
      default: return kBlanks.find(c) != std::string_view::npos;
    }
  }));
}

Value format(Machine& m, const Value& self, const Args& args) {
  return m.text_of(m.brace_format(self_text(self), args));
}

bool known_encoding(Machine& m, const Args& args, std::string& ascii) {
  std::string name =
      args.positional.empty() ? (args.named.empty() ? "utf-8" : m.str(args.named[0])) : m.str(args.positional[0]);
  for (char& c : name) c = c == '_' ? '-' : to_lower(c);
  ascii = name == "ascii" || name == "us-ascii" ? "ascii" : "";
  return name == "utf-8" || name == "utf8" || !ascii.empty();
}

Value encode(Machine& m, const Value& self, const Args& args) {
  std::string ascii;
  if (!known_encoding(m, args, ascii))
    m.raise(errors::LookupError, "Inflight knows the encodings utf-8 and ascii only");
  if (!ascii.empty() && !self.to<Str>().ascii()) {
    m.raise(errors::UnicodeEncodeError, "'ascii' codec can't encode a character: ordinal not in range(128)");
  }
  return m.bytes(self_text(self));
}

Value decode(Machine& m, const Value& self, const Args& args) {
  std::string ascii;
  const std::string& data = self.to<Bytes>().data;
  if (!known_encoding(m, args, ascii))
    m.raise(errors::LookupError, "Inflight knows the encodings utf-8 and ascii only");
  const bool plain = std::all_of(data.begin(), data.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii.empty() ? !is_utf8(data) : !plain) {
    m.raise(errors::UnicodeDecodeError,
            fmt::format("'{}' codec can't decode these bytes", ascii.empty() ? "utf-8" : ascii));
  }
  return m.text(data);
}

Value hex(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "hex", 0, 0);
  std::string out;
  for (const char c : self.to<Bytes>().data) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return m.text_of(std::move(out));
}

template <bool Prefix>
Value remove_affix(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, Prefix ? "removeprefix" : "removesuffix", 1, 1);
  const std::string_view text = self_text(self);
  const std::string_view part = text_argument(m, args.positional[0], "argument");
  if (Prefix) return text.substr(0, part.size()) == part ? m.text(text.substr(part.size())) : self;
  const bool ends = !part.empty() && text.size() >= part.size() && text.substr(text.size() - part.size()) == part;
  return ends ? m.text(text.substr(0, text.size() - part.size())) : self;
}

Value partition(Machine& m, const Value& self, const Args& args) {
  expect_args(m, args, "partition", 1, 1);
  const std::string_view text = self_text(self);
  const std::string_view part = text_argument(m, args.positional[0], "must");
  if (part.empty()) m.raise(errors::ValueError, "empty separator");
  const std::size_t at = text.find(part);
  if (at == std::string_view::npos) return m.tuple({self, m.text(""), m.text("")});
  return m.tuple({m.text(text.substr(0, at)), m.text(part), m.text(text.substr(at + part.size()))});
}

constexpr std::array kStr{Method{"upper", upper},
                          Method{"lower", lower},
                          Method{"title", title},
                          Method{"capitalize", capitalize},
                          Method{"strip", strip},
                          Method{"lstrip", lstrip},
                          Method{"rstrip", rstrip},
                          Method{"split", split},
                          Method{"rsplit", rsplit},
                          Method{"splitlines", splitlines},
                          Method{"join", join},
                          Method{"replace", replace},
                          Method{"startswith", begins_or_ends<true>},
                          Method{"endswith", begins_or_ends<false>},
                          Method{"find", find},
                          Method{"rfind", rfind},
                          Method{"index", index},
                          Method{"count", count},
                          Method{"ljust", justify<'<'>},
                          Method{"rjust", justify<'>'>},
                          Method{"center", justify<'^'>},
                          Method{"zfill", zfill},
                          Method{"isdigit", is_kind<'d'>},
                          Method{"isdecimal", is_kind<'d'>},
                          Method{"isnumeric", is_kind<'d'>},
                          Method{"isalpha", is_kind<'a'>},
                          Method{"isalnum", is_kind<'n'>},
                          Method{"isspace", is_kind<'s'>},
                          Method{"isupper", is_kind<'u'>},
                          Method{"islower", is_kind<'l'>},
                          Method{"format", format},
                          Method{"encode", encode},
                          Method{"removeprefix", remove_affix<true>},
                          Method{"removesuffix", remove_affix<false>},
                          Method{"partition", partition}};

constexpr std::array kBytes{Method{"decode", decode}, Method{"hex", hex}};

}  // namespace

std::span<const Method> str_methods() { return kStr; }
std::span<const Method> bytes_methods() { return kBytes; }

Value make_str(Machine& m, const Value&, const Args& args) {
  if (args.positional.empty()) return m.text("");
  if (args.positional.size() > 1 || !args.named.empty()) {
    if (!args.positional[0].is(Bytes::kType)) m.raise(errors::TypeError, "decoding to str: need a bytes-like object");
    return decode(m, args.positional[0], {args.positional.subspan(1), args.named, args.names});
  }
  return args.positional[0].is(Str::kType) ? args.positional[0] : m.text_of(m.str(args.positional[0]));
}

Value make_bytes(Machine& m, const Value&, const Args& args) {
  if (args.positional.empty()) return m.bytes("");
  const Value& value = args.positional[0];
  if (const Str* text = value.get<Str>()) {
    if (args.positional.size() < 2 && args.named.empty())
      m.raise(errors::TypeError, "string argument without an encoding");
    return m.bytes(text->text);
  }
  if (value.is(Bytes::kType)) return value;
  if (value.is_integral()) {
    if (value.as_integer() < 0) m.raise(errors::ValueError, "negative count");
    m.heap().reserve(static_cast<std::size_t>(value.as_integer()));
    return m.bytes(std::string(static_cast<std::size_t>(value.as_integer()), '\0'));
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
