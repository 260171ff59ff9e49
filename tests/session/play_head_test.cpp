// The play head: a value, moved by commands and a given clock.
#include "app/session/play_head.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

constexpr Nanos kFrame = 16 * kMillisecond;

TEST(PlayHead, PlaysAtTheClocksPace) {
  PlayHead head;
  head.play(1000);
  EXPECT_TRUE(head.tick(1000 + kFrame, kSecond, false));
  EXPECT_EQ(head.at(), kFrame);
  EXPECT_TRUE(head.tick(1000 + 2 * kFrame, kSecond, false));
  EXPECT_EQ(head.at(), 2 * kFrame);
}

TEST(PlayHead, FastIsFourTimesAsFast) {
  PlayHead head;
  head.set_speed(Speed::fast);
  head.play(0);
  head.tick(kFrame, kSecond, false);
  EXPECT_EQ(head.at(), 4 * kFrame);
}

TEST(PlayHead, NeverPassesWhatThereIsToSee) {
  PlayHead head;
  head.play(0);
  head.tick(kFrame, 5, false);
  EXPECT_EQ(head.at(), 5);
  EXPECT_TRUE(head.playing());
}

TEST(PlayHead, HoldsAtTheEndOfAnEndedRun) {
  PlayHead head;
  head.play(0);
  EXPECT_TRUE(head.tick(kFrame, 5, true));
  EXPECT_FALSE(head.playing());
  EXPECT_FALSE(head.tick(2 * kFrame, 5, true));
}

TEST(PlayHead, APausedHeadNeedsNoFrames) {
  PlayHead head;
  head.play(0);
  head.tick(kFrame, kSecond, false);
  head.pause();
  EXPECT_FALSE(head.tick(kSecond, kSecond, false));
  EXPECT_EQ(head.at(), kFrame);
}

TEST(PlayHead, AStallOfTheWindowDoesNotMakeTheRunJump) {
  PlayHead head;
  head.play(0);
  head.tick(10 * kSecond, 20 * kSecond, false);
  EXPECT_LE(head.at(), 100 * kMillisecond);
}

TEST(PlayHead, AStepHoldsBetweenEventsOfOneInstantAndPlayGoesOn) {
  PlayHead head;
  head.step_to(7, 3);
  EXPECT_EQ(head.at(), 7);
  EXPECT_EQ(head.events_limit(), 3u);
  EXPECT_FALSE(head.playing());
  head.play(0);
  EXPECT_EQ(head.events_limit(), UINT64_MAX);
}

TEST(PlayHead, AsksForTwoFramesAheadWhilePlaying) {
  PlayHead head;
  EXPECT_EQ(head.wanted(kSecond), 0);
  head.play(0);
  EXPECT_EQ(head.wanted(0), 33 * kMillisecond);
}

TEST(PlayHead, SeekingBeforeTheStartStopsAtTheStart) {
  PlayHead head;
  head.seek(-5);
  EXPECT_EQ(head.at(), 0);
}

}  // namespace
}  // namespace inflight
