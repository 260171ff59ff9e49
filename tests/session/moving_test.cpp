// Moving through a run: from one interesting event to the next, in a loop, back five seconds, and to now.
#include <gtest/gtest.h>

#include "core/recording/landmarks.h"
#include "tests/session/session_story.h"

namespace inflight {
namespace {

class MovingStory : public SessionStory {
 protected:
  void seek(Nanos at) {
    perform(CommandId::seek, at);
    until_quiet();
  }
  // The newest event in view.
  const Event& newest() const { return session_.recording().event(session_.world().events - 1); }
  void step() {
    perform(CommandId::step_interesting);
    until_quiet();
  }
  void back() {
    perform(CommandId::back_interesting);
    until_quiet();
  }
  void choose_only(Landmark wanted) {
    for (std::size_t i = 0; i < kStepsBy; ++i) {
      const auto landmark = static_cast<Landmark>(i);
      if (landmark != wanted) perform(CommandId::toggle_interest, static_cast<std::int64_t>(i));
    }
    ASSERT_EQ(session_.interesting(), only(wanted));
  }
  const PlayHead& head() const { return session_.play_head(); }
};

TEST_F(MovingStory, AnInterestingStepGoesOverWhatIsNot) {
  step();
  EXPECT_EQ(newest().kind, EventKind::request_sent);  // the first batch of 15: after many calls
  EXPECT_EQ(session_.world().produced, 15);
  EXPECT_FALSE(head().playing());
  step();
  EXPECT_EQ(newest().kind, EventKind::response_received);
  step();
  EXPECT_EQ(newest().kind, EventKind::report_queued);
}

TEST_F(MovingStory, AnInterestingStepComputesTheRunOnlyAsFarAsItMust) {
  step();
  EXPECT_EQ(session_.status(), RunStatus::running);
  EXPECT_EQ(session_.end_ns(), head().at());
}

TEST_F(MovingStory, BackUndoesAnInterestingStep) {
  run_to_result();
  seek(2 * kSecond);
  step();
  for (int i = 0; i < 40; ++i) {
    const std::uint64_t before = hash_of(session_.world());
    const Nanos at = head().at();
    step();
    ASSERT_NE(hash_of(session_.world()), before);
    back();
    ASSERT_EQ(hash_of(session_.world()), before);
    ASSERT_EQ(head().at(), at);
    step();
  }
}

TEST_F(MovingStory, APersonChoosesWhatIsInteresting) {
  choose_only(Landmark::batch);
  for (int batch = 1; batch <= 6; ++batch) {
    step();
    ASSERT_EQ(newest().kind, EventKind::request_sent);
    ASSERT_EQ(session_.world().produced, 15 * batch);
  }
  step();  // there is no seventh
  EXPECT_EQ(session_.status(), RunStatus::ended);
  EXPECT_EQ(session_.world().events, session_.recording().size());
}

TEST_F(MovingStory, SomethingStaysInteresting) {
  choose_only(Landmark::callback);
  perform(CommandId::toggle_interest, static_cast<std::int64_t>(Landmark::callback));
  EXPECT_EQ(session_.interesting(), only(Landmark::callback));
  EXPECT_NE(session_.why(), "");
}

TEST_F(MovingStory, BeforeTheFirstInterestingEventIsTheStart) {
  step();
  back();
  EXPECT_EQ(head().at(), 0);
  EXPECT_EQ(session_.world().events, 0u);
  EXPECT_EQ(session_.why_not(CommandId::back_interesting), "This is the start.");
}

TEST_F(MovingStory, AMarkedRangeIsPlayedAgainAndAgain) {
  EXPECT_NE(session_.why_not(CommandId::loop), "");
  run_to_result();
  seek(2 * kSecond);
  perform(CommandId::mark_from);
  seek(3 * kSecond);
  perform(CommandId::mark_to);
  EXPECT_EQ(session_.why_not(CommandId::loop), "");
  perform(CommandId::loop);
  EXPECT_TRUE(head().playing());
  int rounds = 0;
  Nanos before = head().at();
  for (int frames = 0; frames < 1000; ++frames) {
    frame();
    ASSERT_GE(head().at(), 2 * kSecond);
    ASSERT_LE(head().at(), 3 * kSecond);
    if (head().at() < before) {
      ++rounds;
      EXPECT_TRUE(session_.showing().jumped);
      session_.picture_drawn();
    }
    before = head().at();
  }
  EXPECT_GE(rounds, 3);
  perform(CommandId::loop);
  until_at(4 * kSecond);
}

TEST_F(MovingStory, ALoopGoesOnWhenASwitchIsTurnedInIt) {
  run_to_result();
  seek(2 * kSecond);
  perform(CommandId::mark_from);
  seek(4 * kSecond);
  perform(CommandId::mark_to);
  perform(CommandId::loop);
  until_at(2500 * kMillisecond);
  perform(CommandId::toggle_poll);
  until([&] { return session_.world().is_off(12); });
  EXPECT_LE(head().at(), 4 * kSecond);
  until([&] { return head().at() < 2100 * kMillisecond; });
  EXPECT_FALSE(session_.world().is_off(12));  // it was switched later than the loop begins
}

// More than a frame folds lies between the nearest keyframe and the mark.
TEST_F(MovingStory, NothingOfWhatAJumpGoesOverIsOnItsWay) {
  RunOptions options;
  options.script_name = "many.py";
  options.script =
      "from confluent_kafka import Producer\n"
      "producer = Producer({'linger.ms': 5})\n"
      "for i in range(30000):\n"
      "    producer.produce('orders', 'm')\n"
      "    producer.poll(0)\n";
  options.topics = {{.name = "orders"}};
  ASSERT_TRUE(session_.open(std::move(options), std::nullopt).ok());
  run_to_result();
  constexpr std::uint64_t kMark = 126'000;  // the keyframe before is at 65,536
  const auto mark = [&](std::uint64_t event, CommandId end) {
    perform(CommandId::seek_event, static_cast<std::int64_t>(event));
    until_quiet();
    perform(end);
  };
  mark(kMark, CommandId::mark_from);
  mark(kMark + 500, CommandId::mark_to);
  run_to_result();
  perform(CommandId::loop);
  int pictures = 0;
  until([&] {
    const Showing showing = session_.showing();
    EXPECT_TRUE(showing.from == showing.to || world().events >= kMark);
    session_.picture_drawn();
    ++pictures;
    return world().events > kMark && world().events < kMark + 500;
  });
  EXPECT_GT(pictures, 3);
  until([&] { return session_.play_head().events() > kMark + 100; });
  session_.picture_drawn();
  EXPECT_FALSE(session_.showing().jumped) << "it plays again";
}

TEST_F(MovingStory, AMarkOnTheWrongSideOfTheOtherReplacesIt) {
  run_to_result();
  seek(3 * kSecond);
  perform(CommandId::mark_from);
  seek(2 * kSecond);
  perform(CommandId::mark_to);
  EXPECT_FALSE(head().marked().from_ns);
  EXPECT_EQ(head().marked().to_ns, 2 * kSecond);
  EXPECT_NE(session_.why_not(CommandId::loop), "");
}

TEST_F(MovingStory, MarksAreOfOneRun) {
  run_to_result();
  seek(kSecond);
  perform(CommandId::mark_from);
  perform(CommandId::restart);
  EXPECT_FALSE(head().marked().from_ns);
}

TEST_F(MovingStory, WhatJustHappenedIsPlayedAgainSlowlyAndThenItGoesOn) {
  perform(CommandId::run);
  until_at(6 * kSecond);
  const Nanos at = head().at();
  perform(CommandId::just_now);
  frame();
  // Five seconds of what was seen: the run's clock stood now and then.
  EXPECT_GE(head().at(), at - 5 * kSecond);
  EXPECT_LT(head().at(), at - 2 * kSecond);
  const Nanos again = at - head().at();
  EXPECT_EQ(session_.showing().slowed, 4);
  const Nanos before = head().clock();
  until([&] { return !head().plays_again(); });
  EXPECT_EQ(head().at(), at);
  EXPECT_TRUE(head().playing());
  EXPECT_GE(head().clock() - before, 4 * again);
  until_at(at + kSecond);
}

TEST_F(MovingStory, WhatJustHappenedEndsHeldWhereItWasHeld) {
  perform(CommandId::run);
  until_at(6 * kSecond);
  perform(CommandId::hold);
  until_quiet();
  const std::uint64_t before = hash_of(session_.world());
  perform(CommandId::just_now);
  until_quiet();
  EXPECT_EQ(hash_of(session_.world()), before);
  EXPECT_TRUE(head().held());
}

TEST_F(MovingStory, ThatItIsPlayedAgainIsSaidForAsLongAsItIs) {
  perform(CommandId::run);
  until_at(6 * kSecond);
  perform(CommandId::just_now);
  frame();
  EXPECT_NE(session_.told().find("four times slower"), std::string::npos);
  until([&] { return !head().plays_again(); });
  EXPECT_EQ(session_.told(), "");
}

TEST_F(MovingStory, AskedTwiceItIsWhereItWas) {
  perform(CommandId::run);
  until_at(6 * kSecond);
  perform(CommandId::run);
  until_quiet();
  const Nanos at = head().at();
  perform(CommandId::just_now);
  for (int i = 0; i < 20; ++i) frame();
  perform(CommandId::just_now);
  until_quiet();
  EXPECT_EQ(head().at(), at);
  EXPECT_FALSE(head().playing());
}

TEST_F(MovingStory, AfterAJumpWhatJustHappenedIsFiveSecondsOfTheRun) {
  run_to_result();
  seek(8 * kSecond);
  perform(CommandId::just_now);
  frame();
  EXPECT_GE(head().at(), 3 * kSecond);
  EXPECT_LT(head().at(), 3100 * kMillisecond);
  perform(CommandId::seek, kSecond);  // going elsewhere ends it
  until_quiet();
  EXPECT_FALSE(head().plays_again());
  EXPECT_EQ(head().at(), kSecond);
}

TEST_F(MovingStory, AtTheEndTheExitIsToldAgain) {
  run_to_result();
  perform(CommandId::just_now);
  until_quiet();
  EXPECT_EQ(session_.world().events, session_.recording().size());
  EXPECT_GE(head().since_exit(), 4 * kSecond);
}

TEST_F(MovingStory, NowIsAsFarAsASimulatedRunWasPlayed) {
  EXPECT_NE(session_.why_not(CommandId::now), "");
  perform(CommandId::run);
  until_at(3 * kSecond);
  EXPECT_EQ(session_.why_not(CommandId::now), "This is now.");
  const Nanos reached = head().at();
  seek(kSecond);
  perform(CommandId::now);
  EXPECT_EQ(head().at(), reached);
  EXPECT_TRUE(head().playing());
  until_at(4 * kSecond);
}

TEST_F(MovingStory, AnEventIsReachedByItsNumber) {
  run_to_result();
  perform(CommandId::seek_event, 100);
  until_quiet();
  EXPECT_EQ(session_.world().events, 101u);
  perform(CommandId::seek_event, static_cast<std::int64_t>(session_.recording().size()) + 5);  // there is none
  until_quiet();
  EXPECT_EQ(session_.world().events, 101u);
}

}  // namespace
}  // namespace inflight
