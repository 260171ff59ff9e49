// What is compared, what is left out, and what is told to differ.
#include "core/conform/compare.h"

#include <gtest/gtest.h>

namespace inflight::conform {
namespace {

Measures of(std::initializer_list<std::pair<std::string, std::string>> values, std::string group = "") {
  Measures measures;
  for (const auto& [name, value] : values) measures.values[name] = {Topic::calls, group, value};
  return measures;
}

std::vector<std::string> names(const Comparison& comparison) {
  std::vector<std::string> found;
  for (const Difference& difference : comparison.differences) found.push_back(difference.name);
  return found;
}

TEST(Compare, WhatAllSimulatedRunsAgreeInMustHoldInTheRealOne) {
  const std::vector<Measures> simulated{of({{"poll", "1"}}), of({{"poll", "1"}})};
  EXPECT_TRUE(compare(simulated, of({{"poll", "1"}})).differences.empty());
  const Comparison differs = compare(simulated, of({{"poll", "2"}}));
  ASSERT_EQ(differs.differences.size(), 1u);
  EXPECT_EQ(differs.differences[0].simulated, "1");
  EXPECT_EQ(differs.differences[0].real, "2");
}

TEST(Compare, WhatSimulatedRunsDifferInIsLeftOutAndCounted) {
  const std::vector<Measures> simulated{of({{"poll", "1"}, {"len", "3"}}), of({{"poll", "2"}, {"len", "3"}})};
  const Comparison comparison = compare(simulated, of({{"poll", "7"}, {"len", "3"}}));
  EXPECT_TRUE(comparison.differences.empty());
  EXPECT_EQ(comparison.compared(), 1);
  EXPECT_EQ(comparison.left_out(), 1);
}

TEST(Compare, WhatIsMissingOnOneSideDiffers) {
  const std::vector<Measures> simulated{of({{"poll 1", "0"}})};
  EXPECT_EQ(names(compare(simulated, of({}))), (std::vector<std::string>{"poll 1"}));
  EXPECT_EQ(names(compare(simulated, of({{"poll 1", "0"}, {"poll 2", "0"}}))), (std::vector<std::string>{"poll 2"}));
}

TEST(Compare, OneMoreCallOfALoopWhoseLengthIsTimingIsLeftOut) {
  const std::vector<Measures> simulated{of({{"poll 1", "0"}}, "poll"), of({{"poll 1", "0"}, {"poll 2", "0"}}, "poll")};
  EXPECT_TRUE(compare(simulated, of({{"poll 1", "0"}, {"poll 2", "0"}, {"poll 3", "0"}}, "poll")).differences.empty());
}

TEST(Compare, DurationsMayBeSomewhatLonger) {
  const auto lasting = [](Nanos duration) {
    Measures measures;
    measures.durations["flush"] = duration;
    return measures;
  };
  const std::vector<Measures> simulated{lasting(kSecond), lasting(2 * kSecond)};
  EXPECT_TRUE(compare(simulated, lasting(2200 * kMillisecond)).differences.empty());
  EXPECT_EQ(names(compare(simulated, lasting(4 * kSecond))), (std::vector<std::string>{"duration: flush"}));
  EXPECT_EQ(names(compare(simulated, lasting(100 * kMillisecond))), (std::vector<std::string>{"duration: flush"}));
}

}  // namespace
}  // namespace inflight::conform
