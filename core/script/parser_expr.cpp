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

Expr* Parser::lambda() {
  const Place start = advance().place;
  Parameters given = parameters(":", false);
  expect(":", "SyntaxError: expected ':'");
  Expr* body = expression();
  Expr* node = tree_.make(ExprKind::lambda, since(start));
  node->left = body;
  node->parameters = std::make_unique<Parameters>(std::move(given));
  return finish(node);
}

Parameters Parser::parameters(std::string_view closer, bool annotations) {
  Parameters all;
  bool only_by_name = false;
  bool has_fallback = false;
  std::vector<std::string> seen;
  const auto read = [&](std::string_view what) {
    Parameter one;
    one.place = token().place;
    one.name = expect_name(what);
    if (std::find(seen.begin(), seen.end(), one.name) != seen.end()) {
      fault(one.place, fmt::format("SyntaxError: duplicate argument '{}' in function definition", one.name));
    }
    seen.push_back(one.name);
    if (annotations && take(":")) expression();
    return one;
  };
  while (!at(closer)) {
    if (take("**")) {
      all.named_rest = read("a parameter").name;
    } else if (take("*")) {
      only_by_name = true;
      if (!at(",")) all.rest = read("a parameter").name;
    } else if (at("/")) {
      all.only_by_position = all.positional.size();
      advance();
    } else {
      Parameter one = read("a parameter");
      if (take("=")) {
        one.fallback = expression();
        has_fallback = true;
      } else if (has_fallback && !only_by_name) {
        fault(one.place, "SyntaxError: non-default argument follows default argument");
      }
      (only_by_name ? all.only_by_name : all.positional).push_back(std::move(one));
    }
    if (!take(",")) break;
  }
  return all;
}

Expr* Parser::parenthesized() {
  const Place start = advance().place;
  if (take(")")) {
    Expr* empty = tree_.make(ExprKind::tuple, since(start));
    empty->in_brackets = true;
    return finish(empty);
  }
  Expr* first = starred_or_expression();
  refuse_walrus();
  if (at("for") || at("async")) {
    Expr* node = tree_.make(ExprKind::generator, start);
    node->left = first;
    node->clauses = clauses();
    expect(")", "");
    node->place = since(start);
    return finish(node);
  }
  if (!at(",")) {
    if (first->kind == ExprKind::starred) fault(first->place, "SyntaxError: cannot use starred expression here");
    expect(")", "SyntaxError: invalid syntax. Perhaps you forgot a comma?");
    first->in_brackets = true;
    return first;
  }
  Expr* node = tree_.make(ExprKind::tuple, start);
  node->items.push_back(first);
  while (take(",")) {
    if (at(")")) break;
    node->items.push_back(starred_or_expression());
  }
  expect(")", "SyntaxError: invalid syntax. Perhaps you forgot a comma?");
  node->place = since(start);
  node->in_brackets = true;
  return finish(node);
}

Expr* Parser::list_display() {
  const Place start = advance().place;
  Expr* node = tree_.make(ExprKind::list, start);
  if (!at("]")) {
    node->items.push_back(starred_or_expression());
    if (at("for") || at("async")) {
      node->kind = ExprKind::list_of;
      node->left = node->items[0];
      node->items.clear();
      node->clauses = clauses();
    }
    while (node->kind == ExprKind::list && take(",")) {
      if (at("]")) break;
      node->items.push_back(starred_or_expression());
    }
  }
  expect("]", "SyntaxError: invalid syntax. Perhaps you forgot a comma?");
  node->place = since(start);
  return finish(node);
}

Expr* Parser::brace_display() {
  const Place start = advance().place;
  if (at("}")) return dict_display(nullptr, start, tree_.make(ExprKind::dict, start));
  if (at("**")) return dict_display(nullptr, start, tree_.make(ExprKind::dict, start));
  Expr* first = starred_or_expression();
  if (at(":")) return dict_display(first, start, tree_.make(ExprKind::dict, start));
  Expr* node = tree_.make(ExprKind::set, start);
  node->items.push_back(first);
  if (at("for") || at("async")) {
    node->kind = ExprKind::set_of;
    node->left = first;
    node->items.clear();
    node->clauses = clauses();
  }
  while (node->kind == ExprKind::set && take(",")) {
    if (at("}")) break;
    node->items.push_back(starred_or_expression());
  }
  expect("}", "SyntaxError: invalid syntax. Perhaps you forgot a comma?");
  node->place = since(start);
  return finish(node);
}

Expr* Parser::dict_display(Expr* key, Place start, Expr* node) {
  while (!at("}")) {
    if (key == nullptr && take("**")) {
      node->items.push_back(nullptr);
      node->values.push_back(binary(1));
    } else {
      if (key == nullptr) key = expression();
      expect(":", "SyntaxError: ':' expected after dictionary key");
      node->items.push_back(key);
      if (at("}") || at(",")) fault(token().place, "SyntaxError: expression expected after dictionary key and ':'");
      node->values.push_back(expression());
      if (node->items.size() == 1 && (at("for") || at("async"))) {
        node->kind = ExprKind::dict_of;
        node->left = node->items[0];
        node->right = node->values[0];
        node->items.clear();
        node->values.clear();
        node->clauses = clauses();
        break;
      }
    }
    key = nullptr;
    if (!take(",")) break;
  }
  expect("}", "SyntaxError: invalid syntax. Perhaps you forgot a comma?");
  node->place = since(start);
  return finish(node);
}

// What stands between `for` and `in`: the `in` must not be read as a comparison.
Expr* Parser::target_list() {
  const Place start = token().place;
  const auto one = [&] {
    if (!at("*")) return binary(1);
    const Place star = advance().place;
    Expr* node = tree_.make(ExprKind::starred, star);
    node->left = binary(1);
    node->place = since(star);
    return finish(node);
  };
  Expr* first = one();
  if (!at(",")) return first;
  Expr* node = tree_.make(ExprKind::tuple, start);
  node->items.push_back(first);
  while (take(",")) {
    if (at("in")) break;
    node->items.push_back(one());
  }
  node->place = since(start);
  return finish(node);
}

std::vector<Clause> Parser::clauses() {
  std::vector<Clause> all;
  while (at("for") || at("async")) {
    if (at("async")) fault_unsupported(token().place, "'async'");
    advance();
    Clause clause;
    clause.target = target_list();
    expect("in", "SyntaxError: invalid syntax");
    clause.iterable = disjunction();
    while (take("if")) clause.conditions.push_back(disjunction());
    check_target(clause.target, "assign to");
    all.push_back(std::move(clause));
  }
  return all;
}

Expr* Parser::call(Expr* callee) {
  const Place start = callee->place;
  advance();
  Expr* node = tree_.make(ExprKind::call, start);
  node->left = callee;
  while (!at(")")) {
    const Place place = token().place;
    if (take("**")) {
      node->keywords.push_back({"", expression(), place});
    } else if (token().kind == TokenKind::name && tokens_[at_ + 1].is("=")) {
      std::string name = expect_name("a name");
      advance();
      for (const Keyword& other : node->keywords) {
        if (other.name == name) fault(place, fmt::format("SyntaxError: keyword argument repeated: {}", name));
      }
      Expr* value = expression();
      node->keywords.push_back({std::move(name), value, since(place)});
    } else {
      Expr* argument = starred_or_expression();
      refuse_walrus();
      if (!node->keywords.empty() && argument->kind != ExprKind::starred) {
        fault(argument->place, "SyntaxError: positional argument follows keyword argument");
      }
      if (at("for") || at("async")) {
        Expr* generator = tree_.make(ExprKind::generator, place);
        generator->left = argument;
        generator->clauses = clauses();
        generator->place = since(place);
        argument = finish(generator);
      }
      node->items.push_back(argument);
    }
    if (!take(",")) break;
  }
  expect(")", "SyntaxError: invalid syntax. Perhaps you forgot a comma?");
  node->place = since(start);
  return finish(node);
}

Expr* Parser::slice_or_expression() {
  const Place start = token().place;
  Expr* first = at(":") ? nullptr : expression();
  if (!at(":")) return first;
  Expr* node = tree_.make(ExprKind::slice, start);
  node->items = {first, nullptr, nullptr};
  for (std::size_t part = 1; part < 3 && take(":"); ++part) {
    if (!at(":") && !at("]") && !at(",")) node->items[part] = expression();
  }
  node->place = since(start);
  return finish(node);
}

Expr* Parser::subscript(Expr* value) {
  const Place start = value->place;
  advance();
  Expr* index = slice_or_expression();
  if (at(",")) {
    Expr* tuple = tree_.make(ExprKind::tuple, index->place);
    tuple->items.push_back(index);
    while (take(",")) {
      if (at("]")) break;
      tuple->items.push_back(slice_or_expression());
    }
    index = finish(tuple);
  }
  expect("]", "SyntaxError: invalid syntax. Perhaps you forgot a comma?");
  Expr* node = tree_.make(ExprKind::subscript, since(start));
  node->left = value;
  node->right = index;
  return finish(node);
}

}  // namespace inflight::script
