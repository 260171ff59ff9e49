// What is off reads as python3 would do it. That it runs there as the machine does, same_as_python.py shows.
#include "core/script/without.h"

#include <gtest/gtest.h>
#include <vector>

#include "tests/script/run_text.h"

namespace inflight::script {
namespace {

std::string without_lines(std::string_view text, std::vector<std::int32_t> lines_off) {
  return without(text, lines_off);
}

TEST(Without, AStatementBecomesPassAndStaysAsAComment) {
  EXPECT_EQ(without_lines("for i in range(3):\n    poll(0)  # now\nflush()", {2, 3}),
            "for i in range(3):\n    pass  # poll(0)  # now\npass  # flush()");
}

TEST(Without, AnAssignmentGives0) {
  EXPECT_EQ(without_lines("n = poll(0)\n", {1}), "n = 0  # n = poll(0)\n");
  EXPECT_EQ(without_lines("n: int = poll(0)\n", {1}), "n = 0  # n: int = poll(0)\n");
  EXPECT_EQ(without_lines("a = (b, [c, *d]) = e['n'] = f()\n", {1}),
            "a = b = c = d = e['n'] = 0  # a = (b, [c, *d]) = e['n'] = f()\n");
}

TEST(Without, WhatSpansLinesGoesWhole) {
  EXPECT_EQ(without_lines("def f():\n    if x:\n        a()\n\n        b()\n    elif y:\n        c()\n    d()\n", {2}),
            "def f():\n    pass  # if x:\n    #     a()\n\n    #     b()\n    # elif y:\n    #     c()\n    d()\n");
  EXPECT_EQ(without_lines("n = poll(\n  0\n)\r\nx()\n", {1}), "n = 0  # n = poll(\n#   0\n# )\r\nx()\n");
}

TEST(Without, WhatElseIsInTheLineStays) {
  EXPECT_EQ(without_lines("a = f(\n); poll(0); b()\n", {2}), "a = f(\n); pass; pass  # b()\n");
  EXPECT_EQ(without_lines("a = f(\n); b()\n", {1}), "a = 0; b()\n");
}

TEST(Without, AnElifAndWhatOnlyDeclaresHaveNoSwitch) {
  EXPECT_EQ(without_lines("if x:\n    a()\nelif y: b()\n", {3}), "if x:\n    a()\nelif y: pass  # b()\n");
  EXPECT_EQ(without_lines("def f():\n    global n; n = poll(0)\n", {2}),
            "def f():\n    global n; n = 0  # n = poll(0)\n");
}

TEST(Without, NothingOffOrNoScriptChangesNothing) {
  EXPECT_EQ(without_lines("a = 1\n\n# b\n", {}), "a = 1\n\n# b\n");
  EXPECT_EQ(without_lines("a = 1\n\n# b\n", {2, 3, 9}), "a = 1\n\n# b\n");
  EXPECT_EQ(without_lines("a = = 1\n", {1}), "a = = 1\n");
}

TEST(Without, DoesWhatTheMachineDoesWithTheLinesOff) {
  const std::string text =
      "d = {}\n"
      "d['n'], *rest = 1, 2\n"
      "for i in [7]:\n"
      "    print('loop')\n"
      "else: print('over')\n"
      "try: print('try')\n"
      "finally: print('finally')\n"
      "def f():\n"
      "    return 1\n"
      "print(d, rest, f())\n";
  const std::vector<std::int32_t> off{2, 3, 6, 9};
  EXPECT_EQ(run_text(text, "program.py", off).printed, "{'n': 0} 0 None\n");
  EXPECT_EQ(run_text(without(text, off)).printed, "{'n': 0} 0 None\n");
}

}  // namespace
}  // namespace inflight::script
