// What waits in the process: the local buffer, the report queue, and the gate behind it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/view/buffer.h"
#include "app/view/gate.h"
#include "app/view/reports.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

using ::testing::HasSubstr;

TEST(Buffer, SaysWhenTheBatchLeavesByTheProducersOwnConfiguration) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 5; ++id) story.produce(id);
  story.at(400 * kMillisecond);
  const BufferRows rows = prepare_buffer(story.input());
  EXPECT_EQ(rows.heading, "5 waiting");
  EXPECT_EQ(rows.when_it_leaves, "A batch leaves when 15 are here,\nor after linger.ms = 5 s  (4.6 s left).");
}

TEST(Buffer, DefaultsAreLibrdkafkas) {
  Story story;
  story.begin("");
  EXPECT_EQ(prepare_buffer(story.input()).when_it_leaves,
            "A batch leaves when 10,000 are here,\nor after linger.ms = 5 ms.");
}

TEST(Buffer, LingerHasTwoNamesAndMayHaveAFraction) {
  Story story;
  story.begin("queue.buffering.max.ms=0.5");
  EXPECT_THAT(prepare_buffer(story.input()).when_it_leaves, HasSubstr("linger.ms = 500 us"));
}

TEST(Buffer, FlushOverridesLinger) {
  Story story;
  story.begin();
  story.produce(0);
  story.tell(CallStarted{.call = Call::flush, .timeout_ns = -1});
  EXPECT_THAT(prepare_buffer(story.input()).when_it_leaves, HasSubstr("flush() is waiting"));
}

TEST(Buffer, WhatDoesNotFitInSquaresIsABlock) {
  Story story;
  story.begin("");
  for (MessageId id = 0; id < 90; ++id) story.produce(id);
  EXPECT_EQ(prepare_buffer(story.input()).tray.slots.size(), 90u);
  story.produce(90);
  const BufferRows rows = prepare_buffer(story.input());
  EXPECT_TRUE(rows.tray.slots.empty());
  EXPECT_EQ(rows.tray.count, 91);
}

TEST(Buffer, AfterTheExitTheLostRemainAsGhosts) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  const BufferRows rows = prepare_buffer(story.input());
  EXPECT_TRUE(rows.gone);
  ASSERT_EQ(rows.tray.slots.size(), 10u);
  EXPECT_EQ(rows.tray.slots.front().message, 90u);
  EXPECT_EQ(rows.tray.slots.front().outcome, Outcome::lost);
}

TEST(Reports, SayHowTheyWillBeHeard) {
  Story story;
  story.the_last_ten(2 * kSecond, false);
  StageInput input = story.input();
  ReportRows rows = prepare_reports(input);
  EXPECT_EQ(rows.heading, "15 reports wait");
  EXPECT_EQ(rows.sentence, "15 reports wait and nobody polls.");
  EXPECT_TRUE(rows.urgent);
  input.flush = SwitchState::on;
  rows = prepare_reports(input);
  EXPECT_THAT(rows.sentence, HasSubstr("wait for flush()"));
  EXPECT_FALSE(rows.urgent);
  input.poll = SwitchState::on;
  EXPECT_THAT(prepare_reports(input).sentence, HasSubstr("only through poll() or flush()"));
}

TEST(Gate, IsOpenOnlyInsidePollAndFlush) {
  Story story;
  story.begin();
  EXPECT_FALSE(prepare_gate(story.input()).open);
  story.tell(CallStarted{.call = Call::produce, .timeout_ns = -1});
  EXPECT_FALSE(prepare_gate(story.input()).open);
  story.tell(CallReturned{.call = Call::produce});
  story.tell(CallStarted{.call = Call::poll, .timeout_ns = 500 * kMillisecond});
  EXPECT_TRUE(prepare_gate(story.input()).open);
  EXPECT_EQ(prepare_gate(story.input()).call, "poll(0.5)");
  story.tell(CallReturned{.call = Call::poll});
  EXPECT_FALSE(prepare_gate(story.input()).open);
}

TEST(Gate, ShowsWhoseCallbackRuns) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  const GateRows rows = prepare_gate(story.input());
  EXPECT_EQ(rows.call, "poll(0)");
  ASSERT_TRUE(rows.passing);
  EXPECT_EQ(rows.passing->message, 75u);
  EXPECT_EQ(rows.passing->outcome, Outcome::delivered);
}

}  // namespace
}  // namespace inflight
