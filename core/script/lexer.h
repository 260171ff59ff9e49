// Lexer: a script's text as tokens, with Python's rules for indentation and for joining lines inside brackets.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/script/source.h"

namespace inflight::script {

enum class TokenKind : std::uint8_t { name, number, string, op, newline, indent, dedent, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;  // into the source; a string's with prefix and quotes
  Place place;
  bool is(std::string_view word) const { return (kind == TokenKind::op || kind == TokenKind::name) && text == word; }
};

// Throws SyntaxFault. The text must outlive the tokens.
std::vector<Token> tokenize(std::string_view text);

// An expression inside an f-string: tokens of text[begin, end) at this place, as if inside brackets.
std::vector<Token> tokenize_inside(std::string_view text, Place start);

bool is_keyword(std::string_view word);

}  // namespace inflight::script
