// Two runs side by side at one time, and where they first differ.
#include <gmock/gmock.h>

#include "tests/session/session_story.h"

namespace inflight {
namespace {

class SideBySide : public SessionStory {
 protected:
  void run_again_with(CommandId turned) {
    perform(turned);
    perform(CommandId::run);
    run_to_result();
  }
  Compared compared() {
    session_.compare(true);
    until([&] {
      frame();
      const auto compared = session_.compared();
      return compared && !compared->told.looks && !session_.wants_frames();
    });
    return session_.compared().value();
  }
};

TEST_F(SideBySide, WithoutAnotherRunThereIsNothing) {
  session_.compare(true);
  run_to_result();
  frame();
  EXPECT_FALSE(session_.compared());
  EXPECT_NE(session_.why_not(CommandId::show_other), "");
}

TEST_F(SideBySide, TheNewestOtherRunStandsBesideTheOneInView) {
  run_to_result();
  run_again_with(CommandId::toggle_poll);
  const Compared two = compared();
  EXPECT_EQ(world().told, 0);
  EXPECT_EQ(two.world->told, 90);
  EXPECT_EQ(two.other.poll, SwitchState::on);
  EXPECT_EQ(two.shown.poll, SwitchState::off);
}

TEST_F(SideBySide, TheFirstDifferenceIsTold) {
  run_to_result();
  run_again_with(CommandId::toggle_poll);
  const DifferenceTold told = compared().told;
  EXPECT_EQ(told.difference.kind, Difference::Kind::never);
  EXPECT_EQ(told.shown, "Here your callback is never told of message 0.");
  EXPECT_LT(told.shown_at_ns, 0);
  EXPECT_EQ(told.other, "Your callback is told that message 0 was delivered to orders[0] at offset 0.");
  EXPECT_EQ(told.other_at_ns, told.difference.at_ns);
}

TEST_F(SideBySide, SeekingMovesBothWorlds) {
  run_to_result();
  run_again_with(CommandId::toggle_flush);
  compared();
  for (const Nanos at : {7 * kSecond, 2 * kSecond, 5 * kSecond}) {
    perform(CommandId::seek, at);
    until_quiet();
    EXPECT_EQ(session_.compared()->at_ns, at);
    EXPECT_EQ(session_.compared()->world->produced, world().produced) << "at " << at;
  }
}

TEST_F(SideBySide, AtTheEndOfOneTheOtherIsAtItsOwn) {
  run_to_result();
  run_again_with(CommandId::toggle_flush);
  EXPECT_EQ(compared().world->phase, Phase::settled);
  perform(CommandId::show_other);
  until_quiet();
  frame();
  EXPECT_EQ(compared().world->in_kafka(), 100) << "it lasts longer than the run in view";
  EXPECT_EQ(world().in_kafka(), 90);
}

TEST_F(SideBySide, SidesAreChangedAtTheSameInstant) {
  run_to_result();
  run_again_with(CommandId::toggle_poll);
  perform(CommandId::seek, 5 * kSecond);
  until_quiet();
  perform(CommandId::show_other);
  until_quiet();
  EXPECT_EQ(session_.play_head().at(), 5 * kSecond);
  EXPECT_GT(world().told, 0);
  EXPECT_EQ(compared().world->told, 0);
}

TEST_F(SideBySide, TheOtherRunIsChosen) {
  run_to_result();
  run_again_with(CommandId::toggle_poll);
  run_again_with(CommandId::toggle_flush);
  EXPECT_EQ(compared().run, 1u);
  perform(CommandId::compare_with);
  EXPECT_EQ(compared().run, 0u);
  perform(CommandId::compare_with);
  EXPECT_EQ(compared().run, 1u);
  perform(CommandId::compare_with, 1);
  EXPECT_EQ(compared().run, 0u);
}

TEST_F(SideBySide, ABranchIsComparedWithWhatItPartedFrom) {
  run_to_result();
  perform(CommandId::seek, 3 * kSecond);
  until_quiet();
  perform(CommandId::toggle_poll);
  run_to_result();
  const Compared two = compared();
  EXPECT_EQ(two.shown.name, "poll off at 3.0 s");
  EXPECT_EQ(two.shown.parted.from, two.other.number);
  EXPECT_EQ(two.told.difference.kind, Difference::Kind::never);
  EXPECT_GT(two.told.difference.at_ns, 3 * kSecond) << "the switch is the cause; the difference is what follows";
  perform(CommandId::show_other);
  until_quiet();
  const Compared turned = compared();
  EXPECT_EQ(turned.other.parted.from, turned.shown.number) << "it parted from the run in view now";
}

TEST_F(SideBySide, TheSameRunTwiceHasNoDifference) {
  run_to_result();
  perform(CommandId::run);
  run_to_result();
  EXPECT_EQ(compared().told.difference.kind, Difference::Kind::none);
}

}  // namespace
}  // namespace inflight
