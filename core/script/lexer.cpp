// Characters to tokens; see lexer.h. Follows CPython's tokenizer, errors included.
#include "core/script/lexer.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace inflight::script {
namespace {

constexpr std::size_t kMaxIndents = 100;   // CPython's MAXINDENT
constexpr std::size_t kMaxBrackets = 100;  // CPython allows 200; each costs the parser stack

bool is_name_start(unsigned char c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool is_name_part(unsigned char c) { return is_name_start(c) || is_digit(c); }

// Longest first.
constexpr std::array<std::string_view, 48> kOperators{
    "**=", "//=", ">>=", "<<=", "...", "!=", ">=", "<=", "==", "->", ":=", "+=", "-=", "*=", "/=", "%=",
    "&=",  "|=",  "^=",  "@=",  "**",  "//", "<<", ">>", "(",  ")",  "[",  "]",  "{",  "}",  ",",  ":",
    ".",   ";",   "@",   "=",   "+",   "-",  "*",  "/",  "%",  "&",  "|",  "^",  "~",  "<",  ">",  "\0"};

class Lexer {
 public:
  Lexer(std::string_view text, Place start, bool inside) : text_(text), line_(start.line), inside_(inside) {
    line_start_ = -static_cast<std::ptrdiff_t>(start.column);
  }

  std::vector<Token> run() {
    bool at_line_start = !inside_;
    while (true) {
      if (at_line_start) read_indentation();
      at_line_start = false;
      skip_blanks();
      if (at_ >= text_.size()) break;
      if (text_[at_] == '\n') {
        at_line_start = end_line();
        continue;
      }
      read_token();
    }
    finish();
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  std::int32_t column(std::size_t at) const {
    return static_cast<std::int32_t>(static_cast<std::ptrdiff_t>(at) - line_start_);
  }
  Place here(std::size_t size = 1) const {
    return {line_, column(at_), line_, column(at_) + static_cast<std::int32_t>(size)};
  }
  void push(TokenKind kind, std::size_t size) {
    tokens_.push_back({kind, text_.substr(at_, size), here(size)});
    at_ += size;
  }

  void next_line() {
    ++at_;
    ++line_;
    line_start_ = static_cast<std::ptrdiff_t>(at_);
  }

  // True if the next line begins a statement's line.
  bool end_line() {
    const bool joins = inside_ || !brackets_.empty();
    if (!joins && !tokens_.empty() && tokens_.back().kind != TokenKind::newline &&
        tokens_.back().kind != TokenKind::indent && tokens_.back().kind != TokenKind::dedent) {
      tokens_.push_back({TokenKind::newline, {}, here()});
    }
    next_line();
    return !joins;
  }

  // Blank and comment lines do not count; tabs go to the next multiple of eight.
  void read_indentation() {
    while (true) {
      std::int32_t width = 0;
      std::size_t at = at_;
      for (; at < text_.size() && (text_[at] == ' ' || text_[at] == '\t' || text_[at] == '\f'); ++at) {
        width = text_[at] == '\t' ? (width / 8 + 1) * 8 : text_[at] == '\f' ? 0 : width + 1;
      }
      const char first = at < text_.size() ? text_[at] : '\0';
      if (at >= text_.size()) {
        at_ = at;
        return;
      }
      if (first == '#' || first == '\n' || (first == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n')) {
        at_ = std::min(text_.find('\n', at), text_.size());
        if (at_ >= text_.size()) return;
        next_line();
        continue;
      }
      at_ = at;
      indent_to(width);
      return;
    }
  }

  void indent_to(std::int32_t width) {
    if (width > indents_.back()) {
      if (indents_.size() >= kMaxIndents) fault(here(), "IndentationError: too many levels of indentation");
      indents_.push_back(width);
      tokens_.push_back({TokenKind::indent, {}, here()});
      return;
    }
    while (width < indents_.back()) {
      indents_.pop_back();
      tokens_.push_back({TokenKind::dedent, {}, here()});
    }
    if (width != indents_.back()) {
      fault(here(), "IndentationError: unindent does not match any outer indentation level");
    }
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\t' || c == '\f' || c == '\r') {
        ++at_;
      } else if (c == '#') {
        if (inside_) fault(here(), "SyntaxError: f-string expression part cannot include '#'");
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '\\') {
        if (inside_) fault(here(), "SyntaxError: f-string expression part cannot include a backslash");
        std::size_t after = at_ + 1;
        if (after < text_.size() && text_[after] == '\r') ++after;
        if (after >= text_.size()) fault(here(), "SyntaxError: unexpected EOF while parsing");
        if (text_[after] != '\n') fault(here(), "SyntaxError: unexpected character after line continuation character");
        at_ = after;
        next_line();
      } else {
        return;
      }
    }
  }

  void read_token() {
    const auto c = static_cast<unsigned char>(text_[at_]);
    const std::size_t prefix = string_prefix();
    if (prefix != std::string_view::npos) return read_string(prefix);
    if (is_name_start(c)) {
      std::size_t size = 1;
      while (is_name_part(static_cast<unsigned char>(peek(size)))) ++size;
      return push(TokenKind::name, size);
    }
    if (is_digit(c) || (c == '.' && is_digit(static_cast<unsigned char>(peek(1))))) return read_number();
    for (const std::string_view op : kOperators) {
      if (text_.substr(at_, op.size()) == op && op[0] != '\0') return read_operator(op);
    }
    fault(here(), fmt::format("SyntaxError: invalid character '{}' (byte {:#04x})",
                              c >= 0x20 && c < 0x7F ? std::string(1, static_cast<char>(c)) : "?", c));
  }

  void read_operator(std::string_view op) {
    const char c = op[0];
    if (op.size() == 1 && (c == '(' || c == '[' || c == '{')) {
      if (brackets_.size() >= kMaxBrackets) fault(here(), "SyntaxError: too many nested parentheses");
      brackets_.push_back({c, here()});
    }
    if (op.size() == 1 && (c == ')' || c == ']' || c == '}')) close_bracket(c);
    push(TokenKind::op, op.size());
  }

  void close_bracket(char c) {
    if (brackets_.empty()) fault(here(), fmt::format("SyntaxError: unmatched '{}'", c));
    const char open = brackets_.back().first;
    const char wanted = open == '(' ? ')' : open == '[' ? ']' : '}';
    if (c != wanted) {
      fault(here(),
            fmt::format("SyntaxError: closing parenthesis '{}' does not match opening parenthesis '{}'", c, open));
    }
    brackets_.pop_back();
  }

  // The size of the prefix if a string begins here, else npos.
  std::size_t string_prefix() const {
    std::size_t size = 0;
    while (size < 2 && std::string_view("rRbBfFuU").find(peek(size)) != std::string_view::npos && peek(size) != '\0')
      ++size;
    return peek(size) == '"' || peek(size) == '\'' ? size : std::string_view::npos;
  }

  void read_string(std::size_t prefix) {
    const std::size_t start = at_;
    Place place = here();
    const char quote = text_[at_ + prefix];
    const bool triple = peek(prefix + 1) == quote && peek(prefix + 2) == quote;
    at_ += prefix + (triple ? 3 : 1);
    while (true) {
      if (at_ >= text_.size() || (text_[at_] == '\n' && !triple)) {
        fault(place, triple ? fmt::format(
                                  "SyntaxError: unterminated triple-quoted string literal (detected at line {})", line_)
                            : fmt::format("SyntaxError: unterminated string literal (detected at line {})", line_));
      }
      // A backslash keeps the next character from ending the string, in raw strings too.
      if (text_[at_] == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n') {
        at_ += 2;
      } else if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        next_line();
      } else if (text_[at_] == '\n') {
        next_line();
      } else if (text_[at_] == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
        break;
      } else {
        ++at_;
      }
    }
    at_ += triple ? 3 : 1;
    place.end_line = line_;
    place.end_column = column(at_);
    tokens_.push_back({TokenKind::string, text_.substr(start, at_ - start), place});
  }

  void read_number() {
    std::size_t size = 0;
    const auto digits = [&](auto&& accepts) {
      while (accepts(static_cast<unsigned char>(peek(size))) || (peek(size) == '_' && size > 0)) ++size;
    };
    const auto hex = [](unsigned char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    if (peek() == '0' && std::string_view("xXoObB").find(peek(1)) != std::string_view::npos && peek(1) != '\0') {
      size = 2;
      digits(hex);
    } else {
      digits(is_digit);
      if (peek(size) == '.') {
        ++size;
        digits(is_digit);
      }
      const std::size_t sign = peek(size + 1) == '+' || peek(size + 1) == '-' ? 2 : 1;
      if ((peek(size) == 'e' || peek(size) == 'E') && is_digit(static_cast<unsigned char>(peek(size + sign)))) {
        size += sign;
        digits(is_digit);
      }
    }
    if (peek(size) == 'j' || peek(size) == 'J') fault_unsupported(here(size + 1), "A complex number");
    if (is_name_start(static_cast<unsigned char>(peek(size))))
      fault(here(size), "SyntaxError: invalid decimal literal");
    push(TokenKind::number, size);
  }

  void finish() {
    if (!brackets_.empty()) {
      fault(brackets_.back().second, fmt::format("SyntaxError: '{}' was never closed", brackets_.back().first));
    }
    if (!inside_) {
      if (!tokens_.empty() && tokens_.back().kind != TokenKind::newline)
        tokens_.push_back({TokenKind::newline, {}, here()});
      for (; indents_.size() > 1; indents_.pop_back()) tokens_.push_back({TokenKind::dedent, {}, here()});
    }
    tokens_.push_back({TokenKind::end, {}, here()});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::int32_t line_;
  std::ptrdiff_t line_start_ = 0;
  bool inside_;
  std::vector<std::int32_t> indents_{0};
  std::vector<std::pair<char, Place>> brackets_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text) { return Lexer(text, {1, 0, 1, 0}, false).run(); }

std::vector<Token> tokenize_inside(std::string_view text, Place start) { return Lexer(text, start, true).run(); }

bool is_keyword(std::string_view word) {
  static constexpr std::array<std::string_view, 35> kWords{
      "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
      "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
      "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
      "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace inflight::script
