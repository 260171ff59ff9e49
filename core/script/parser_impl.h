// The parser's own class, shared by parser_expr.cpp (expressions), parser_text.cpp (literals) and parser_stmt.cpp.
// Recursive descent; every recursion goes through Nesting, so that no text can overflow the stack.
#pragma once

#include <initializer_list>
#include <vector>

#include "core/script/ast.h"
#include "core/script/lexer.h"

namespace inflight::script {

class Parser {
 public:
  Parser(const Source& source, Tree& tree, std::vector<Token> tokens, std::int32_t nesting)
      : source_(source), tree_(tree), tokens_(std::move(tokens)), nesting_(nesting) {}

  void parse_file();
  // The whole of an f-string's expression, up to its conversion or format; leaves them unread.
  Expr* parse_inside();
  const Token& token() const { return tokens_[at_]; }

 private:
  // Counts one level of recursion while it lives.
  struct Nesting {
    explicit Nesting(Parser& parser);
    ~Nesting() { --parser_.nesting_; }
    Nesting(const Nesting&) = delete;
    Parser& parser_;
  };

  bool at(std::string_view word) const { return token().is(word); }
  bool take(std::string_view word);
  const Token& advance() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  Place expect(std::string_view word, std::string_view context);
  std::string expect_name(std::string_view what);
  [[noreturn]] void unexpected() const;
  Place since(const Place& start) const;
  const Token& previous() const { return tokens_[at_ > 0 ? at_ - 1 : 0]; }
  // Sets the depth from the children and checks it.
  Expr* finish(Expr* node);

  // Expressions.
  Expr* expression();  // conditional, lambda
  Expr* disjunction();
  Expr* conjunction();
  Expr* inversion();
  Expr* comparison();
  Expr* binary(int precedence);
  Expr* unary();
  Expr* power();
  Expr* postfix();
  Expr* atom();
  Expr* name_or_keyword();
  Expr* expression_list(bool stars);  // a, b, *c
  Expr* starred_or_expression();
  Expr* target_list();
  Expr* lambda();
  Expr* parenthesized();
  Expr* list_display();
  Expr* brace_display();
  Expr* dict_display(Expr* key, Place start, Expr* node);
  Expr* call(Expr* callee);
  Expr* subscript(Expr* value);
  Expr* slice_or_expression();
  std::vector<Clause> clauses();
  Parameters parameters(std::string_view closer, bool annotations);
  void refuse_walrus() const;
  static bool begins_expression(const Token& token);

  // Literals.
  Expr* number();
  Expr* strings();
  void fstring_parts(std::string_view body, Place start, bool raw, bool in_spec, std::vector<Expr*>& parts,
                     std::string& pending);
  std::size_t fstring_field(std::string_view body, std::size_t at, Place start, bool raw, std::vector<Expr*>& parts);

  // Statements.
  void statement(std::vector<Stmt*>& into);
  void simple_statements(std::vector<Stmt*>& into);
  Stmt* simple_statement();
  Stmt* expression_statement();
  Stmt* import_statement();
  Stmt* from_statement();
  Stmt* names_statement(StmtKind kind);
  Stmt* compound_statement();
  Stmt* if_statement();
  Stmt* while_statement();
  Stmt* for_statement();
  Stmt* try_statement();
  Stmt* def_statement();
  std::vector<Stmt*> block(std::string_view after, std::int32_t line);
  void refuse_statement() const;
  void check_target(const Expr* target, std::string_view verb) const;
  Stmt* close(Stmt* node);

  const Source& source_;
  Tree& tree_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::int32_t nesting_;
};

}  // namespace inflight::script
