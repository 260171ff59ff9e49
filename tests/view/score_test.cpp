// The score's legend, foot and captions beside them.
#include "app/view/score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/view/caption.h"
#include "app/view/leader.h"
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

// Captions

TEST(Caption, ALessonsSentenceGivesWayOnceItWasRead) {
  Story story;
  story.begin();
  story.produce(0);
  story.tell(CaptionShown{.words = "Look here.", .at = CaptionAt::buffer});
  EXPECT_EQ(prepare_caption(story.input()).at, CaptionAt::buffer);
  story.at(3 * kSecond);
  StageInput later = story.input();
  EXPECT_THAT(prepare_caption(later).words, testing::HasSubstr("your own memory"));
  EXPECT_EQ(prepare_caption(later).at, CaptionAt::nowhere) << "the line belongs to the lesson's sentence";
  later.speed = Speed::fast;
  EXPECT_EQ(prepare_caption(later).words, "Look here.");
}

TEST(Caption, NoSentenceOutlivesTheProcessThatItSpeaksOf) {
  Story story;
  story.begin();
  story.produce(0);
  story.tell(CaptionShown{.words = "It waits in your memory."});
  story.exit();
  story.settle();
  EXPECT_THAT(prepare_caption(story.input()).words, testing::HasSubstr("gone with the process"));
}

TEST(Caption, ASentenceAboutTheExitStays) {
  Story story;
  story.begin();
  story.produce(0);
  story.exit();
  story.tell(CaptionShown{.words = "It is gone."});
  story.settle();
  StageInput input = story.input();
  input.at_ns += 60 * kSecond;
  EXPECT_EQ(prepare_caption(input).words, "It is gone.");
}

TEST(Caption, IsSilentWhileAQuestionIsOpen) {
  Story story;
  StageInput input = story.input();
  const Question question{.text = "How many?", .choices = {"1"}};
  input.question = input.asked = &question;
  EXPECT_EQ(prepare_caption(input).words, "");
}

// The leader

void expect_free_way(const Layout& l, bool all_reached) {
  const Rect words{l.caption.cx() - l.caption.w / 4, l.caption.y + 8, l.caption.w / 2, l.caption.h - 16};
  const std::vector<std::pair<CaptionAt, Rect>> regions{
      {CaptionAt::code, l.code},       {CaptionAt::terminal, l.terminal}, {CaptionAt::buffer, l.buffer},
      {CaptionAt::thread, l.thread},   {CaptionAt::network, l.network},   {CaptionAt::log, l.kafka},
      {CaptionAt::reports, l.reports}, {CaptionAt::gate, l.gate},         {CaptionAt::score, l.score}};
  // Between network and gate there are no cards: their ways are free.
  const std::vector<Rect> cards{l.configuration, l.faults, l.brokers, l.parts,   l.timeline, l.code,
                                l.terminal,      l.buffer, l.thread,  l.reports, l.kafka,    l.score};
  for (const auto& [at, own] : regions) {
    const std::vector<LeaderPoint> points = leader_to(l, at, words, false);
    SCOPED_TRACE(name_of(at));
    if (points.empty() && !all_reached) continue;
    ASSERT_GE(points.size(), 2u);
    EXPECT_TRUE(own.inset(-1).contains({points.back().x, points.back().y, 0, 0}));
    if (at == CaptionAt::network && words.cy() > l.process.bottom()) {
      EXPECT_LT(points.back().y, l.network.bottom() - 40 * l.scale) << "it is long enough to be seen as a line";
    }
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      const auto [x1, x2] = std::minmax(points[i].x, points[i + 1].x);
      const auto [y1, y2] = std::minmax(points[i].y, points[i + 1].y);
      for (const Rect& card : cards) {
        EXPECT_TRUE(card == own || !card.overlaps({x1, y1, x2 - x1, y2 - y1})) << "crosses the card at " << card.x;
      }
    }
  }
}

TEST(Leader, EndsAtItsRegionAndCrossesNoOtherCard) {
  for (const auto& [width, height] : std::vector<std::pair<float, float>>{{1280, 720}, {1920, 1080}, {2560, 1080}}) {
    SCOPED_TRACE(testing::Message() << width << "x" << height);
    expect_free_way(make_layout(width, height), true);
    const inflight::Setup full{.configuration = true, .faults = true, .partitions = true, .brokers = 3, .parts = true};
    expect_free_way(make_layout(width, height, 1e9F, full), false);
    expect_free_way(make_layout(width, height, 1e9F, {.presenter = true}), false);
  }
}

TEST(Leader, DoesNotPointToWhatTheVerdictCovers) {
  const Layout l = make_layout(1920, 1080);
  const Rect words{600, 866, 700, 34};
  for (const CaptionAt covered : {CaptionAt::terminal, CaptionAt::reports, CaptionAt::gate, CaptionAt::thread}) {
    EXPECT_TRUE(leader_to(l, covered, words, true).empty()) << name_of(covered);
  }
  const std::vector<LeaderPoint> to_ghosts = leader_to(l, CaptionAt::buffer, words, true);
  for (const LeaderPoint& point : to_ghosts) EXPECT_FALSE(l.verdict.overlaps({point.x, point.y, 1, 1}));
  EXPECT_TRUE(leader_to(l, CaptionAt::nowhere, words, false).empty());
}

}  // namespace
}  // namespace inflight
