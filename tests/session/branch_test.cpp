// Branches: what an action in the past replaces stays, as a run with a name that can be shown and forked again.
#include <gmock/gmock.h>

#include "tests/session/session_story.h"

namespace inflight {
namespace {

class Branches : public SessionStory {
 protected:
  // Does something at an instant of the run in view, and runs what comes of it to its end.
  void fork(Nanos at, CommandId what) {
    perform(CommandId::seek, at);
    until_quiet();
    perform(what);
    until_quiet();
  }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const PastRun& run : session_.past_runs()) names.push_back(run.name);
    return names;
  }
  // The world of a past run at its end, by its hash.
  std::uint64_t end_of(std::size_t run) {
    perform(CommandId::show_run, static_cast<std::int64_t>(run));
    run_to_result();
    return hash_of(world());
  }
};

TEST_F(Branches, WhatAnActionInThePastReplacesIsKept) {
  run_to_result();
  const std::uint64_t first = hash_of(world());
  fork(3 * kSecond, CommandId::toggle_poll);
  ASSERT_EQ(session_.past_runs().size(), 1u);
  EXPECT_FALSE(session_.past_runs()[0].is_shown);
  run_to_result();
  const std::uint64_t second = hash_of(world());
  EXPECT_THAT(names(), testing::ElementsAre("", "poll off at 3.0 s"));
  EXPECT_EQ(session_.past_runs()[1].parted.from, session_.past_runs()[0].number);
  EXPECT_EQ(session_.past_runs()[1].parted.at_ns, 3 * kSecond);
  EXPECT_EQ(end_of(0), first);
  EXPECT_EQ(end_of(1), second);
}

TEST_F(Branches, ARunThatIsLeftBeforeItsEndIsKeptAndGoesOnWhenShownAgain) {
  perform(CommandId::run);
  until_at(5 * kSecond);
  fork(2 * kSecond, CommandId::exit_now);
  run_to_result();
  ASSERT_EQ(session_.past_runs().size(), 2u);
  EXPECT_FALSE(session_.past_runs()[0].ended);
  EXPECT_TRUE(session_.past_runs()[1].ended);
  perform(CommandId::show_run, 0);
  until([&] { return session_.status() == RunStatus::ended && !session_.wants_frames(); });
  EXPECT_EQ(world().produced, 100);
  EXPECT_TRUE(session_.past_runs()[0].ended);
  EXPECT_EQ(session_.past_runs()[0].lost, 10);
}

TEST_F(Branches, AForkOfAForkHasBothActions) {
  run_to_result();
  fork(3 * kSecond, CommandId::toggle_poll);
  run_to_result();
  fork(6 * kSecond, CommandId::reject_next);
  run_to_result();
  EXPECT_THAT(names(), testing::ElementsAre("", "poll off at 3.0 s", "rejected at 6.0 s"));
  EXPECT_EQ(session_.past_runs()[2].parted.from, session_.past_runs()[1].number);
  EXPECT_EQ(world().count(Outcome::lost), 25) << "the ten, and the fifteen that were rejected";
  EXPECT_TRUE(world().is_off(12));
}

TEST_F(Branches, ABranchShownAgainCanBeForkedAgain) {
  run_to_result();
  fork(3 * kSecond, CommandId::toggle_poll);
  run_to_result();
  perform(CommandId::show_run, 0);
  until_quiet();
  fork(4 * kSecond, CommandId::exit_now);
  run_to_result();
  EXPECT_THAT(names(), testing::ElementsAre("", "poll off at 3.0 s", "exit at 4.0 s"));
  EXPECT_EQ(session_.past_runs()[2].parted.from, session_.past_runs()[0].number);
  EXPECT_FALSE(world().is_off(12)) << "it parted from the run whose poll() was on";
}

TEST_F(Branches, WhatIsDoneBeforeAnythingRanIsFromTheStart) {
  run_to_result();
  fork(0, CommandId::toggle_flush);
  run_to_result();
  fork(0, CommandId::exit_now);
  run_to_result();
  EXPECT_THAT(names(), testing::ElementsAre("", "flush on from the start", "exit at the start"));
}

TEST_F(Branches, AnotherRunIsShownAtTheSameInstant) {
  run_to_result();
  fork(3 * kSecond, CommandId::toggle_poll);
  run_to_result();
  perform(CommandId::seek, 5 * kSecond);
  until_quiet();
  const std::int64_t told = world().told;
  perform(CommandId::show_run, 0);
  until_quiet();
  EXPECT_EQ(session_.play_head().at(), 5 * kSecond);
  EXPECT_GT(world().told, told);
}

TEST_F(Branches, WhatWasNotPlayedYetIsNoBranch) {
  perform(CommandId::run);
  until_at(2 * kSecond);
  perform(CommandId::toggle_poll);
  run_to_result();
  EXPECT_THAT(names(), testing::ElementsAre("poll off at 2.0 s"));
  EXPECT_EQ(session_.past_runs()[0].parted.from, 0);
}

TEST_F(Branches, WhatIsAskedForRightAfterAnActionIsMeantOfTheNewRun) {
  run_to_result();
  perform(CommandId::seek, 3 * kSecond);
  until_quiet();
  perform(CommandId::toggle_flush);
  perform(CommandId::go_to_end);
  until([&] { return session_.status() == RunStatus::ended && !session_.wants_frames(); });
  EXPECT_EQ(world().in_kafka(), 100) << "the new run lasts longer than the old one, and this is its end";
}

TEST_F(Branches, TwoActionsInAMomentAreBothDone) {
  run_to_result();
  perform(CommandId::seek, 3 * kSecond);
  until_quiet();
  perform(CommandId::toggle_poll);
  perform(CommandId::toggle_flush);
  until_quiet();
  run_to_result();
  EXPECT_TRUE(world().is_off(12));
  EXPECT_FALSE(world().is_off(14));
  EXPECT_EQ(session_.past_runs().size(), 2u);
}

}  // namespace
}  // namespace inflight
