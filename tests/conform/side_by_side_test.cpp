// Two lists of facts in two columns, and a script with lines that are off.
#include "core/conform/side_by_side.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace inflight::conform {
namespace {

Fact printed(Nanos at, std::string_view line) { return make_fact(at, {}, Output{.line = line}); }

TEST(SideBySide, EqualFactsStandInOneRow) {
  Recording simulated;
  Recording real;
  simulated.accept(printed(kSecond, "a"));
  simulated.accept(printed(2 * kSecond, "only here"));
  simulated.accept(printed(3 * kSecond, "b"));
  real.accept(printed(kSecond, "a"));
  real.accept(printed(4 * kSecond, "b"));
  const std::string text = side_by_side(simulated, real, 100);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);  // the heading and three rows
  EXPECT_NE(text.find("3.000 output line=\"b\""), std::string::npos);
  EXPECT_NE(text.find("|    4.000 output line=\"b\""), std::string::npos);
}

TEST(SideBySide, WhatIsCutIsSaid) {
  Recording simulated;
  for (int i = 0; i < 5; ++i) simulated.accept(printed(i, "x"));
  EXPECT_NE(side_by_side(simulated, Recording(), 3).find("... and more"), std::string::npos);
}

TEST(SideBySide, AListingMarksTheLinesThatAreOff) { EXPECT_EQ(listing("a\nb\n", {2}), "   1     a\n   2 off b\n"); }

}  // namespace
}  // namespace inflight::conform
