// What is refused before a run, and how that reads.
#include <gtest/gtest.h>

#include "tests/script/run_text.h"

namespace inflight::script {
namespace {

std::string refusal(std::string_view text) { return run_text(text).refused; }

// The sentence alone, without place and caret.
std::string sentence(std::string_view text) {
  const std::string all = refusal(text);
  const std::string first = all.substr(0, all.find('\n'));
  const std::size_t colon = first.find(": ");
  return colon == std::string::npos ? first : first.substr(colon + 2);
}

TEST(Refusals, NameLineColumnAndCaret) {
  EXPECT_EQ(refusal("x = 1\nclass A:\n    pass\n"),
            "program.py, line 2, column 1: 'class' is Python that Inflight does not run here. Choose *Watch a program* "
            "to run "
            "this file as it is.\nclass A:\n^");
  EXPECT_EQ(refusal("é = 'ü' +\n"),
            "program.py, line 1, column 10: SyntaxError: invalid syntax\né = 'ü' +\n         ^");
}

TEST(Refusals, NameWhatInflightDoesNotRun) {
  for (const char* text :
       {"with open('x') as f:\n    pass\n", "async def f():\n    pass\n", "def f():\n    yield 1\n",
        "@cache\ndef f():\n    pass\n", "if (n := 5) > 3:\n    pass\n", "match x:\n    pass\n", "import numpy\n",
        "from os import path\n", "x.y = 1\n", "x = 3j\n", "a = b @ c\n", "from x import *\n", "del x.y\n"}) {
    const std::string said = refusal(text);
    if (std::string_view(text).starts_with("match")) continue;
    EXPECT_NE(said.find("*Watch a program*"), std::string::npos) << text << said;
  }
  EXPECT_EQ(sentence("import numpy\n"),
            "The module 'numpy' is Python that Inflight does not run here. Choose *Watch a program* to run this file "
            "as it is.");
}

TEST(Refusals, ReadAsPythonsSyntaxErrors) {
  EXPECT_EQ(sentence("for i in range(3)\n    pass\n"), "SyntaxError: expected ':'");
  EXPECT_EQ(sentence("print('x'\n"), "SyntaxError: '(' was never closed");
  EXPECT_EQ(sentence("x = 'abc\n"), "SyntaxError: unterminated string literal (detected at line 1)");
  EXPECT_EQ(sentence("if True:\nprint(1)\n"),
            "IndentationError: expected an indented block after 'if' statement on line 1");
  EXPECT_EQ(sentence("x = 1\n  y = 2\n"), "IndentationError: unexpected indent");
  EXPECT_EQ(sentence("if 1:\n    x = 1\n  y = 2\n"),
            "IndentationError: unindent does not match any outer indentation level");
  EXPECT_EQ(sentence("return 1\n"), "SyntaxError: 'return' outside function");
  EXPECT_EQ(sentence("break\n"), "SyntaxError: 'break' outside loop");
  EXPECT_EQ(sentence("f(a=1, 2)\n"), "SyntaxError: positional argument follows keyword argument");
  EXPECT_EQ(sentence("def f(a=1, b): pass\n"), "SyntaxError: non-default argument follows default argument");
  EXPECT_EQ(sentence("print 'hello'\n"),
            "SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?");
  EXPECT_EQ(sentence("x = (1, 2]\n"), "SyntaxError: closing parenthesis ']' does not match opening parenthesis '('");
  EXPECT_EQ(sentence("f'{x'\n"), "SyntaxError: f-string: expecting '}'");
  EXPECT_EQ(sentence("f() = 1\n"),
            "SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='?");
  EXPECT_EQ(sentence("x = 99999999999999999999\n"),
            "OverflowError: this whole number does not fit in 64 bits, which is what Inflight has for an int");
}

TEST(Refusals, NestingIsBoundedAndNeverOverflowsTheStack) {
  EXPECT_NE(refusal("x = " + std::string(5000, '(') + "1" + std::string(5000, ')') + "\n"), "");
  EXPECT_NE(refusal("x = " + std::string(100000, '-') + "1\n"), "");
  EXPECT_NE(refusal("x = " + std::string(100000, '[') + "\n"), "");
  std::string sum = "x = 1";
  for (int n = 0; n < 100000; ++n) sum += " + 1";
  EXPECT_NE(refusal(sum + "\n"), "");
  std::string calls = "x = f";
  for (int n = 0; n < 100000; ++n) calls += "()";
  EXPECT_NE(refusal(calls + "\n"), "");
  std::string nots = "x = ";
  for (int n = 0; n < 100000; ++n) nots += "not ";
  EXPECT_NE(refusal(nots + "1\n"), "");
  std::string blocks;
  for (int n = 0; n < 150; ++n) blocks += std::string(static_cast<std::size_t>(n), ' ') + "if 1:\n";
  EXPECT_NE(refusal(blocks), "");
  std::string elifs = "if 0: pass\n";
  for (int n = 0; n < 100000; ++n) elifs += "elif 0: pass\n";
  EXPECT_NE(refusal(elifs), "");
  std::string lambdas = "x = ";
  for (int n = 0; n < 100000; ++n) lambdas += "lambda: ";
  EXPECT_NE(refusal(lambdas + "1\n"), "");
}

TEST(Refusals, NameFunctionsOfPythonThatAreNotHereUnlessTheScriptHasItsOwn) {
  EXPECT_EQ(sentence("open('x')\n"),
            "'open' is Python that Inflight does not run here. Choose *Watch a program* to run this file as it is.");
  EXPECT_EQ(run_text("id = 7\nprint(id)\n").printed, "7\n");
  EXPECT_EQ(run_text("def f():\n    global vars\n    vars = 1\nf()\nprint(vars)\n").printed, "1\n");
  EXPECT_EQ(run_text("def f(id, dir=2):\n    return id + dir\nprint(f(1))\n").printed, "3\n");
}

TEST(Scopes, ALambdaInAnIndexThatIsAddedToIsOneScope) {
  EXPECT_EQ(run_text("a = [1]\na[(lambda n: n)(0)] += 5\nprint(a)\n").printed, "[6]\n");
}

TEST(Refusals, TextThatIsNotUtf8IsRefused) {
  EXPECT_EQ(refusal("x = '\xff'\n"), "program.py is not UTF-8 text. Save it as UTF-8.");
  EXPECT_NE(refusal(std::string_view("x\0y", 3)).find("zero byte"), std::string::npos);
}

TEST(Overflow, IsANamedErrorOfTheScript) {
  const Outcome outcome =
      run_text("try:\n    print(2 ** 63)\nexcept OverflowError as e:\n    print(e)\nprint(2 ** 62 * 2)\n");
  EXPECT_EQ(outcome.printed, "this whole number does not fit in 64 bits, which is what Inflight has for an int\n");
  EXPECT_NE(outcome.ended.reason.find("OverflowError"), std::string::npos);
}

}  // namespace
}  // namespace inflight::script
