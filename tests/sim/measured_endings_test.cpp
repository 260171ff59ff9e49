// What was measured on the real library about errors, timeouts, reports, flush() and the end (facts, sections 3 to 5),
// in virtual time.
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

class MeasuredEndings : public SimulatorStory {
 protected:
  void error(KafkaError error, std::string_view) override { errors_.push_back(error); }
  void reject(KafkaError error) {
    simulator_->take({.kind = ActionKind::reject_next, .text = std::string(error_name(error))});
  }
  // The messages in the partition's log, in the order in which they lie there.
  std::vector<MessageId> log() const {
    std::vector<MessageId> ids;
    const auto& records = world().partitions.at(0).log;
    for (std::size_t i = 0; i < records.size(); ++i) ids.push_back(records[i]);
    return ids;
  }
  static double milliseconds(Nanos duration) { return static_cast<double>(duration) / 1e6; }
  std::vector<KafkaError> errors_;
};

TEST_F(MeasuredEndings, RequestTimeoutIsTheBrokersAndNoTimerOfTheClients) {  // facts 3.1, S22
  begin_connected({{"linger.ms", "0"}, {"request.timeout.ms", "100"}}, {.rtt_ns = 3 * kSecond});
  produce_many(1);
  flush();
  EXPECT_EQ(count(Outcome::delivered), 2);
  EXPECT_EQ(world().messages[1].attempts, 1);
  EXPECT_EQ(world().duplicates, 0);
}

TEST_F(MeasuredEndings, TheClientsTimerIsTheSocketsAndIsLookedAtOnceASecond) {  // facts 3.1, S22
  begin_connected({{"linger.ms", "0"}, {"socket.timeout.ms", "1500"}, {"retries", "0"}});
  options_.rtt_ns = 30 * kSecond;
  const Nanos before = now();
  produce_many(1);
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::_MSG_TIMED_OUT);
  EXPECT_EQ(reports_.back().status, 1);
  EXPECT_GE(milliseconds(now() - before), 1500);
  EXPECT_LE(milliseconds(now() - before), 2500);
}

// The first message of a batch decides how long its request may take: a younger one in it has not timed out yet, and
// goes out again.
TEST_F(MeasuredEndings, ARequestsTimeoutIsWhatItsFirstMessageHasLeft) {  // facts 3.1, S22
  begin_connected({{"linger.ms", "900"}, {"message.timeout.ms", "1900"}});
  options_.rtt_ns = 30 * kSecond;
  produce_many(1);
  simulator_->sleep(850 * kMillisecond);
  produce_many(1);
  simulator_->sleep(100 * kMillisecond);
  ASSERT_EQ(count(Outcome::in_flight), 2);
  options_.rtt_ns = kMillisecond;
  flush();
  EXPECT_EQ(reports_[1].error, KafkaError::_MSG_TIMED_OUT);
  EXPECT_EQ(reports_[2].error, KafkaError::NO_ERROR);
  EXPECT_EQ(world().messages[2].attempts, 2);
}

TEST_F(MeasuredEndings, AFailureHasNoTimestampAndASuccessHas) {  // facts 3.2
  begin_connected({{"linger.ms", "0"}});
  EXPECT_EQ(reports_.back().timestamp_type, 1);  // the message's own: CreateTime
  EXPECT_EQ(reports_.back().status, 2);
  reject(KafkaError::MSG_SIZE_TOO_LARGE);
  produce_many(1);
  flush();
  EXPECT_EQ(reports_.back().timestamp_ms, -1);
  EXPECT_EQ(reports_.back().timestamp_type, 0);
}

// "retries = 0 still delivered after 3 errors, 4 requests, 151 ms", with a backoff of 50 ms.
TEST_F(MeasuredEndings, WithoutRetriesThreeLeaderErrorsAreStillRetried) {  // facts 3.4, S8
  begin_connected({{"linger.ms", "0"}, {"retries", "0"}, {"retry.backoff.ms", "50"}}, {.rtt_ns = 300 * kMicrosecond});
  for (int i = 0; i < 3; ++i) reject(KafkaError::NOT_LEADER_FOR_PARTITION);
  const Nanos before = now();
  produce_many(1);
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::NO_ERROR);
  EXPECT_EQ(world().messages[1].attempts, 4);
  EXPECT_NEAR(milliseconds(now() - before), 151, 4);
}

TEST_F(MeasuredEndings, TheBackoffIsTheSameEachTime) {  // facts 3.5
  begin_connected({{"linger.ms", "0"}}, {.rtt_ns = kMillisecond});
  for (int i = 0; i < 5; ++i) reject(KafkaError::NOT_ENOUGH_REPLICAS);
  const Nanos before = now();
  produce_many(1);
  flush();
  EXPECT_NEAR(milliseconds(now() - before), 5 * 100 + 6, 8);
}

// "F0 fails, F1 to F3 succeed, F0 lands last: log F1 F2 F3 F0."
TEST_F(MeasuredEndings, TheFailedOneOfFourLandsLast) {  // facts 3.6, S6
  begin_connected({{"linger.ms", "0"}, {"batch.num.messages", "1"}}, {.rtt_ns = 10 * kMillisecond});
  reject(KafkaError::NOT_ENOUGH_REPLICAS);
  produce_many(4);
  flush();
  EXPECT_EQ(log(), (std::vector<MessageId>{0, 2, 3, 4, 1}));
}

// "max.in.flight = 1: the request for F1, already formed, leaves before F0's retry: log F1 F0 F2 F3."
TEST_F(MeasuredEndings, WithOneInFlightTheNextOneStillOvertakes) {  // facts 3.6, S6
  begin_connected({{"linger.ms", "0"}, {"batch.num.messages", "1"}, {"max.in.flight", "1"}},
                  {.rtt_ns = 10 * kMillisecond});
  reject(KafkaError::NOT_ENOUGH_REPLICAS);
  produce_many(4);
  flush();
  EXPECT_EQ(log(), (std::vector<MessageId>{0, 2, 1, 3, 4}));
}

// "R2, aged 1.0 s of the 1.5 s allowed, is sent again too", though it is another partition's.
TEST_F(MeasuredEndings, ARequestThatWasNotLateIsDuplicatedWithTheLateOne) {  // facts 3.7, S10
  begin_connected({{"linger.ms", "0"}, {"socket.timeout.ms", "1500"}},
                  {.topics = {{"orders", 2}}, .rtt_ns = kMillisecond, .rules = Rules::mock});
  options_.rtt_ns = 3 * kSecond;
  produce(0);
  simulator_->sleep(600 * kMillisecond);
  produce(1);
  simulator_->sleep(1200 * kMillisecond);  // the look at timeouts after one second found neither of them late
  ASSERT_EQ(count(Outcome::stored_unacked), 2);
  options_.rtt_ns = 10 * kMillisecond;
  const std::size_t before = facts("request_sent").size();
  simulator_->sleep(kSecond);
  EXPECT_EQ(facts("request_sent").size(), before + 2);
  flush();
  EXPECT_EQ(world().duplicates, 2);
  EXPECT_EQ(count(Outcome::delivered), 3);
}

// "1500 -> 1907 ms": up to a second late while the broker is up.
TEST_F(MeasuredEndings, ATimeoutIsSeenUpToASecondLate) {  // facts 3.8, S9
  begin_connected({{"linger.ms", "1400"}, {"message.timeout.ms", "1500"}});
  reject(KafkaError::NOT_ENOUGH_REPLICAS);
  const Nanos before = now();
  produce_many(1);
  for (int i = 0; i < 20; ++i) reject(KafkaError::NOT_ENOUGH_REPLICAS);
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::_MSG_TIMED_OUT);
  EXPECT_GE(milliseconds(now() - before), 1500);
  EXPECT_LE(milliseconds(now() - before), 2500);
}

// "message.timeout.ms = 1000, broker down: 3673, 3268, 8184 ms; with reconnect.backoff.max.ms = 500: 1166 to 1500 ms."
TEST_F(MeasuredEndings, WhileTheBrokerIsDownATimeoutIsAsLateAsTheBackoff) {  // facts 3.8, S9
  for (const auto& [most, latest] : {std::pair{"500", 1600.0}, std::pair{"10000", 11000.0}}) {
    sink_ = {};
    reports_.clear();
    next_ = 0;
    begin_connected({{"linger.ms", "0"}, {"message.timeout.ms", "1000"}, {"reconnect.backoff.max.ms", most}});
    simulator_->take({.kind = ActionKind::broker_down});
    simulator_->sleep(10 * kSecond);
    const Nanos before = now();
    produce_many(1);
    flush();
    EXPECT_EQ(reports_.back().error, KafkaError::_MSG_TIMED_OUT);
    EXPECT_EQ(reports_.back().status, 0);
    EXPECT_GE(milliseconds(now() - before), 1000);
    EXPECT_LE(milliseconds(now() - before), latest);
  }
}

// "message.timeout.ms 1000, round trip 3000: report at 1800 ms, the record is in the log."
TEST_F(MeasuredEndings, ATimedOutRecordIsInTheLog) {  // facts 3.8, S9
  begin_connected({{"message.timeout.ms", "1000"}, {"linger.ms", "0"}}, {.rules = Rules::mock});
  options_.rtt_ns = 3 * kSecond;
  const Nanos before = now();
  produce_many(1);
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::_MSG_TIMED_OUT);
  EXPECT_EQ(reports_.back().status, 1);
  EXPECT_GE(milliseconds(now() - before), 1000);
  EXPECT_LE(milliseconds(now() - before), 2000);
  EXPECT_EQ(count(Outcome::failed_stored), 1);
}

TEST_F(MeasuredEndings, TheReportsOfOneBatchAreOneOperation) {  // facts 4.1, 4.7
  begin_connected({{"linger.ms", "5"}});
  produce_many(5);
  EXPECT_EQ(simulator_->outq_len(0), 5);
  simulator_->sleep(kSecond);
  EXPECT_EQ(simulator_->outq_len(0), 6);  // five messages and one operation
  EXPECT_EQ(reports_.size(), 1u);         // nothing runs by itself: only poll() and flush() call back
  EXPECT_EQ(poll(), 1);
  EXPECT_EQ(reports_.size(), 6u);
}

TEST_F(MeasuredEndings, WhatArrivesWhileCallbacksRunIsLeftForTheNextPoll) {  // facts 4.2
  begin_connected({{"linger.ms", "0"}}, {.rtt_ns = 20 * kMillisecond});
  produce_many(1);
  simulator_->sleep(15 * kMillisecond);
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  in_callback_ = [&](const DeliveryReport&) { simulator_->sleep(100 * kMillisecond); };
  EXPECT_EQ(poll(), 1);
  EXPECT_EQ(world().told, 2);
  EXPECT_EQ(poll(), 1);
  EXPECT_EQ(world().told, 3);
}

TEST_F(MeasuredEndings, APollsTimeoutDoesNotBoundItsCallbacks) {  // facts 4.2
  begin_connected({{"linger.ms", "5"}});
  produce_many(6);
  simulator_->sleep(kSecond);
  in_callback_ = [&](const DeliveryReport&) { simulator_->sleep(200 * kMillisecond); };
  const Nanos before = now();
  EXPECT_EQ(poll(300 * kMillisecond), 1);
  EXPECT_GE(now() - before, 1200 * kMillisecond);
}

TEST_F(MeasuredEndings, ASlowCallbackDelaysAllAfterItAndTheirSlots) {  // facts 3.3, S17
  begin_connected({{"linger.ms", "5"}, {"queue.buffering.max.messages", "3"}}, {.rtt_ns = kMillisecond});
  produce_many(3);
  simulator_->sleep(100 * kMillisecond);
  std::vector<std::int32_t> held;
  in_callback_ = [&](const DeliveryReport&) {
    held.push_back(simulator_->outq_len(0));
    simulator_->sleep(kSecond);
  };
  poll();
  EXPECT_EQ(held, (std::vector<std::int32_t>{3, 2, 1}));
  EXPECT_NEAR(milliseconds(reports_[3].latency_ns - reports_[1].latency_ns), 2000, 1);
}

TEST_F(MeasuredEndings, ReportsOfAPartitionComeInTheOrderOfItsMessages) {  // facts 4.4
  begin_connected({{"linger.ms", "0"}, {"batch.num.messages", "3"}}, {.topics = {{"orders", 2}}});
  for (int i = 0; i < 20; ++i) produce(i % 2);
  flush();
  std::map<std::int32_t, MessageId> last;
  for (const DeliveryReport& report : reports_) {
    if (last.contains(report.partition)) {
      EXPECT_LT(last[report.partition], report.message);
    }
    last[report.partition] = report.message;
  }
}

TEST_F(MeasuredEndings, AYieldEndsAFlushEarly) {  // facts 4.6, S18
  begin_connected({{"linger.ms", "5"}});
  produce_many(3);
  in_callback_ = [&](const DeliveryReport&) { simulator_->yield(0); };
  EXPECT_EQ(flush(), KafkaError::_TIMED_OUT);
  EXPECT_EQ(world().told, 2);
}

TEST_F(MeasuredEndings, AQueueWithoutMessagesIsNotEmptyWhileErrorsWait) {  // facts 2.10, 4.9, S23
  begin({}, {.actions = {{.at_ns = 0, .kind = ActionKind::broker_down}}});
  simulator_->sleep(3 * kSecond);
  EXPECT_EQ(world().produced, 0);
  EXPECT_GE(simulator_->outq_len(0), 2);
  EXPECT_EQ(poll(), simulator_->outq_len(0) + static_cast<std::int32_t>(errors_.size()));
  EXPECT_EQ(simulator_->outq_len(0), 0);
}

// "flush(300) with 6 callbacks of 200 ms took 1220 ms and returned NO_ERROR."
TEST_F(MeasuredEndings, AFlushOfThreeHundredMillisecondsTakesTwelveHundred) {  // facts 5.1, S3
  begin_connected({{"linger.ms", "5"}}, {.rtt_ns = kMillisecond});
  produce_many(6);
  in_callback_ = [&](const DeliveryReport&) { simulator_->sleep(200 * kMillisecond); };
  const Nanos before = now();
  EXPECT_EQ(flush(300 * kMillisecond), KafkaError::NO_ERROR);
  EXPECT_NEAR(milliseconds(now() - before), 1220, 25);
}

// "Broker down, message.timeout.ms 2000: NO_ERROR at 2003 ms, _MSG_TIMED_OUT in the callbacks"; the look at timeouts
// comes up to a second later.
TEST_F(MeasuredEndings, AFlushOfWhatTimesOutReturnsSuccess) {  // facts 5.1, S2
  begin({{"message.timeout.ms", "2000"}}, {.actions = {{.at_ns = 0, .kind = ActionKind::broker_down}}});
  produce_many(3);
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_GE(milliseconds(now()), 2000);
  EXPECT_LE(milliseconds(now()), 3010);
  EXPECT_EQ(world().callbacks.at(KafkaError::_MSG_TIMED_OUT), 3);
  EXPECT_EQ(count(Outcome::failed), 3);
}

// "flush(0) does not send a lingering message; flush(20) does."
TEST_F(MeasuredEndings, AFlushOfTwentyMillisecondsSends) {  // facts 5.1, S3
  begin_connected({{"linger.ms", "5000"}}, {.rtt_ns = kMillisecond});
  produce_many(1);
  EXPECT_EQ(flush(20 * kMillisecond), KafkaError::NO_ERROR);
  EXPECT_EQ(count(Outcome::delivered), 2);
}

TEST_F(MeasuredEndings, AFlushDoesNotOverrideTheBackoffOfARetry) {  // facts 5.1
  begin_connected({{"linger.ms", "5000"}, {"retry.backoff.ms", "700"}}, {.rtt_ns = kMillisecond});
  reject(KafkaError::NOT_ENOUGH_REPLICAS);
  produce_many(1);
  EXPECT_EQ(flush(300 * kMillisecond), KafkaError::_TIMED_OUT);
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
}

// "It joins its threads: about 1 ms; no callback is ever called."
TEST_F(MeasuredEndings, DestroyingAProducerTakesAMillisecondAndTellsNobody) {  // facts 5.3, S4
  begin_connected({{"linger.ms", "5000"}});
  produce_many(3);
  const Nanos before = now();
  simulator_->destroy(0);
  EXPECT_NEAR(milliseconds(now() - before), 1, 0.1);
  simulator_->sleep(10 * kSecond);
  EXPECT_EQ(world().told, 1);
  exit();
  EXPECT_EQ(count(Outcome::lost), 3);
}

TEST_F(MeasuredEndings, WhatIsInMemoryAtTheExitIsLost) {  // facts 5.4, S4
  begin_connected({{"linger.ms", "5000"}});
  produce_many(10);
  exit();
  EXPECT_EQ(world().exit.code, 0);
  EXPECT_EQ(count(Outcome::lost), 10);
}

TEST_F(MeasuredEndings, TheMockStampsEveryRecordWithTheSameMoment) {  // facts 8.4, S20
  begin_connected({{"linger.ms", "0"}}, {.rules = Rules::mock});
  EXPECT_EQ(reports_.back().timestamp_ms, 1234);
  EXPECT_EQ(reports_.back().timestamp_type, 2);
}

}  // namespace
}  // namespace inflight::sim
