// encode() and decode() with utf-8, ascii and latin-1, and bytes as hexadecimal digits; see methods_text.h.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/script/methods_text.h"
#include "core/script/text.h"

namespace inflight::script {
namespace {

enum class Encoding : std::uint8_t { utf8, ascii, latin1 };
enum class OnError : std::uint8_t { strict, ignore, replace };

struct Codec {
  Encoding encoding = Encoding::utf8;
  OnError on_error = OnError::strict;
};

const Str* text_or_refuse(Machine& m, const Value* value, std::string_view function, std::string_view name) {
  if (value == nullptr) return nullptr;
  if (const Str* text = value->get<Str>()) return text;
  m.raise(errors::TypeError,
          fmt::format("{}() argument '{}' must be str, not {}", function, name, type_of(*value).name));
}

Codec codec_of(Machine& m, const Args& args, std::string_view function) {
  static constexpr std::array<std::string_view, 2> kNames{"encoding", "errors"};
  const auto given = parse_args(m, args, function, kNames, 0);
  Codec codec;
  if (const Str* name = text_or_refuse(m, given[0], function, "encoding")) {
    std::string plain;
    for (const char c : name->text) plain += c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    if (plain == "ascii" || plain == "us-ascii" || plain == "646")
      codec.encoding = Encoding::ascii;
    else if (plain == "latin-1" || plain == "latin1" || plain == "iso-8859-1" || plain == "iso8859-1" || plain == "l1")
      codec.encoding = Encoding::latin1;
    else if (plain != "utf-8" && plain != "utf8" && plain != "u8")
      m.raise(errors::LookupError, fmt::format("unknown encoding: {}", name->text));
  }
  if (const Str* name = text_or_refuse(m, given[1], function, "errors")) {
    if (name->text == "ignore")
      codec.on_error = OnError::ignore;
    else if (name->text == "replace")
      codec.on_error = OnError::replace;
    else if (name->text != "strict")
      m.raise(errors::LookupError, fmt::format("unknown error handler name '{}'", name->text));
  }
  return codec;
}

std::string_view name_of(Encoding encoding) {
  return encoding == Encoding::utf8 ? "utf-8" : encoding == Encoding::ascii ? "ascii" : "latin-1";
}

// What is wrong with UTF-8 at `at`, and how many bytes it spoils, as CPython's decoder says; 0 bytes: nothing is.
struct Fault {
  std::size_t bytes = 0;
  std::string_view why;
};

Fault fault_at(std::string_view data, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(data[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {};
  if (lead < 0xC2 || lead > 0xF4) return {1, "invalid start byte"};
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  for (std::size_t i = 1; i <= more; ++i) {
    if (at + i >= data.size()) return {i, "unexpected end of data"};
    const unsigned low = i == 1 && lead == 0xE0 ? 0xA0 : i == 1 && lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = i == 1 && lead == 0xED ? 0x9F : i == 1 && lead == 0xF4 ? 0x8F : 0xBF;
    if (byte(i) < low || byte(i) > high) return {i, "invalid continuation byte"};
  }
  return {};
}

[[noreturn]] void raise_unicode(Machine& m, const Type& type, Encoding encoding, const Value& whole, std::int64_t from,
                                std::int64_t to, std::string_view why) {
  m.raise_value(
      m.exception(type, {m.text(name_of(encoding)), whole, Value::integer(from), Value::integer(to), m.text(why)}));
}

}  // namespace

Value text_encode(Machine& m, const Value& self, const Args& args) {
  const Codec codec = codec_of(m, args, "encode");
  const std::string& text = self.to<Str>().text;
  if (codec.encoding == Encoding::utf8 || self.to<Str>().ascii()) return m.bytes(text);
  const std::uint32_t limit = codec.encoding == Encoding::ascii ? 0x80 : 0x100;
  std::string out;
  std::int64_t position = 0;
  for (std::size_t at = 0; at < text.size(); ++position) {
    const std::uint32_t c = next_code_point(text, at);
    if (c < limit) {
      out += static_cast<char>(c);
      continue;
    }
    if (codec.on_error == OnError::replace) out += '?';
    if (codec.on_error != OnError::strict) continue;
    std::int64_t last = position;  // the stretch that can't be encoded
    for (std::size_t next = at; next < text.size() && next_code_point(text, next) >= limit;) ++last;
    raise_unicode(m, errors::UnicodeEncodeError, codec.encoding, self, position, last + 1,
                  fmt::format("ordinal not in range({})", limit));
  }
  return m.bytes(out);
}

Value bytes_decode(Machine& m, const Value& self, const Args& args) {
  const Codec codec = codec_of(m, args, "decode");
  const std::string& data = self.to<Bytes>().data;
  m.heap().reserve(3 * data.size());
  std::string out;
  for (std::size_t at = 0; at < data.size();) {
    const auto byte = static_cast<unsigned char>(data[at]);
    Fault fault;
    if (codec.encoding == Encoding::utf8)
      fault = fault_at(data, at);
    else if (codec.encoding == Encoding::ascii && byte >= 0x80)
      fault = {1, "ordinal not in range(128)"};
    if (fault.bytes > 0) {
      if (codec.on_error == OnError::strict) {
        const auto from = static_cast<std::int64_t>(at);
        raise_unicode(m, errors::UnicodeDecodeError, codec.encoding, self, from,
                      from + static_cast<std::int64_t>(fault.bytes), fault.why);
      }
      if (codec.on_error == OnError::replace) append_utf8(out, 0xFFFD);
      at += fault.bytes;
    } else if (codec.encoding == Encoding::utf8) {
      const std::size_t from = at;
      next_code_point(data, at);
      out.append(data, from, at - from);
    } else {
      append_utf8(out, byte);
      ++at;
    }
  }
  return m.text(out);
}

Value bytes_hex(Machine& m, const Value& self, const Args& args) {
  expect_method(m, self, args, "hex", 0, 1);
  std::string between;
  if (!args.positional.empty()) between = part_of<Str>(m, args.positional[0], "sep must be str or bytes");
  const std::string& data = self.to<Bytes>().data;
  m.heap().reserve(data.size() * (2 + between.size()));
  std::string out;
  for (const char c : data) {
    if (!out.empty()) out += between;
    out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  }
  return m.text_of(std::move(out));
}

Value bytes_fromhex(Machine& m, const Value&, const Args& args) {
  expect_args(m, args, "bytes.fromhex", 1, 1);
  const std::string_view text = part_of<Str>(m, args.positional[0], "fromhex() argument must be str");
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ' || (text[at] >= 9 && text[at] <= 13)) {
      ++at;
      continue;
    }
    for (std::size_t i = 0; i < 2; ++i) {
      if (at + i >= text.size() || digit(text[at + i]) < 0) {
        m.raise(errors::ValueError,
                fmt::format("non-hexadecimal number found in fromhex() arg at position {}", at + i));
      }
    }
    out += static_cast<char>(digit(text[at]) * 16 + digit(text[at + 1]));
    at += 2;
  }
  return m.bytes(out);
}

}  // namespace inflight::script
