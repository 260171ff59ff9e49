// The play head and its pace: values, moved by commands and a given clock over hand-written recordings.
#include "app/session/play_head.h"

#include <gtest/gtest.h>

#include "app/session/eye.h"

namespace inflight {
namespace {

constexpr Nanos kFrame = 16 * kMillisecond;

class PlayHeadStory : public ::testing::Test {
 protected:
  template <typename Struct>
  void tell(Nanos at, const Struct& fields) {
    recording_.accept(make_fact(at, {}, fields));
  }
  void tell_callbacks(Nanos at, MessageId count) {
    for (MessageId id = 0; id < count; ++id) {
      tell(at, CallbackStarted{.message = id});
      tell(at, CallbackFinished{.message = id});
    }
  }
  // One frame; a simulated run has been computed to its recorded end.
  bool frame(bool ended = true) {
    now_ += kFrame;
    return head_.tick(now_, {.recording = recording_, .reached_ns = recording_.end_ns(), .ended = ended});
  }
  // Plays until so many events are in view; how long that took on screen.
  Nanos play_to(std::uint64_t events) {
    const Nanos before = head_.clock();
    for (int frames = 0; frames < 100'000 && head_.events() < events; ++frames) frame(false);
    EXPECT_GE(head_.events(), events);
    return head_.clock() - before;
  }
  void start() {
    head_.start();
    head_.play(now_);
  }

  Recording recording_;
  PlayHead head_;
  Nanos now_ = kSecond;
};

TEST_F(PlayHeadStory, PlaysAtTheClocksPace) {
  tell(kSecond, LineReached{.line = 1});
  start();
  EXPECT_TRUE(frame());
  EXPECT_EQ(head_.at(), kFrame);
  EXPECT_TRUE(frame());
  EXPECT_EQ(head_.at(), 2 * kFrame);
}

TEST_F(PlayHeadStory, FastIsFourTimesAsFast) {
  tell(kSecond, LineReached{.line = 1});
  head_.set_speed(Speed::fast);
  start();
  frame();
  EXPECT_EQ(head_.at(), 4 * kFrame);
}

TEST_F(PlayHeadStory, ARatioSlowsTheRunOrHurriesIt) {
  tell(kSecond, LineReached{.line = 1});
  head_.set_speed(Speed::ratio(-4));
  start();
  frame();
  EXPECT_EQ(head_.at(), kFrame / 16);
  head_.set_speed(Speed::ratio(3));
  frame();
  EXPECT_EQ(head_.at(), kFrame / 16 + 8 * kFrame);
}

TEST_F(PlayHeadStory, AtAnyRatioAnIdleStretchIsSkippedAndABurstIsSpreadOverASecondAtMost) {
  tell(0, LineReached{.line = 1});
  tell_callbacks(4000 * kSecond, 100);
  for (std::int64_t doublings = -Speed::kMostDoublings; doublings <= Speed::kMostDoublings; ++doublings) {
    head_.set_speed(Speed::ratio(doublings));
    start();
    EXPECT_LE(play_to(2), 1200 * kMillisecond) << doublings;
    const Nanos lasted = play_to(200);
    EXPECT_LE(lasted, 1200 * kMillisecond) << doublings;
    EXPECT_GE(lasted, doublings > 0 ? 0 : 800 * kMillisecond) << doublings;
  }
}

TEST(Speed, HasWordsForEachRatio) {
  EXPECT_EQ(words_of(Speed::story), "Story");
  EXPECT_EQ(words_of(Speed::ratio(-2)), "1/4 of real time");
  EXPECT_EQ(words_of(Speed::ratio(0)), "real time");
  EXPECT_EQ(words_of(Speed::ratio(3)), "8 times real time");
  EXPECT_EQ(Speed::ratio(99), Speed::ratio(5));
}

TEST(Speed, ReadsARatioThatWasWrittenDown) {
  for (const Speed speed : {Speed::ratio(-5), Speed::ratio(-1), Speed::ratio(0), Speed::ratio(2)}) {
    EXPECT_EQ(ratio_in(ratio_text(speed)), speed);
  }
  for (const std::string_view no_ratio : {"", "fast", "1/3", "64", "1/4 "}) {
    EXPECT_EQ(ratio_in(no_ratio), std::nullopt) << no_ratio;
  }
}

TEST_F(PlayHeadStory, NeverPassesWhatThereIsToSee) {
  tell(5, LineReached{.line = 1});
  start();
  frame(false);
  EXPECT_EQ(head_.at(), 5);
  EXPECT_TRUE(head_.playing());
}

TEST_F(PlayHeadStory, HoldsAtTheEndOfAnEndedRun) {
  tell(5, LineReached{.line = 1});
  start();
  EXPECT_TRUE(frame());
  EXPECT_FALSE(head_.playing());
  EXPECT_FALSE(frame());
}

TEST_F(PlayHeadStory, AHeldHeadNeedsNoFramesAndItsClockStands) {
  tell(kSecond, LineReached{.line = 1});
  start();
  frame();
  head_.hold();
  EXPECT_FALSE(frame());
  EXPECT_EQ(head_.at(), kFrame);
  EXPECT_EQ(head_.clock(), kFrame);
  EXPECT_TRUE(head_.held());
}

TEST_F(PlayHeadStory, AStallOfTheWindowDoesNotMakeTheRunJump) {
  tell(20 * kSecond, LineReached{.line = 1});
  start();
  now_ += 10 * kSecond;
  frame();
  EXPECT_LE(head_.at(), 100 * kMillisecond);
}

TEST_F(PlayHeadStory, AStepHoldsBetweenEventsOfOneInstantWhileWhatItMovedSettles) {
  tell_callbacks(7, 3);
  head_.step_to(7, 3);
  EXPECT_EQ(head_.at(), 7);
  EXPECT_FALSE(head_.playing());
  EXPECT_TRUE(head_.moving());
  for (int frames = 0; frames < 100; ++frames) frame();
  EXPECT_FALSE(head_.moving());
  EXPECT_EQ(head_.events(), 3u);
  head_.play(now_);
  frame();
  EXPECT_EQ(head_.events(), 6u);
}

TEST_F(PlayHeadStory, AsksForTwoFramesAheadWhilePlaying) {
  EXPECT_EQ(head_.wanted(now_), 0);
  start();
  EXPECT_EQ(head_.wanted(now_), 33 * kMillisecond);
}

TEST_F(PlayHeadStory, JumpingBeforeTheStartStopsAtTheStart) {
  head_.jump(-5, 0);
  EXPECT_EQ(head_.at(), 0);
}

TEST_F(PlayHeadStory, ABurstOfCallbacksIsSpreadSoThatAnEyeCanFollow) {
  tell_callbacks(100, 15);
  start();
  const Nanos lasted = play_to(recording_.size());
  EXPECT_GT(lasted, 500 * kMillisecond);
  EXPECT_LT(lasted, kSecond);
  EXPECT_EQ(head_.at(), 100);
}

TEST_F(PlayHeadStory, ABurstOfThousandsTakesASecondAndNoMore) {
  tell_callbacks(100, 2000);
  start();
  const Nanos lasted = play_to(recording_.size());
  EXPECT_GT(lasted, 900 * kMillisecond);
  EXPECT_LT(lasted, 1100 * kMillisecond);
}

TEST_F(PlayHeadStory, CallbacksThatComeOneByOneAreNotSlowed) {
  for (MessageId id = 0; id < 10; ++id) tell(id * 100 * kMillisecond, CallbackStarted{.message = id});
  start();
  EXPECT_LE(play_to(10), 900 * kMillisecond + 2 * kFrame);
}

TEST_F(PlayHeadStory, BurstsWithoutEndTakeTwoAndAHalfTimesAsLongAtMost) {
  for (Nanos at = 0; at < 4 * kSecond; at += 100 * kMillisecond) tell_callbacks(at, 20);
  start();
  EXPECT_LT(play_to(recording_.size()), 4 * kSecond * 5 / 2 + 2 * kSecond);
}

TEST_F(PlayHeadStory, ARequestIsSeenToArriveAndAReportToWait) {
  tell(kSecond, RequestSent{.request = 1});
  tell(kSecond + 2 * kMillisecond, RecordStored{.message = 0});
  tell(kSecond + 4 * kMillisecond, ResponseReceived{.request = 1});
  tell(kSecond + 4 * kMillisecond, ReportQueued{.message = 0});
  tell(kSecond + 5 * kMillisecond, CallbackStarted{.message = 0});
  start();
  play_to(1);
  EXPECT_GE(play_to(2), eye::kToTheLog - kFrame);
  EXPECT_GE(play_to(4), eye::kLane - kFrame);
  EXPECT_GE(play_to(5), eye::kToTheQueue - kFrame);
}

TEST_F(PlayHeadStory, WhatTakesLongByItselfIsNotHeldBack) {
  tell(0, RequestSent{.request = 1});
  tell(kSecond, RecordStored{.message = 0});
  tell(2 * kSecond, ResponseReceived{.request = 1});
  tell(2 * kSecond, ReportQueued{.message = 0});
  tell(3 * kSecond, CallbackStarted{.message = 0});
  start();
  EXPECT_LE(play_to(5), 3 * kSecond + 2 * kFrame);
}

TEST_F(PlayHeadStory, RequestsThatFollowEachOtherCloselyAreNotWaitedForOneByOne) {
  for (RequestId request = 1; request <= 50; ++request) {
    tell(request * 10 * kMillisecond, RequestSent{.request = request});
    if (request < 5) continue;
    tell(request * 10 * kMillisecond, RecordStored{.message = static_cast<MessageId>(request - 5)});
    tell(request * 10 * kMillisecond, ResponseReceived{.request = request - 4});
  }
  start();
  EXPECT_LE(play_to(recording_.size()), 500 * kMillisecond + eye::kToTheLog + eye::kLane + 2 * kFrame);
}

TEST_F(PlayHeadStory, ACallThatBlocksStaysForASecondAndAHalf) {
  tell(0, CallStarted{.call = Call::flush, .timeout_ns = -1});
  tell(400 * kMillisecond, CallReturned{.call = Call::flush});
  start();
  const Nanos lasted = play_to(2);
  EXPECT_GE(lasted, 1500 * kMillisecond);
  EXPECT_LT(lasted, 1600 * kMillisecond);
}

TEST_F(PlayHeadStory, ACallThatReturnsAtOnceDoesNot) {
  tell(0, CallStarted{.call = Call::poll, .timeout_ns = 0});
  tell(1000, CallReturned{.call = Call::poll});
  start();
  EXPECT_LE(play_to(2), 2 * kFrame);
}

TEST_F(PlayHeadStory, InStoryACaptionIsReadBeforeTheNextOne) {
  head_.set_speed(Speed::story);
  tell(0, CaptionShown{.words = "Kafka has it."});
  tell(100 * kMillisecond, CaptionShown{.words = "Your program does not know."});
  start();
  play_to(1);
  EXPECT_EQ(head_.pace().slowed(head_.clock()), Pace::kSlowed);
  const Nanos lasted = play_to(2);
  EXPECT_GE(lasted, 2300 * kMillisecond);  // 1.8 s and 0.2 s for each of three words
  EXPECT_LT(lasted, 2600 * kMillisecond);
}

TEST_F(PlayHeadStory, GoingOnEndsTheReading) {
  head_.set_speed(Speed::story);
  tell(0, CaptionShown{.words = "Kafka has it."});
  tell(100 * kMillisecond, CaptionShown{.words = "Your program does not know."});
  start();
  play_to(1);
  head_.go_on();
  EXPECT_LE(play_to(2), 100 * kMillisecond + 2 * kFrame);
}

TEST_F(PlayHeadStory, OtherSpeedsDoNotWaitForReaders) {
  tell(0, CaptionShown{.words = "Kafka has it."});
  tell(100 * kMillisecond, CaptionShown{.words = "Your program does not know."});
  start();
  EXPECT_LE(play_to(2), 100 * kMillisecond + 2 * kFrame);
}

TEST_F(PlayHeadStory, BeforeTheProcessEndsThereIsABreathAndAfterItTheShowGoesOn) {
  tell(0, LineReached{.line = 3});
  tell(10, ProcessExited{.how = ExitHow::end_of_script});
  start();
  EXPECT_GE(play_to(2), 500 * kMillisecond);
  EXPECT_LT(head_.since_exit(), kFrame);
  int frames = 0;
  for (; frames < 1000 && head_.moving(); ++frames) frame();
  EXPECT_GE(head_.since_exit(), PlayHead::kEpilogue);
  EXPECT_FALSE(head_.playing());
}

TEST_F(PlayHeadStory, AKilledProcessHasNoBreath) {
  tell(0, LineReached{.line = 3});
  tell(10, ProcessExited{.how = ExitHow::killed});
  start();
  EXPECT_LE(play_to(2), 2 * kFrame);
}

TEST_F(PlayHeadStory, AnExitThatWasJumpedToIsLongOver) {
  tell(10, ProcessExited{.how = ExitHow::end_of_script});
  head_.jump(10, 1);
  EXPECT_EQ(head_.since_exit(), kForever);
}

TEST_F(PlayHeadStory, AnIdleStretchIsSkippedAndSaid) {
  tell(0, LineReached{.line = 1});
  tell(60 * kSecond, LineReached{.line = 2});
  start();
  const Nanos lasted = play_to(2);
  EXPECT_LT(lasted, 1200 * kMillisecond);
  EXPECT_GT(head_.skipped(), 58 * kSecond);
  EXPECT_EQ(head_.at(), 60 * kSecond);
}

TEST_F(PlayHeadStory, WithoutEventsItAsksForTheNextOneBeforeItSkips) {
  tell(0, LineReached{.line = 1});
  start();
  play_to(1);
  EXPECT_FALSE(head_.wants_next_event());
  for (int frames = 0; frames < 50; ++frames) {
    now_ += kFrame;
    head_.tick(now_, {.recording = recording_, .reached_ns = 10 * kSecond});
  }
  EXPECT_TRUE(head_.wants_next_event());
}

TEST_F(PlayHeadStory, ALiveRunThatIsFarAheadIsNotKeptWaitingForBursts) {
  tell_callbacks(100, 15);
  start();
  const std::uint64_t size = recording_.size();
  const Nanos before = head_.clock();
  while (head_.events() < size) {
    now_ += kFrame;
    head_.tick(now_, {.recording = recording_, .reached_ns = 5 * kSecond, .live = true});
  }
  EXPECT_LE(head_.clock() - before, 2 * kFrame);
}

TEST_F(PlayHeadStory, TheShowsClockNeverGoesBack) {
  tell(kSecond, LineReached{.line = 1});
  start();
  for (int frames = 0; frames < 10; ++frames) frame();
  const Nanos clock = head_.clock();
  head_.jump(0, 0);
  EXPECT_EQ(head_.clock(), clock);
}

}  // namespace
}  // namespace inflight
