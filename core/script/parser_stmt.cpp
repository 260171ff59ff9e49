// Statements and blocks; see parser_impl.h.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/script/parser.h"
#include "core/script/parser_impl.h"

namespace inflight::script {
namespace {

struct AugmentedOp {
  std::string_view text;
  Op op;
};
constexpr std::array<AugmentedOp, 13> kAugmented{{{"+=", Op::add},
                                                  {"-=", Op::sub},
                                                  {"*=", Op::mul},
                                                  {"/=", Op::div},
                                                  {"//=", Op::floor_div},
                                                  {"%=", Op::mod},
                                                  {"**=", Op::pow},
                                                  {"<<=", Op::shift_left},
                                                  {">>=", Op::shift_right},
                                                  {"&=", Op::bit_and},
                                                  {"|=", Op::bit_or},
                                                  {"^=", Op::bit_xor},
                                                  {"@=", Op::mat_mul}}};

std::string_view describe(const Expr* target) {
  switch (target->kind) {
    case ExprKind::call: return "function call";
    case ExprKind::constant:
      if (target->constant.kind == ConstantKind::none) return "None";
      if (target->constant.kind == ConstantKind::boolean) return target->constant.boolean ? "True" : "False";
      return "literal";
    case ExprKind::joined: return "f-string expression";
    case ExprKind::compare: return "comparison";
    case ExprKind::lambda: return "lambda";
    case ExprKind::conditional: return "conditional expression";
    case ExprKind::dict: return "dict literal";
    case ExprKind::set: return "set display";
    default: return "expression";
  }
}

}  // namespace

Tree parse(const Source& source) {
  Tree tree;
  Parser parser(source, tree, tokenize(source.text()), 0);
  parser.parse_file();
  return tree;
}

Expr* parse_expression(const Source& source, Tree& tree) {
  Parser parser(source, tree, tokenize_inside(source.text(), {1, 0, 1, 0}), 0);
  Expr* node = parser.parse_inside();
  if (parser.token().kind != TokenKind::end) fault(parser.token().place, "SyntaxError: invalid syntax");
  return node;
}

void Parser::parse_file() {
  while (token().kind != TokenKind::end) statement(tree_.body);
}

Stmt* Parser::close(Stmt* node) {
  node->place = since(node->place);
  return node;
}

void Parser::statement(std::vector<Stmt*>& into) {
  refuse_statement();
  if (Stmt* compound = compound_statement()) {
    into.push_back(compound);
  } else {
    simple_statements(into);
  }
}

void Parser::refuse_statement() const {
  const Token& first = token();
  if (first.kind == TokenKind::op && first.text == "@") fault_unsupported(first.place, "A decorator");
  if (first.kind != TokenKind::name) return;
  for (const std::string_view word : {"class", "with", "async", "await", "yield"}) {
    if (first.text == word) fault_unsupported(first.place, fmt::format("'{}'", word));
  }
  const Token& next = tokens_[std::min(at_ + 1, tokens_.size() - 1)];
  const bool value_follows = next.kind == TokenKind::string || next.kind == TokenKind::number ||
                             (next.kind == TokenKind::name && (!is_keyword(next.text) || next.is("None")));
  if (first.text == "match" && value_follows) fault_unsupported(first.place, "'match'");
  if (first.text == "print" && next.kind == TokenKind::string) {
    fault(first.place, "SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?");
  }
}

void Parser::simple_statements(std::vector<Stmt*>& into) {
  into.push_back(simple_statement());
  while (take(";")) {
    if (token().kind == TokenKind::newline) break;
    refuse_statement();
    into.push_back(simple_statement());
  }
  if (token().kind != TokenKind::newline) {
    refuse_walrus();
    if (previous().kind != TokenKind::op && token().kind != TokenKind::op && token().kind != TokenKind::end) {
      fault(token().place, "SyntaxError: invalid syntax");
    }
    unexpected();
  }
  advance();
}

Stmt* Parser::simple_statement() {
  const Token first = token();
  if (first.kind == TokenKind::name) {
    const auto bare = [&](StmtKind kind) {
      advance();
      return close(tree_.make(kind, first.place));
    };
    if (first.text == "pass") return bare(StmtKind::pass);
    if (first.text == "break") return bare(StmtKind::break_);
    if (first.text == "continue") return bare(StmtKind::continue_);
    if (first.text == "global") return names_statement(StmtKind::global);
    if (first.text == "nonlocal") return names_statement(StmtKind::nonlocal);
    if (first.text == "import") return import_statement();
    if (first.text == "from") return from_statement();
    if (first.text == "return" || first.text == "raise" || first.text == "del" || first.text == "assert") {
      Stmt* node = bare(StmtKind::return_);
      const bool has_value = begins_expression(token());
      if (first.text == "return") {
        if (has_value) node->value = expression_list(true);
      } else if (first.text == "raise") {
        node->kind = StmtKind::raise;
        if (has_value) node->value = expression();
        if (has_value && take("from")) node->second = expression();
      } else if (first.text == "assert") {
        node->kind = StmtKind::assert_;
        node->value = expression();
        if (take(",")) node->second = expression();
      } else {
        node->kind = StmtKind::del;
        Expr* all = expression_list(false);
        node->targets = all->kind == ExprKind::tuple ? all->items : std::vector<Expr*>{all};
        for (const Expr* target : node->targets) check_target(target, "delete");
      }
      return close(node);
    }
  }
  return expression_statement();
}

void Parser::check_target(const Expr* target, std::string_view verb) const {
  switch (target->kind) {
    case ExprKind::name:
    case ExprKind::subscript: return;
    case ExprKind::attribute:
      fault_unsupported(target->place, fmt::format("To {} an attribute", verb == "delete" ? verb : "set"));
    case ExprKind::starred:
      if (verb != "delete") return check_target(target->left, verb);
      break;
    case ExprKind::tuple:
    case ExprKind::list: {
      std::int32_t stars = 0;
      for (const Expr* item : target->items) {
        check_target(item, verb);
        stars += item->kind == ExprKind::starred ? 1 : 0;
      }
      if (stars > 1) fault(target->place, "SyntaxError: multiple starred expressions in assignment");
      return;
    }
    default: break;
  }
  fault(target->place,
        fmt::format("SyntaxError: cannot {} {}{}", verb, describe(target),
                    verb == "assign to" && at("=") ? " here. Maybe you meant '==' instead of '='?" : ""));
}

Stmt* Parser::expression_statement() {
  const Place start = token().place;
  Expr* first = expression_list(true);
  if (take(":")) {
    check_target(first, "assign to");
    Stmt* node = tree_.make(StmtKind::declared, start);
    expression();
    if (take("=")) {
      node->kind = StmtKind::assign;
      node->targets.push_back(first);
      node->value = expression_list(true);
    }
    return close(node);
  }
  for (const AugmentedOp& op : kAugmented) {
    if (!at(op.text)) continue;
    if (op.op == Op::mat_mul) fault_unsupported(token().place, "The operator '@='");
    if (first->kind == ExprKind::tuple || first->kind == ExprKind::list) {
      fault(first->place, "SyntaxError: 'tuple' is an illegal expression for augmented assignment");
    }
    check_target(first, "assign to");
    advance();
    Stmt* node = tree_.make(StmtKind::augmented, start);
    node->op = op.op;
    node->targets.push_back(first);
    node->value = expression_list(true);
    return close(node);
  }
  Stmt* node = tree_.make(StmtKind::expression, start);
  node->value = first;
  while (at("=")) {
    check_target(node->value, "assign to");
    advance();
    node->kind = StmtKind::assign;
    node->targets.push_back(node->value);
    node->value = expression_list(true);
  }
  return close(node);
}

Stmt* Parser::import_statement() {
  Stmt* node = tree_.make(StmtKind::import, advance().place);
  do {
    Import one;
    one.place = token().place;
    one.name = expect_name("a module's name");
    while (take(".")) one.name += "." + expect_name("a module's name");
    one.place = since(one.place);
    one.alias = take("as") ? expect_name("a name") : one.name.substr(0, one.name.find('.'));
    node->imports.push_back(std::move(one));
  } while (take(","));
  return close(node);
}

Stmt* Parser::from_statement() {
  Stmt* node = tree_.make(StmtKind::import_from, advance().place);
  if (at(".")) fault_unsupported(token().place, "A relative import");
  const Place module_place = token().place;
  node->name = expect_name("a module's name");
  while (take(".")) node->name += "." + expect_name("a module's name");
  const Place module_end = since(module_place);
  expect("import", "SyntaxError: invalid syntax: 'import' expected");
  if (at("*")) fault_unsupported(token().place, "'import *'");
  const bool brackets = take("(");
  do {
    if (brackets && at(")")) break;
    Import one;
    one.place = token().place;
    one.name = expect_name("a name");
    one.alias = take("as") ? expect_name("a name") : one.name;
    node->imports.push_back(std::move(one));
  } while (take(","));
  if (brackets) expect(")", "");
  close(node);
  node->imports.insert(node->imports.begin(), Import{node->name, "", module_end});
  return node;
}

Stmt* Parser::names_statement(StmtKind kind) {
  Stmt* node = tree_.make(kind, advance().place);
  do {
    node->names.push_back(expect_name("a name"));
  } while (take(","));
  return close(node);
}

std::vector<Stmt*> Parser::block(std::string_view after, std::int32_t line) {
  const Nesting nesting(*this);
  expect(":", "SyntaxError: expected ':'");
  std::vector<Stmt*> body;
  if (token().kind != TokenKind::newline) {
    simple_statements(body);
    return body;
  }
  advance();
  if (token().kind != TokenKind::indent) {
    fault(token().place, fmt::format("IndentationError: expected an indented block after {} on line {}", after, line));
  }
  advance();
  while (token().kind != TokenKind::dedent && token().kind != TokenKind::end) statement(body);
  if (token().kind == TokenKind::dedent) advance();
  return body;
}

Stmt* Parser::compound_statement() {
  if (token().kind != TokenKind::name) return nullptr;
  if (at("if")) return if_statement();
  if (at("while")) return while_statement();
  if (at("for")) return for_statement();
  if (at("try")) return try_statement();
  if (at("def")) return def_statement();
  if (at("elif") || at("else") || at("except") || at("finally")) unexpected();
  return nullptr;
}

namespace {
// A compound statement ends where its last inner statement does.
void end_with(Stmt* node, const std::vector<Stmt*>& body) {
  if (body.empty()) return;
  node->place.end_line = body.back()->place.end_line;
  node->place.end_column = body.back()->place.end_column;
}
}  // namespace

Stmt* Parser::if_statement() {
  const Token word = advance();
  Stmt* node = tree_.make(StmtKind::if_, word.place);
  node->value = expression();
  node->header_end = previous().place.end_line;
  if (at("=")) fault(node->value->place, "SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  node->body = block(fmt::format("'{}' statement", word.text), word.place.line);
  end_with(node, node->body);
  if (at("elif")) {
    const Nesting nesting(*this);
    node->otherwise.push_back(if_statement());
  } else if (at("else")) {
    const std::int32_t line = advance().place.line;
    node->otherwise = block("'else' statement", line);
  }
  end_with(node, node->otherwise);
  return node;
}

Stmt* Parser::while_statement() {
  const Place start = advance().place;
  Stmt* node = tree_.make(StmtKind::while_, start);
  node->value = expression();
  node->header_end = previous().place.end_line;
  node->body = block("'while' statement", start.line);
  end_with(node, node->body);
  if (at("else")) {
    const std::int32_t line = advance().place.line;
    node->otherwise = block("'else' statement", line);
    end_with(node, node->otherwise);
  }
  return node;
}

Stmt* Parser::for_statement() {
  const Place start = advance().place;
  Stmt* node = tree_.make(StmtKind::for_, start);
  node->targets.push_back(target_list());
  check_target(node->targets[0], "assign to");
  expect("in", "SyntaxError: invalid syntax: 'in' expected");
  node->value = expression_list(true);
  node->header_end = previous().place.end_line;
  node->body = block("'for' statement", start.line);
  end_with(node, node->body);
  if (at("else")) {
    const std::int32_t line = advance().place.line;
    node->otherwise = block("'else' statement", line);
    end_with(node, node->otherwise);
  }
  return node;
}

Stmt* Parser::try_statement() {
  const Place start = advance().place;
  Stmt* node = tree_.make(StmtKind::try_, start);
  node->header_end = start.line;
  node->body = block("'try' statement", start.line);
  end_with(node, node->body);
  while (at("except")) {
    Handler handler;
    handler.place = advance().place;
    if (at("*")) fault_unsupported(token().place, "'except*'");
    if (!node->handlers.empty() && node->handlers.back().type == nullptr) {
      fault(node->handlers.back().place, "SyntaxError: default 'except:' must be last");
    }
    if (!at(":")) {
      handler.type = expression();
      if (at(",")) fault(token().place, "SyntaxError: multiple exception types must be parenthesized");
      if (take("as")) handler.name = expect_name("a name");
    }
    handler.place = since(handler.place);
    handler.body = block("'except' statement", handler.place.line);
    end_with(node, handler.body);
    node->handlers.push_back(std::move(handler));
  }
  if (at("else") && !node->handlers.empty()) {
    const std::int32_t line = advance().place.line;
    node->otherwise = block("'else' statement", line);
    end_with(node, node->otherwise);
  }
  if (at("finally")) {
    const std::int32_t line = advance().place.line;
    node->finally = block("'finally' statement", line);
    end_with(node, node->finally);
  }
  if (node->handlers.empty() && node->finally.empty()) {
    fault(token().place, "SyntaxError: expected 'except' or 'finally' block");
  }
  return node;
}

Stmt* Parser::def_statement() {
  const Place start = advance().place;
  Stmt* node = tree_.make(StmtKind::def, start);
  node->name = expect_name("the function's name");
  expect("(", "SyntaxError: expected '('");
  node->parameters = std::make_unique<Parameters>(parameters(")", true));
  expect(")", "SyntaxError: invalid syntax: ')' expected");
  if (take("->")) expression();
  node->header_end = previous().place.end_line;
  node->body = block("function definition", start.line);
  end_with(node, node->body);
  return node;
}

}  // namespace inflight::script
