// produce(): what is checked before it returns, and what only later (facts, section 1).
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

TEST_F(SimulatorStory, ProduceOnlyPutsAMessageInTheLocalBuffer) {
  begin({});
  EXPECT_EQ(produce(), KafkaError::NO_ERROR);
  EXPECT_EQ(count(Outcome::buffered), 1);
  EXPECT_TRUE(facts("request_sent").empty());
}

TEST_F(SimulatorStory, TheQueueHasALimit) {  // facts 1.3
  begin({{"queue.buffering.max.messages", "3"}});
  produce_many(3);
  EXPECT_EQ(produce(), KafkaError::_QUEUE_FULL);
  EXPECT_EQ(world().produced, 3);
  EXPECT_EQ(world().refused.at(KafkaError::_QUEUE_FULL), 1);
  EXPECT_EQ(world().refusals[0].call_number, 4);
}

TEST_F(SimulatorStory, TheKilobyteLimitCountsPayloadsOnly) {  // facts 1.3
  begin({{"queue.buffering.max.kbytes", "1"}});
  EXPECT_EQ(produce(-1, std::string(600, 'v')), KafkaError::NO_ERROR);
  EXPECT_EQ(produce(-1, std::string(424, 'v'), std::string(2000, 'k')), KafkaError::NO_ERROR);
  EXPECT_EQ(produce(-1, "v"), KafkaError::_QUEUE_FULL);
}

TEST_F(SimulatorStory, AMessageIsTooLargeWithItsFraming) {  // facts 1.1
  begin({{"message.max.bytes", "1000"}});
  EXPECT_EQ(produce(-1, std::string(964, 'v')), KafkaError::NO_ERROR);
  EXPECT_EQ(produce(-1, std::string(965, 'v')), KafkaError::MSG_SIZE_TOO_LARGE);
}

TEST_F(SimulatorStory, AMissingTopicIsWaitedForAndThenFailsWhatWaits) {  // facts 1.7
  begin({{"allow.auto.create.topics", "false"}, {"topic.metadata.propagation.max.ms", "2500"}});
  const auto to_nowhere = [&] { return produce(-1, "m", "", true, "nowhere"); };
  EXPECT_EQ(to_nowhere(), KafkaError::NO_ERROR);
  simulator_->sleep(2 * kSecond);
  EXPECT_EQ(poll(), 0);
  simulator_->sleep(kSecond + 10 * kMillisecond);  // asked for once a second
  EXPECT_EQ(poll(), 1);
  EXPECT_EQ(reports_.back().error, KafkaError::UNKNOWN_TOPIC_OR_PART);
  EXPECT_EQ(to_nowhere(), KafkaError::_UNKNOWN_TOPIC);
  EXPECT_EQ(count(Outcome::failed), 1);
  EXPECT_EQ(produce(), KafkaError::NO_ERROR);  // the others are none the worse
}

TEST_F(SimulatorStory, TheMockCreatesATopicThatMustNotBe) {  // facts 1.7, 8.3
  begin({{"allow.auto.create.topics", "false"}}, {.rules = Rules::mock});
  EXPECT_EQ(produce(-1, "m", "", true, "nowhere"), KafkaError::NO_ERROR);
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_EQ(count(Outcome::delivered), 1);
}

TEST_F(SimulatorStory, ABadPartitionIsAReportBeforeMetadataAndAnErrorAfter) {  // facts 1.6
  begin({});
  EXPECT_EQ(produce(7), KafkaError::NO_ERROR);
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_EQ(count(Outcome::failed), 1);
  EXPECT_EQ(reports_[0].error, KafkaError::_UNKNOWN_PARTITION);
  EXPECT_EQ(produce(7), KafkaError::_UNKNOWN_PARTITION);
}

TEST_F(SimulatorStory, DeliveredMessagesHoldTheirSlotsUntilTheirCallbackReturned) {  // facts 1.4, S1
  begin({{"queue.buffering.max.messages", "5"}, {"linger.ms", "0"}});
  produce_many(5);
  simulator_->sleep(kSecond);
  EXPECT_EQ(count(Outcome::report_waiting), 5);
  EXPECT_EQ(produce(), KafkaError::_QUEUE_FULL);
  poll();
  EXPECT_EQ(produce(), KafkaError::NO_ERROR);
}

TEST_F(SimulatorStory, InsideItsCallbackAMessageStillHoldsItsSlot) {  // facts 1.4
  begin({{"queue.buffering.max.messages", "1"}, {"linger.ms", "0"}});
  produce_many(1);
  KafkaError inside = KafkaError::NO_ERROR;
  in_callback_ = [&](const DeliveryReport&) { inside = produce(); };
  flush();
  EXPECT_EQ(inside, KafkaError::_QUEUE_FULL);
  in_callback_ = nullptr;
  EXPECT_EQ(produce(), KafkaError::NO_ERROR);
}

TEST_F(SimulatorStory, ATopicThatIsMetLaterWaitsForTheNextSecondsScan) {  // facts 1.8
  begin({{"linger.ms", "0"}}, {.topics = {{"orders", 1}}, .rtt_ns = 2 * kMillisecond});
  simulator_->sleep(300 * kMillisecond);
  produce_many(1);
  flush();
  EXPECT_GT(now(), kSecond);
  EXPECT_LT(now(), kSecond + 100 * kMillisecond);
}

TEST_F(SimulatorStory, EqualKeysGoToOnePartition) {  // facts 1.9
  begin({{"linger.ms", "0"}}, {.topics = {{"orders", 8}}});
  for (int i = 0; i < 20; ++i) produce(-1, "v", "customer-1");
  flush();
  for (int i = 0; i < 20; ++i) produce(-1, "v", "customer-1");  // metadata known by now
  flush();
  int used = 0;
  for (const Partition& partition : world().partitions) used += partition.log.empty() ? 0 : 1;
  EXPECT_EQ(used, 1);
}

TEST_F(SimulatorStory, TheStickyPartitionIsATimer) {  // facts 1.10, S14
  begin({{"linger.ms", "50"}}, {.topics = {{"orders", 64}}});
  produce_many(1);
  flush();
  const std::size_t from = world().messages.size;
  produce_many(10);
  const PartitionId first = world().messages[static_cast<MessageId>(from)].partition;
  for (MessageId id = static_cast<MessageId>(from); id < from + 10; ++id) {
    EXPECT_EQ(world().messages[id].partition, first);
  }
  std::set<PartitionId> seen;
  for (int i = 0; i < 20; ++i) {
    simulator_->sleep(101 * kMillisecond);
    produce_many(1);
    seen.insert(world().messages[next_ - 1].partition);
  }
  EXPECT_GT(seen.size(), 5u);
}

TEST_F(SimulatorStory, ASecretThatOnlyThePropertyTableKnowsIsNotTold) {
  begin({{"ssl.key.pem", "canary"}, {"sasl.password", "canary"}});
  EXPECT_EQ(world().producers[0].configuration->find("canary"), std::string::npos);
}

TEST_F(SimulatorStory, LingerMustBeShorterThanTheTimeout) {  // facts 3.8
  options_.topics = {{"orders", 1}};
  Simulator simulator(options_, controls_);
  EXPECT_FALSE(simulator.create({{"linger.ms", "1000"}, {"message.timeout.ms", "1000"}}).ok());
}

}  // namespace
}  // namespace inflight::sim
