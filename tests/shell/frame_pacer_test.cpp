// When frames are drawn: stories of a window, with a clock of our own.
#include "app/shell/frame_pacer.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

// Lets the window live for a while without input; returns how many frames it drew.
std::uint64_t live(FramePacer& pacer, Nanos& now, Nanos duration) {
  const std::uint64_t before = pacer.frames();
  for (const Nanos end = now + duration; now < end; now += kMillisecond) {
    if (pacer.wait(now) == 0) pacer.drew(now);
  }
  return pacer.frames() - before;
}

TEST(FramePacer, AnUntouchedWindowDrawsNothing) {
  FramePacer pacer;
  Nanos now = 0;
  live(pacer, now, kSecond);  // it has come up
  EXPECT_EQ(live(pacer, now, 60 * kSecond), 0u);
  EXPECT_EQ(pacer.wait(now), kForever);
}

TEST(FramePacer, ThreeFramesFollowAnInput) {
  FramePacer pacer;
  Nanos now = 0;
  live(pacer, now, kSecond);
  pacer.input();
  EXPECT_EQ(pacer.wait(now), 0);
  EXPECT_EQ(live(pacer, now, kSecond), 3u);
}

TEST(FramePacer, AChangeIsDrawnOnce) {
  FramePacer pacer;
  Nanos now = 0;
  live(pacer, now, kSecond);
  pacer.changed();
  pacer.changed();
  EXPECT_EQ(live(pacer, now, kSecond), 1u);
}

TEST(FramePacer, AMovingPictureKeepsTheScreensBeatAndStopsWithTheMotion) {
  FramePacer pacer;
  Nanos now = 0;
  pacer.set_moving(true);
  const std::uint64_t frames = live(pacer, now, kSecond);
  EXPECT_GE(frames, 60u);
  EXPECT_LE(frames, 70u);
  pacer.set_moving(false);
  EXPECT_EQ(live(pacer, now, kSecond), 0u);
}

TEST(FramePacer, ManyInputsDrawNoFasterThanTheScreen) {
  FramePacer pacer;
  Nanos now = 0;
  std::uint64_t frames = 0;
  for (int i = 0; i < 1000; ++i) {
    pacer.input();
    frames += live(pacer, now, kMillisecond);
  }
  EXPECT_LE(frames, 70u);
}

}  // namespace
}  // namespace inflight
