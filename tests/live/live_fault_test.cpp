// What is done to the broker while the program runs, and what a reader who knows nothing of us (kcat) then finds in its
// log.
#include <array>
#include <cstdio>
#include <cstring>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/watched.h"

namespace inflight {
namespace {

using testing::HasSubstr;

std::string address_of_broker(const Watched& live) {
  for (std::uint64_t i = 0; i < live.recording.size(); ++i) {
    const Fact fact = live.recording.fact(i);
    if (fact.event.kind == EventKind::broker_known) return std::string(as<BrokerKnown>(fact).address);
  }
  return "";
}

// The log of orders as kcat reads it from the built-in broker, which lives as long as the run: "partition offset
// value".
std::vector<std::string> log_by_kcat(const Watched& live) {
  std::vector<std::string> lines;
  for (const Partition& partition : live.world.partitions) {
    const std::string command = "kcat -b " + address_of_broker(live) + " -C -t orders -p " +
                                std::to_string(partition.number) + " -o beginning -e -q -f '%p %o %s\\n' 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 256> line{};
    while (pipe && fgets(line.data(), line.size(), pipe)) lines.emplace_back(line.data(), std::strlen(line.data()) - 1);
    EXPECT_EQ(pipe ? pclose(pipe) : -1, 0) << command;
  }
  return lines;
}

// The same as the world has it.
std::vector<std::string> log_in_view(const Watched& live) {
  std::vector<std::string> lines;
  for (const Partition& partition : live.world.partitions) {
    for (std::size_t i = 0; i < partition.log.size(); ++i) {
      lines.push_back(std::to_string(partition.number) + " " + std::to_string(i) + " m" +
                      std::to_string(partition.log[i]));
    }
  }
  return lines;
}

void expect_the_truth(const Watched& live) {
  EXPECT_EQ(live.world.phase, Phase::settled) << live.story();
  EXPECT_EQ(live.world.count(Outcome::in_doubt), 0);
  EXPECT_EQ(live.world.anomalies, 0) << live.story();
  EXPECT_EQ(log_in_view(live), log_by_kcat(live));
}

TEST(LiveFault, ABrokerThatWasAwayGetsAllOfIt) {
  Watched live(options_for(script(200, "0.005", "'linger.ms': 0, 'reconnect.backoff.max.ms': 200")));
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.told >= 3; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::broker_down}).ok());
  ASSERT_TRUE(live.go_until([&] { return live.world.count(Outcome::buffered) >= 50; }));
  EXPECT_FALSE(live.world.brokers.front().up);
  ASSERT_TRUE(live.run->act({.kind = ActionKind::broker_up}).ok());
  live.go_to_end();
  EXPECT_EQ(live.world.count(Outcome::delivered), 200);
  expect_the_truth(live);
}

TEST(LiveFault, ABrokerThatIsAwayForFiveSecondsGetsAllOfIt) {
  Watched live(options_for(script(400, "0.02", "'linger.ms': 5, 'reconnect.backoff.max.ms': 500")));
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.told >= 20; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::broker_down}).ok());
  const Nanos down = live.state.reached_ns;
  ASSERT_TRUE(live.go_until([&] { return live.state.reached_ns >= down + 5 * kSecond; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::broker_up}).ok());
  live.go_to_end();
  EXPECT_EQ(live.world.count(Outcome::delivered), 400);
  expect_the_truth(live);
}

// Partition by partition in turn: broker 1 leads 0 and 3. What the others lead is stored meanwhile.
TEST(LiveFault, OfSeveralBrokersOneIsAwayAndTheOthersGoOn) {
  RunOptions options = options_for(
      "from confluent_kafka import Producer\n"
      "import time\n"
      "told = [0, 0, 0, 0]\n"
      "def report(err, msg):\n"
      "    told[msg.partition()] += 1\n"
      "producer = Producer({'bootstrap.servers': 'localhost:9092', 'linger.ms': 0, 'reconnect.backoff.max.ms': 200})\n"
      "for i in range(400):\n"
      "    producer.produce('orders', f'm{i}', partition=i % 4, callback=report)\n"
      "    producer.poll(0)\n"
      "    time.sleep(0.005)\n"
      "producer.flush()\n"
      "print(told)\n");
  options.topics = {{"orders", 4}};
  options.brokers = 3;
  Watched live(options);
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.told >= 8; }));
  ASSERT_EQ(live.world.brokers.size(), 3U);
  std::vector<BrokerId> leaders;
  for (const Partition& partition : live.world.partitions) leaders.push_back(partition.leader);
  EXPECT_EQ(leaders, (std::vector<BrokerId>{1, 2, 3, 1}));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::broker_down}).ok());
  ASSERT_TRUE(live.go_until([&] { return live.world.count(Outcome::buffered) >= 40; }));
  std::vector<std::size_t> stored;
  for (const Partition& partition : live.world.partitions) stored.push_back(partition.log.size());
  EXPECT_GT(stored[1], stored[0] + 10);
  EXPECT_GT(stored[2], stored[3] + 10);
  ASSERT_TRUE(live.run->act({.kind = ActionKind::broker_up}).ok());
  ASSERT_TRUE(live.run->act({.kind = ActionKind::cut_connections}).ok());
  live.go_to_end();
  EXPECT_EQ(live.world.count(Outcome::delivered), 400);
  EXPECT_EQ(live.world.anomalies, 0);
  expect_the_truth(live);
}

TEST(LiveFault, ATenthOfTheBatchesRejectedIsMissedExactly) {
  Watched live(options_for(script(600, "0.004", "'linger.ms': 0, 'batch.num.messages': 5")));
  ASSERT_TRUE(live.run);
  for (std::int64_t requests = 10; requests < 100; requests += 10) {
    ASSERT_TRUE(live.go_until([&] { return live.count(EventKind::request_sent) >= requests; }));
    ASSERT_TRUE(live.run->act({.kind = ActionKind::reject_next}).ok());
  }
  live.go_to_end();
  const std::int64_t failed = live.world.count(Outcome::failed);
  EXPECT_GE(failed, 9);
  EXPECT_EQ(live.world.count(Outcome::delivered), 600 - failed);
  EXPECT_EQ(live.world.callbacks[KafkaError::POLICY_VIOLATION], failed);
  expect_the_truth(live);
}

TEST(LiveFault, BrokenConnectionsLoseNothing) {
  Watched live(options_for(script(200, "0.005", "'linger.ms': 0, 'reconnect.backoff.max.ms': 200")));
  ASSERT_TRUE(live.run);
  for (const std::int64_t told : {3, 40, 80}) {
    ASSERT_TRUE(live.go_until([&] { return live.world.told >= told; }));
    ASSERT_TRUE(live.run->act({.kind = ActionKind::cut_connections}).ok());
  }
  live.go_to_end();
  EXPECT_EQ(live.world.count(Outcome::delivered), 200);
  expect_the_truth(live);
}

TEST(LiveFault, ASlowBrokerAnswersLater) {
  Watched live(options_for(script(60, "0.01", "'linger.ms': 0")));
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.told >= 3; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::set_latency, .round_trip_ns = kSecond}).ok());
  EXPECT_TRUE(live.go_until([&] { return live.world.count(Outcome::stored_unacked) >= 20; })) << live.story();
  live.go_to_end();
  EXPECT_EQ(live.world.count(Outcome::delivered), 60);
  expect_the_truth(live);
}

TEST(LiveFault, AnErrorThatPassesIsRetriedAndOneThatStaysFails) {
  Watched live(options_for(script(3000, "0.01", "'linger.ms': 0")));
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.told >= 3; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::reject_next, .text = "NOT_ENOUGH_REPLICAS"}).ok());
  ASSERT_TRUE(live.go_until([&] { return live.count(EventKind::retry_scheduled) >= 1; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::reject_next, .text = "MSG_SIZE_TOO_LARGE"}).ok());
  EXPECT_TRUE(live.go_until([&] { return live.world.count(Outcome::failed) >= 1; }));
  const Status unknown = live.run->act({.kind = ActionKind::reject_next, .text = "NO_SUCH_ERROR"});
  EXPECT_THAT(unknown.ok() ? "" : unknown.error().sentence, HasSubstr("'NO_SUCH_ERROR' is no error of Kafka's"));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::exit_now}).ok());
  live.go_to_end();
  EXPECT_GE(live.world.callbacks[KafkaError::MSG_SIZE_TOO_LARGE], 1);
  EXPECT_EQ(live.world.callbacks.count(KafkaError::NOT_ENOUGH_REPLICAS), 0u);
  expect_the_truth(live);
}

TEST(LiveFault, TheLogIsReadThoughTheBrokerWasDownAtTheExit) {
  Watched live(options_for(script(10'000, "0.005", "'linger.ms': 0")));
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.told >= 3; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::broker_down}).ok());
  ASSERT_TRUE(live.go_until([&] { return live.world.count(Outcome::buffered) >= 10; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::kill}).ok());
  live.go_to_end();
  EXPECT_GE(live.world.count(Outcome::lost), 10);
  expect_the_truth(live);
}

RunOptions with_faults(RunOptions options, std::initializer_list<const char*> faults) {
  for (const char* words : faults) options.faults.push_back(parse_fault(words).value());
  return options;
}

std::vector<std::string> faults_told(const Watched& live) {
  std::vector<std::string> told;
  for (std::uint64_t i = 0; i < live.recording.size(); ++i) {
    const Fact fact = live.recording.fact(i);
    if (fact.event.kind == EventKind::fault) told.emplace_back(as<FaultHappened>(fact).what);
  }
  return told;
}

TEST(LiveFault, ThoseOfTheOptionsHappenByThemselves) {
  Watched live(with_faults(options_for(script(300, "0.005", "'linger.ms': 0, 'reconnect.backoff.max.ms': 200")),
                           {"from 300ms to 900ms: broker down", "when 150 messages are produced: latency 100ms"}));
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.count(Outcome::buffered) >= 20; }));
  live.go_to_end();
  EXPECT_EQ(live.world.count(Outcome::delivered), 300);
  EXPECT_THAT(faults_told(live), testing::UnorderedElementsAre("broker down", "broker up", "latency 100ms"));
  EXPECT_EQ(live.count(EventKind::action), 0);
  expect_the_truth(live);
}

// The real library does not hear of what the broker has stored, times out and sends it again.
TEST(LiveFault, ALostAckMakesADuplicate) {
  Watched live(with_faults(options_for(script(20, "0.02", "'linger.ms': 0, 'socket.timeout.ms': 1000")),
                           {"when message 5 is produced: lose next ack"}));
  ASSERT_TRUE(live.run);
  live.go_to_end();
  EXPECT_EQ(faults_told(live), (std::vector<std::string>{"lose next ack"}));
  EXPECT_EQ(live.world.count(Outcome::delivered), 20);
  EXPECT_GE(live.world.duplicates, 1) << live.story();
  EXPECT_EQ(live.world.phase, Phase::settled);
}

TEST(LiveFault, EveryFifthRequestIsRefusedWhileItLasts) {
  Watched live(with_faults(options_for(script(400, "0.005", "'linger.ms': 0, 'batch.num.messages': 1")),
                           {"from 500ms to 1500ms: reject every 5th request with MSG_SIZE_TOO_LARGE"}));
  ASSERT_TRUE(live.run);
  live.go_to_end();
  const std::vector<std::string> told = faults_told(live);
  EXPECT_EQ(live.world.callbacks[KafkaError::MSG_SIZE_TOO_LARGE], std::ssize(told));
  EXPECT_GE(told.size(), 10U);
  EXPECT_LE(told.size(), 60U);
  EXPECT_EQ(told.front(), "reject every 5th request with MSG_SIZE_TOO_LARGE");
  EXPECT_EQ(live.world.messages[399].stage.known, Known::success);
  expect_the_truth(live);
}

TEST(LiveFault, WhatCantBeDoneIsRefusedByNameBeforeTheStart) {
  const auto refusal = [](std::initializer_list<const char*> faults, std::int32_t brokers = 1) {
    RunOptions options = with_faults(options_for(script(1, "0", "'linger.ms': 0")), faults);
    options.brokers = brokers;
    const Result<std::unique_ptr<inflight::Run>> run = make_live_run(options);
    if (!run) return run.error().sentence;
    for (const Fault& fault : options.faults) {
      if (std::string why = run.value()->why_not(fault); !why.empty()) return why;
    }
    return std::string();
  };
  EXPECT_EQ(refusal({"always: lose 10 % of acks"}),
            "The built-in broker loses one ack at a time: write lose next ack, or simulate it.");
  EXPECT_EQ(refusal({"at 1s: lose next ack"}, 2),
            "Of several built-in brokers, nobody can tell which one answers next.");
  EXPECT_EQ(refusal({"always: reject 10 %", "at 1s: lose next ack"}),
            "The built-in broker loses no ack while a fault has it reject a share of requests.");
  EXPECT_EQ(refusal({"always: reject 10 %", "at 1s: reject next", "at 1s: kill -9"}), "");
}

}  // namespace
}  // namespace inflight
