// When batches leave and what they carry (facts, sections 2 and 5).
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

std::size_t messages_in(const std::string& request_sent) {
  const std::string list = request_sent.substr(request_sent.find("messages=["));
  const std::size_t dots = list.find("..");
  if (dots == std::string::npos) return 1;
  return std::stoul(list.substr(dots + 2)) - std::stoul(list.substr(10)) + 1;
}

TEST_F(SimulatorStory, LingerCountsFromTheFirstMessage) {  // facts 2.1
  begin_connected({{"linger.ms", "500"}});
  for (int i = 0; i < 5; ++i) {
    produce_many(1);
    simulator_->sleep(100 * kMillisecond);
  }
  EXPECT_EQ(facts("request_sent").size(), 1u);  // begin_connected's own
  simulator_->sleep(10 * kMillisecond);
  ASSERT_EQ(facts("request_sent").size(), 2u);
  EXPECT_EQ(messages_in(facts("request_sent")[1]), 5u);
}

TEST_F(SimulatorStory, AFullBatchLeavesAtOnceAndTheRestWaits) {  // facts 2.4
  begin_connected({{"linger.ms", "1000"}, {"batch.num.messages", "3"}});
  produce_many(7);
  simulator_->sleep(10 * kMillisecond);
  EXPECT_EQ(facts("request_sent").size(), 3u);  // one, and 3 + 3
  EXPECT_EQ(count(Outcome::buffered), 1);
  simulator_->sleep(kSecond);
  EXPECT_EQ(facts("request_sent").size(), 4u);
}

TEST_F(SimulatorStory, TheTriggerCountsPayloadTheContentCountsFraming) {  // facts 2.4, S12
  begin_connected({{"linger.ms", "1000"}, {"batch.size", "1000"}});
  for (int i = 0; i < 4; ++i) produce(-1, std::string(300, 'v'));
  simulator_->sleep(10 * kMillisecond);
  ASSERT_EQ(facts("request_sent").size(), 2u);
  EXPECT_EQ(messages_in(facts("request_sent")[1]), 2u);
  EXPECT_EQ(count(Outcome::buffered), 2);
}

TEST_F(SimulatorStory, AMessageLargerThanABatchGoesAlone) {  // facts 2.3
  begin_connected({{"linger.ms", "5"}, {"batch.size", "1000"}});
  produce(-1, std::string(5000, 'v'));
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::NO_ERROR);
}

TEST_F(SimulatorStory, ARequestCarriesOnePartition) {  // facts 2.2
  begin_connected({{"linger.ms", "10"}}, {.topics = {{"orders", 3}}});
  for (std::int32_t partition = 0; partition < 3; ++partition) {
    produce(partition);
    produce(partition);
  }
  flush();
  EXPECT_EQ(facts("request_sent").size(), 4u);
}

TEST_F(SimulatorStory, MaxInFlightHoldsTheNextRequestBack) {  // facts 2.6
  begin_connected({{"linger.ms", "0"}, {"max.in.flight", "1"}}, {.rtt_ns = 100 * kMillisecond});
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  EXPECT_EQ(world().requests.size(), 1u);
  EXPECT_EQ(count(Outcome::buffered), 2);
  flush();
  EXPECT_EQ(world().told, 4);
}

TEST_F(SimulatorStory, ARecordIsStoredHalfARoundTripBeforeItsAck) {
  begin_connected({{"linger.ms", "0"}}, {.rtt_ns = 400 * kMillisecond});
  produce_many(1);
  simulator_->sleep(210 * kMillisecond);
  EXPECT_EQ(count(Outcome::stored_unacked), 1);
  simulator_->sleep(200 * kMillisecond);
  EXPECT_EQ(count(Outcome::report_waiting), 1);
}

TEST_F(SimulatorStory, TheMockStoresAtOnceAndAnswersLate) {
  begin_connected({{"linger.ms", "0"}}, {.rtt_ns = 400 * kMillisecond, .rules = Rules::mock});
  produce_many(1);
  simulator_->sleep(kMillisecond);
  EXPECT_EQ(count(Outcome::stored_unacked), 1);
  simulator_->sleep(390 * kMillisecond);
  EXPECT_EQ(count(Outcome::stored_unacked), 1);
}

TEST_F(SimulatorStory, FlushOverridesLinger) {  // facts 2.7, 5.1
  begin_connected({{"linger.ms", "60000"}});
  produce_many(3);
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_LT(now(), kSecond);
  EXPECT_EQ(world().told, 4);
}

TEST_F(SimulatorStory, FlushZeroDoesNotSend) {  // facts 5.1, S3
  begin_connected({{"linger.ms", "5000"}});
  produce_many(1);
  EXPECT_EQ(flush(0), KafkaError::_TIMED_OUT);
  simulator_->sleep(300 * kMillisecond);
  EXPECT_EQ(count(Outcome::buffered), 1);
}

TEST_F(SimulatorStory, FlushWaitsForWhatItsCallbacksProduce) {  // facts 5.1
  begin_connected({{"linger.ms", "5"}});
  produce_many(1);
  in_callback_ = [&](const DeliveryReport&) {
    in_callback_ = nullptr;
    produce();
  };
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_EQ(world().told, 3);
}

TEST_F(SimulatorStory, AFlushThatTimesOutLosesNothing) {  // TEACHING 10
  begin_connected({{"linger.ms", "5"}}, {.rtt_ns = kSecond});
  produce_many(2);
  EXPECT_EQ(flush(100 * kMillisecond), KafkaError::_TIMED_OUT);
  simulator_->sleep(2 * kSecond);
  EXPECT_EQ(count(Outcome::report_waiting), 2);
}

TEST_F(SimulatorStory, WithAcksZeroDeliveredMeansSent) {  // facts 3.2, S5
  begin_connected({{"linger.ms", "0"}, {"acks", "0"}}, {.rtt_ns = kSecond});
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  poll();
  EXPECT_EQ(world().told, 2);
  EXPECT_EQ(reports_.back().status, 1);
  EXPECT_LT(reports_.back().offset, 0);
}

TEST_F(SimulatorStory, TheLastTenWaitForABatchThatNeverFills) {
  begin({{"linger.ms", "5000"}, {"batch.num.messages", "15"}},
        {.topics = {{"orders", 1}}, .rtt_ns = 400 * kMillisecond});
  for (int i = 0; i < 100; ++i) {
    produce_many(1);
    poll();
    simulator_->sleep(100 * kMillisecond);
  }
  exit();
  EXPECT_EQ(count(Outcome::delivered), 90);
  EXPECT_EQ(count(Outcome::lost), 10);
}

TEST_F(SimulatorStory, CompressionLetsNoMoreIntoABatch) {  // facts 2.8
  begin_connected({{"linger.ms", "10"}, {"batch.size", "1000"}, {"compression.type", "zstd"}});
  for (int i = 0; i < 3; ++i) produce(-1, std::string(600, 'z'));
  flush();
  EXPECT_EQ(facts("request_sent").size(), 1u + 3u);
}

TEST_F(SimulatorStory, PartitionsTakeTurnsAndOneThatHasNothingGivesItsOwnToTheNext) {  // facts 2.5
  begin_connected({{"linger.ms", "50"}, {"batch.num.messages", "1"}}, {.topics = {{"orders", 3}}});
  for (int i = 0; i < 6; ++i) {
    for (const std::int32_t partition : {0, 2}) ASSERT_EQ(produce(partition), KafkaError::NO_ERROR);
  }
  const std::size_t before = facts("request_sent").size();
  flush();
  std::string turns;
  for (const std::string& sent : facts("request_sent")) turns += sent[sent.find("partition=") + 10];
  EXPECT_NE(std::string("220220220").find(turns.substr(before, 6)), std::string::npos) << turns;
}

}  // namespace
}  // namespace inflight::sim
