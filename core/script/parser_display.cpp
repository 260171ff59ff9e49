// Lambdas, brackets of all kinds, comprehensions, calls and indexes; see parser_impl.h.
#include <algorithm>
#include <fmt/format.h>

#include "core/script/parser_impl.h"

namespace inflight::script {

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
