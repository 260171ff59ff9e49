// The score: its figures, its legend and its foot.
#include "app/view/score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/view/story.h"

namespace inflight {
namespace {

std::vector<std::string> legend_of(const StageInput& input) {
  std::vector<std::string> words;
  for (const LegendLine& line : prepare_score(input).legend) {
    words.push_back(std::to_string(line.count) + " " + line.words);
  }
  return words;
}

void fail(Story& story, MessageId id, KafkaError error) {
  story.tell(OutcomeKnown{.message = id, .partition = 0, .error = error});
  story.tell(ReportQueued{.message = id});
  story.call_back(id, error);
}

TEST(Count, InLessRoomIsShortAndNeverMoreThanItIs) {
  EXPECT_EQ(in_short(0), "0");
  EXPECT_EQ(in_short(9'999), "9,999");
  EXPECT_EQ(in_short(10'000), "10k");
  EXPECT_EQ(in_short(999'999), "999k") << "one is missing";
  EXPECT_EQ(in_short(1'000'000), "1.0M");
  EXPECT_EQ(in_short(1'299'999), "1.2M");
  EXPECT_EQ(in_short(30'000'000), "30.0M");
}

TEST(Legend, AFailedCallbackIsNamedByItsError) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 5; ++id) story.produce(id);
  for (MessageId id = 0; id < 2; ++id) fail(story, id, KafkaError::POLICY_VIOLATION);
  fail(story, 2, KafkaError::_MSG_TIMED_OUT);
  EXPECT_THAT(legend_of(story.input()), testing::UnorderedElementsAre("2 failed: POLICY_VIOLATION",
                                                                      "1 failed: _MSG_TIMED_OUT", "2 in local buffer"));
}

TEST(Legend, WhatFailedAndYetArrivedKeepsItsOwnLine) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 2; ++id) story.produce(id);
  story.store(0, 0);
  for (MessageId id = 0; id < 2; ++id) fail(story, id, KafkaError::_MSG_TIMED_OUT);
  EXPECT_THAT(
      legend_of(story.input()),
      testing::ElementsAre("1 callback: failed", "1 callback said failed, yet in Kafka", "2 failed: _MSG_TIMED_OUT"));
}

TEST(Foot, TheTableComesWhenTheExitWasShown) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  StageInput input = story.input();
  input.past_runs = {{.poll = SwitchState::on, .flush = SwitchState::off}};
  input.showing.since_exit_ns = 2 * kSecond;
  EXPECT_EQ(prepare_score(input).foot, ScoreRows::Foot::none);
  input.showing.since_exit_ns = 4 * kSecond;
  EXPECT_EQ(prepare_score(input).foot, ScoreRows::Foot::past_runs);
}

TEST(Score, SaysWhatAnExitNowWouldMean) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  const ScoreRows rows = prepare_score(story.input());
  EXPECT_EQ(rows.figures.size(), 3u);
  ASSERT_EQ(rows.exit_lines.size(), 2u);
  EXPECT_EQ(rows.exit_lines[0].count, 5);
  EXPECT_EQ(rows.exit_lines[0].words, "are lost");
  EXPECT_EQ(rows.exit_lines[1].count, 14);
}

TEST(Score, AfterTheExitThereAreLossesAndNoMoreIf) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  const ScoreRows rows = prepare_score(story.input());
  ASSERT_EQ(rows.figures.size(), 4u);
  EXPECT_EQ(rows.figures[3].count, 10);
  EXPECT_EQ(rows.foot, ScoreRows::Foot::none);
}

TEST(Score, TheLegendHasOnlyWhatOccursAndSumsToWhatWasProduced) {
  Story story;
  story.the_last_ten(3'200 * kMillisecond, true);
  const StageInput input = story.input();
  std::int64_t sum = 0;
  for (const LegendLine& line : prepare_score(input).legend) {
    EXPECT_GT(line.count, 0);
    sum += line.count;
  }
  EXPECT_EQ(sum, input.world.produced);
}

}  // namespace
}  // namespace inflight
