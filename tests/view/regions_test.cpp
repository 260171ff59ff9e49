// What each region says, as stories of a few messages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "app/view/buffer.h"
#include "app/view/caption.h"
#include "app/view/code.h"
#include "app/view/find_messages.h"
#include "app/view/gate.h"
#include "app/view/grid.h"
#include "app/view/log.h"
#include "app/view/network.h"
#include "app/view/reports.h"
#include "app/view/score.h"
#include "app/view/terminal.h"
#include "app/view/timeline.h"
#include "app/view/title_bar.h"
#include "app/view/verbs.h"
#include "app/view/verdict.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

using ::testing::HasSubstr;

std::vector<std::int32_t> lines_where(const CodeRows& rows, bool CodeLine::*is_so) {
  std::vector<std::int32_t> lines;
  for (const CodeLine& line : rows.lines) {
    if (line.*is_so) lines.push_back(line.number);
  }
  return lines;
}

// Code

TEST(Code, TheLineThatRunsIsMarked) {
  Story story;
  story.begin();
  story.tell(LineReached{.line = 13});
  EXPECT_EQ(lines_where(prepare_code(story.input(), 1, 14), &CodeLine::current), std::vector{13});
}

TEST(Code, WhileACallbackRunsItsLinesAreLitAndTheLineThatPollsStaysMarked) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  const CodeRows rows = prepare_code(story.input(), 1, 14);
  EXPECT_EQ(lines_where(rows, &CodeLine::lit), (std::vector{4, 5}));
  EXPECT_EQ(lines_where(rows, &CodeLine::current), std::vector{12});
  EXPECT_EQ(rows.callback_line, 4);
}

TEST(Code, AStatementOverTwoLinesIsMarkedWhole) {
  Story story;
  story.begin();
  story.tell(LineReached{.line = 7});
  EXPECT_EQ(lines_where(prepare_code(story.input(), 1, 14), &CodeLine::current), (std::vector{7, 8}));
}

TEST(Code, OnlyStatementsThatPollOrFlushHaveACheckBox) {
  Story story;
  EXPECT_EQ(lines_where(prepare_code(story.input(), 1, 14), &CodeLine::switchable), (std::vector{12, 14}));
}

TEST(Code, ASwitchedOffLoopIsStruckThroughWithItsBlock) {
  Story story;
  StageInput input = story.input();
  input.lines_off = {10};
  EXPECT_EQ(lines_where(prepare_code(input, 1, 14), &CodeLine::off), (std::vector{10, 11, 12, 13}));
}

TEST(Code, OfALongScriptOnlyTheVisibleLinesArePrepared) {
  Story story;
  story.lines.resize(50'000, "x = 1");
  const CodeRows rows = prepare_code(story.input(), 49'995, 14);
  EXPECT_EQ(rows.lines.size(), 6u);
  EXPECT_EQ(rows.lines.front().number, 49'995);
}

TEST(CodeScroll, FollowsTheCurrentLineAndObeysTheWheel) {
  CodeScroll scroll;
  EXPECT_EQ(scroll.first(0, 100, 14, 0), 1);
  EXPECT_EQ(scroll.first(5, 100, 14, 0), 1);    // in sight: nothing moves
  EXPECT_EQ(scroll.first(50, 100, 14, 0), 39);  // out of sight: two lines below it are kept
  EXPECT_EQ(scroll.first(50, 100, 14, -10), 29);
  EXPECT_EQ(scroll.first(50, 100, 14, 0), 29);    // the same line does not pull it back
  EXPECT_EQ(scroll.first(51, 100, 14, 0), 40);    // the next one does
  EXPECT_EQ(scroll.first(51, 100, 14, 999), 87);  // not beyond the end
  EXPECT_EQ(scroll.first(1, 3, 14, 5), 1);        // all of a short script is seen
}

// Terminal

TEST(Terminal, ShowsTheNewestLines) {
  Story story;
  story.begin();
  for (int i = 0; i < 10; ++i) story.tell(Output{.line = std::string(1, static_cast<char>('a' + i))});
  const StageInput input = story.input();
  const TerminalRows rows = prepare_terminal(input, 3);
  EXPECT_THAT(rows.lines, testing::ElementsAre("h", "i", "j"));
  EXPECT_EQ(rows.earlier, 7);
}

TEST(Terminal, SaysWhyItIsEmpty) {
  Story story;
  EXPECT_THAT(prepare_terminal(story.input(), 3).empty, HasSubstr("appears here"));
  story.begin();
  EXPECT_EQ(prepare_terminal(story.input(), 3).empty, "(nothing printed: no callback has run)");
}

// Buffer

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

// Reports and gate

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

// Network and log

TEST(Network, ARequestGoesOutAndItsAckComesBack) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 3; ++id) story.produce(id);
  story.send(0, 0, 2);
  story.at(100 * kMillisecond);
  NetworkRows rows = prepare_network(story.input());
  ASSERT_EQ(rows.capsules.size(), 1u);
  EXPECT_EQ(rows.capsules[0].messages, 3);
  EXPECT_FALSE(rows.capsules[0].returning);
  EXPECT_FLOAT_EQ(rows.capsules[0].way, 0.5F);
  EXPECT_EQ(rows.round_trip, "round trip 0.4 s");
  story.at(300 * kMillisecond);
  EXPECT_FLOAT_EQ(prepare_network(story.input()).capsules[0].way, 1.0F) << "not stored yet: it waits at Kafka's door";
  story.store(0, 2);
  rows = prepare_network(story.input());
  EXPECT_TRUE(rows.capsules[0].returning);
  EXPECT_FLOAT_EQ(rows.capsules[0].way, 0.5F);
  story.answer(0, 0, 2);
  EXPECT_TRUE(prepare_network(story.input()).capsules.empty());
}

TEST(Network, ManyRequestsAreCounted) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 14; ++id) {
    story.produce(id);
    story.send(id, id, id);
  }
  const NetworkRows rows = prepare_network(story.input());
  EXPECT_EQ(rows.capsules.size(), 10u);
  EXPECT_EQ(rows.hidden, 4);
}

TEST(Network, WhatWouldLeaveItsLaneIsCounted) {
  for (const auto& setup : {inflight::Setup{}, inflight::Setup{.configuration = true, .brokers = 3, .lanes = true}}) {
    for (const float scale : {1.0F, 2 / 3.0F}) {
      const Layout layout = make_layout(1920 * scale, 1080 * scale, 1e9F, setup);
      NetworkRows rows;
      for (std::int32_t row = 0; row < 20; ++row) {
        rows.capsules.push_back({.row = row});
        rows.capsules.push_back({.returning = true, .row = row});
      }
      keep_to_lanes(rows, layout);
      const auto out = std::count_if(rows.capsules.begin(), rows.capsules.end(), [](auto& c) { return !c.returning; });
      const auto back = std::ssize(rows.capsules) - out;
      EXPECT_GE(out, 8);
      EXPECT_LT(out, 12);
      EXPECT_GE(back, 4);
      EXPECT_LT(back, 8);
      EXPECT_EQ(rows.hidden, 40 - out - back);
    }
  }
}

TEST(Log, ShowsTheNewestRecordsAndWhoseTheyAre) {
  Story story;
  story.begin();
  story.produce(0);
  story.tell(RecordStored{.partition = 0, .offset = 7});
  story.tell(RecordStored{.message = 0, .partition = 0, .offset = 8});
  const LogRows rows = prepare_log(story.input(), 18);
  EXPECT_EQ(rows.records, 2);
  ASSERT_EQ(rows.partitions.size(), 1u);
  EXPECT_EQ(rows.partitions[0].name, "orders[0]");
  ASSERT_EQ(rows.partitions[0].last.size(), 2u);
  EXPECT_EQ(rows.partitions[0].last[0].message, kNoMessage);
  EXPECT_EQ(rows.partitions[0].last[1].offset, 8);
  EXPECT_FALSE(rows.partitions[0].earlier);
}

TEST(Log, AConsumerReadsWhatAllInSyncHave) {
  Story story;
  story.begin_with_copies();
  LogRows rows = prepare_log(story.input(), 18);
  EXPECT_EQ(rows.records, 6);
  ASSERT_EQ(rows.partitions[0].last.size(), 9u);
  EXPECT_TRUE(rows.partitions[0].last[5].in_sync);
  EXPECT_FALSE(rows.partitions[0].last[6].in_sync);
  story.tell(InSyncChanged{.partition = 0, .broker = 2, .in_sync = false});
  rows = prepare_log(story.input(), 18);
  EXPECT_EQ(rows.records, 9) << "the leader is alone in sync";
  EXPECT_TRUE(rows.partitions[0].last[8].in_sync);
}

TEST(Log, OfOneCopyThereIsNothingToTellApart) {
  Story story;
  story.begin();
  EXPECT_TRUE(prepare_log(story.input(), 18).partitions[0].copies.empty());
}

TEST(Log, PartitionsShareTheRoom) {
  Story story;
  story.begin();
  for (PartitionId id = 1; id < 30; ++id) {
    story.tell(PartitionKnown{.partition = id, .number = static_cast<std::int32_t>(id), .topic = "orders"});
  }
  const LogRows rows = prepare_log(story.input(), 18);
  EXPECT_EQ(rows.partitions.size(), 18u);
  EXPECT_EQ(rows.hidden, 12);
}

// Score and grid

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

TEST(Grid, RefusedCallsComeAfterTheMessagesAndBearTheirCall) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 3; ++id) story.produce(id);
  story.tell(MessageRefused{.message = 3, .error = KafkaError::_QUEUE_FULL, .call_number = 4});
  const StageInput input = story.input();
  const GridRows rows = prepare_grid(input);
  EXPECT_EQ(rows.cells.size(), 3u);
  EXPECT_EQ(rows.refused, std::vector<std::int64_t>{4});
  EXPECT_EQ(prepare_score(input).legend.back().words, "refused: _QUEUE_FULL");
}

TEST(Grid, SquaresGetSmallerAndThenBecomeBlocksThatLoseNothing) {
  Story story;
  story.begin();
  MessageId next = 0;
  const auto produce_to = [&](MessageId end) {
    for (; next < end; ++next) story.tell(MessageAccepted{.message = next, .report_wanted = true});
  };
  produce_to(100);
  EXPECT_EQ(prepare_grid(story.input()).columns, 10);
  produce_to(101);
  EXPECT_EQ(prepare_grid(story.input()).columns, 20);
  EXPECT_EQ(prepare_grid(story.input()).cells.size(), 101u);
  produce_to(300'000);
  const GridRows rows = prepare_grid(story.input());
  EXPECT_TRUE(rows.cells.empty());
  EXPECT_LE(rows.blocks.size(), 400u);
  std::int64_t sum = 0;
  for (const GridBlock& block : rows.blocks) {
    for (const std::int32_t count : block) sum += count;
  }
  EXPECT_EQ(sum, 300'000);
}

TEST(FindMessages, FindsTheNewestWithoutLookingAtEmptyPages) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 2'000; ++id) story.tell(MessageAccepted{.message = id, .report_wanted = true});
  std::vector<MessageId> all(1'990);
  for (MessageId id = 0; id < all.size(); ++id) all[id] = id;
  story.tell(RequestSent{.request = 0, .broker = 1, .partition = 0, .attempt = 1, .messages = all});
  const StagePredicate buffered = [](Outcome outcome, Stage) { return outcome == Outcome::buffered; };
  EXPECT_EQ(count_messages(story.world(), buffered), 10);
  EXPECT_THAT(find_messages(story.world(), buffered, 3), testing::ElementsAre(1'997, 1'998, 1'999));
}

// Time line

TEST(Timeline, TheAxisGrowsInFewSteps) {
  EXPECT_EQ(timeline_span(0, false), 10'500 * kMillisecond);
  EXPECT_EQ(timeline_span(1, false), 10'500 * kMillisecond) << "nobody knows yet how long it will take";
  EXPECT_EQ(timeline_span(1, true), 1'050 * kMicrosecond);
  EXPECT_EQ(timeline_span(10'020 * kMillisecond, true), 10'500 * kMillisecond);
  EXPECT_EQ(timeline_span(11 * kSecond, false), 21 * kSecond);
  EXPECT_EQ(timeline_span(kForever, true), kForever);
}

TEST(Timeline, MarksThatWouldTouchAreJoined) {
  Story story;
  story.the_last_ten(3'200 * kMillisecond, true);
  const StageInput input = story.input();
  const auto produced = static_cast<std::size_t>(Lane::produced);
  EXPECT_EQ(prepare_timeline(input, {0, 10 * kSecond, 50 * kMillisecond}).lanes[produced].size(), 33u);
  const TimelineRows joined = prepare_timeline(input, {0, 10 * kSecond, kSecond});
  ASSERT_EQ(joined.lanes[produced].size(), 1u);
  EXPECT_EQ(joined.lanes[produced][0].count, 33);
}

// Caption, title, verbs

TEST(Caption, ThePersonsProblemComesFirstThenTheLessonsWordsThenTheMoment) {
  Story story;
  EXPECT_EQ(prepare_caption(story.input()).words, "Press Space to run.");
  story.begin();
  EXPECT_EQ(prepare_caption(story.input()).words, "");
  story.produce(0);
  EXPECT_THAT(prepare_caption(story.input()).words, HasSubstr("your own memory"));
  story.tell(CaptionShown{.words = "Look here."});
  StageInput input = story.input();
  EXPECT_EQ(prepare_caption(input).words, "Look here.");
  input.why = "No broker answers at localhost:9092.";
  EXPECT_TRUE(prepare_caption(input).problem);
}

TEST(Caption, FlushSaysHowManyAreLeft) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 10; ++id) story.produce(id);
  story.tell(CallStarted{.call = Call::flush, .timeout_ns = -1});
  EXPECT_EQ(prepare_caption(story.input()).words, "flush() is waiting: 10 left.");
}

TEST(Caption, FailuresThatWaitAreCalledFailures) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 2; ++id) {
    story.produce(id);
    story.tell(OutcomeKnown{.message = id, .error = KafkaError::_MSG_TIMED_OUT});
    story.tell(ReportQueued{.message = id});
  }
  EXPECT_EQ(prepare_caption(story.input()).words, "2 failed. The reports wait until your program asks.");
  StageInput input = story.input();
  input.poll = SwitchState::on;
  EXPECT_THAT(prepare_reports(input).sentence, HasSubstr("2 failed. Your program hears it"));
}

TEST(Caption, AMissingBrokerIsSaidAndSoIsWhyNothingLeaves) {
  Story story;
  story.begin();
  story.produce(0);
  story.tell(BrokerDown{.broker = 1});
  StageInput input = story.input();
  input.poll = SwitchState::on;
  EXPECT_EQ(prepare_caption(input).words, "No broker can be reached. Messages wait in your own memory.");
  EXPECT_EQ(prepare_buffer(input).when_it_leaves, "No broker can be reached: nothing can leave.");
  story.tell(BrokerUp{.broker = 1});
  EXPECT_THAT(prepare_caption(story.input()).words, HasSubstr("only puts a message"));
}

TEST(Caption, IsOneSentenceForAsLongAsItGoesRound) {
  std::set<std::string> sentences;
  for (Nanos until = 2 * kSecond; until < 9 * kSecond; until += 100 * kMillisecond) {
    Story story;
    story.the_last_ten(until, true);
    StageInput input = story.input();
    input.poll = SwitchState::on;
    sentences.insert(prepare_caption(input).words);
  }
  EXPECT_THAT(sentences, testing::ElementsAre("poll() opens the gate: the callback runs, on your thread."));
}

TEST(Title, ALiveRunThatIsAheadSaysSo) {
  Story story;
  story.begin();
  StageInput input = story.input();
  input.source = RunSource::mock;
  input.end_ns = 3'250 * kMillisecond;
  const TitleRows rows = prepare_title(input);
  EXPECT_EQ(rows.ahead, "still running: 3.2 s ahead");
  EXPECT_EQ(rows.badge, "REAL librdkafka");
}

TEST(Verbs, TheFirstButtonSaysWhatItWillDo) {
  Story story;
  EXPECT_EQ(prepare_verbs(story.input()).run.words, "Run");
  story.begin();
  StageInput input = story.input();
  EXPECT_EQ(prepare_verbs(input).run.words, "Running");
  input.playing = false;
  EXPECT_EQ(prepare_verbs(input).run.words, "Go on");
  story.exit();
  story.settle();
  EXPECT_EQ(prepare_verbs(story.input()).run.words, "Run again");
}

}  // namespace
}  // namespace inflight
