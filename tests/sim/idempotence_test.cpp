// The idempotent producer: its id, its sequences, what it does about errors, and how it gives up (facts, 3.10, 3.11).
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

class Idempotent : public SimulatorStory {
 protected:
  void begin_idempotent(Properties more = {}, RunOptions options = {}) {
    Properties properties{{"linger.ms", "0"}, {"enable.idempotence", "true"}};
    properties.insert(properties.end(), more.begin(), more.end());
    begin_connected(properties, std::move(options));
  }
  void reject(KafkaError error) {
    simulator_->take({.kind = ActionKind::reject_next, .text = std::string(error_name(error))});
  }
  void produce_apart(int count) {
    for (int i = 0; i < count; ++i) {
      ASSERT_EQ(produce(), KafkaError::NO_ERROR);
      simulator_->sleep(kMillisecond);
    }
  }
  std::string why_not(Properties properties) {
    properties.push_back({"enable.idempotence", "true"});
    options_.topics = {{"orders", 1}};
    simulator_ = std::make_unique<Simulator>(options_, controls_);
    simulator_->start();
    const auto created = simulator_->create(properties);
    return created ? "" : created.error().sentence;
  }
  std::size_t requests() const { return facts("request_sent").size(); }
};

const RunOptions kSlow{.rtt_ns = 100 * kMillisecond};

TEST_F(Idempotent, RefusesWhatContradictsIt) {  // facts 3.10
  EXPECT_EQ(why_not({{"max.in.flight", "6"}}), "`max.in.flight` must be set <= 5 when `enable.idempotence` is true");
  EXPECT_EQ(why_not({{"retries", "0"}}), "`retries` must be set >= 1 when `enable.idempotence` is true");
  EXPECT_EQ(why_not({{"acks", "1"}}), "`acks` must be set to `all` when `enable.idempotence` is true");
  EXPECT_EQ(why_not({{"max.in.flight", "5"}, {"retries", "1"}, {"acks", "all"}}), "");
  EXPECT_EQ(why_not({{"enable.idempotence", "false"}, {"enable.gapless.guarantee", "true"}}),
            "");  // the last one counts
}

TEST_F(Idempotent, SendsNothingBeforeItHasAnId) {  // facts 3.10
  begin({{"linger.ms", "0"}, {"enable.idempotence", "true"}}, kSlow);
  produce_many(1);
  // Two trips to connect, one for metadata, one for the id.
  simulator_->sleep(4 * options_.rtt_ns - now());
  EXPECT_EQ(requests(), 0u);
  simulator_->sleep(kMillisecond);
  EXPECT_EQ(requests(), 1u);
}

TEST_F(Idempotent, AsksForItsIdEveryHalfSecondWhileNobodyIsThere) {  // facts 3.10
  options_.topics = {{"orders", 1}};
  options_.rtt_ns = kMillisecond;
  begin({{"linger.ms", "0"}, {"enable.idempotence", "true"}}, options_);
  simulator_->take({.kind = ActionKind::broker_down});
  produce_many(1);
  simulator_->sleep(2 * kSecond);
  EXPECT_EQ(requests(), 0u);
  simulator_->take({.kind = ActionKind::broker_up});
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_EQ(reports_.back().error, KafkaError::NO_ERROR);
}

TEST_F(Idempotent, HasFiveMessagesInFlightAtMost) {  // facts 3.10, S7
  begin_idempotent({{"batch.num.messages", "1"}}, kSlow);
  const std::size_t before = requests();
  produce_many(8);
  simulator_->sleep(50 * kMillisecond);
  EXPECT_EQ(requests() - before, 5u);
}

TEST_F(Idempotent, HasOneBatchInFlightIfItIsOfFiveOrMore) {  // facts 3.10, S7
  begin_idempotent({{"batch.num.messages", "10"}}, kSlow);
  const std::size_t before = requests();
  produce_many(40);
  simulator_->sleep(50 * kMillisecond);
  EXPECT_EQ(requests() - before, 1u);
}

TEST_F(Idempotent, AnswersThatAreLostMakeNoSecondCopies) {  // facts 3.10
  begin_idempotent({{"batch.num.messages", "2"}, {"reconnect.backoff.ms", "10"}}, kSlow);
  produce_many(3);
  simulator_->sleep(70 * kMillisecond);  // stored, not yet answered
  simulator_->take({.kind = ActionKind::cut_connections});
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_EQ(count(Outcome::delivered), 4);
  EXPECT_EQ(world().duplicates, 0);
  EXPECT_EQ(reports_[3].offset, 3);  // the one that it has
}

TEST_F(Idempotent, ALostAckMakesNoSecondCopyEither) {  // facts 3.10
  begin_idempotent({{"socket.timeout.ms", "1000"}, {"reconnect.backoff.ms", "10"}}, kSlow);
  simulator_->take({.kind = ActionKind::lose_next_answer});
  produce_many(2);
  flush();
  EXPECT_EQ(facts("response_dropped").size(), 1u);
  EXPECT_EQ(world().messages[1].attempts, 2);
  EXPECT_EQ(world().duplicates, 0);
  EXPECT_EQ(reports_[1].offset, 1);
}

// Followers that stand still but are not missed yet have nothing of what the leader has when it dies. The one that
// leads then has never seen the batches, and takes them as the first of their sequence.
TEST_F(Idempotent, WhatIsCutOffIsForgottenByTheBrokerToo) {  // facts 3.10
  RunOptions options{.topics = {{"orders", 1, 3}}, .brokers = 3, .rtt_ns = 10 * kMillisecond};
  begin_idempotent({{"reconnect.backoff.max.ms", "200"}}, options);
  simulator_->sleep(kSecond);
  for (const BrokerId follower : {2, 3}) simulator_->take({.kind = ActionKind::pause_broker, .broker = follower});
  produce_apart(3);
  simulator_->sleep(kSecond);
  simulator_->take({.kind = ActionKind::broker_down, .broker = 1});
  for (const BrokerId follower : {2, 3}) simulator_->take({.kind = ActionKind::resume_broker, .broker = follower});
  flush();
  EXPECT_EQ(facts("log_truncated").size(), 1u);
  EXPECT_EQ(world().partitions[0].leader, 2);
  EXPECT_EQ(fatal_.first, KafkaError::NO_ERROR);
  EXPECT_EQ(count(Outcome::delivered), 4);
  EXPECT_EQ(world().duplicates, 0);
  for (MessageId id = 1; id < 4; ++id) EXPECT_EQ(world().messages[id].offset, id) << id;
}

TEST_F(Idempotent, APlainOneMakesSecondCopies) {  // facts 3.7
  begin_connected({{"linger.ms", "0"}, {"reconnect.backoff.ms", "10"}}, kSlow);
  produce_many(3);
  simulator_->sleep(70 * kMillisecond);
  simulator_->take({.kind = ActionKind::cut_connections});
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_EQ(world().duplicates, 3);
}

TEST_F(Idempotent, TheMockDoesNotLookAtSequences) {  // facts 8.4, S20
  RunOptions options = kSlow;
  options.rules = Rules::mock;
  begin_idempotent({{"reconnect.backoff.ms", "10"}}, options);
  produce_many(3);
  simulator_->sleep(70 * kMillisecond);
  simulator_->take({.kind = ActionKind::cut_connections});
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_EQ(world().duplicates, 3);
}

TEST_F(Idempotent, SendsABatchAgainAsItWas) {  // facts 3.5, 3.10
  begin_idempotent();
  reject(KafkaError::NOT_ENOUGH_REPLICAS);
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  produce_many(3);  // a plain producer sends all four together
  flush();
  EXPECT_NE(facts("request_sent")[2].find("messages=[1]"), std::string::npos) << facts("request_sent")[2];
  EXPECT_EQ(world().messages[4].offset, 4);
}

TEST_F(Idempotent, KeepsTheOrderWithSeveralInFlight) {  // facts 3.6, 3.10
  begin_idempotent({{"batch.num.messages", "1"}}, kSlow);
  reject(KafkaError::NOT_ENOUGH_REPLICAS);
  produce_apart(4);
  flush();
  for (MessageId id = 1; id < 5; ++id) EXPECT_EQ(world().messages[id].offset, id) << id;
  EXPECT_EQ(count(Outcome::delivered), 5);
}

TEST_F(Idempotent, TakesADuplicateForASuccess) {  // facts 3.2, 3.10
  begin_idempotent();
  reject(KafkaError::DUPLICATE_SEQUENCE_NUMBER);
  produce_many(1);
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::NO_ERROR);
  EXPECT_EQ(reports_.back().status, 2);
  EXPECT_EQ(reports_.back().offset, -1);
}

TEST_F(Idempotent, GoesOnWithANewEpochAfterAPermanentError) {  // facts 3.10
  begin_idempotent();
  reject(KafkaError::MSG_SIZE_TOO_LARGE);
  produce_many(1);
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::MSG_SIZE_TOO_LARGE);
  produce_many(1);
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::NO_ERROR);
}

TEST_F(Idempotent, MayTellNoGap) {  // facts 3.10: enable.gapless.guarantee
  begin_idempotent({{"enable.gapless.guarantee", "true"}});
  reject(KafkaError::MSG_SIZE_TOO_LARGE);
  produce_many(1);
  flush();
  EXPECT_EQ(fatal_.first, KafkaError::_GAPLESS_GUARANTEE);
  EXPECT_EQ(produce(), KafkaError::_FATAL);
}

TEST_F(Idempotent, GoesOnWithANewEpochWhenItsIdIsForgotten) {  // facts 3.10
  begin_idempotent();
  reject(KafkaError::UNKNOWN_PRODUCER_ID);
  produce_many(1);
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::NO_ERROR);
  EXPECT_EQ(world().messages[1].attempts, 2);
}

TEST_F(Idempotent, TimeoutsInTheQueueLeaveNoGap) {  // facts 3.10
  begin_idempotent({{"message.timeout.ms", "1000"}, {"reconnect.backoff.max.ms", "100"}});
  simulator_->take({.kind = ActionKind::broker_down});
  produce_many(2);
  simulator_->sleep(3 * kSecond);
  simulator_->take({.kind = ActionKind::broker_up});
  produce_many(1);
  flush();
  EXPECT_EQ(reports_[1].error, KafkaError::_MSG_TIMED_OUT);
  EXPECT_EQ(reports_.back().error, KafkaError::NO_ERROR);
  EXPECT_EQ(fatal_.first, KafkaError::NO_ERROR);
}

// The first was not appended, though it may have been; the next one then finds itself at the head of the line.
TEST_F(Idempotent, GivesUpWhenItCanNotKnowTheOrder) {  // facts 3.10, 3.11
  begin_idempotent({{"batch.num.messages", "1"}}, kSlow);
  reject(KafkaError::REQUEST_TIMED_OUT);
  produce_apart(3);
  flush();
  EXPECT_EQ(fatal_.first, KafkaError::OUT_OF_ORDER_SEQUENCE_NUMBER);
  EXPECT_NE(fatal_.second.find("failed due to sequence desynchronization with broker 1 (PID{Id:1000,Epoch:0}, base seq "
                               "2, idemp state change "),
            std::string::npos)
      << fatal_.second;
  EXPECT_NE(fatal_.second.find("last partition error REQUEST_TIMED_OUT (actions Retry,MsgPossiblyPersisted, base seq "
                               "1..1, base msgid 2, "),
            std::string::npos)
      << fatal_.second;
}

TEST_F(Idempotent, AFatalErrorGivesUpWhatIsQueuedAndLetsInFlightFinish) {  // facts 3.11, S21
  begin_idempotent({{"batch.num.messages", "1"}}, kSlow);
  reject(KafkaError::OUT_OF_ORDER_SEQUENCE_NUMBER);
  produce_many(7);  // five in flight, two in the queue
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_EQ(fatal_.first, KafkaError::OUT_OF_ORDER_SEQUENCE_NUMBER);
  EXPECT_EQ(reports_[1].error, KafkaError::OUT_OF_ORDER_SEQUENCE_NUMBER);
  EXPECT_EQ(reports_[1].status, 1);
  EXPECT_EQ(std::count_if(reports_.begin(), reports_.end(),
                          [](const DeliveryReport& report) { return report.error == KafkaError::_PURGE_QUEUE; }),
            6);
  EXPECT_EQ(produce(), KafkaError::_FATAL);
}

TEST_F(Idempotent, ConcludesFromALaterSuccessThatTheEarlierOnesAreThere) {  // facts 3.10, 8.4, S20
  RunOptions options = kSlow;
  options.rules = Rules::mock;
  begin_idempotent({{"batch.num.messages", "1"}}, options);
  reject(KafkaError::NOT_ENOUGH_REPLICAS);
  produce_apart(2);
  flush();
  EXPECT_EQ(reports_[1].message, 1u);
  EXPECT_EQ(reports_[1].error, KafkaError::NO_ERROR);
  EXPECT_EQ(reports_[1].offset, -1001);
  EXPECT_EQ(reports_[1].status, 2);
  EXPECT_EQ(world().messages[1].stage.copies, Copies::zero);  // reported as delivered, and not in the log
}

TEST_F(Idempotent, ARequestThatWaitsForASlotIsTakenBackBeforeARetry) {  // facts 3.10
  begin_idempotent({{"max.in.flight", "1"}, {"batch.num.messages", "1"}}, kSlow);
  reject(KafkaError::REQUEST_TIMED_OUT);
  produce_many(3);  // one is in flight, for one a request is made, one is in the queue
  flush();
  EXPECT_EQ(facts("retry_scheduled").size(), 1u);
  EXPECT_EQ(world().duplicates, 0);
  for (MessageId id = 1; id < 4; ++id) EXPECT_EQ(reports_[id].offset, id);
}

}  // namespace
}  // namespace inflight::sim
