// Rejected batches, timeouts, purge, destroy, exit (facts, sections 3 and 5).
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

TEST_F(SimulatorStory, ARejectedBatchFailsAtOnceAndIsNotStored) {  // facts 3.4
  begin_connected({{"linger.ms", "5"}});
  simulator_->take({.kind = ActionKind::reject_next});
  produce_many(3);
  flush();
  EXPECT_EQ(count(Outcome::failed), 3);
  EXPECT_EQ(world().callbacks.at(KafkaError::POLICY_VIOLATION), 3);
  EXPECT_EQ(world().in_kafka(), 1);
  produce_many(1);
  flush();
  EXPECT_EQ(count(Outcome::delivered), 2);  // only the next batch was rejected
}

TEST_F(SimulatorStory, FlushReturnsSuccessThoughAllFailed) {  // facts 5.1; TEACHING 11
  begin_connected({{"linger.ms", "5"}});
  simulator_->take({.kind = ActionKind::reject_next});
  produce_many(3);
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
}

TEST_F(SimulatorStory, AMessageTimesOutLazily) {  // facts 3.8, S9
  begin({{"message.timeout.ms", "300"}, {"linger.ms", "5"}}, {.rtt_ns = 10 * kSecond});
  produce_many(1);
  flush();
  EXPECT_EQ(reports_[0].error, KafkaError::_MSG_TIMED_OUT);
  EXPECT_GE(now(), kSecond);  // the scan comes once a second
  EXPECT_LT(now(), kSecond + 100 * kMillisecond);
}

TEST_F(SimulatorStory, ATimedOutMessageMayYetBeStored) {  // facts 3.8; TEACHING 21
  begin_connected({{"message.timeout.ms", "1000"}, {"linger.ms", "0"}}, {.rtt_ns = 400 * kMillisecond});
  options_.rtt_ns = 3 * kSecond;
  produce_many(1);
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::_MSG_TIMED_OUT);
  EXPECT_EQ(reports_.back().status, 1);
  simulator_->sleep(2 * kSecond);
  EXPECT_EQ(count(Outcome::failed_stored), 1);
}

TEST_F(SimulatorStory, OneLateRequestResendsEverybodysBatches) {  // facts 3.7, S10
  begin_connected({{"socket.timeout.ms", "1000"}, {"linger.ms", "0"}}, {.rtt_ns = 100 * kMillisecond});
  options_.rtt_ns = 5 * kSecond;
  produce_many(1);
  simulator_->sleep(500 * kMillisecond);
  produce_many(1);
  simulator_->sleep(600 * kMillisecond);
  options_.rtt_ns = 10 * kMillisecond;
  flush();
  simulator_->sleep(5 * kSecond);  // what was sent first arrives, too
  EXPECT_EQ(world().told, 3);
  EXPECT_EQ(world().duplicates, 2);
}

// Its time runs from when it was made (rd_kafka_ProduceRequest), and socket.max.fails counts it.
TEST_F(SimulatorStory, ARequestThatIsLateBeforeItLeftTakesTheConnectionDown) {  // facts 3.1, 3.7
  begin({{"linger.ms", "0"}, {"batch.num.messages", "1"}, {"max.in.flight", "1"}, {"message.timeout.ms", "1700"}},
        {.rtt_ns = 420 * kMillisecond, .rules = Rules::mock});
  produce_many(3);
  flush();
  EXPECT_EQ(count(Outcome::delivered), 1);
  EXPECT_EQ(world().callbacks.at(KafkaError::_MSG_TIMED_OUT), 2);
  EXPECT_EQ(world().partitions[0].log.size(), 1u);
  EXPECT_EQ(now() / (10 * kMillisecond), 210) << "with the first answer";
}

TEST_F(SimulatorStory, PurgeTellsQueuedAndInFlightApart) {  // facts 5.2
  begin_connected({{"linger.ms", "0"}, {"max.in.flight", "1"}}, {.rtt_ns = 500 * kMillisecond});
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  produce_many(2);
  simulator_->purge(0, true, true, false);
  EXPECT_EQ(world().told, 1);  // only queued
  poll();
  EXPECT_EQ(world().callbacks.at(KafkaError::_PURGE_QUEUE), 2);
  EXPECT_EQ(world().callbacks.at(KafkaError::_PURGE_INFLIGHT), 1);
  simulator_->sleep(kSecond);
  EXPECT_EQ(count(Outcome::failed_stored), 1);
}

TEST_F(SimulatorStory, WhatWasProducedAtTheLastMomentIsPurgedFirst) {  // facts 5.2
  begin_connected({{"linger.ms", "1000"}});
  produce_many(2);
  simulator_->sleep(10 * kMillisecond);  // the broker thread has taken these over
  produce_many(1);
  simulator_->purge(0, true, true, false);
  EXPECT_EQ(poll(), 2);  // operations
  EXPECT_EQ(reports_[1].message, 3u);
  EXPECT_EQ(reports_[2].message, 1u);
}

TEST_F(SimulatorStory, APurgedRequestTakesUpNoneOfMaxInFlight) {  // facts 5.2, 2.6
  begin_connected({{"linger.ms", "0"}, {"max.in.flight", "1"}}, {.rtt_ns = 500 * kMillisecond});
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  simulator_->purge(0, false, true, false);
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  EXPECT_EQ(facts("request_sent").size(), 3u);
}

TEST_F(SimulatorStory, DestroyDropsWaitingReports) {  // facts 5.3, S4
  begin_connected({{"linger.ms", "0"}});
  produce_many(1);
  simulator_->sleep(kSecond);
  produce_many(1);
  simulator_->destroy(0);
  exit();
  EXPECT_EQ(world().told, 1);
  EXPECT_EQ(count(Outcome::never_told), 1);
  EXPECT_EQ(count(Outcome::lost), 1);
}

TEST_F(SimulatorStory, ARequestInFlightLandsAfterTheExit) {  // facts 5.3
  begin_connected({{"linger.ms", "0"}}, {.rtt_ns = 400 * kMillisecond});
  produce_many(1);
  simulator_->sleep(50 * kMillisecond);
  ASSERT_EQ(count(Outcome::in_flight), 1);
  exit();
  EXPECT_EQ(count(Outcome::never_told), 1);
}

TEST_F(SimulatorStory, AStopEndsABlockedCallAtOnce) {
  begin({}, {.topics = {{"orders", 1}}, .until_ns = kSecond});
  poll(-1);
  EXPECT_EQ(now(), kSecond);
  EXPECT_TRUE(simulator_->killed());
}

}  // namespace
}  // namespace inflight::sim
