// The time line: its axis, and what its lanes mark.
#include "app/view/timeline.h"

#include <gtest/gtest.h>

#include "tests/view/story.h"

namespace inflight {
namespace {

TEST(Timeline, TheAxisGrowsInFewSteps) {
  EXPECT_EQ(timeline_span(0, false), 10'500 * kMillisecond);
  EXPECT_EQ(timeline_span(1, false), 10'500 * kMillisecond) << "nobody knows yet how long it will take";
  EXPECT_EQ(timeline_span(1, true), 1'050 * kMicrosecond);
  EXPECT_EQ(timeline_span(10'020 * kMillisecond, true), 10'500 * kMillisecond);
  EXPECT_EQ(timeline_span(11 * kSecond, false), 21 * kSecond);
  EXPECT_EQ(timeline_span(kForever, true), kForever);
}

TEST(Timeline, MarksThatWouldTouchAreJoined) {
  Story story;
  story.the_last_ten(3'200 * kMillisecond, true);
  const StageInput input = story.input();
  const auto produced = static_cast<std::size_t>(Lane::produced);
  EXPECT_EQ(prepare_timeline(input, {0, 10 * kSecond, 50 * kMillisecond}).lanes[produced].size(), 33u);
  const TimelineRows joined = prepare_timeline(input, {0, 10 * kSecond, kSecond});
  ASSERT_EQ(joined.lanes[produced].size(), 1u);
  EXPECT_EQ(joined.lanes[produced][0].count, 33);
}

TEST(Timeline, ACaptionAndAnActionAtOneInstantStandSideBySide) {
  const TimeAxis axis{0, 1000, 0, 10 * kSecond};
  const TimelineNote caption{.at_ns = 2 * kSecond};
  const std::vector<TimelineNote> actions{{.at_ns = kSecond}, {.at_ns = 2 * kSecond}, {.at_ns = 2200 * kMillisecond}};
  EXPECT_FLOAT_EQ(note_x(axis, caption, actions, 12, -1), 194);
  EXPECT_FLOAT_EQ(note_x(axis, actions[1], {&caption, 1}, 12, 1), 206);
  EXPECT_FLOAT_EQ(note_x(axis, actions[0], {&caption, 1}, 12, 1), 100) << "nothing is near";
  EXPECT_FLOAT_EQ(note_x(axis, actions[2], {&caption, 1}, 30, 1), 225);
}

}  // namespace
}  // namespace inflight
