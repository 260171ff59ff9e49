// Literals: numbers, strings with their escapes, f-strings; see parser_impl.h.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fmt/format.h>

#include "core/script/parser_impl.h"
#include "core/script/text.h"

namespace inflight::script {
namespace {

struct Prefix {
  bool raw = false;
  bool bytes = false;
  bool formatted = false;
  std::size_t size = 0;
};

Prefix read_prefix(const Token& token) {
  Prefix prefix;
  for (; token.text[prefix.size] != '"' && token.text[prefix.size] != '\''; ++prefix.size) {
    const char c = token.text[prefix.size];
    if (c == 'r' || c == 'R') prefix.raw = true;
    if (c == 'b' || c == 'B') prefix.bytes = true;
    if (c == 'f' || c == 'F') prefix.formatted = true;
  }
  return prefix;
}

// The value of the digits after \x, \u or \U, or the octal ones; moves `at` behind them.
std::uint32_t read_digits(std::string_view text, std::size_t& at, std::size_t count, int base, bool exact,
                          Place place) {
  std::uint32_t value = 0;
  const std::size_t end = std::min(at + count, text.size());
  const auto [stop, error] = std::from_chars(text.data() + at, text.data() + end, value, base);
  const auto read = static_cast<std::size_t>(stop - (text.data() + at));
  if (error != std::errc{} || (exact && read != count)) {
    fault(place, "SyntaxError: (unicode error) truncated \\x, \\u or \\U escape in a string");
  }
  at += read;
  return value;
}

void unescape_one(std::string_view text, std::size_t& at, bool bytes, Place place, std::string& out) {
  static constexpr std::string_view kFrom = "\\'\"abfnrtv";
  static constexpr std::string_view kTo = "\\'\"\a\b\f\n\r\t\v";
  const char c = text[at];
  if (c == '\n') {
    ++at;
  } else if (const std::size_t simple = kFrom.find(c); simple != std::string_view::npos) {
    out += kTo[simple];
    ++at;
  } else if (c >= '0' && c <= '7') {
    const std::uint32_t value = read_digits(text, at, 3, 8, false, place);
    if (bytes)
      out += static_cast<char>(value);
    else
      append_utf8(out, value);
  } else if (c == 'x' || (!bytes && (c == 'u' || c == 'U'))) {
    ++at;
    const std::uint32_t value = read_digits(text, at, c == 'x' ? 2 : c == 'u' ? 4 : 8, 16, true, place);
    if (value > 0x10FFFF) fault(place, "SyntaxError: (unicode error) illegal Unicode character");
    if (value >= 0xD800 && value <= 0xDFFF) fault_unsupported(place, "Half of a surrogate pair");
    if (bytes)
      out += static_cast<char>(value);
    else
      append_utf8(out, value);
  } else if (!bytes && c == 'N') {
    fault_unsupported(place, "A character by its name (\\N)");
  } else {
    out += '\\';
  }
}

std::string unescape(std::string_view text, const Prefix& prefix, Place place) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\\' && !prefix.raw && at + 1 < text.size()) {
      ++at;
      unescape_one(text, at, prefix.bytes, place, out);
    } else if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') {
      ++at;
    } else {
      if (prefix.bytes && static_cast<unsigned char>(text[at]) >= 0x80) {
        fault(place, "SyntaxError: bytes can only contain ASCII literal characters");
      }
      out += text[at++];
    }
  }
  return out;
}

Place place_at(std::string_view body, std::size_t at, Place start) {
  Place place = start;
  for (std::size_t i = 0; i < at; ++i) {
    ++place.column;
    if (body[i] == '\n') {
      ++place.line;
      place.column = 0;
    }
  }
  place.end_line = place.line;
  place.end_column = place.column + 1;
  return place;
}

// Where an f-string's expression ends: at '}', ':', '!' or a '=' that is not part of an operator, outside brackets.
std::size_t field_end(std::string_view body, std::size_t at, Place place) {
  std::int32_t depth = 0;
  for (; at < body.size(); ++at) {
    const char c = body[at];
    const char next = at + 1 < body.size() ? body[at + 1] : '\0';
    if (c == '\'' || c == '"') {
      at = body.find(c, at + 1);
      if (at == std::string_view::npos) break;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (depth > 0 && (c == ')' || c == ']' || c == '}')) {
      --depth;
    } else if (depth == 0) {
      if ((c == '!' || c == '=' || c == '<' || c == '>') && next == '=') {
        ++at;
      } else if (c == '}' || c == ':' || c == '!' || c == '=') {
        return at;
      }
    }
  }
  fault(place, "SyntaxError: f-string: expecting '}'");
}

}  // namespace

Expr* Parser::number() {
  const Token token = advance();
  std::string digits(token.text);
  std::erase(digits, '_');
  Expr* node = tree_.make(ExprKind::constant, token.place);
  const bool prefixed = digits.size() > 1 && digits[0] == '0' && !(digits[1] >= '0' && digits[1] <= '9') &&
                        std::string_view("xXoObB").find(digits[1]) != std::string_view::npos;
  if (!prefixed && digits.find_first_of(".eE") != std::string::npos) {
    node->constant.kind = ConstantKind::real;
    node->constant.real = std::strtod(digits.c_str(), nullptr);
    return node;
  }
  int base = 10;
  std::size_t from = 0;
  if (prefixed) {
    base = digits[1] == 'x' || digits[1] == 'X' ? 16 : digits[1] == 'o' || digits[1] == 'O' ? 8 : 2;
    from = 2;
  } else if (digits.size() > 1 && digits[0] == '0' && digits.find_first_not_of('0') != std::string::npos) {
    fault(token.place,
          "SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal "
          "integers");
  }
  node->constant.kind = ConstantKind::integer;
  const auto [end, error] =
      std::from_chars(digits.data() + from, digits.data() + digits.size(), node->constant.integer, base);
  if (error == std::errc::result_out_of_range) {
    fault(token.place,
          "OverflowError: this whole number does not fit in 64 bits, which is what Inflight has for an int");
  }
  if (error != std::errc{} || end != digits.data() + digits.size()) fault(token.place, "SyntaxError: invalid number");
  return node;
}

Expr* Parser::strings() {
  const Place start = token().place;
  std::vector<Expr*> parts;
  std::string pending;
  bool formatted = false;
  const bool bytes = read_prefix(token()).bytes;
  while (token().kind == TokenKind::string) {
    const Token piece = advance();
    const Prefix prefix = read_prefix(piece);
    if (prefix.bytes != bytes) fault(piece.place, "SyntaxError: cannot mix bytes and nonbytes literals");
    std::string_view body = piece.text.substr(prefix.size);
    const std::size_t quotes = body.size() >= 6 && body[0] == body[1] && body[1] == body[2] ? 3 : 1;
    body = body.substr(quotes, body.size() - 2 * quotes);
    if (prefix.formatted) {
      formatted = true;
      Place inside = piece.place;
      inside.column += static_cast<std::int32_t>(prefix.size + quotes);
      fstring_parts(body, inside, prefix.raw, false, parts, pending);
    } else {
      pending += unescape(body, prefix, piece.place);
    }
  }
  Expr* text = tree_.make(ExprKind::constant, since(start));
  text->constant.kind = bytes ? ConstantKind::bytes : ConstantKind::text;
  text->constant.text = std::move(pending);
  if (!formatted) return text;
  if (!text->constant.text.empty()) parts.push_back(text);
  Expr* node = tree_.make(ExprKind::joined, since(start));
  node->items = std::move(parts);
  return finish(node);
}

void Parser::fstring_parts(std::string_view body, Place start, bool raw, bool in_spec, std::vector<Expr*>& parts,
                           std::string& pending) {
  const auto flush = [&] {
    if (pending.empty()) return;
    Expr* text = tree_.make(ExprKind::constant, start);
    text->constant.kind = ConstantKind::text;
    text->constant.text = std::move(pending);
    pending.clear();
    parts.push_back(text);
  };
  std::size_t at = 0;
  while (at < body.size()) {
    const std::size_t plain = std::min(body.find_first_of("{}", at), body.size());
    pending += unescape(body.substr(at, plain - at), Prefix{.raw = raw}, start);
    at = plain;
    if (at >= body.size()) return;
    if (!in_spec && at + 1 < body.size() && body[at + 1] == body[at]) {
      pending += body[at];
      at += 2;
    } else if (body[at] == '}') {
      fault(place_at(body, at, start), "SyntaxError: f-string: single '}' is not allowed");
    } else {
      std::vector<Expr*> field;
      at = fstring_field(body, at + 1, start, raw, field);
      for (Expr* part : field) {
        if (part->kind == ExprKind::constant) {
          pending += part->constant.text;
        } else {
          flush();
          parts.push_back(part);
        }
      }
    }
  }
}

// `at` is behind the '{'; returns where the text goes on. The parts are the text of `{x=}`, if any, and the field.
std::size_t Parser::fstring_field(std::string_view body, std::size_t at, Place start, bool raw,
                                  std::vector<Expr*>& parts) {
  const Nesting nesting(*this);
  const Place place = place_at(body, at, start);
  std::size_t end = field_end(body, at, place);
  const std::string_view text = body.substr(at, end - at);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    fault(place, "SyntaxError: f-string: empty expression not allowed");
  }
  if (text.find('\\') != std::string_view::npos) {
    fault(place, "SyntaxError: f-string expression part cannot include a backslash");
  }
  Parser inner(source_, tree_, tokenize_inside(text, place), nesting_);
  Expr* node = tree_.make(ExprKind::formatted, place);
  node->left = inner.parse_inside();
  if (inner.token().kind != TokenKind::end) inner.unexpected();
  node->place = node->left->place;
  if (body[end] == '=') {
    ++end;
    while (end < body.size() && body[end] == ' ') ++end;
    Expr* label = tree_.make(ExprKind::constant, place);
    label->constant.kind = ConstantKind::text;
    label->constant.text = std::string(body.substr(at, end - at));
    parts.push_back(label);
    if (end < body.size() && body[end] == '}') node->conversion = 'r';
  }
  const auto at_end = [&](char c) { return end < body.size() && body[end] == c; };
  if (at_end('!')) {
    node->conversion = end + 1 < body.size() ? body[end + 1] : 0;
    if (node->conversion != 's' && node->conversion != 'r' && node->conversion != 'a') {
      fault(place, "SyntaxError: f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
    end += 2;
  }
  if (at_end(':')) {
    const std::size_t from = ++end;
    for (std::int32_t depth = 0; end < body.size() && (depth > 0 || body[end] != '}'); ++end) {
      depth += body[end] == '{' ? 1 : body[end] == '}' ? -1 : 0;
    }
    node->right = tree_.make(ExprKind::joined, place);
    std::string pending;
    fstring_parts(body.substr(from, end - from), place_at(body, from, start), raw, true, node->right->items, pending);
    Expr* tail = tree_.make(ExprKind::constant, place);
    tail->constant.kind = ConstantKind::text;
    tail->constant.text = std::move(pending);
    node->right->items.push_back(tail);
    finish(node->right);
  }
  if (!at_end('}')) fault(place, "SyntaxError: f-string: expecting '}'");
  parts.push_back(finish(node));
  return end + 1;
}

}  // namespace inflight::script
