// The verdict is true in every case.
#include "app/view/verdict.h"

#include <gtest/gtest.h>

#include "app/view/score.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

class Verdict : public ::testing::Test {
 protected:
  void SetUp() override { story_.begin(); }
  // Messages of this run: stored, told.
  void message(MessageId id, bool stored, bool told, KafkaError error = KafkaError::NO_ERROR) {
    story_.produce(id);
    if (stored) story_.store(id, id);
    if (!told) return;
    story_.tell(OutcomeKnown{.message = id, .partition = 0, .error = error, .offset = stored ? id : -1});
    story_.tell(ReportQueued{.message = id});
    story_.call_back(id, error);
  }
  VerdictRows settled() {
    story_.exit();
    story_.settle();
    return prepare_verdict(story_.input()).value();
  }
  Story story_;
};

TEST_F(Verdict, IsNotGivenWhileTheProcessLives) { EXPECT_FALSE(prepare_verdict(story_.input())); }

TEST_F(Verdict, WaitsForTheLog) {
  message(0, false, false);
  story_.exit();
  EXPECT_FALSE(prepare_verdict(story_.input()));
}

TEST_F(Verdict, IsQuietWhenAllIsWell) {
  message(0, true, true);
  message(1, true, true);
  const VerdictRows rows = settled();
  EXPECT_EQ(rows.exit, "Exit code 0. No error.");
  EXPECT_EQ(rows.verdict, "All 2 are in Kafka, and your program knows.");
  EXPECT_EQ(rows.tone, VerdictRows::Tone::good);
}

TEST_F(Verdict, NamesTheLost) {
  message(0, true, true);
  message(1, false, false);
  const VerdictRows rows = settled();
  EXPECT_EQ(rows.verdict, "1 of 2 messages is gone.");
  EXPECT_EQ(rows.detail, "1 is in Kafka. Your program was told of 1. Nobody was told of the lost one.");
}

TEST_F(Verdict, NamesThoseThatArrivedUnheard) {
  message(0, true, false);
  const VerdictRows rows = settled();
  EXPECT_EQ(rows.verdict, "Your program heard of none of them.");
  EXPECT_EQ(rows.tone, VerdictRows::Tone::unheard);
}

TEST_F(Verdict, FailedAndToldIsNoLoss) {
  message(0, true, true);
  message(1, false, true, KafkaError::_MSG_TIMED_OUT);
  const VerdictRows rows = settled();
  EXPECT_EQ(rows.verdict, "1 of 2 messages failed, and your program was told.");
  EXPECT_EQ(rows.tone, VerdictRows::Tone::failure);
}

TEST_F(Verdict, DeliveredButMissingIsALoss) {
  message(0, false, true);
  const VerdictRows rows = settled();
  EXPECT_EQ(rows.verdict, "The one message is missing.");
  EXPECT_EQ(rows.detail, "Your program was told that they arrived. None is in Kafka.");
  const std::vector<Figure> figures = prepare_score(story_.input()).figures;
  ASSERT_EQ(figures.size(), 4u);
  EXPECT_EQ(figures.back().label, "lost");
  EXPECT_EQ(figures.back().count, 1) << "whatever the program was told";
}

TEST_F(Verdict, WhatCouldNotBeReadStaysInDoubt) {
  message(0, false, false);
  story_.exit();
  StageInput input = story_.input();
  input.status = RunStatus::ended;
  const VerdictRows rows = *prepare_verdict(input);
  EXPECT_EQ(rows.verdict, "The one message is in doubt.");
}

TEST_F(Verdict, SaysHowTheProcessEnded) {
  story_.exit(ExitHow::exception, 1, "Traceback (most recent call last):\n  ...\nBufferError: Local: Queue full\n");
  story_.settle();
  const VerdictRows rows = *prepare_verdict(story_.input());
  EXPECT_EQ(rows.exit, "Exit code 1. BufferError: Local: Queue full");
  EXPECT_EQ(rows.verdict, "No message was produced.");
}

TEST_F(Verdict, TheExitIsSeenFirst) {
  message(0, false, false);
  story_.exit();
  story_.settle();
  StageInput input = story_.input();
  input.showing.since_exit_ns = 3 * kSecond;
  EXPECT_FALSE(prepare_verdict(input));
  input.showing.since_exit_ns = 3'310 * kMillisecond;
  EXPECT_TRUE(prepare_verdict(input));
}

// What was said, and what it was

const Question kQuestion{.text = "This program sends 100 messages and exits. How many arrive?",
                         .choices = {"100", "about 90", "0", "not sure"},
                         .answer = 1,
                         .measure = "in_kafka"};

class Prediction : public ::testing::Test {
 protected:
  // The first run of the lesson as it stands.
  StageInput first_run(std::size_t said) {
    story_.the_last_ten(11 * kSecond, true);
    StageInput input = story_.input();
    input.asked = &kQuestion;
    input.prediction = said;
    input.as_asked = true;
    input.past_runs = {{.poll = SwitchState::on, .flush = SwitchState::off, .is_shown = true}};
    return input;
  }
  Story story_;
};

TEST_F(Prediction, MeetsTheNumberOfTheRun) {
  const VerdictRows rows = *prepare_verdict(first_run(0));
  EXPECT_EQ(rows.said, "You said 100.");
  EXPECT_EQ(rows.was, "It was 90.");
  EXPECT_FALSE(rows.right);
}

TEST_F(Prediction, ARightOneHasATick) { EXPECT_TRUE(prepare_verdict(first_run(1))->right); }

TEST_F(Prediction, WithOtherSwitchesTheNumberIsSaidAndNothingIsRight) {
  StageInput input = first_run(1);
  input.as_asked = false;
  const VerdictRows rows = *prepare_verdict(input);
  EXPECT_EQ(rows.was, "It was 90.");
  EXPECT_FALSE(rows.right);
}

TEST_F(Prediction, ARunWithoutOneSaysNothing) {
  StageInput input = first_run(1);
  input.prediction.reset();
  EXPECT_EQ(prepare_verdict(input)->said, "");
  EXPECT_EQ(prepare_verdict(input)->was, "");
}

TEST_F(Prediction, ADisturbedRunMakesNoGuessRight) {
  StageInput input = first_run(1);
  input.past_runs.front().disturbed = true;
  const VerdictRows rows = *prepare_verdict(input);
  EXPECT_EQ(rows.was, "It was 90.") << "that much is true";
  EXPECT_FALSE(rows.right);
}

TEST_F(Prediction, WithoutANumberOnlyTheRunThatWasAskedAboutAnswers) {
  const Question question{.text = "What does produce() do?", .choices = {"it raises", "it accepts"}, .answer = 1};
  StageInput input = first_run(0);
  input.asked = &question;
  EXPECT_EQ(prepare_verdict(input)->was, "It was: it accepts.");
  EXPECT_EQ(prepare_verdict(input)->said, "You said: it raises.");
  input.past_runs.front().disturbed = true;
  EXPECT_EQ(prepare_verdict(input)->said, "");
  EXPECT_EQ(prepare_verdict(input)->was, "");
}

// What to try next

TEST_F(Prediction, TheSwitchesThatThereAreCanBeTurned) {
  StageInput input = first_run(0);
  std::vector<std::string> words;
  const VerdictRows rows = *prepare_verdict(input);
  for (const TryNext& next : rows.tries) words.push_back(next.words);
  EXPECT_EQ(words, (std::vector<std::string>{"Turn flush() on, run again", "Turn poll() off, run again"}));
  input.poll = SwitchState::none;
  EXPECT_EQ(prepare_verdict(input)->tries.size(), 1u);
}

TEST_F(Prediction, TheLastLessonHasNoNext) {
  StageInput input = first_run(0);
  EXPECT_TRUE(prepare_verdict(input)->next_lesson);
  input.lesson.number = 4;
  EXPECT_FALSE(prepare_verdict(input)->next_lesson);
}

}  // namespace
}  // namespace inflight
