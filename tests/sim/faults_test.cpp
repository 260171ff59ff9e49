// What goes wrong because the run's options say so: each fault as a story, told by the event `fault`, the same each
// time.
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

class FaultStory : public SimulatorStory {
 protected:
  static RunOptions with(std::initializer_list<const char*> faults, std::int64_t seed = 1) {
    RunOptions options;
    options.seed = seed;
    for (const char* words : faults) options.faults.push_back(parse_fault(words).value());
    return options;
  }
  void begin_with(std::initializer_list<const char*> faults, Properties more = {}, std::int64_t seed = 1) {
    Properties properties{{"linger.ms", "0"}, {"batch.num.messages", "1"}};
    properties.insert(properties.end(), more.begin(), more.end());
    begin(properties, with(faults, seed));
  }
  // One message each 10 ms.
  void produce_slowly(int count) {
    for (int i = 0; i < count; ++i) {
      ASSERT_EQ(produce(), KafkaError::NO_ERROR);
      poll();
      simulator_->sleep(10 * kMillisecond);
    }
  }
  std::vector<std::string> told() const { return facts(" fault "); }
};

TEST_F(FaultStory, ABrokerThatIsDownForAWhileIsBackAtTheSecondTime) {
  begin_with({"from 100ms to 300ms: broker down"});
  produce_slowly(20);
  EXPECT_EQ(world().brokers.front().up, false);
  produce_slowly(30);
  flush();
  EXPECT_EQ(count(Outcome::delivered), 50);
  EXPECT_EQ(told(), (std::vector<std::string>{"0.100000000 fault what=\"broker down\"",
                                              "0.300000000 fault what=\"broker up\""}));
  EXPECT_EQ(facts("broker_down").front(), "0.100000000 broker_down broker=1");
  EXPECT_TRUE(facts(" action ").empty());
}

TEST_F(FaultStory, TheLatencyIsTheUsualOneAfterAWhile) {
  begin_with({"from 100ms to 200ms: latency 300ms"});
  produce_slowly(12);
  EXPECT_EQ(world().told, 10);
  produce_slowly(60);
  flush();
  EXPECT_EQ(told().back(), "0.200000000 fault what=\"latency 2 ms\"");
  EXPECT_EQ(world().told, 72);
}

TEST_F(FaultStory, WhatWaitsForAMomentHappensAtItsInstant) {
  begin_with({"when message 3 is produced: reject next with NOT_ENOUGH_REPLICAS"});
  produce_slowly(6);
  flush();
  const std::string at = facts("message_accepted")[3].substr(0, 11);
  EXPECT_EQ(told(), (std::vector<std::string>{at + " fault what=\"reject next with NOT_ENOUGH_REPLICAS\""}));
  EXPECT_EQ(world().messages[3].attempts, 2);
  EXPECT_EQ(world().messages[4].attempts, 1);
}

TEST_F(FaultStory, ConnectionsThatAreCutWhenAMessageIsSentStoreItTwice) {
  begin_with({"when message 3 is sent: cut connections"});
  produce_slowly(6);
  flush();
  exit();
  EXPECT_EQ(world().messages[3].attempts, 2);
  EXPECT_EQ(world().duplicates, 1);
  EXPECT_EQ(count(Outcome::delivered), 6);
}

// The broker has it, the answer never comes, nothing behind it on the connection does, and the client sends it again.
TEST_F(FaultStory, ALostAckMakesADuplicate) {
  begin_with({"when message 3 is produced: lose next ack"}, {{"socket.timeout.ms", "1000"}});
  produce_slowly(6);
  EXPECT_EQ(world().told, 3);
  EXPECT_EQ(count(Outcome::stored_unacked), 3);
  flush();
  exit();
  ASSERT_EQ(facts("response_dropped").size(), 1U);
  EXPECT_EQ(count(Outcome::delivered), 6);
  EXPECT_EQ(world().duplicates, 3);
  EXPECT_EQ(world().messages[3].error, KafkaError::NO_ERROR);
}

TEST_F(FaultStory, ALostAckWithoutRetriesIsAFailureOfAMessageThatIsThere) {
  begin_with({"when message 0 is produced: lose next ack"}, {{"socket.timeout.ms", "1000"}, {"retries", "0"}});
  produce_slowly(1);
  flush();
  exit();
  EXPECT_EQ(count(Outcome::failed_stored), 1);
  EXPECT_EQ(reports_.front().error, KafkaError::_MSG_TIMED_OUT);
}

// What was purged no longer counts in max.in.flight, but the answers behind the lost one don't come any more for that.
TEST_F(FaultStory, APurgeDoesNotBringTheAnswersBehindALostOne) {  // facts 2.6, 5.2
  begin_with({"when message 1 is produced: lose next ack"},
             {{"max.in.flight", "1"}, {"socket.timeout.ms", "1000"}, {"retries", "0"}});
  produce_slowly(2);
  simulator_->purge(0, false, true, true);
  EXPECT_EQ(produce(), KafkaError::NO_ERROR);
  flush();
  EXPECT_EQ(reports_[1].error, KafkaError::_PURGE_INFLIGHT);
  EXPECT_EQ(world().messages[2].attempts, 1);
  EXPECT_EQ(reports_[2].error, KafkaError::_MSG_TIMED_OUT);
}

TEST_F(FaultStory, WithoutAcksThereIsNoneToLose) {
  begin_with({"always: lose every ack"}, {{"acks", "0"}});
  produce_slowly(5);
  flush();
  EXPECT_EQ(count(Outcome::delivered), 5);
  EXPECT_TRUE(told().empty());
}

TEST_F(FaultStory, EveryFifthRequestOfAWhileIsRefused) {
  begin_with({"from 100ms to 400ms: reject every 5th request"});
  produce_slowly(60);
  flush();
  EXPECT_EQ(told().size(), 6U);
  EXPECT_EQ(count(Outcome::failed), 6);
  EXPECT_EQ(world().callbacks.at(KafkaError::POLICY_VIOLATION), 6);
  for (const std::string& each : told()) {
    EXPECT_GE(each, "0.100");
    EXPECT_LT(each, "0.401");
  }
}

TEST_F(FaultStory, AShareIsHitByChanceAndTheSameForTheSameSeed) {
  const auto run = [&](std::int64_t seed) {
    next_ = 0;
    sink_ = {};
    begin_with({"always: reject 20 % with REQUEST_TIMED_OUT"}, {{"retries", "0"}}, seed);
    produce_slowly(200);
    flush();
    exit();
    return sink_.texts;
  };
  const std::vector<std::string> once = run(1);
  EXPECT_NEAR(static_cast<double>(told().size()), 40, 15);
  EXPECT_EQ(world().callbacks.at(KafkaError::REQUEST_TIMED_OUT), std::ssize(told()));
  EXPECT_EQ(run(1), once);
  EXPECT_NE(run(2), once);
}

TEST_F(FaultStory, OneFaultMoreLeavesTheOthersWhereTheyHit) {
  const auto hits = [&](std::initializer_list<const char*> faults) {
    next_ = 0;
    sink_ = {};
    begin_with(faults, {{"retries", "0"}});
    produce_slowly(100);
    std::vector<std::string> found;
    for (const std::string& each : told()) {
      if (each.find("reject") != std::string::npos) found.push_back(each);
    }
    return found;
  };
  const auto alone = hits({"always: reject 20 %"});
  EXPECT_FALSE(alone.empty());
  EXPECT_EQ(hits({"always: reject 20 %", "at 5s: lose next ack", "from 5s: lose 20 % of acks"}), alone);
}

TEST_F(FaultStory, WhatIsDueAfterTheEndIsNotTold) {
  begin_with({"at 1s: broker down"});
  produce_slowly(1);
  flush();
  exit();
  EXPECT_TRUE(told().empty());
  EXPECT_EQ(world().phase, Phase::settled);
}

}  // namespace
}  // namespace inflight::sim
