// UTF-8, quoting and floats; see text.h.
#include "core/script/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "core/script/unicode.h"

namespace inflight::script {

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  std::uint32_t c = lead & (0x3FU >> more);
  for (int i = 0; i < more && at < text.size(); ++i) c = (c << 6) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  return c;
}

std::size_t byte_offset(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    if (index == 0) break;
    --index;
  }
  return at;
}

std::string float_repr(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  std::string_view shortest(buffer, static_cast<std::size_t>(end - buffer));
  const bool negative = shortest[0] == '-';
  if (negative) shortest.remove_prefix(1);
  const std::size_t e = shortest.find('e');
  int exponent = 0;
  const std::size_t exponent_from = e + 1 + (shortest[e + 1] == '+' ? 1 : 0);
  std::from_chars(shortest.data() + exponent_from, shortest.data() + shortest.size(), exponent);
  std::string digits(shortest.substr(0, e));
  std::erase(digits, '.');
  std::string out = negative ? "-" : "";
  const int count = static_cast<int>(digits.size());
  if (exponent < -4 || exponent >= 16) {
    out += digits[0];
    if (count > 1) out += "." + digits.substr(1);
    out += fmt::format("e{}{:02}", exponent < 0 ? '-' : '+', std::abs(exponent));
  } else if (exponent < 0) {
    out += "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  } else if (count <= exponent + 1) {
    out += digits + std::string(static_cast<std::size_t>(exponent + 1 - count), '0') + ".0";
  } else {
    out += digits.substr(0, static_cast<std::size_t>(exponent) + 1) + "." +
           digits.substr(static_cast<std::size_t>(exponent) + 1);
  }
  return out;
}

namespace {
char pick_quote(std::string_view text) {
  return text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
}

bool append_common_escape(std::string& out, char c, char quote) {
  switch (c) {
    case '\\': out += "\\\\"; return true;
    case '\n': out += "\\n"; return true;
    case '\r': out += "\\r"; return true;
    case '\t': out += "\\t"; return true;
    default: break;
  }
  if (c != quote) return false;
  out += '\\';
  out += c;
  return true;
}
}  // namespace

namespace {
void append_escape(std::string& out, std::uint32_t point) {
  out += point < 0x100     ? fmt::format("\\x{:02x}", point)
         : point < 0x10000 ? fmt::format("\\u{:04x}", point)
                           : fmt::format("\\U{:08x}", point);
}
}  // namespace

std::string escaped_to_ascii(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t point = next_code_point(text, at);
    point < 0x80 ? append_utf8(out, point) : append_escape(out, point);
  }
  return out;
}

std::string quote_text(std::string_view text) {
  const char quote = pick_quote(text);
  std::string out(1, quote);
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (append_common_escape(out, c, quote)) {
      ++at;
      continue;
    }
    const std::uint32_t point = next_code_point(text, at);
    if (!is_printable(point)) {
      append_escape(out, point);
    } else {
      append_utf8(out, point);
    }
  }
  return out + quote;
}

std::string quote_bytes(std::string_view bytes) {
  const char quote = pick_quote(bytes);
  std::string out = "b";
  out += quote;
  for (const char c : bytes) {
    if (append_common_escape(out, c, quote)) continue;
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F)
      out += fmt::format("\\x{:02x}", byte);
    else
      out += c;
  }
  return out + quote;
}

}  // namespace inflight::script
