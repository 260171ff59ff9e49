// What was measured on the real library about produce() and batches (facts, sections 1 and 2), in virtual time.
#include <set>

#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

class MeasuredSending : public SimulatorStory {
 protected:
  // The messages that each request carried, as "0..4", in the order in which they left.
  std::vector<std::string> carried() const {
    std::vector<std::string> lists;
    for (const std::string& sent : facts("request_sent")) {
      const std::size_t begin = sent.find("messages=[") + 10;
      lists.push_back(sent.substr(begin, sent.find(']') - begin));
    }
    return lists;
  }
  // Sleeps in small steps until so many requests have left; when the last did is then known to 0.1 ms.
  void until_sent(std::size_t requests) {
    while (facts("request_sent").size() < requests) {
      ASSERT_LT(now(), 60 * kSecond);
      simulator_->sleep(kMillisecond / 10);
    }
    sent_ns_ = now();
  }
  Nanos sent_ns_ = 0;
};

// "max.messages = 5: 5 acked, the 6th produce() fails 3 s later; one poll(0) frees all."
TEST_F(MeasuredSending, FiveAckedMessagesFillAQueueOfFiveUntilOnePoll) {  // facts 1.4, S1
  begin({{"queue.buffering.max.messages", "5"}, {"linger.ms", "0"}});
  produce_many(5);
  simulator_->sleep(3 * kSecond);
  EXPECT_EQ(count(Outcome::report_waiting), 5);
  EXPECT_EQ(produce(), KafkaError::_QUEUE_FULL);
  EXPECT_EQ(poll(), 1);
  produce_many(5);
}

// "produce() from a callback with max.messages = 1: _QUEUE_FULL; with 2: ok."
TEST_F(MeasuredSending, WithTwoSlotsACallbackMayProduce) {  // facts 1.4
  begin({{"queue.buffering.max.messages", "2"}, {"linger.ms", "0"}});
  produce_many(1);
  KafkaError inside = KafkaError::_FAIL;
  in_callback_ = [&](const DeliveryReport&) {
    in_callback_ = nullptr;
    inside = produce();
  };
  flush();
  EXPECT_EQ(inside, KafkaError::NO_ERROR);
}

TEST_F(MeasuredSending, SizeIsCheckedBeforeTheQueueAndTheQueueBeforeThePartition) {  // facts 1.1
  begin_connected({{"queue.buffering.max.messages", "1"}, {"message.max.bytes", "1000"}});
  EXPECT_EQ(produce(7), KafkaError::_UNKNOWN_PARTITION);
  EXPECT_EQ(produce(-5), KafkaError::_UNKNOWN_PARTITION);
  produce_many(1);
  EXPECT_EQ(produce(7), KafkaError::_QUEUE_FULL);
  EXPECT_EQ(produce(7, std::string(965, 'v')), KafkaError::MSG_SIZE_TOO_LARGE);
}

TEST_F(MeasuredSending, AMessageWithoutPayloadFitsInAFullKilobyte) {  // facts 1.3, S15
  begin({{"queue.buffering.max.kbytes", "1"}});
  EXPECT_EQ(produce(-1, std::string(1024, 'v')), KafkaError::NO_ERROR);
  EXPECT_EQ(produce(-1, "v"), KafkaError::_QUEUE_FULL);
  EXPECT_EQ(produce(-1, "", std::string(2000, 'k')), KafkaError::NO_ERROR);
}

// Python's produce() never sets RD_KAFKA_MSG_F_BLOCK; a program that wants to wait must poll, and try again.
TEST_F(MeasuredSending, AFullQueueRefusesAtOnceAndDoesNotBlock) {  // facts 1.5, S15
  begin({{"queue.buffering.max.messages", "1"}});
  produce_many(1);
  const Nanos before = now();
  EXPECT_EQ(produce(), KafkaError::_QUEUE_FULL);
  EXPECT_LT(now() - before, kMillisecond);
}

TEST_F(MeasuredSending, LingerRunsWhileAMessageWaitsForMetadata) {  // facts 1.6
  begin({{"linger.ms", "500"}}, {.rtt_ns = 400 * kMillisecond});
  produce_many(1);
  until_sent(1);
  EXPECT_LT(sent_ns_, 1210 * kMillisecond);  // three round trips, and no linger after them
}

TEST_F(MeasuredSending, ATopicThatNobodyMadeIsMadeWhenItIsAskedFor) {  // facts 1.7, 8.3
  begin({{"linger.ms", "0"}}, {.topics = {{"payments", 1}}});
  produce_many(1);
  flush();
  EXPECT_EQ(count(Outcome::delivered), 1);
  EXPECT_EQ(world().partitions.size(), 1u + 4u);
}

// "With produce() to a topic that is unknown locally while the connection is up: 650 and 700 ms." Here it is named
// 300 ms after the producer, whose timer goes once a second.
TEST_F(MeasuredSending, ANewTopicWaitsSevenHundredMillisecondsForTheTimer) {  // facts 1.8, S16
  begin({{"linger.ms", "0"}}, {.rtt_ns = 300 * kMicrosecond});
  simulator_->sleep(300 * kMillisecond);
  const Nanos before = now();
  produce_many(1);
  flush();
  EXPECT_NEAR(static_cast<double>(now() - before), 700e6, 5e6);
}

// "If the topic is named before the connection is up, the metadata of that moment covers it: 2 ms."
TEST_F(MeasuredSending, ATopicNamedBeforeTheConnectionIsUpNeedsNoTimer) {  // facts 1.8, 2.10
  begin({{"linger.ms", "0"}}, {.rtt_ns = 300 * kMicrosecond});
  produce_many(1);
  flush();
  EXPECT_LT(now(), 2 * kMillisecond);
}

TEST_F(MeasuredSending, ThePartitionerRandomIsStickyForMessagesWithoutKey) {  // facts 1.10, S14
  begin_connected({{"linger.ms", "50"}, {"partitioner", "random"}}, {.topics = {{"orders", 64}}});
  const std::size_t first = static_cast<std::size_t>(next_);
  produce_many(8);
  std::set<PartitionId> without_key;
  for (std::size_t id = first; id < next_; ++id) {
    without_key.insert(world().messages[static_cast<MessageId>(id)].partition);
  }
  EXPECT_EQ(without_key.size(), 1u);
}

// "0.5 -> 1.5 ms, 5 -> 5.2, 100 -> 100.4, 1000 -> 1001 ms, 0 -> 0.4", from produce() to the ack on loopback.
TEST_F(MeasuredSending, LingerIsRoundedUpToWholeMilliseconds) {  // facts 2.1
  const std::vector<std::pair<std::string, double>> measured{
      {"0", 0.4}, {"0.5", 1.5}, {"5", 5.2}, {"100", 100.4}, {"1000", 1001}};
  for (const auto& [linger, milliseconds] : measured) {
    sink_ = {};
    reports_.clear();
    next_ = 0;
    begin_connected({{"linger.ms", linger}}, {.rtt_ns = 300 * kMicrosecond, .rules = Rules::mock});
    const Nanos before = now();
    produce_many(1);
    EXPECT_EQ(poll(10 * kSecond), 1);
    EXPECT_NEAR(static_cast<double>(now() - before) / 1e6, milliseconds, 0.7) << "linger.ms " << linger;
  }
}

// "batch.num.messages = 3, 7 queued: 3 + 3 leave at once, one behind the other, the 7th waits the full linger."
TEST_F(MeasuredSending, TheSeventhOfSevenWaitsTheFullLinger) {  // facts 2.4
  begin_connected({{"linger.ms", "1000"}, {"batch.num.messages", "3"}});
  const Nanos before = now();
  produce_many(7);
  until_sent(3);
  EXPECT_LT(sent_ns_ - before, 2 * kMillisecond);
  until_sent(4);
  EXPECT_NEAR(static_cast<double>(sent_ns_ - before), 1000e6, 2e6);
  EXPECT_EQ(carried(), (std::vector<std::string>{"0", "1..3", "4..6", "7"}));
}

// "batch.size = 1000, 300-byte messages: the 4th triggers, only 2 fit, the other 2 wait for their own linger: 1001 ms."
TEST_F(MeasuredSending, WhatDoesNotFitInTheBatchItTriggeredWaitsForItsOwnLinger) {  // facts 2.4, S12
  begin_connected({{"linger.ms", "1000"}, {"batch.size", "1000"}});
  const Nanos before = now();
  for (int i = 0; i < 3; ++i) produce(-1, std::string(300, 'v'));
  simulator_->sleep(10 * kMillisecond);
  EXPECT_EQ(carried().size(), 1u);
  produce(-1, std::string(300, 'v'));
  until_sent(2);
  EXPECT_LT(sent_ns_ - before, 12 * kMillisecond);
  until_sent(3);
  EXPECT_NEAR(static_cast<double>(sent_ns_ - before), 1001e6, 2e6);
  EXPECT_EQ(carried(), (std::vector<std::string>{"0", "1..2", "3..4"}));
}

// While max.in.flight blocks, one request is formed and waits; what comes later gathers behind it.
TEST_F(MeasuredSending, BehindAFormedRequestTheNextBatchGrows) {  // facts 2.5, 2.6
  begin_connected({{"linger.ms", "0"}, {"max.in.flight", "1"}}, {.rtt_ns = 100 * kMillisecond});
  for (int i = 0; i < 7; ++i) {
    produce_many(1);
    simulator_->sleep(5 * kMillisecond);
  }
  flush();
  EXPECT_EQ(carried(), (std::vector<std::string>{"0", "1", "2", "3..7"}));
}

TEST_F(MeasuredSending, PartitionsTakeTurnsOneRequestEach) {  // facts 2.2, 2.5, S13
  begin_connected({{"linger.ms", "0"}, {"batch.num.messages", "2"}}, {.topics = {{"orders", 3}}});
  for (int i = 0; i < 4; ++i) {
    for (std::int32_t partition = 0; partition < 3; ++partition) produce(partition);
  }
  flush();
  const std::vector<std::string> requests = facts("request_sent");
  ASSERT_EQ(requests.size(), 1u + 6u);
  const auto partition_in = [](const std::string& sent) { return sent.substr(sent.find("partition="), 11); };
  const std::set<std::string> first_pass{partition_in(requests[1]), partition_in(requests[2]),
                                         partition_in(requests[3])};
  EXPECT_EQ(first_pass.size(), 3u);
}

TEST_F(MeasuredSending, NaglesDelayIsLeftToChanceAndOnlyOnAnUnevenComputer) {  // facts 2.9
  const auto lasts = [&](std::int64_t uneven, std::int64_t seed) {
    sink_ = {};
    reports_.clear();
    next_ = 0;
    begin_connected({{"linger.ms", "0"}, {"batch.num.messages", "1"}},
                    {.rtt_ns = 100 * kMillisecond, .seed = seed, .computer = {.uneven = uneven}});
    const Nanos before = now();
    produce_many(4);
    flush();
    return now() - before;
  };
  std::int64_t held = 0;
  for (std::int64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_LT(lasts(0, seed), 102 * kMillisecond);
    const Nanos took = lasts(1, seed);
    EXPECT_LT(took, 150 * kMillisecond);
    held += took >= 140 * kMillisecond;
  }
  EXPECT_GT(held, 0);
  EXPECT_LT(held, 20);
}

}  // namespace
}  // namespace inflight::sim
