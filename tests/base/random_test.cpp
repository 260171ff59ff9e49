// Chance in a simulated run: seeded, in integers, the same everywhere.
#include "core/base/random.h"

#include <array>
#include <gtest/gtest.h>

namespace inflight {
namespace {

TEST(Random, OneSeedGivesOneSequence) {
  Random a(7);
  Random b(7);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(a.next(), b.next());
  EXPECT_EQ(Random(0).next(), 0xE220A8397B1DCDAFULL);  // splitmix64's published first value for seed 0
}

TEST(Random, EveryValueBelowTheBoundTurnsUp) {
  Random random(1);
  std::array<int, 6> seen{};
  for (int i = 0; i < 6000; ++i) ++seen[random.below(6)];
  for (const int count : seen) EXPECT_GT(count, 800);
}

TEST(Random, BetweenIncludesBothEnds) {
  Random random(3);
  bool low = false;
  bool high = false;
  for (int i = 0; i < 200; ++i) {
    const auto x = random.between(-1, 1);
    ASSERT_GE(x, -1);
    ASSERT_LE(x, 1);
    low |= x == -1;
    high |= x == 1;
  }
  EXPECT_TRUE(low && high);
}

}  // namespace
}  // namespace inflight
