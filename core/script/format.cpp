// Formatting: format() and its specifications, the % operator, str.format. See machine.h.
#include "core/script/format.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "core/script/machine.h"
#include "core/script/text.h"

namespace inflight::script {
std::int64_t read_number(Machine& m, std::string_view text, std::size_t& at) {
  std::int64_t number = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    number = number * 10 + (text[at] - '0');
    if (number > kMemoryLimit) m.raise(errors::ValueError, "Too many decimal digits in format string");
  }
  return number;
}

namespace {

bool is_align(char c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

Spec read_spec(Machine& m, std::string_view text, const Type& type) {
  Spec spec;
  std::size_t at = 0;
  const auto peek = [&](std::size_t ahead = 0) { return at + ahead < text.size() ? text[at + ahead] : '\0'; };
  std::size_t after_fill = 0;
  if (!text.empty()) next_code_point(text, after_fill);
  if (after_fill < text.size() && is_align(text[after_fill])) {
    spec.fill = std::string(text.substr(0, after_fill));
    spec.align = text[after_fill];
    at = after_fill + 1;
  } else if (is_align(peek())) {
    spec.align = text[at++];
  }
  if (peek() == '+' || peek() == '-' || peek() == ' ') spec.sign = text[at++];
  if (peek() == '#') spec.alternate = text[at++] == '#';
  if (peek() == '0') {
    spec.zero = true;
    if (spec.align == 0) {
      spec.fill = "0";
      spec.align = '=';
    }
    ++at;
  }
  spec.width = read_number(m, text, at);
  if (peek() == ',' || peek() == '_') spec.separator = text[at++];
  if (peek() == '.') {
    ++at;
    const std::size_t digits = at;
    spec.precision = read_number(m, text, at);
    if (at == digits) m.raise(errors::ValueError, "Format specifier missing precision");
  }
  if (at < text.size()) {
    const std::uint32_t code = next_code_point(text, at);
    if (code > 127 && at == text.size()) {
      m.raise(errors::ValueError,
              fmt::format("Unknown format code '\\x{:x}' for object of type '{}'", code, type.name));
    }
    spec.type = static_cast<char>(code);
  }
  if (at < text.size()) {
    m.raise(errors::ValueError, fmt::format("Invalid format specifier '{}' for object of type '{}'", text, type.name));
  }
  m.heap().reserve(static_cast<std::size_t>(spec.width));
  return spec;
}

// `head` is a sign or prefix that '=' keeps in front of the filling.
std::string pad(const Spec& spec, const std::string& head, const std::string& body, char usual) {
  const auto size = static_cast<std::int64_t>(count_characters(head) + count_characters(body));
  const std::int64_t missing = std::max<std::int64_t>(0, spec.width - size);
  const char align = spec.align != 0 ? spec.align : usual;
  const std::int64_t left = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
  std::string fill_left;
  std::string fill_right;
  for (std::int64_t n = 0; n < left; ++n) fill_left += spec.fill;
  for (std::int64_t n = left; n < missing; ++n) fill_right += spec.fill;
  return align == '=' ? head + fill_left + body : fill_left + head + body + fill_right;
}

std::string group(const std::string& digits, char separator, std::size_t every) {
  if (separator == 0) return digits;
  const std::size_t whole = std::min(digits.find_first_not_of("0123456789abcdefABCDEF"), digits.size());
  std::string out;
  for (std::size_t n = 0; n < whole; ++n) {
    if (n > 0 && (whole - n) % every == 0) out += separator;
    out += digits[n];
  }
  return out + digits.substr(whole);
}

std::string sign_of(const Spec& spec, bool negative) {
  return negative ? "-" : spec.sign == '-' ? "" : std::string(1, spec.sign);
}

[[noreturn]] void raise_code(Machine& m, const Spec& spec, const Type& type) {
  m.raise(errors::ValueError, fmt::format("Unknown format code '{}' for object of type '{}'", spec.type, type.name));
}

}  // namespace

std::string format_integer(Machine& m, const Spec& spec, std::int64_t value, const Type& type) {
  if (spec.precision >= 0) m.raise(errors::ValueError, "Precision not allowed in integer format specifier");
  const std::uint64_t size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  std::string prefix;
  std::string digits;
  switch (spec.type) {
    case 0:
    case 'd':
    case 'n': digits = fmt::format("{}", size); break;
    case 'x': digits = fmt::format("{:x}", size), prefix = "0x"; break;
    case 'X': digits = fmt::format("{:X}", size), prefix = "0X"; break;
    case 'o': digits = fmt::format("{:o}", size), prefix = "0o"; break;
    case 'b': digits = fmt::format("{:b}", size), prefix = "0b"; break;
    case 'c':
      if (value < 0 || value > 0x10FFFF) m.raise(errors::OverflowError, "%c arg not in range(0x110000)");
      append_utf8(digits, static_cast<std::uint32_t>(value));
      return pad(spec, "", digits, '<');
    default: raise_code(m, spec, type);
  }
  const bool decimal = spec.type == 0 || spec.type == 'd' || spec.type == 'n';
  return pad(spec, sign_of(spec, value < 0) + (spec.alternate ? prefix : ""),
             group(digits, spec.separator, decimal ? 3 : 4), '>');
}

namespace {

// 1.2e+01 for 12: without a type, a float has room for a digit behind the point, or an exponent.
std::string with_exponent(const std::string& digits) {
  const std::string behind = digits.substr(1, digits.find_last_not_of('0'));
  return fmt::format("{}{}{}e+{:02}", digits[0], behind.empty() ? "" : ".", behind, digits.size() - 1);
}

std::string real_digits(Machine& m, const Spec& spec, double size, const Type& type) {
  const auto precision = static_cast<int>(std::min<std::int64_t>(spec.precision < 0 ? 6 : spec.precision, 2000));
  const int significant = precision == 0 ? 1 : precision;
  switch (spec.type) {
    case 'f':
    case 'F': return fmt::format("{:.{}f}", size, precision);
    case 'e': return fmt::format("{:.{}e}", size, precision);
    case 'E': return fmt::format("{:.{}E}", size, precision);
    case 'g':
    case 'n': return fmt::format("{:.{}g}", size, significant);
    case 'G': return fmt::format("{:.{}G}", size, significant);
    case '%': return fmt::format("{:.{}f}%", size * 100, precision);
    case 0: {
      if (spec.precision < 0) return float_repr(size);
      const std::string text = fmt::format("{:.{}g}", size, significant);
      if (text.find_first_of(".e") != std::string::npos || !std::isfinite(size)) return text;
      return static_cast<int>(text.size()) < significant ? text + ".0" : with_exponent(text);
    }
    default: raise_code(m, spec, type);
  }
}

}  // namespace

std::string format_real(Machine& m, const Spec& spec, double value, const Type& type) {
  const bool negative = std::signbit(value) && !std::isnan(value);
  return pad(spec, sign_of(spec, negative), group(real_digits(m, spec, std::abs(value), type), spec.separator, 3), '>');
}

std::string format_text(Machine& m, const Spec& spec, std::string_view text) {
  if (spec.type != 0 && spec.type != 's') raise_code(m, spec, Str::kType);
  if (spec.align == '=' && !spec.zero) {
    m.raise(errors::ValueError, "'=' alignment not allowed in string format specifier");
  }
  Spec own = spec;
  if (spec.align == '=') own.align = '<';
  if (spec.precision >= 0) text = text.substr(0, byte_offset(text, static_cast<std::size_t>(spec.precision)));
  return pad(own, "", std::string(text), '<');
}

std::string Machine::format(const Value& value, std::string_view text) {
  if (text.empty()) return str(value);
  const Type& type = type_of(value);
  if (value.is_object() && !value.is(Str::kType)) {
    raise(errors::TypeError, fmt::format("unsupported format string passed to {}.__format__", type.name));
  }
  if (value.is_none()) raise(errors::TypeError, "unsupported format string passed to NoneType.__format__");
  const Spec spec = read_spec(*this, text, type);
  if (const Str* own = value.get<Str>()) {
    if (spec.separator != 0 && (spec.type == 0 || spec.type == 's')) {
      raise(errors::ValueError, fmt::format("Cannot specify '{}' with 's'.", spec.separator));
    }
    if (spec.sign != '-' && (spec.type == 0 || spec.type == 's')) {
      raise(errors::ValueError, "Sign not allowed in string format specifier");
    }
    return format_text(*this, spec, own->text);
  }
  const bool as_real = value.is_real() || std::string_view("eEfFgG%").find(spec.type) != std::string_view::npos;
  if (as_real && (value.is_real() || spec.type != 0)) return format_real(*this, spec, value.as_number(), type);
  return format_integer(*this, spec, value.as_integer(), type);
}

namespace {

// The value that a field of str.format names: "", "0", "name", "0.attr", "a[key]".
Value field_value(Machine& m, std::string_view field, const Args& args, std::int64_t& automatic) {
  const std::size_t end = std::min(field.find_first_of(".["), field.size());
  const std::string_view first = field.substr(0, end);
  Value value;
  if (first.find_first_not_of("0123456789") == std::string_view::npos) {
    std::size_t at = 0;
    const std::int64_t index = first.empty() ? automatic++ : read_number(m, first, at);
    if (index >= static_cast<std::int64_t>(args.positional.size())) {
      m.raise(errors::IndexError, fmt::format("Replacement index {} out of range for positional args tuple", index));
    }
    value = args.positional[static_cast<std::size_t>(index)];
  } else {
    const auto found = std::find(args.names.begin(), args.names.end(), first);
    if (found == args.names.end()) m.raise_value(m.exception(errors::KeyError, {m.text(first)}));
    value = args.named[static_cast<std::size_t>(found - args.names.begin())];
  }
  for (std::size_t at = end; at < field.size();) {
    if (field[at] == '.') {
      const std::size_t stop = std::min(field.find_first_of(".[", at + 1), field.size());
      value = m.attribute(value, std::string(field.substr(at + 1, stop - at - 1)));
      at = stop;
    } else {
      const std::size_t stop = field.find(']', at);
      if (stop == std::string_view::npos) m.raise(errors::ValueError, "expected '}' before end of string");
      const std::string_view key = field.substr(at + 1, stop - at - 1);
      std::size_t digit = 0;
      const bool number = !key.empty() && key.find_first_not_of("0123456789") == std::string_view::npos;
      value = m.item(value, number ? Value::integer(read_number(m, key, digit)) : m.text(key));
      at = stop + 1;
    }
  }
  return value;
}

std::string braces(Machine& m, std::string_view format, const Args& args, std::int64_t& automatic, int depth) {
  if (depth > 2) m.raise(errors::ValueError, "Max string recursion exceeded");
  std::string out;
  for (std::size_t at = 0; at < format.size();) {
    const char c = format[at];
    if (c != '{' && c != '}') {
      out += c;
      ++at;
      continue;
    }
    if (at + 1 < format.size() && format[at + 1] == c) {
      out += c;
      at += 2;
      continue;
    }
    if (c == '}') m.raise(errors::ValueError, "Single '}' encountered in format string");
    std::size_t end = at + 1;
    for (int open = 1; end < format.size(); ++end) {
      open += format[end] == '{' ? 1 : format[end] == '}' ? -1 : 0;
      if (open == 0) break;
    }
    if (end >= format.size()) m.raise(errors::ValueError, "expected '}' before end of string");
    std::string_view field = format.substr(at + 1, end - at - 1);
    std::string_view spec;
    if (const std::size_t colon = field.find(':'); colon != std::string_view::npos) {
      spec = field.substr(colon + 1);
      field = field.substr(0, colon);
    }
    char conversion = 0;
    if (const std::size_t bang = field.find('!'); bang != std::string_view::npos && bang + 1 < field.size()) {
      conversion = field[bang + 1];
      field = field.substr(0, bang);
    }
    Value value = field_value(m, field, args, automatic);
    if (conversion == 'r') value = m.text_of(m.repr(value));
    if (conversion == 'a') value = m.text_of(escaped_to_ascii(m.repr(value)));
    if (conversion == 's') value = m.text_of(m.str(value));
    out += m.format(value, braces(m, spec, args, automatic, depth + 1));
    m.heap().reserve(out.size());
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string Machine::brace_format(std::string_view format, const Args& args) {
  std::int64_t automatic = 0;
  return braces(*this, format, args, automatic, 0);
}

}  // namespace inflight::script
