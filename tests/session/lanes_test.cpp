// The time line's lanes.
#include "app/session/lanes.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

TEST(Lanes, WhatHappensTogetherIsOneMarkWithACount) {
  Recording recording;
  recording.accept(make_fact(0, {}, MessageAccepted{.message = 0}));
  recording.accept(make_fact(100 * kMillisecond, {}, MessageAccepted{.message = 1}));
  for (MessageId id = 0; id < 15; ++id) {
    recording.accept(make_fact(200 * kMillisecond, {}, RecordStored{.message = id, .partition = 0, .offset = id}));
  }
  recording.accept(make_fact(300 * kMillisecond, {}, CallbackStarted{.message = 0}));
  recording.accept(
      make_fact(301 * kMillisecond, {}, CallbackStarted{.message = 1, .error = KafkaError::_MSG_TIMED_OUT}));
  Lanes lanes;
  EXPECT_FALSE(lanes.advance(recording, UINT64_MAX));
  EXPECT_EQ(lanes.marks(Lane::produced, 0, kSecond).size(), 2u);
  const auto stored = lanes.marks(Lane::stored, 0, kSecond);
  ASSERT_EQ(stored.size(), 1u);
  EXPECT_EQ(stored[0].count, 15);
  const auto callbacks = lanes.marks(Lane::callback, 0, kSecond);
  ASSERT_EQ(callbacks.size(), 1u);
  EXPECT_EQ(callbacks[0].count, 2);
  EXPECT_EQ(callbacks[0].failed, 1);
}

TEST(Lanes, OnlyWhatTouchesTheWindowIsGiven) {
  Recording recording;
  for (int i = 0; i < 10; ++i) {
    recording.accept(make_fact(i * kSecond, {}, MessageAccepted{.message = static_cast<MessageId>(i)}));
  }
  Lanes lanes;
  EXPECT_TRUE(lanes.advance(recording, 5));
  EXPECT_FALSE(lanes.advance(recording, 5));
  EXPECT_EQ(lanes.marks(Lane::produced, 3 * kSecond, 5 * kSecond).size(), 3u);
  EXPECT_EQ(lanes.marks(Lane::produced, 20 * kSecond, 30 * kSecond).size(), 0u);
}

TEST(Lanes, TheNewestCaptionSoFarIsFound) {
  Recording recording;
  recording.accept(make_fact(0, {}, MessageAccepted{.message = 0}));
  recording.accept(make_fact(1, {}, CaptionShown{.words = "First."}));
  recording.accept(make_fact(2, {}, MessageAccepted{.message = 1}));
  recording.accept(make_fact(3, {}, CaptionShown{.words = "Second."}));
  Lanes lanes;
  lanes.advance(recording, 10);
  EXPECT_FALSE(lanes.caption_among(1));
  EXPECT_EQ(lanes.caption_among(2), 1u);
  EXPECT_EQ(lanes.caption_among(3), 1u);
  EXPECT_EQ(lanes.caption_among(4), 3u);
}

TEST(Lanes, SomebodyElsesRecordsAreNotOurs) {
  Recording recording;
  recording.accept(make_fact(0, {}, RecordStored{.partition = 0, .offset = 0}));
  Lanes lanes;
  lanes.advance(recording, 10);
  EXPECT_TRUE(lanes.marks(Lane::stored, 0, kSecond).empty());
}

}  // namespace
}  // namespace inflight
