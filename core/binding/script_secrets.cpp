// Finding secret literals by the script's tokens; see script_secrets.h.
#include "core/binding/script_secrets.h"

#include <algorithm>
#include <vector>

#include "core/binding/properties.h"
#include "core/script/lexer.h"

namespace inflight {
namespace {

using script::Token;
using script::TokenKind;

// What stands between the quotes.
std::string_view inside(std::string_view literal) {
  const std::size_t quote = std::min(literal.find_first_of("'\""), literal.size());
  const std::size_t wide =
      literal.substr(quote).starts_with("'''") || literal.substr(quote).starts_with("\"\"\"") ? 3 : 1;
  if (literal.size() < quote + 2 * wide) return {};
  return literal.substr(quote + wide, literal.size() - quote - 2 * wide);
}

// The name that the literal at `at` is given to: its key in a dictionary or a subscript, or a variable.
std::string_view given_to(const std::vector<Token>& tokens, std::size_t at) {
  if (at < 2) return {};
  const Token& sign = tokens[at - 1];
  const Token& before = tokens[at - 2];
  if (sign.is(":") && before.kind == TokenKind::string) return inside(before.text);
  if (!sign.is("=")) return {};
  if (before.kind == TokenKind::name) return before.text;
  const bool subscript =
      at >= 4 && before.is("]") && tokens[at - 3].kind == TokenKind::string && tokens[at - 4].is("[");
  return subscript ? inside(tokens[at - 3].text) : std::string_view();
}

}  // namespace

ScriptSecrets secrets_in(std::string_view script) {
  ScriptSecrets found{.redactor = {}, .shown = std::string(script)};
  std::vector<std::string_view> secrets;
  try {
    const std::vector<Token> tokens = script::tokenize(script);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].kind != TokenKind::string || !is_secret(given_to(tokens, i))) continue;
      if (const std::string_view secret = inside(tokens[i].text); !secret.empty()) secrets.push_back(secret);
    }
  } catch (const script::SyntaxFault&) {
    return found;
  }
  // From the end, so that the places before stay where they are.
  for (auto secret = secrets.rbegin(); secret != secrets.rend(); ++secret) {
    std::string blank(kRedacted);
    blank.append(static_cast<std::size_t>(std::count(secret->begin(), secret->end(), '\n')), '\n');
    found.shown.replace(static_cast<std::size_t>(secret->data() - script.data()), secret->size(), blank);
    found.redactor.add(*secret);
  }
  found.shown = found.redactor(found.shown);
  return found;
}

}  // namespace inflight
