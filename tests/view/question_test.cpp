// The question comes first, is answered by mouse and by key, and gives nothing away.
#include "app/view/question.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "app/view/score.h"
#include "app/view/stage.h"
#include "tests/view/by_hand.h"
#include "tests/view/snapshot.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

const Question kQuestion{.text = "This program sends 100 messages and exits. How many arrive?",
                         .choices = {"100", "about 90", "0", "not sure"},
                         .answer = 1,
                         .measure = "in_kafka"};

StageInput asking(Story& story) {
  StageInput input = story.input();
  input.question = input.asked = &kQuestion;
  return input;
}

// As it is from the answer to the run.
StageInput answered(Story& story, std::size_t choice) {
  StageInput input = asking(story);
  input.prediction = choice;
  return input;
}

TEST(Question, IsPutBeforeAnythingRuns) {
  Story story;
  expect_snapshot("question", text(*prepare_question(asking(story))));
}

TEST(Question, OnceAnsweredTheCardOffersTheRun) {
  Story story;
  expect_snapshot("question-answered", text(*prepare_question(answered(story, 0))));
}

TEST(Question, LeavesWhenTheRunBegins) {
  Story story;
  StageInput input = answered(story, 0);
  input.question = nullptr;
  EXPECT_FALSE(prepare_question(input));
}

TEST(Question, NotBeingSureIsAnAnswerToo) {
  EXPECT_EQ(what_was_said(kQuestion, 3), "You were not sure.");
  const Question without_number{.text = "What happens?", .choices = {"it raises an error"}};
  EXPECT_EQ(what_was_said(without_number, 0), "You said: it raises an error.");
}

TEST(Question, TheScoreDoesNotGiveTheAnswerAwayUntilTheRunHasEnded) {
  Story story;
  story.the_last_ten(5 * kSecond, true);
  StageInput running = answered(story, 0);
  running.question = nullptr;
  ScoreRows rows = prepare_score(running);
  EXPECT_EQ(rows.foot, ScoreRows::Foot::prediction);
  EXPECT_EQ(rows.said, "You said 100.");
  EXPECT_TRUE(rows.exit_lines.empty());
  running.past_runs = {{.poll = SwitchState::on, .is_shown = true}};
  EXPECT_EQ(prepare_score(running).foot, ScoreRows::Foot::if_exit) << "seen to its end, and gone back in";
}

// By mouse and key.
class QuestionKeys : public ByHand {
 protected:
  void SetUp() override { frame(); }
  void draw() override {
    const StageInput input = said_ ? answered(story_, *said_) : asking(story_);
    for (const Command& command : stage_.draw(input, kWide, kHigh, theme_, fonts_)) asked_.push_back(command);
  }
  Rect widget(std::string_view name) const override { return stage_.widget(name); }
  void expect_asked(CommandId id, std::int64_t argument = 0) {
    ASSERT_EQ(asked_.size(), 1u);
    EXPECT_EQ(asked_[0].id, id);
    EXPECT_EQ(asked_[0].argument, argument);
  }

  Story story_;
  std::optional<std::size_t> said_;
  StageView stage_;
  std::vector<Command> asked_;
};

TEST_F(QuestionKeys, AClickOnAChoiceAnswers) {
  click("predict 1");
  expect_asked(CommandId::predict, 1);
}

TEST_F(QuestionKeys, ADigitAnswersAndIsNoSpeedMeanwhile) {
  press('3');
  expect_asked(CommandId::predict, 2);
}

TEST_F(QuestionKeys, ADigitBeyondTheChoicesIsNothing) {
  press('5');
  EXPECT_TRUE(asked_.empty());
}

TEST_F(QuestionKeys, TabComesToTheChoicesFirst) {
  press(300 + ImGuiKey_Tab);
  press(300 + ImGuiKey_Tab);
  press(300 + ImGuiKey_Enter);
  expect_asked(CommandId::predict, 1);
}

TEST_F(QuestionKeys, ItCanBeSkipped) {
  click("skip");
  expect_asked(CommandId::dismiss);
}

TEST_F(QuestionKeys, OnceAnsweredOneButtonRuns) {
  said_ = 0;
  frame();
  frame();
  EXPECT_TRUE(stage_.widget("predict 0").empty());
  click("run_and_see");
  expect_asked(CommandId::run);
}

TEST_F(QuestionKeys, ChoicesAreLargeEnoughToHit) {
  for (const char* name : {"predict 0", "predict 3"}) EXPECT_GE(stage_.widget(name).h, 64) << name;
}

}  // namespace
}  // namespace inflight
