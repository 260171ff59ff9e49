// Stories of drawing only when needed.
#include "app/shell/frame_pacer.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

// Runs a pacer as the window does, on a clock that jumps to wherever it waits; returns the frames drawn until a time.
int frames_until(FramePacer& pacer, Nanos& now, Nanos end, bool moving) {
  int drawn = 0;
  while (now < end) {
    const Nanos wait = pacer.wait(now, moving);
    if (wait == kForever) {
      now = end;
    } else if (wait > 0) {
      now += wait;
    } else {
      pacer.frame_drawn(now);
      ++drawn;
    }
  }
  return drawn;
}

TEST(FramePacerTest, ANewWindowDrawsThreeFramesAndThenSleeps) {
  FramePacer pacer;
  Nanos now = 0;
  EXPECT_TRUE(pacer.due(now, false));
  EXPECT_EQ(frames_until(pacer, now, kSecond, false), 3);
  EXPECT_EQ(pacer.wait(now, false), kForever);
  EXPECT_EQ(frames_until(pacer, now, 3600 * kSecond, false), 0);
  EXPECT_EQ(pacer.frames(), 3U);
}

TEST(FramePacerTest, AnInputGetsThreeFrames) {
  FramePacer pacer;
  Nanos now = 0;
  frames_until(pacer, now, kSecond, false);
  pacer.input_came();
  EXPECT_EQ(pacer.wait(now, false), 0);
  EXPECT_EQ(frames_until(pacer, now, 2 * kSecond, false), 3);
}

TEST(FramePacerTest, ManyInputsAtOnceAreNotAddedUp) {
  FramePacer pacer;
  Nanos now = 0;
  frames_until(pacer, now, kSecond, false);
  for (int i = 0; i < 100; ++i) pacer.input_came();
  EXPECT_EQ(frames_until(pacer, now, 2 * kSecond, false), 3);
}

TEST(FramePacerTest, AChangeGetsOneFrame) {
  FramePacer pacer;
  Nanos now = 0;
  frames_until(pacer, now, kSecond, false);
  pacer.picture_changed();
  EXPECT_EQ(frames_until(pacer, now, 2 * kSecond, false), 1);
}

TEST(FramePacerTest, AChangeTakesNoFrameFromAnInput) {
  FramePacer pacer;
  Nanos now = 0;
  frames_until(pacer, now, kSecond, false);
  pacer.input_came();
  pacer.picture_changed();
  EXPECT_EQ(frames_until(pacer, now, 2 * kSecond, false), 3);
}

TEST(FramePacerTest, WhatMovesIsDrawnUntilItStops) {
  FramePacer pacer;
  Nanos now = 0;
  EXPECT_EQ(frames_until(pacer, now, kSecond, true), 125);  // no screen sets the pace here: one each 8 ms
  EXPECT_EQ(frames_until(pacer, now, 2 * kSecond, false), 0);
}

TEST(FramePacerTest, AScreenOf60HertzSetsThePaceItself) {
  FramePacer pacer;
  Nanos now = 0;
  for (int frame = 0; frame < 10; ++frame) {
    EXPECT_TRUE(pacer.due(now, true));
    pacer.frame_drawn(now);
    now += kSecond / 60;
  }
}

TEST(FramePacerTest, AClockThatStandsOrGoesBackNeverWaitsLongerThanAFrame) {
  FramePacer pacer;
  pacer.frame_drawn(5 * kSecond);
  EXPECT_EQ(pacer.wait(5 * kSecond, true), FramePacer::kShortestFrame);
  EXPECT_EQ(pacer.wait(kSecond, true), FramePacer::kShortestFrame);
}

TEST(FramePacerTest, AWaitIsToldToGlfwInSeconds) { EXPECT_DOUBLE_EQ(timeout_seconds(8 * kMillisecond), 0.008); }

}  // namespace
}  // namespace inflight
