// The part of a run that is shown, the time line's further lanes, and the chart.
#include "app/view/chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/view/snapshot.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(TimeView, WhatIsZoomedAtAPointStaysThere) {
  TimeView view;
  view.update(10 * kSecond, 0, false);
  EXPECT_FALSE(view.zoomed());
  view.zoom(4 * kSecond, 0.5);
  EXPECT_TRUE(view.zoomed());
  EXPECT_EQ(view.from(), 2 * kSecond);
  EXPECT_EQ(view.span(), 5 * kSecond);
  view.zoom(4 * kSecond, 2);
  EXPECT_FALSE(view.zoomed()) << "all of it again";
}

TEST(TimeView, ItStaysInTheRunAndIsNeverNarrowerThanACall) {
  TimeView view;
  view.update(10 * kSecond, 9 * kSecond, false);
  view.zoom_at_head(0.25);
  view.pan(5);
  EXPECT_EQ(view.from() + view.span(), 10 * kSecond);
  view.pan(-9);
  EXPECT_EQ(view.from(), 0);
  for (int i = 0; i < 100; ++i) view.zoom_at_head(0.5);
  EXPECT_EQ(view.span(), TimeView::kNarrowest);
  EXPECT_LE(view.from(), 9 * kSecond);
  EXPECT_GE(view.from() + view.span(), 9 * kSecond) << "the play head was brought into view";
  view.show_all();
  EXPECT_EQ(view.span(), 10 * kSecond);
}

TEST(TimeView, WhilePlayingItGoesWithThePlayHead) {
  TimeView view;
  view.update(10 * kSecond, 0, false);
  view.zoom(0, 0.1);
  view.update(10 * kSecond, 5 * kSecond, false);
  EXPECT_EQ(view.from(), 0) << "held, a person looks where they want";
  view.update(10 * kSecond, 5 * kSecond, true);
  EXPECT_LE(view.from(), 5 * kSecond);
  EXPECT_GE(view.from() + view.span(), 5 * kSecond);
  view.update(10 * kSecond, kSecond, true);
  EXPECT_LE(view.from(), kSecond);
  view.update(500 * kMillisecond, 0, true);
  EXPECT_FALSE(view.zoomed()) << "a shorter run is shown whole";
}

TEST(TimeAxis, LabelsDoNotRunIntoEachOtherHoweverCloseItIs) {
  const auto width = [](std::string_view label) { return 10.0F * static_cast<float>(label.size()); };
  for (const Nanos from : {Nanos{0}, Nanos{1'970'262'000}, 3600 * kSecond + 1}) {
    for (Nanos span = TimeView::kNarrowest; span < 1000 * kSecond; span = span * 3 / 2) {
      const TimeAxis axis{.left = 0, .width = 1000, .from = from, .span = span};
      const Nanos step = axis_step(axis, width);
      EXPECT_GE(step, axis_step(span));
      EXPECT_LE(step, span) << "there is one at least";
      for (Nanos at = from / step * step; at <= axis.to(); at += step) {
        EXPECT_LE(axis.x(at) + width(axis_label(axis, at)), axis.x(at + step) + 0.01F) << at << " of " << span;
      }
    }
  }
}

TEST(TimeAxis, BeyondASecondAllIsInSeconds) {
  const TimeAxis seconds{.width = 100, .from = 0, .span = 5 * kSecond};
  EXPECT_EQ(axis_label(seconds, 0), "0 s");
  EXPECT_EQ(axis_label(seconds, 500 * kMillisecond), "0.5 s");
  EXPECT_EQ(axis_label(seconds, 1500 * kMillisecond), "1.5 s");
  const TimeAxis less{.width = 100, .from = 0, .span = 900 * kMillisecond};
  EXPECT_EQ(axis_label(less, 500 * kMillisecond), "500 ms");
}

TEST(Timeline, ZoomedInItTellsOfCallsRequestsActionsAndCaptions) {
  Story story;
  story.the_last_ten(1'750 * kMillisecond, true);
  story.tell(CaptionShown{.words = "Look here."});
  story.tell(ActionTaken{.action = ActionKind::reject_next});
  expect_snapshot("time-line-zoomed",
                  text(prepare_timeline(story.input(), {kSecond, kSecond, 5 * kMillisecond, true})));
}

constexpr TimelinePart kWhole{0, 10'500 * kMillisecond, 9 * kMillisecond};

TEST(Chart, TheLastTenAreLostAtTheExit) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  const StageInput input = story.input();
  const ChartRows rows = prepare_chart(input, kWhole, 200);
  expect_snapshot("chart-of-the-last-ten", text(rows));
  EXPECT_EQ(chart_sentence(input, rows, 99),
            "Message 99: in local buffer from 9.9 s, lost, nobody was told from 10.02 s.");
  EXPECT_EQ(chart_sentence(input, rows, 100), "");
}

TEST(Chart, WhatHasNotComeYetIsNotDrawn) {
  Story story;
  story.the_last_ten(3'200 * kMillisecond, true);
  const ChartRows rows = prepare_chart(story.input(), kWhole, 200);
  EXPECT_EQ(rows.rows, 33u);
  EXPECT_EQ(rows.room, 100u);
  for (const ChartSpan& span : rows.spans) EXPECT_LE(span.to_ns, 3'200 * kMillisecond);
  EXPECT_THAT(text(rows), Not(HasSubstr("exit")));
  StageInput stands = story.input();
  stands.showing.stands = true;  // before what happens at this instant
  for (const ChartSpan& span : prepare_chart(stands, kWhole, 200).spans) EXPECT_LT(span.to_ns, 3'200 * kMillisecond);
}

TEST(Chart, AtAnInstantBeforeTheExitNobodyKnowsWhatBecomesOfThem) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  Story before;
  before.the_last_ten(9'950 * kMillisecond, true);
  StageInput late = story.input();
  const StageInput early = before.input();
  const StageInput looked_back{.world = early.world,
                               .recording = late.recording,
                               .lanes = late.lanes,
                               .at_ns = 9'950 * kMillisecond,
                               .end_ns = late.end_ns};
  const std::string said = text(prepare_chart(looked_back, kWhole, 200));
  EXPECT_THAT(said, HasSubstr("in local buffer"));
  EXPECT_THAT(said, Not(HasSubstr("lost")));
}

TEST(Chart, ManyMessagesShareRowsAndSayHowMany) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  const StageInput input = story.input();
  const ChartRows rows = prepare_chart(input, kWhole, 30);
  EXPECT_EQ(rows.per_row, 4u);
  EXPECT_EQ(rows.rows, 25u);
  EXPECT_THAT(text(rows), HasSubstr("100 messages from 0 to 10.5 s, 4 a row"));
  EXPECT_THAT(chart_sentence(input, rows, 24), HasSubstr("The middle one of messages 96 to 99: in local buffer"));
}

TEST(Chart, FlushIsABandAndSleepIsNot) {
  Story story;
  story.begin();
  story.produce(0);
  story.tell(CallStarted{.call = Call::sleep});
  story.at(kSecond);
  story.tell(CallReturned{.call = Call::sleep});
  story.tell(CallStarted{.call = Call::flush, .timeout_ns = -1});
  story.at(2 * kSecond);
  const ChartRows rows = prepare_chart(story.input(), kWhole, 100);
  ASSERT_EQ(rows.calls.size(), 1u);
  EXPECT_EQ(rows.calls[0].name, "flush");
  EXPECT_EQ(rows.calls[0].to_ns, 2 * kSecond);
}

}  // namespace
}  // namespace inflight
