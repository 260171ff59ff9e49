// Expressions, by precedence; see parser_impl.h.
#include <algorithm>
#include <fmt/format.h>

#include "core/script/parser_impl.h"

namespace inflight::script {
namespace {

constexpr std::int32_t kMaxNesting = 200;

struct BinaryOp {
  std::string_view text;
  int precedence;
  Op op;
};
constexpr BinaryOp kBinaryOps[] = {{"|", 1, Op::bit_or},      {"^", 2, Op::bit_xor},      {"&", 3, Op::bit_and},
                                   {"<<", 4, Op::shift_left}, {">>", 4, Op::shift_right}, {"+", 5, Op::add},
                                   {"-", 5, Op::sub},         {"*", 6, Op::mul},          {"/", 6, Op::div},
                                   {"//", 6, Op::floor_div},  {"%", 6, Op::mod},          {"@", 6, Op::mat_mul}};

}  // namespace

Parser::Nesting::Nesting(Parser& parser) : parser_(parser) {
  if (++parser_.nesting_ > kMaxNesting) {
    --parser_.nesting_;
    fault(parser_.token().place, "SyntaxError: too many nested parentheses, blocks or operators");
  }
}

bool Parser::take(std::string_view word) {
  if (!at(word)) return false;
  advance();
  return true;
}

Place Parser::expect(std::string_view word, std::string_view context) {
  if (!at(word)) {
    refuse_walrus();
    if (!context.empty()) fault(token().place, std::string(context));
    unexpected();
  }
  return advance().place;
}

std::string Parser::expect_name(std::string_view what) {
  if (token().kind != TokenKind::name || is_keyword(token().text)) {
    fault(token().place, fmt::format("SyntaxError: invalid syntax: {} expected", what));
  }
  return std::string(advance().text);
}

void Parser::unexpected() const {
  refuse_walrus();
  switch (token().kind) {
    case TokenKind::indent: fault(token().place, "IndentationError: unexpected indent");
    case TokenKind::dedent: fault(token().place, "IndentationError: unexpected unindent");
    case TokenKind::end: fault(token().place, "SyntaxError: unexpected end of the text");
    default: fault(token().place, "SyntaxError: invalid syntax");
  }
}

void Parser::refuse_walrus() const {
  if (at(":=")) fault_unsupported(token().place, "':='");
}

Place Parser::since(const Place& start) const {
  const Place& end = previous().place;
  return {start.line, start.column, end.end_line, end.end_column};
}

Expr* Parser::finish(Expr* node) {
  std::int32_t depth = 0;
  const auto look = [&](const Expr* child) {
    if (child != nullptr) depth = std::max(depth, child->depth);
  };
  look(node->left);
  look(node->right);
  look(node->other);
  for (const Expr* child : node->items) look(child);
  for (const Expr* child : node->values) look(child);
  for (const Keyword& keyword : node->keywords) look(keyword.value);
  for (const Clause& clause : node->clauses) {
    look(clause.iterable);
    for (const Expr* condition : clause.conditions) look(condition);
  }
  node->depth = depth + 1;
  if (node->depth > kMaxTreeDepth)
    fault(node->place, "SyntaxError: the expression has too many parts inside each other");
  return node;
}

Expr* Parser::parse_inside() {
  Expr* node = expression_list(true);
  return node;
}

Expr* Parser::expression() {
  const Nesting nesting(*this);
  if (at("lambda")) return lambda();
  const Place start = token().place;
  Expr* body = disjunction();
  if (!at("if")) return body;
  advance();
  Expr* condition = disjunction();
  expect("else", "SyntaxError: expected 'else' after 'if' expression");
  Expr* otherwise = expression();
  Expr* node = tree_.make(ExprKind::conditional, since(start));
  node->left = body;
  node->right = condition;
  node->other = otherwise;
  return finish(node);
}

Expr* Parser::disjunction() {
  const Place start = token().place;
  Expr* first = conjunction();
  if (!at("or")) return first;
  Expr* node = tree_.make(ExprKind::bool_op, start);
  node->op = Op::logical_or;
  node->items.push_back(first);
  while (take("or")) node->items.push_back(conjunction());
  node->place = since(start);
  return finish(node);
}

Expr* Parser::conjunction() {
  const Place start = token().place;
  Expr* first = inversion();
  if (!at("and")) return first;
  Expr* node = tree_.make(ExprKind::bool_op, start);
  node->op = Op::logical_and;
  node->items.push_back(first);
  while (take("and")) node->items.push_back(inversion());
  node->place = since(start);
  return finish(node);
}

Expr* Parser::inversion() {
  if (!at("not")) return comparison();
  const Nesting nesting(*this);
  const Place start = advance().place;
  Expr* operand = inversion();
  Expr* node = tree_.make(ExprKind::unary, since(start));
  node->op = Op::logical_not;
  node->left = operand;
  return finish(node);
}

Expr* Parser::comparison() {
  const Place start = token().place;
  Expr* first = binary(1);
  Expr* node = nullptr;
  while (true) {
    Op op;
    if (at("=="))
      op = Op::eq;
    else if (at("!="))
      op = Op::ne;
    else if (at("<"))
      op = Op::lt;
    else if (at("<="))
      op = Op::le;
    else if (at(">"))
      op = Op::gt;
    else if (at(">="))
      op = Op::ge;
    else if (at("in"))
      op = Op::in;
    else if (at("is"))
      op = Op::is;
    else if (at("not") && tokens_[at_ + 1].is("in"))
      op = Op::not_in;
    else
      break;
    advance();
    if (op == Op::not_in) advance();
    if (op == Op::is && take("not")) op = Op::is_not;
    if (node == nullptr) {
      node = tree_.make(ExprKind::compare, start);
      node->left = first;
    }
    node->ops.push_back(op);
    node->items.push_back(binary(1));
  }
  if (node == nullptr) return first;
  node->place = since(start);
  return finish(node);
}

Expr* Parser::binary(int precedence) {
  if (precedence > 6) return unary();
  const Place start = token().place;
  Expr* left = binary(precedence + 1);
  while (token().kind == TokenKind::op) {
    const auto* found = std::find_if(std::begin(kBinaryOps), std::end(kBinaryOps), [&](const BinaryOp& op) {
      return op.precedence == precedence && token().text == op.text;
    });
    if (found == std::end(kBinaryOps)) break;
    if (found->op == Op::mat_mul) fault_unsupported(token().place, "The operator '@'");
    advance();
    Expr* right = binary(precedence + 1);
    Expr* node = tree_.make(ExprKind::binary, since(start));
    node->op = found->op;
    node->left = left;
    node->right = right;
    left = finish(node);
  }
  return left;
}

Expr* Parser::unary() {
  if (!at("-") && !at("+") && !at("~")) return power();
  const Nesting nesting(*this);
  const Token sign = advance();
  Expr* operand = unary();
  Expr* node = tree_.make(ExprKind::unary, since(sign.place));
  node->op = sign.text == "-" ? Op::neg : sign.text == "+" ? Op::pos : Op::invert;
  node->left = operand;
  return finish(node);
}

Expr* Parser::power() {
  const Place start = token().place;
  Expr* base = postfix();
  if (!at("**")) return base;
  advance();
  Expr* exponent = unary();
  Expr* node = tree_.make(ExprKind::binary, since(start));
  node->op = Op::pow;
  node->left = base;
  node->right = exponent;
  return finish(node);
}

Expr* Parser::postfix() {
  if (at("await")) fault_unsupported(token().place, "'await'");
  const Place start = token().place;
  Expr* node = atom();
  while (true) {
    if (at("(")) {
      node = call(node);
    } else if (at("[")) {
      node = subscript(node);
    } else if (take(".")) {
      const std::string name = expect_name("a name");
      Expr* attribute = tree_.make(ExprKind::attribute, since(start));
      attribute->left = node;
      attribute->text = name;
      node = finish(attribute);
    } else {
      return node;
    }
    node->place = since(start);
  }
}

Expr* Parser::atom() {
  const Token& first = token();
  switch (first.kind) {
    case TokenKind::number: return number();
    case TokenKind::string: return strings();
    case TokenKind::name: return name_or_keyword();
    case TokenKind::op: break;
    default: unexpected();
  }
  const Nesting nesting(*this);
  if (at("(")) return parenthesized();
  if (at("[")) return list_display();
  if (at("{")) return brace_display();
  if (at("...")) {
    Expr* node = tree_.make(ExprKind::constant, advance().place);
    node->constant.kind = ConstantKind::ellipsis;
    return node;
  }
  unexpected();
}

Expr* Parser::name_or_keyword() {
  const Token word = token();
  if (word.text == "None" || word.text == "True" || word.text == "False") {
    advance();
    Expr* node = tree_.make(ExprKind::constant, word.place);
    node->constant.kind = word.text == "None" ? ConstantKind::none : ConstantKind::boolean;
    node->constant.boolean = word.text == "True";
    return node;
  }
  if (word.text == "yield" || word.text == "await" || word.text == "async") {
    fault_unsupported(word.place, fmt::format("'{}'", word.text));
  }
  if (is_keyword(word.text)) unexpected();
  advance();
  Expr* node = tree_.make(ExprKind::name, word.place);
  node->text = std::string(word.text);
  return node;
}

bool Parser::begins_expression(const Token& token) {
  if (token.kind == TokenKind::number || token.kind == TokenKind::string) return true;
  if (token.kind == TokenKind::name) {
    return !is_keyword(token.text) || token.is("None") || token.is("True") || token.is("False") || token.is("not") ||
           token.is("lambda") || token.is("yield") || token.is("await");
  }
  return token.is("(") || token.is("[") || token.is("{") || token.is("-") || token.is("+") || token.is("~") ||
         token.is("...") || token.is("*");
}

Expr* Parser::starred_or_expression() {
  if (!at("*")) return expression();
  const Place start = advance().place;
  Expr* value = binary(1);
  Expr* node = tree_.make(ExprKind::starred, since(start));
  node->left = value;
  return finish(node);
}

Expr* Parser::expression_list(bool stars) {
  const Place start = token().place;
  Expr* first = stars ? starred_or_expression() : expression();
  if (!at(",")) {
    if (first->kind == ExprKind::starred) fault(first->place, "SyntaxError: can't use starred expression here");
    return first;
  }
  Expr* node = tree_.make(ExprKind::tuple, start);
  node->items.push_back(first);
  while (take(",")) {
    if (!begins_expression(token())) break;
    node->items.push_back(stars ? starred_or_expression() : expression());
  }
  node->place = since(start);
  return finish(node);
}

}  // namespace inflight::script
