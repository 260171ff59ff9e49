// What is done about each error, and what the reports say then (facts, 3.2, 3.4, 3.5).
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

class Retries : public SimulatorStory {
 protected:
  void reject(KafkaError error) {
    simulator_->take({.kind = ActionKind::reject_next, .text = std::string(error_name(error))});
  }
  void begin_with_retries(std::string retries) {
    begin_connected({{"linger.ms", "0"}, {"retries", std::move(retries)}});
  }
  const DeliveryReport& report_of_one_rejected_with(KafkaError error) {
    reject(error);
    produce_many(1);
    flush();
    return reports_.back();
  }
};

TEST_F(Retries, OfLeaderErrorsUseUpNothing) {  // facts 3.4, S8
  begin_with_retries("0");
  for (const KafkaError error :
       {KafkaError::NOT_LEADER_FOR_PARTITION, KafkaError::LEADER_NOT_AVAILABLE, KafkaError::UNKNOWN_TOPIC_OR_PART}) {
    EXPECT_EQ(report_of_one_rejected_with(error).error, KafkaError::NO_ERROR) << error_name(error);
  }
  EXPECT_EQ(world().messages[1].attempts, 2);
}

TEST_F(Retries, OfOtherErrorsAreCounted) {  // facts 3.4, S8
  begin_with_retries("1");
  reject(KafkaError::NOT_ENOUGH_REPLICAS);
  EXPECT_EQ(report_of_one_rejected_with(KafkaError::NOT_ENOUGH_REPLICAS).error, KafkaError::NOT_ENOUGH_REPLICAS);
  EXPECT_EQ(reports_.back().status, 0);
  EXPECT_EQ(world().messages[1].attempts, 2);
}

TEST_F(Retries, LeaveAMessagePossiblyPersistedWhereTheErrorSaysSo) {  // facts 3.4
  begin_with_retries("0");
  EXPECT_EQ(report_of_one_rejected_with(KafkaError::REQUEST_TIMED_OUT).status, 1);
  EXPECT_EQ(report_of_one_rejected_with(KafkaError::NOT_ENOUGH_REPLICAS_AFTER_APPEND).status, 1);
  EXPECT_EQ(report_of_one_rejected_with(KafkaError::KAFKA_STORAGE_ERROR).status, 0);
  EXPECT_EQ(report_of_one_rejected_with(KafkaError::OUT_OF_ORDER_SEQUENCE_NUMBER).status, 1);
  EXPECT_EQ(report_of_one_rejected_with(KafkaError::INVALID_MSG).status, 0);
}

TEST_F(Retries, TheOffsetsOfAFailedBatchCountUpFromMinusOne) {  // facts 3.2
  begin_connected({{"linger.ms", "5"}});
  reject(KafkaError::MSG_SIZE_TOO_LARGE);
  produce_many(3);
  flush();
  EXPECT_EQ(reports_[1].offset, -1);
  EXPECT_EQ(reports_[3].offset, 1);
}

TEST_F(Retries, TheOffsetsOfABatchWithoutAcksCountUpFromInvalid) {  // facts 3.2, S5
  begin_connected({{"linger.ms", "5"}, {"acks", "0"}});
  produce_many(3);
  flush();
  EXPECT_EQ(reports_[1].offset, -1001);
  EXPECT_EQ(reports_[2].offset, -1000);
  EXPECT_EQ(reports_[3].offset, -999);
  EXPECT_EQ(reports_[3].status, 1);
}

TEST_F(Retries, NewerMessagesWaitBehindOneThatBacksOff) {  // facts 3.5, S11
  begin_connected({{"linger.ms", "0"}});
  reject(KafkaError::NOT_ENOUGH_REPLICAS);
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  produce_many(2);
  flush();
  EXPECT_EQ(facts("request_sent").back().find("messages=[1..3]") == std::string::npos, false);
}

TEST_F(Retries, ReorderWithSeveralInFlight) {  // facts 3.6, S6
  begin_connected({{"linger.ms", "0"}, {"batch.num.messages", "1"}});
  reject(KafkaError::NOT_ENOUGH_REPLICAS);
  produce_many(3);
  flush();
  EXPECT_EQ(reports_.back().message, 1u);
  EXPECT_EQ(reports_.back().offset, 3);
}

TEST_F(Retries, ReorderEvenWithOneInFlight) {  // facts 3.6, S6
  begin_connected({{"linger.ms", "0"}, {"batch.num.messages", "1"}, {"max.in.flight", "1"}});
  reject(KafkaError::NOT_ENOUGH_REPLICAS);
  produce_many(3);
  flush();
  EXPECT_EQ(world().messages[2].offset, 1);
  EXPECT_EQ(world().messages[1].offset, 2);
  EXPECT_EQ(world().messages[3].offset, 3);
}

TEST_F(Retries, ATopicThatRefusesUsIsGivenUpUntilMetadataNamesIt) {  // facts 3.4, 1.1
  begin_with_retries("5");
  EXPECT_EQ(report_of_one_rejected_with(KafkaError::TOPIC_AUTHORIZATION_FAILED).error,
            KafkaError::TOPIC_AUTHORIZATION_FAILED);
  EXPECT_EQ(produce(), KafkaError::TOPIC_AUTHORIZATION_FAILED);
  simulator_->sleep(2 * kSecond);
  EXPECT_EQ(produce(), KafkaError::NO_ERROR);
}

TEST_F(Retries, WhatWaitsToBeSentFailsWithTheTopicThatIsGivenUp) {  // facts 2.6, 3.4
  begin_connected({{"linger.ms", "0"}, {"max.in.flight", "1"}, {"batch.num.messages", "1"}},
                  {.rtt_ns = 100 * kMillisecond, .rules = Rules::mock});
  reject(KafkaError::TOPIC_AUTHORIZATION_FAILED);
  produce_many(3);  // one is in flight, for one a request is made, one is in the queue
  flush();
  EXPECT_EQ(world().partitions[0].log.size(), 1u);
  ASSERT_EQ(reports_.size(), 4u);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(reports_[i].error, KafkaError::TOPIC_AUTHORIZATION_FAILED) << i;
}

}  // namespace
}  // namespace inflight::sim
