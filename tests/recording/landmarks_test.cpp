// Landmarks: the next and last event of a kind, found as a walk would find it.
#include "core/recording/landmarks.h"

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace inflight {
namespace {

// Long stretches of calls, and here and there something worth stopping at.
void record_run(Recording& recording, std::uint64_t seed, int events) {
  Random random(seed);
  for (int i = 0; i < events; ++i) {
    const auto id = static_cast<MessageId>(i);
    switch (random.below(5000)) {
      case 0: recording.accept(make_fact(i, {}, RequestSent{.request = id, .broker = 1})); break;
      case 1: recording.accept(make_fact(i, {}, MessageRefused{.message = id, .call_number = i})); break;
      case 2: recording.accept(make_fact(i, {}, OutcomeKnown{.message = id, .error = KafkaError{-192}})); break;
      case 3: recording.accept(make_fact(i, {}, OutcomeKnown{.message = id})); break;
      case 4: recording.accept(make_fact(i, {}, ProducerDestroyed{.dropped = i % 2})); break;
      default: recording.accept(make_fact(i, {}, LineReached{.line = i % 7})); break;
    }
  }
}

std::uint64_t walked_next(const Recording& recording, std::uint64_t from, LandmarkSet set) {
  while (from < recording.size() && (only(landmark_of(recording.event(from))) & set) == 0) ++from;
  return from;
}

std::uint64_t walked_last(const Recording& recording, std::uint64_t events, LandmarkSet set) {
  while (events > 0 && (only(landmark_of(recording.event(events - 1))) & set) == 0) --events;
  return events;
}

TEST(Landmarks, FindWhatAWalkFinds) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Recording recording;
    Landmarks landmarks(recording);
    Random random(seed);
    for (int piece = 0; piece < 5; ++piece) {
      record_run(recording, seed + static_cast<std::uint64_t>(piece), 7000);
      if (piece % 2 == 0) landmarks.advance();  // also while the index is behind
      for (int i = 0; i < 60; ++i) {
        const std::uint64_t at = random.below(recording.size() + 1);
        const auto set = static_cast<LandmarkSet>(1 + random.below(kAnyEvent));
        ASSERT_EQ(landmarks.next(at, set), walked_next(recording, at, set)) << at << " set " << set;
        ASSERT_EQ(landmarks.last(at, set), walked_last(recording, at, set)) << at << " set " << set;
      }
    }
  }
}

TEST(Landmarks, ALossIsAMessageGivenUpNotOneThatArrived) {
  Recording recording;
  recording.accept(make_fact(1, {}, OutcomeKnown{.message = 0}));
  recording.accept(make_fact(2, {}, ProducerDestroyed{.dropped = 0}));
  recording.accept(make_fact(3, {}, OutcomeKnown{.message = 1, .error = KafkaError{-192}}));
  const Landmarks landmarks(recording);
  EXPECT_EQ(landmarks.next(0, only(Landmark::loss)), 2u);
}

TEST(Landmarks, NothingOfTheKindIsTheEndOrTheStart) {
  Recording recording;
  const Landmarks landmarks(recording);
  EXPECT_EQ(landmarks.next(0, kAnyEvent), 0u);
  record_run(recording, 1, 9000);
  EXPECT_EQ(landmarks.next(0, only(Landmark::caption)), 9000u);
  EXPECT_EQ(landmarks.last(9000, only(Landmark::caption)), 0u);
  EXPECT_EQ(landmarks.last(9000, kAnyEvent), 9000u);
}

TEST(Landmarks, ASetIsKeptAsWords) {
  EXPECT_EQ(words_of(kInteresting), "batch answer report callback refusal retry loss");
  EXPECT_EQ(landmarks_in("loss batch"), only(Landmark::loss) | only(Landmark::batch));
  EXPECT_EQ(landmarks_in(words_of(kInteresting)), kInteresting);
  EXPECT_FALSE(landmarks_in("batch line"));
  EXPECT_FALSE(landmarks_in(""));
  EXPECT_FALSE(landmarks_in("batch  loss"));
}

}  // namespace
}  // namespace inflight
