// Replicas, and what acks promises: who has a record when its message is reported delivered, and what becomes of it
// when the leader is lost. Times: a round trip of 10 ms; a broker is missed after 9 s.
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

class Replication : public SimulatorStory {
 protected:
  static RunOptions cluster(std::int32_t min_insync = 1, bool unclean = false) {
    return {.topics = {{"orders", 1, 3}},
            .brokers = 3,
            .min_insync = min_insync,
            .unclean = unclean,
            .rtt_ns = 10 * kMillisecond};
  }
  void begin_with_acks(std::string acks, RunOptions options) {
    begin_connected({{"linger.ms", "0"}, {"acks", std::move(acks)}, {"reconnect.backoff.max.ms", "200"}},
                    std::move(options));
    simulator_->sleep(kSecond);  // the followers have it too
  }
  void take(ActionKind kind, BrokerId broker) { simulator_->take({.kind = kind, .broker = broker}); }
  void take(ActionKind kind, std::initializer_list<BrokerId> brokers) {
    for (const BrokerId broker : brokers) take(kind, broker);
  }
  bool in_sync(BrokerId broker) const {
    return world().partitions[0].replicas[static_cast<std::size_t>(broker - 1)].in_sync;
  }
  std::size_t log_size() const { return world().partitions[0].log.size(); }
  // Two followers stand still, but are not missed yet: they count as in sync. The leader has what they don't, and dies.
  void lose_the_leader_before_the_others_have_it() {
    take(ActionKind::pause_broker, {2, 3});
    produce_many(3);
    flush(2 * kSecond);
    take(ActionKind::broker_down, 1);
    take(ActionKind::resume_broker, {2, 3});
    simulator_->sleep(15 * kSecond);
  }
};

TEST_F(Replication, FollowersFetchWhatTheLeaderHas) {
  begin_with_acks("1", cluster());
  EXPECT_EQ(world().partitions[0].replicas[1].end, 1);
  EXPECT_EQ(world().partitions[0].replicas[2].end, 1);
  EXPECT_EQ(facts(" replicated").size(), 3u + 2u);  // that they are there, and the record
}

TEST_F(Replication, AcksOneIsAnsweredAtOnce) {
  begin_with_acks("1", cluster());
  const Nanos since = now();
  produce();
  flush();
  EXPECT_LT(now() - since, 11 * kMillisecond);
}

TEST_F(Replication, AcksAllIsAnsweredWhenTheOthersHaveIt) {
  begin_with_acks("all", cluster());
  const Nanos since = now();
  produce();
  flush();
  EXPECT_GT(now() - since, 20 * kMillisecond);  // there, to the followers and back, and back
  EXPECT_LT(now() - since, 22 * kMillisecond);
}

TEST_F(Replication, AcksOneLosesWhatOnlyTheLeaderHad) {
  begin_with_acks("1", cluster());
  lose_the_leader_before_the_others_have_it();
  EXPECT_EQ(facts("log_truncated").size(), 1u);
  EXPECT_EQ(world().partitions[0].leader, 2);
  exit();
  EXPECT_EQ(count(Outcome::delivered), 1);
  EXPECT_EQ(count(Outcome::delivered_missing), 3);
  EXPECT_EQ(log_size(), 1u);
}

TEST_F(Replication, AcksAllDoesNot) {
  begin_with_acks("all", cluster());
  lose_the_leader_before_the_others_have_it();
  flush();
  exit();
  EXPECT_EQ(count(Outcome::delivered), 4);
  EXPECT_EQ(count(Outcome::delivered_missing), 0);
  EXPECT_EQ(log_size(), 4u);
  EXPECT_EQ(world().duplicates, 0);  // the first copies were cut off
}

TEST_F(Replication, ALostLeaderIsMissedAfterNineSeconds) {
  begin_with_acks("all", cluster());
  const Nanos since = now();
  take(ActionKind::broker_down, 1);
  produce();
  flush();
  EXPECT_GT(now() - since, 9 * kSecond);
  EXPECT_LT(now() - since, 14 * kSecond);
  EXPECT_FALSE(in_sync(1));
  EXPECT_EQ(count(Outcome::delivered), 2);
}

TEST_F(Replication, ABrokerThatIsBackInTimeHasLostNothing) {
  begin_with_acks("1", cluster());
  take(ActionKind::broker_down, 1);
  simulator_->sleep(5 * kSecond);
  take(ActionKind::broker_up, 1);
  simulator_->sleep(10 * kSecond);
  EXPECT_TRUE(facts("leader_changed").empty());
  EXPECT_TRUE(in_sync(1));
}

TEST_F(Replication, OneThatComesBackFollowsAndIsInSyncAgain) {
  begin_with_acks("all", cluster());
  take(ActionKind::broker_down, 1);
  produce_many(5);
  flush();
  take(ActionKind::broker_up, 1);
  simulator_->sleep(kSecond);
  EXPECT_TRUE(in_sync(1));
  EXPECT_EQ(world().partitions[0].leader, 2);
  EXPECT_EQ(world().partitions[0].replicas[0].end, 6);
}

TEST_F(Replication, TooFewInSyncAreRefused) {  // min.insync.replicas
  begin_connected({{"linger.ms", "0"}, {"retries", "0"}}, cluster(3));
  take(ActionKind::broker_down, 3);
  simulator_->sleep(10 * kSecond);
  produce();
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::NOT_ENOUGH_REPLICAS);
  EXPECT_EQ(log_size(), 1u);
}

TEST_F(Replication, WithAcksOneNobodyAsksHowManyAreInSync) {
  begin_with_acks("1", cluster(3));
  take(ActionKind::broker_down, {2, 3});
  simulator_->sleep(10 * kSecond);
  produce();
  flush();
  EXPECT_EQ(count(Outcome::delivered), 2);
}

TEST_F(Replication, OneThatIsMissedWhileABatchWaitsLeavesItStoredAndRefused) {
  begin_connected({{"linger.ms", "0"}, {"retries", "0"}}, cluster(3));
  take(ActionKind::broker_down, 3);
  produce();
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::NOT_ENOUGH_REPLICAS_AFTER_APPEND);
  EXPECT_EQ(log_size(), 2u);
  EXPECT_EQ(count(Outcome::failed_stored), 1);
}

TEST_F(Replication, ABatchThatWaitsForTooLongIsRefusedByItsBroker) {  // request.timeout.ms
  begin_connected({{"linger.ms", "0"}, {"retries", "0"}, {"request.timeout.ms", "3000"}}, cluster());
  take(ActionKind::broker_down, 3);
  produce();
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::REQUEST_TIMED_OUT);
  EXPECT_EQ(count(Outcome::failed_stored), 1);
}

TEST_F(Replication, NobodyLeadsWhenNoneInSyncLives) {
  begin_with_acks("1", cluster());
  take(ActionKind::broker_down, {2, 3});
  simulator_->sleep(10 * kSecond);
  produce_many(2);
  flush();
  take(ActionKind::broker_down, 1);
  take(ActionKind::broker_up, 2);
  simulator_->sleep(10 * kSecond);
  EXPECT_EQ(world().partitions[0].leader, kNoBroker);
  take(ActionKind::broker_up, 1);
  produce();
  EXPECT_EQ(flush(20 * kSecond), KafkaError::NO_ERROR);
  EXPECT_EQ(world().partitions[0].leader, 1);
  exit();
  EXPECT_EQ(count(Outcome::delivered), 4);
  EXPECT_EQ(count(Outcome::delivered_missing), 0);
}

TEST_F(Replication, AnUncleanElectionLosesWhatWasDelivered) {  // unclean.leader.election.enable
  begin_with_acks("all", cluster(1, true));
  take(ActionKind::broker_down, {2, 3});
  simulator_->sleep(10 * kSecond);
  produce_many(2);
  flush();
  take(ActionKind::broker_down, 1);
  take(ActionKind::broker_up, 2);
  simulator_->sleep(10 * kSecond);
  EXPECT_EQ(world().partitions[0].leader, 2);
  exit();
  EXPECT_EQ(count(Outcome::delivered_missing), 2);
  EXPECT_EQ(count(Outcome::delivered), 1);
}

TEST_F(Replication, TheNextOnTheSameConnectionWaitsForTheAnswer) {
  begin_with_acks("all", cluster());
  take(ActionKind::pause_broker, 3);
  produce();
  simulator_->sleep(100 * kMillisecond);
  produce();
  simulator_->sleep(100 * kMillisecond);
  EXPECT_EQ(log_size(), 2u);
  take(ActionKind::resume_broker, 3);
  flush();
  EXPECT_EQ(log_size(), 3u);
}

TEST_F(Replication, WhatIsUnderWayAtTheExitIsReadWhenTheClusterRests) {
  begin_with_acks("1", cluster());
  take(ActionKind::pause_broker, {2, 3});
  produce_many(2);
  flush(kSecond);
  take(ActionKind::broker_down, 1);
  take(ActionKind::resume_broker, {2, 3});
  exit();
  EXPECT_EQ(count(Outcome::delivered_missing), 2);
}

}  // namespace
}  // namespace inflight::sim
