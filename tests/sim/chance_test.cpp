// What may go one way or the other: the usual way on an even computer, each way on some uneven one.
#include "core/sim/chance.h"

#include <gtest/gtest.h>
#include <set>
#include <vector>

namespace inflight::sim {
namespace {

constexpr Computer kUneven{.uneven = 1};

std::vector<std::int64_t> ways(Chance& chance, Doubt doubt, std::int64_t count) {
  std::vector<std::int64_t> all;
  for (int i = 0; i < 40; ++i) all.push_back(chance.way(doubt, count));
  return all;
}

TEST(Chance, AnEvenComputerAlwaysGoesTheUsualWay) {
  for (std::int64_t seed = 0; seed < 20; ++seed) {
    Chance chance({.program = 5, .library = 5}, seed);
    EXPECT_EQ(ways(chance, Doubt::library_wakes, 3), std::vector<std::int64_t>(40, 0));
  }
}

TEST(Chance, RunsOnAnUnevenComputerHaveTheirBents) {
  std::set<std::int64_t> always;
  bool changes = false;
  for (std::int64_t seed = 0; seed < 40; ++seed) {
    Chance chance(kUneven, seed);
    const std::vector<std::int64_t> run = ways(chance, Doubt::poll_sees, 3);
    const std::set<std::int64_t> seen(run.begin(), run.end());
    if (seen.size() == 1) {
      always.insert(run.front());
    } else {
      changes = true;
      EXPECT_EQ(seen, (std::set<std::int64_t>{0, 1, 2}));
    }
  }
  EXPECT_EQ(always, (std::set<std::int64_t>{0, 1, 2}));
  EXPECT_TRUE(changes);
}

TEST(Chance, OneQuestionsBentIsNotAnothers) {
  std::set<std::pair<bool, bool>> pairs;
  for (std::int64_t seed = 0; seed < 60; ++seed) {
    Chance chance(kUneven, seed);
    pairs.emplace(chance.otherwise(Doubt::cut_seen), chance.otherwise(Doubt::cut_refuses));
  }
  EXPECT_EQ(pairs.size(), 4u);
}

TEST(Chance, TheSameSeedGoesTheSameWays) {
  Chance one(kUneven, 7);
  Chance other(kUneven, 7);
  for (std::size_t doubt = 0; doubt < kDoubts; ++doubt) {
    EXPECT_EQ(ways(one, static_cast<Doubt>(doubt), 4), ways(other, static_cast<Doubt>(doubt), 4));
  }
}

}  // namespace
}  // namespace inflight::sim
