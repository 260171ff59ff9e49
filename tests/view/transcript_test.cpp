// The transcript: a sentence for each event, marked where the play head is, and only those that are seen are made.
#include "app/view/transcript.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/view/stage.h"
#include "tests/view/by_hand.h"
#include "tests/view/snapshot.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

using testing::HasSubstr;

TEST(Transcript, IsTheRunInSentences) {
  Story story;
  story.the_last_ten(2100 * kMillisecond, true);
  const StageInput input = story.input();
  expect_snapshot("transcript", text(prepare_transcript(input, input.world.events - 40, 40)));
}

TEST(Transcript, SaysWhatLiesAheadOfThePlayHeadToo) {
  Story story;
  story.the_last_ten(2100 * kMillisecond, true);
  World early;
  while (early.events < 20) apply(early, story.input().recording.fact(early.events));
  StageInput input = story.input();
  const StageInput back{.world = early,
                        .recording = input.recording,
                        .lanes = input.lanes,
                        .statements = input.statements,
                        .functions = input.functions,
                        .source_lines = input.source_lines,
                        .end_ns = input.end_ns,
                        .names = &input.world};
  const TranscriptRows rows = prepare_transcript(back, 18, 4);
  ASSERT_EQ(rows.lines.size(), 4u);
  EXPECT_FALSE(rows.lines[0].current || rows.lines[0].ahead);
  EXPECT_TRUE(rows.lines[1].current);
  EXPECT_TRUE(rows.lines[2].ahead);
  EXPECT_EQ(rows.total, input.world.events);
}

TEST(Transcript, NothingIsSaidBeforeTheRun) {
  Story story;
  EXPECT_EQ(text(prepare_transcript(story.input(), 0, 10)),
            "transcript: Nothing has happened yet. Space runs the program.\n");
}

TEST(TranscriptScrolling, FollowsThePlayHeadUntilSomebodyScrolls) {
  TranscriptScroll scroll;
  EXPECT_EQ(scroll.first(0, 0, 30, 0, false), 0u);
  EXPECT_EQ(scroll.first(10, 10, 30, 0, false), 0u);
  EXPECT_EQ(scroll.first(1000, 1000, 30, 0, false), 970u);
  EXPECT_EQ(scroll.first(500, 1000, 30, 0, false), 479u);
  EXPECT_EQ(scroll.first(500, 1000, 30, -300, false), 179u);
  EXPECT_FALSE(scroll.follows());
  EXPECT_EQ(scroll.first(600, 1100, 30, 0, false), 179u);  // the run goes on
  scroll.follow();
  EXPECT_EQ(scroll.first(600, 1100, 30, 0, false), 579u);
}

TEST(TranscriptScrolling, FollowsAgainWhenTheHeadIsPutElsewhereOrItsSentenceIsInSight) {
  TranscriptScroll scroll;
  scroll.first(500, 1000, 30, -300, false);
  EXPECT_EQ(scroll.first(700, 1000, 30, 0, true), 679u);
  scroll.first(700, 1000, 30, -60, false);
  EXPECT_FALSE(scroll.follows());
  scroll.first(700, 1000, 30, 60, false);
  EXPECT_TRUE(scroll.follows());
}

TEST(TranscriptScrolling, EndsAtTheStartAndTheEndHoweverFarTheWheelIsTurned) {
  TranscriptScroll scroll;
  EXPECT_EQ(scroll.first(500, 14'000'000, 30, -100'000, false), 0u);
  EXPECT_EQ(scroll.first(500, 14'000'000, 30, 20'000'000, false), 13'999'970u);
  EXPECT_EQ(scroll.first(500, 20, 30, 5, false), 0u);
}

class Panel : public ByHand {
 protected:
  void draw() override {
    StageInput input = story_.input();
    input.look.shows = StageShows::transcript;
    const std::vector<Command> commands = stage_.draw(input, kWide, kHigh, theme_, fonts_);
    asked_.insert(asked_.end(), commands.begin(), commands.end());
  }
  Rect widget(std::string_view name) const override { return stage_.widget(name); }

  Story story_;
  StageView stage_;
  std::vector<Command> asked_;
};

TEST_F(Panel, StandsInTheStagesPlace) {
  story_.the_last_ten(3 * kSecond, true);
  frame();
  EXPECT_FALSE(widget("transcript").empty());
  EXPECT_TRUE(widget("toggle_line 12").empty());
  EXPECT_FALSE(widget("run").empty());
}

TEST_F(Panel, AClickOnASentenceGoesThere) {
  story_.the_last_ten(3 * kSecond, true);
  frame();
  frame();
  const Rect list = widget("transcript");
  click_at(list.x + 300, list.y + 8);
  ASSERT_EQ(asked_.size(), 1u);
  const Command sought = asked_[0];
  EXPECT_EQ(sought.id, CommandId::seek_event);
  EXPECT_GT(sought.argument, 0);
  EXPECT_LT(sought.argument, static_cast<std::int64_t>(story_.world().events) - 10);
}

}  // namespace
}  // namespace inflight
