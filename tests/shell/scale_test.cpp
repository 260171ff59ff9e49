// The layout's scale over the sizes of window that the design promises.
#include "app/shell/scale.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

TEST(ScaleTest, FollowsTheSmallerSideOfTheWindow) {
  EXPECT_FLOAT_EQ(ui_scale(1920, 1080, 1), 1.0F);
  EXPECT_FLOAT_EQ(ui_scale(3840, 2160, 1), 2.0F);
  EXPECT_FLOAT_EQ(ui_scale(3840, 1080, 1), 1.0F);
  EXPECT_FLOAT_EQ(ui_scale(1920, 2160, 1), 1.0F);
}

TEST(ScaleTest, NeverGetsSmallerThanTwoThirds) {
  EXPECT_FLOAT_EQ(ui_scale(1280, 720, 1), kSmallestScale);
  EXPECT_FLOAT_EQ(ui_scale(1024, 768, 1), kSmallestScale);
  EXPECT_FLOAT_EQ(ui_scale(1, 1, 1), kSmallestScale);
}

TEST(ScaleTest, AFineMonitorAsksForLargerText) {
  EXPECT_FLOAT_EQ(ui_scale(1920, 1080, 2), 2 * kSmallestScale);
  EXPECT_FLOAT_EQ(ui_scale(3840, 2160, 2), 2.0F);
}

TEST(ScaleTest, ADraggedEdgeMovesItInSteps) {
  int changes = 0;
  for (int width = 1281; width <= 1920; ++width) {
    if (ui_scale(width, 2000, 1) != ui_scale(width - 1, 2000, 1)) ++changes;
  }
  EXPECT_EQ(changes, 8);
}

TEST(ScaleTest, NeverDrawsWiderThanTheWindow) {
  for (int width = 1280; width <= 3840; ++width)
    EXPECT_LE(ui_scale(width, 4000, 1) * 1920, static_cast<float>(width) + 0.5F);
}

}  // namespace
}  // namespace inflight
