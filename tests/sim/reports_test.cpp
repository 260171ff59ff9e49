// The report queue, poll, and what is counted where (facts, section 4).
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

TEST_F(SimulatorStory, AReportStaysQueuedUntilPoll) {
  begin_connected({{"linger.ms", "0"}});
  produce_many(1);
  simulator_->sleep(10 * kSecond);
  EXPECT_EQ(count(Outcome::report_waiting), 1);
  EXPECT_EQ(world().told, 1);  // begin_connected's own
  poll();
  EXPECT_EQ(world().told, 2);
}

TEST_F(SimulatorStory, PollZeroRightAfterProduceFindsNothing) {
  begin_connected({{"linger.ms", "0"}});
  produce_many(1);
  EXPECT_EQ(poll(), 0);
}

TEST_F(SimulatorStory, PollReturnsAtTheFirstReport) {  // facts 4.2
  begin_connected({{"linger.ms", "0"}}, {.rtt_ns = 20 * kMillisecond});
  produce_many(1);
  const Nanos before = now();
  EXPECT_EQ(poll(kSecond), 1);
  EXPECT_LT(now() - before, 30 * kMillisecond);
}

TEST_F(SimulatorStory, PollWaitsNoLongerThanItsTimeout) {
  begin_connected({});
  const Nanos before = now();
  EXPECT_EQ(poll(50 * kMillisecond), 0);
  EXPECT_EQ((now() - before) / kMillisecond, 50);
}

TEST_F(SimulatorStory, PollCountsOperationsNotMessages) {  // facts 4.2, S2
  begin_connected({{"linger.ms", "5"}}, {.topics = {{"orders", 3}}});
  for (std::int32_t partition = 0; partition < 3; ++partition) {
    produce(partition);
    produce(partition);
  }
  simulator_->sleep(kSecond);
  EXPECT_EQ(poll(), 3);
  EXPECT_EQ(world().told, 7);
}

TEST_F(SimulatorStory, OutqLenCountsMessagesAndOperations) {  // facts 4.7, S2
  begin_connected({{"linger.ms", "5"}}, {.topics = {{"orders", 3}}});
  for (std::int32_t partition = 0; partition < 3; ++partition) {
    produce(partition);
    produce(partition);
  }
  EXPECT_EQ(simulator_->outq_len(0), 6);
  simulator_->sleep(kSecond);
  EXPECT_EQ(simulator_->outq_len(0), 9);
  std::vector<std::int32_t> inside;
  in_callback_ = [&](const DeliveryReport&) { inside.push_back(simulator_->outq_len(0)); };
  poll();
  EXPECT_EQ(inside, (std::vector<std::int32_t>{6, 5, 4, 3, 2, 1}));
  EXPECT_EQ(simulator_->outq_len(0), 0);
}

TEST_F(SimulatorStory, ANestedPollSeesAnEmptyQueue) {  // facts 4.2
  begin_connected({{"linger.ms", "0"}});
  produce_many(3);
  simulator_->sleep(kSecond);
  std::vector<std::int32_t> nested;
  in_callback_ = [&](const DeliveryReport&) { nested.push_back(poll()); };
  poll();
  EXPECT_EQ(nested, (std::vector<std::int32_t>{0, 0, 0}));
}

TEST_F(SimulatorStory, YieldStopsAfterTheCurrentMessage) {  // facts 4.6
  begin_connected({{"linger.ms", "5"}});
  produce_many(3);
  simulator_->sleep(kSecond);
  in_callback_ = [&](const DeliveryReport&) { simulator_->yield(0); };
  EXPECT_EQ(poll(), 1);
  EXPECT_EQ(world().told, 2);
  EXPECT_EQ(poll(), 1);
  EXPECT_EQ(poll(), 1);
  EXPECT_EQ(world().told, 4);
  EXPECT_EQ(poll(), 0);
}

TEST_F(SimulatorStory, LatencyIncludesTheWaitForPoll) {  // facts 3.3, S17
  begin_connected({{"linger.ms", "0"}});
  produce_many(1);
  simulator_->sleep(3 * kSecond);
  poll();
  EXPECT_GE(reports_.back().latency_ns, 3 * kSecond);
}

TEST_F(SimulatorStory, AMessageWithoutACallbackIsServedWithoutOne) {  // TEACHING 6
  begin_connected({{"linger.ms", "0"}, {"queue.buffering.max.messages", "1"}});
  produce(-1, "m", "", false);
  simulator_->sleep(kSecond);
  EXPECT_EQ(count(Outcome::stored_no_report), 1);
  EXPECT_EQ(world().producers[0].reports_waiting(), 1u);
  EXPECT_EQ(produce(), KafkaError::_QUEUE_FULL);
  poll();
  EXPECT_EQ(world().told, 1);
  EXPECT_EQ(produce(), KafkaError::NO_ERROR);
}

TEST_F(SimulatorStory, APurgeFindsWhatABrokerThreadHasNotLookedAtSinceASecond) {  // facts 5.2
  begin_connected({{"linger.ms", "5000"}});
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  produce_many(2);  // the first was taken over at once, these wait for its next look
  simulator_->purge(0, true, true, false);
  EXPECT_EQ(poll(), 2);
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  produce_many(2);
  simulator_->sleep(1100 * kMillisecond);
  simulator_->purge(0, true, true, false);
  EXPECT_EQ(poll(), 1);
}

}  // namespace
}  // namespace inflight::sim
