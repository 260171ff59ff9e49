// Several brokers: a connection to each that is needed, leaders that go and come, brokers that stand still
// (facts, 2.10, 3.9).
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

class Brokers : public SimulatorStory {
 protected:
  static RunOptions three(Rules rules, std::int32_t partitions = 3, std::int32_t replicas = 1) {
    return {.topics = {{"orders", partitions, replicas}}, .brokers = 3, .rtt_ns = 10 * kMillisecond, .rules = rules};
  }
  void take(ActionKind kind, BrokerId broker, std::string text = "") {
    simulator_->take({.kind = kind, .text = std::move(text), .broker = broker});
  }
  void error(KafkaError error, std::string_view) override { errors_.push_back(error); }
  std::size_t requests_to(BrokerId broker) const {
    std::size_t count = 0;
    for (const std::string& fact : facts("request_sent")) {
      count += fact.find("broker=" + std::to_string(broker)) != std::string::npos;
    }
    return count;
  }
  std::vector<KafkaError> errors_;
};

TEST_F(Brokers, EachPartitionIsSentToItsLeader) {
  begin({{"linger.ms", "0"}}, three(Rules::kafka));
  for (std::int32_t partition = 0; partition < 3; ++partition) produce(partition);
  flush();
  for (BrokerId broker = 1; broker <= 3; ++broker) EXPECT_EQ(requests_to(broker), 1u) << broker;
  EXPECT_EQ(count(Outcome::delivered), 3);
}

TEST_F(Brokers, ALeaderIsConnectedWhenThereIsSomethingForIt) {  // facts 2.10
  begin({{"linger.ms", "0"}}, three(Rules::kafka));
  produce(0);
  flush();
  const Nanos since = now();
  produce(0);
  flush();
  EXPECT_LT(now() - since, 15 * kMillisecond);  // one round trip: broker 1 is connected
  const Nanos before = now();
  produce(1);
  flush();
  EXPECT_GT(now() - before, 29 * kMillisecond);  // two to connect to broker 2, one to send
}

TEST_F(Brokers, TheConnectionToANewLeaderDoesNotWaitForLinger) {  // facts 2.10
  begin({{"linger.ms", "100"}}, three(Rules::kafka));
  produce(0);
  flush();
  const Nanos before = now();
  produce(1);
  poll(kSecond);
  EXPECT_LT(now() - before, 115 * kMillisecond);  // linger, and one round trip
}

TEST_F(Brokers, OneThatIsDownHindersOnlyItsOwnPartitions) {
  begin({{"linger.ms", "0"}, {"reconnect.backoff.max.ms", "200"}}, three(Rules::mock));
  take(ActionKind::broker_down, 2);
  for (std::int32_t partition = 0; partition < 3; ++partition) produce(partition);
  EXPECT_EQ(flush(2 * kSecond), KafkaError::_TIMED_OUT);
  EXPECT_EQ(count(Outcome::delivered), 2);
  take(ActionKind::broker_up, 2);
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_EQ(count(Outcome::delivered), 3);
  EXPECT_EQ(std::count(errors_.begin(), errors_.end(), KafkaError::_ALL_BROKERS_DOWN), 0);
}

TEST_F(Brokers, AllOfThemDownIsTold) {  // facts 4.9
  begin({{"linger.ms", "0"}}, three(Rules::kafka));
  for (std::int32_t partition = 0; partition < 3; ++partition) produce(partition);
  flush();
  for (BrokerId broker = 1; broker <= 3; ++broker) take(ActionKind::broker_down, broker);
  poll();
  EXPECT_EQ(std::count(errors_.begin(), errors_.end(), KafkaError::_ALL_BROKERS_DOWN), 1);
}

TEST_F(Brokers, AMovedLeaderIsFoundByTheFastQuery) {  // facts 3.9
  begin_connected({{"linger.ms", "0"}}, three(Rules::mock, 1));
  take(ActionKind::move_leader, 2, "orders[0]");
  const Nanos since = now();
  produce();
  flush();
  EXPECT_EQ(facts("NOT_LEADER_FOR_PARTITION").size(), 2u * 3u);  // of the answer and of the retry
  EXPECT_GE(now() - since, 250 * kMillisecond);
  EXPECT_LT(now() - since, 420 * kMillisecond);
  EXPECT_EQ(world().partitions[0].leader, 2);
  EXPECT_EQ(count(Outcome::delivered), 2);
}

TEST_F(Brokers, WhatWasMadeForTheOldLeaderGoesToTheNewOne) {  // facts 3.9
  begin_connected({{"linger.ms", "0"}, {"max.in.flight", "1"}, {"batch.num.messages", "1"}},
                  {.topics = {{"orders", 1}}, .brokers = 2, .rtt_ns = 400 * kMillisecond, .rules = Rules::mock});
  take(ActionKind::move_leader, 2, "orders[0]");
  produce_many(4);
  flush();
  EXPECT_EQ(count(Outcome::delivered), 5);
  EXPECT_EQ(world().duplicates, 0);
}

TEST_F(Brokers, OneThatStandsStillAnswersWhenItGoesOn) {
  begin_connected({{"linger.ms", "0"}}, three(Rules::kafka, 1));
  take(ActionKind::pause_broker, 1);
  produce_many(3);
  EXPECT_EQ(flush(2 * kSecond), KafkaError::_TIMED_OUT);
  EXPECT_EQ(world().partitions[0].log.size(), 1u);
  EXPECT_TRUE(world().brokers[0].paused);
  take(ActionKind::resume_broker, 1);
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_EQ(world().partitions[0].log.size(), 4u);
  EXPECT_EQ(world().duplicates, 0);
}

TEST_F(Brokers, OneThatStandsStillLetsNobodyIn) {
  begin({{"linger.ms", "0"}}, three(Rules::kafka, 1));
  take(ActionKind::pause_broker, 1);
  produce_many(1);
  EXPECT_EQ(flush(20 * kSecond), KafkaError::_TIMED_OUT);
  EXPECT_TRUE(errors_.empty());
  flush(12 * kSecond);
  EXPECT_FALSE(errors_.empty());  // the attempt has taken 30 s
  take(ActionKind::resume_broker, 1);
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
}

TEST_F(Brokers, WhatIsSentToOneThatStandsStillIsSentAgainAfterTheTimeout) {
  begin_connected({{"linger.ms", "0"}, {"socket.timeout.ms", "1000"}}, three(Rules::kafka, 1));
  take(ActionKind::pause_broker, 1);
  produce_many(1);
  flush(5 * kSecond);
  take(ActionKind::resume_broker, 1);
  flush();
  exit();
  EXPECT_EQ(world().duplicates, 1);
  EXPECT_EQ(count(Outcome::delivered), 2);
}

TEST_F(Brokers, WhatCannotBeDoneIsToldWithTheAction) {
  begin({}, three(Rules::kafka, 1));
  take(ActionKind::move_leader, 2, "orders[0]");
  take(ActionKind::broker_down, 7);
  const auto told = facts("action=");
  EXPECT_NE(told[0].find("Broker 2 has no copy of it."), std::string::npos) << told[0];
  EXPECT_NE(told[1].find("There is no broker 7."), std::string::npos) << told[1];
}

}  // namespace
}  // namespace inflight::sim
