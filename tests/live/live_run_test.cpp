// Live runs end to end: a real child process, the real librdkafka, the built-in broker. Order, counts and outcomes are
// asserted, never durations.
#include "core/live/live_run.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "core/live/broker.h"
#include "core/live/rd.h"
#include "tests/live/watched.h"

namespace inflight {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(LiveRun, EveryMessageIsToldAndInTheLogWithPollAndFlush) {
  Watched live(options_for(script(20, "0.001", "'linger.ms': 5")));
  ASSERT_TRUE(live.run);
  live.go_to_end();
  EXPECT_FALSE(live.state.failed.has_value());
  EXPECT_EQ(live.world.phase, Phase::settled);
  EXPECT_EQ(live.world.produced, 20);
  EXPECT_EQ(live.world.told, 20);
  EXPECT_EQ(live.world.count(Outcome::delivered), 20);
  EXPECT_EQ(live.world.duplicates, 0);
  EXPECT_EQ(live.world.anomalies, 0) << live.story();
  EXPECT_EQ(live.world.gaps, 0);
  EXPECT_EQ(live.world.exit.how, ExitHow::end_of_script);
  EXPECT_EQ(live.world.exit.code, 0);
  EXPECT_EQ(live.world.program.output.size(), 20u);
  EXPECT_EQ(live.world.source, RunSource::mock);
  if (HasFailure()) std::fputs(live.story().c_str(), stderr);
}

TEST(LiveRun, RequestsSayWhichMessagesTheyCarry) {
  RunOptions options = options_for(script(30, "0.001", "'linger.ms': 5000, 'batch.num.messages': 10"));
  Watched live(options);
  ASSERT_TRUE(live.run);
  live.go_to_end();
  std::vector<MessageId> carried;
  for (std::uint64_t i = 0; i < live.recording.size(); ++i) {
    const Fact fact = live.recording.fact(i);
    if (fact.event.kind != EventKind::request_sent) continue;
    EXPECT_LE(fact.ids.size(), 10u);
    EXPECT_FALSE(fact.ids.empty());
    carried.insert(carried.end(), fact.ids.begin(), fact.ids.end());
  }
  std::vector<MessageId> all(30);
  for (MessageId id = 0; id < 30; ++id) all[id] = id;
  EXPECT_EQ(carried, all);
}

TEST(LiveRun, WithoutFlushTheLastBatchIsLostAndNobodyIsTold) {
  RunOptions options = options_for(script(25, "0.1", "'linger.ms': 5000, 'batch.num.messages': 10"));
  options.lines_off = {kFlushLine};
  Watched live(options);
  ASSERT_TRUE(live.run);
  live.go_to_end();
  EXPECT_EQ(live.world.produced, 25);
  EXPECT_EQ(live.world.count(Outcome::delivered), 20) << live.story();
  EXPECT_EQ(live.world.count(Outcome::lost), 5);
  EXPECT_EQ(live.world.exit.code, 0);
  EXPECT_EQ(live.world.anomalies, 0);
  EXPECT_TRUE(live.world.is_off(kFlushLine));
}

TEST(LiveRun, WithoutPollOrFlushStoredMessagesAreNeverTold) {
  RunOptions options = options_for(script(25, "0.1", "'linger.ms': 5000, 'batch.num.messages': 10"));
  options.lines_off = {kPollLine, kFlushLine};
  Watched live(options);
  ASSERT_TRUE(live.run);
  live.go_to_end();
  EXPECT_EQ(live.world.told, 0);
  EXPECT_EQ(live.world.count(Outcome::never_told), 20) << live.story();
  EXPECT_EQ(live.world.count(Outcome::lost), 5);
}

TEST(LiveRun, FactsOfOneMessageComeInTheirOrder) {
  Watched live(options_for(script(1, "0.3", "'linger.ms': 5")));
  ASSERT_TRUE(live.run);
  live.go_to_end();
  std::vector<std::string> kinds;
  for (std::uint64_t i = 0; i < live.recording.size(); ++i) {
    const Fact fact = live.recording.fact(i);
    const bool carries = std::find(fact.ids.begin(), fact.ids.end(), 0u) != fact.ids.end();
    if (fact.event.message == 0 || carries) kinds.emplace_back(info(fact.event.kind).name);
  }
  const auto place = [&](const char* kind) { return std::find(kinds.begin(), kinds.end(), kind) - kinds.begin(); };
  EXPECT_LT(place("message_offered"), place("message_accepted"));
  EXPECT_LT(place("message_accepted"), place("request_sent"));
  EXPECT_LT(place("request_sent"), place("outcome_known"));
  EXPECT_LT(place("outcome_known"), place("report_queued"));
  EXPECT_LT(place("report_queued"), place("callback_started"));
  EXPECT_LT(place("callback_started"), place("callback_finished"));
  EXPECT_THAT(kinds, Contains("record_stored"));
}

TEST(LiveRun, RecordIsSeenInTheLogWhileItsAckIsStillOnItsWay) {
  RunOptions options = options_for(script(1, "0.1", "'linger.ms': 5"));
  options.rtt_ns = 400 * kMillisecond;
  Watched live(options);
  ASSERT_TRUE(live.run);
  EXPECT_TRUE(live.go_until([&] { return live.world.count(Outcome::stored_unacked) == 1; })) << live.story();
  live.go_to_end();
  EXPECT_EQ(live.world.count(Outcome::delivered), 1);
  EXPECT_EQ(live.world.anomalies, 0);
}

TEST(LiveRun, SwitchesActOnTheRunningProgram) {
  RunOptions options = options_for(script(400, "0.01", "'linger.ms': 0"));
  options.lines_off = {kPollLine, kFlushLine};
  Watched live(options);
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.produced >= 5; }));
  EXPECT_EQ(live.world.told, 0);
  ASSERT_TRUE(live.run->act({.kind = ActionKind::switch_line, .line = kPollLine, .on = true}).ok());
  EXPECT_TRUE(live.go_until([&] { return live.world.told >= 5; })) << live.story();
  EXPECT_FALSE(live.world.is_off(kPollLine));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::exit_now}).ok());
  live.go_to_end();
  EXPECT_EQ(live.world.exit.how, ExitHow::exit_now);
  EXPECT_LT(live.world.produced, 400);
  EXPECT_EQ(live.count(EventKind::action), 2);
}

TEST(LiveRun, KilledProgramLosesNoFactAndItsOutcomesSettle) {
  RunOptions options = options_for(script(10000, "0.002", "'linger.ms': 5"));
  Watched live(options);
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.told >= 20; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::kill}).ok());
  live.go_to_end();
  EXPECT_EQ(live.world.exit.how, ExitHow::killed);
  EXPECT_EQ(live.world.exit.code, 128 + SIGKILL);
  EXPECT_EQ(live.world.phase, Phase::settled);
  EXPECT_EQ(live.world.count(Outcome::in_doubt), 0);
  // Every id below the last accepted one was seen accepted: nothing that was written before the kill is missing.
  EXPECT_GE(live.world.messages.size, static_cast<std::size_t>(live.world.produced));
  EXPECT_LE(live.world.messages.size, static_cast<std::size_t>(live.world.produced) + 1);
  EXPECT_EQ(live.world.anomalies, 0) << live.story();
}

TEST(LiveRun, RejectedBatchFailsForGoodAndIsNotInTheLog) {
  Watched live(options_for(script(3000, "0.01", "'linger.ms': 0")));
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.told >= 3; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::reject_next}).ok());
  EXPECT_TRUE(live.go_until([&] { return live.world.count(Outcome::failed) >= 1; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::exit_now}).ok());
  live.go_to_end();
  EXPECT_GE(live.world.callbacks[KafkaError::POLICY_VIOLATION], 1);
  EXPECT_EQ(live.world.count(Outcome::failed_stored), 0);
  EXPECT_EQ(live.world.anomalies, 0) << live.story();
}

TEST(LiveRun, SeveralPartitionsAreReadAndNamed) {
  RunOptions options = options_for(script(60, "0.005", "'linger.ms': 1, 'sticky.partitioning.linger.ms': 0"));
  options.topics = {{"orders", 3}};
  Watched live(options);
  ASSERT_TRUE(live.run);
  live.go_to_end();
  EXPECT_EQ(live.world.count(Outcome::delivered), 60) << live.story();
  EXPECT_EQ(live.world.partitions.size(), 3u);
  std::size_t stored = 0;
  for (const Partition& partition : live.world.partitions) stored += partition.log.size();
  EXPECT_EQ(stored, 60u);
  EXPECT_EQ(live.world.anomalies, 0);
}

// A partition that only the script believes in holds no records: the log is settled without it.
TEST(LiveRun, APartitionThatIsNotThereIsNotMadeUp) {
  Watched live(
      options_for("from confluent_kafka import Producer\n"
                  "producer = Producer({'bootstrap.servers': 'localhost:9092'})\n"
                  "def report(err, msg):\n"
                  "    print(err)\n"
                  "producer.produce('orders', 'to nowhere', partition=7, callback=report)\n"
                  "producer.produce('orders', 'to partition 0', partition=0, callback=report)\n"
                  "producer.flush()\n"));
  ASSERT_TRUE(live.run);
  live.go_to_end();
  EXPECT_EQ(live.world.phase, Phase::settled) << live.story();
  EXPECT_EQ(live.world.gaps, 0);
  EXPECT_EQ(live.world.partitions.size(), 1u);
  EXPECT_EQ(live.world.outcome(0), Outcome::failed);
  EXPECT_EQ(live.world.outcome(1), Outcome::delivered);
  EXPECT_EQ(live.world.messages[0].partition, kNoPartition);
  EXPECT_EQ(live.world.messages[1].partition, 0u);
  EXPECT_EQ(live.world.anomalies, 0);
}

TEST(LiveRun, TopicCreatedByTheProgramIsReadFromItsBeginning) {
  RunOptions options = options_for(script(40, "0.005", "'linger.ms': 1"));
  options.topics = {};
  Watched live(options);
  ASSERT_TRUE(live.run);
  live.go_to_end();
  EXPECT_EQ(live.world.count(Outcome::delivered), 40) << live.story();
  EXPECT_EQ(live.world.partitions.size(), static_cast<std::size_t>(kAutoCreatedPartitions));
  EXPECT_EQ(live.world.anomalies, 0);
}

TEST(LiveRun, UntilKillsTheProgram) {
  RunOptions options = options_for(script(10000, "0.01", "'linger.ms': 5"));
  options.until_ns = 300 * kMillisecond;
  Watched live(options);
  ASSERT_TRUE(live.run);
  live.go_to_end();
  EXPECT_EQ(live.world.exit.how, ExitHow::killed);
  EXPECT_LT(live.world.produced, 10000);
}

TEST(LiveRun, ActionsOfTheOptionsAreTaken) {
  RunOptions options = options_for(script(10000, "0.01", "'linger.ms': 5"));
  options.actions = {{.at_ns = 100 * kMillisecond, .kind = ActionKind::switch_line, .line = kPollLine, .on = false},
                     {.at_ns = 200 * kMillisecond, .kind = ActionKind::exit_now}};
  Watched live(options);
  ASSERT_TRUE(live.run);
  live.go_to_end();
  EXPECT_EQ(live.world.exit.how, ExitHow::exit_now);
  EXPECT_TRUE(live.world.is_off(kPollLine));
}

TEST(LiveRun, UnreachableClusterIsNamedAndNothingStarts) {
  RunOptions options = options_for(script(1, "0", "'linger.ms': 5"));
  options.source = RunSource::cluster;
  options.bootstrap = "127.0.0.1:1";
  const auto run = make_live_run(options);
  ASSERT_FALSE(run.ok());
  EXPECT_EQ(run.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(run.error().sentence,
            "Nothing listens at 127.0.0.1:1. Start the broker, or check the address. The program was not started.");
}

TEST(LiveRun, AClusterThatDoesNotSpeakTlsIsToldFromOneThatIsNotThere) {
  const auto broker = LocalBroker::start({.topics = {{"orders", 1}}, .port = 0});
  ASSERT_TRUE(broker.ok());
  RunOptions options = options_for(script(1, "0", "'linger.ms': 5"));
  options.source = RunSource::cluster;
  options.bootstrap = broker.value()->address();
  options.properties = {{"security.protocol", "ssl"}};
  const auto run = make_live_run(options);
  ASSERT_FALSE(run.ok());
  EXPECT_THAT(run.error().sentence, HasSubstr(options.bootstrap + " does not speak TLS."));
  options.properties = {{"security.protocol", "sasl_plaintext"},
                        {"sasl.mechanism", "PLAIN"},
                        {"sasl.username", "me"},
                        {"sasl.password", "canary"}};
  const auto login = make_live_run(options);
  ASSERT_FALSE(login.ok());
  EXPECT_THAT(login.error().sentence, HasSubstr("asks for no login"));
}

// Somebody else's program, that produces to a cluster.
void produce_elsewhere(const std::string& address, int records) {
  std::array<char, 256> error{};
  RdConf conf(rd_kafka_conf_new());
  rd_kafka_conf_set(conf.get(), "bootstrap.servers", address.c_str(), error.data(), error.size());
  rd_kafka_conf_set_log_cb(conf.get(), drop_log);
  const RdHandle rk(rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), error.data(), error.size()));
  ASSERT_NE(rk, nullptr);
  (void)conf.release();
  for (int i = 0; i < records; ++i) {
    ASSERT_EQ(rd_kafka_producev(rk.get(), RD_KAFKA_V_TOPIC("orders"), RD_KAFKA_V_PARTITION(0),
                                RD_KAFKA_V_VALUE(const_cast<char*>("other"), 5), RD_KAFKA_V_END),
              RD_KAFKA_RESP_ERR_NO_ERROR);
  }
  ASSERT_EQ(rd_kafka_flush(rk.get(), 30'000), RD_KAFKA_RESP_ERR_NO_ERROR);
}

RunOptions options_for_cluster(const LocalBroker& broker, std::string text) {
  RunOptions options = options_for(std::move(text));
  options.source = RunSource::cluster;
  options.bootstrap = broker.address();
  return options;
}

TEST(LiveRun, SomebodysClusterIsReadFromWhereItsLogEnded) {
  const auto broker = LocalBroker::start({.topics = {{"orders", 1}}, .port = 0});
  ASSERT_TRUE(broker.ok());
  produce_elsewhere(broker.value()->address(), 7);
  Watched live(options_for_cluster(*broker.value(), script(10, "0.001", "'linger.ms': 5")));
  ASSERT_TRUE(live.run);
  live.go_to_end();
  EXPECT_EQ(live.world.source, RunSource::cluster);
  EXPECT_EQ(live.world.count(Outcome::delivered), 10);
  ASSERT_EQ(live.world.partitions.size(), 1u);
  EXPECT_EQ(live.world.partitions[0].log_start, 7);
  EXPECT_EQ(live.world.partitions[0].log.size(), 10u);
  EXPECT_EQ(live.world.partitions[0].read_to, 17);
}

TEST(LiveRun, SomebodyElsesRecordsAreForeign) {
  const auto broker = LocalBroker::start({.topics = {{"orders", 1}}, .port = 0});
  ASSERT_TRUE(broker.ok());
  Watched live(options_for_cluster(*broker.value(), script(3000, "0.005", "'linger.ms': 1")));
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.told >= 3; }));
  produce_elsewhere(broker.value()->address(), 4);
  ASSERT_TRUE(live.run->act({.kind = ActionKind::exit_now}).ok());
  live.go_to_end();
  ASSERT_EQ(live.world.partitions.size(), 1u);
  const Partition& partition = live.world.partitions[0];
  int foreign = 0;
  for (std::size_t i = 0; i < partition.log.size(); ++i) foreign += partition.log[i] == kNoMessage;
  EXPECT_EQ(foreign, 4);
  EXPECT_EQ(live.world.duplicates, 0);
  EXPECT_EQ(live.world.anomalies, 0);
}

TEST(LiveRun, OutcomesStayInDoubtIfTheClusterIsGone) {
  auto broker = LocalBroker::start({.topics = {{"orders", 1}}, .port = 0});
  ASSERT_TRUE(broker.ok());
  Watched live(options_for_cluster(*broker.value(), script(3000, "0.005", "'linger.ms': 1")));
  ASSERT_TRUE(live.run);
  ASSERT_TRUE(live.go_until([&] { return live.world.told >= 3; }));
  broker.value().reset();
  ASSERT_TRUE(live.go_until([&] { return !live.world.brokers.empty() && !live.world.brokers[0].up; }));
  const std::int64_t before = live.world.produced;
  ASSERT_TRUE(live.go_until([&] { return live.world.produced >= before + 10; }));
  ASSERT_TRUE(live.run->act({.kind = ActionKind::kill}).ok());
  live.go_to_end();
  EXPECT_FALSE(live.state.failed.has_value());
  EXPECT_EQ(live.world.phase, Phase::ended);
  EXPECT_GE(live.world.count(Outcome::in_doubt), 10);
  EXPECT_EQ(live.count(EventKind::gap), 1);
}

TEST(LiveRun, SomebodysClusterCannotBeToldToReject) {
  const auto broker = LocalBroker::start({.topics = {{"orders", 1}}, .port = 0});
  ASSERT_TRUE(broker.ok());
  const auto run = make_live_run(options_for_cluster(*broker.value(), script(1, "0", "'linger.ms': 5")));
  ASSERT_TRUE(run.ok());
  EXPECT_THAT(run.value()->why_not(ActionKind::reject_next), HasSubstr("your broker"));
  EXPECT_FALSE(run.value()->act({.kind = ActionKind::reject_next}).ok());
  EXPECT_THAT(run.value()->why_not(ActionKind::type_line), Not(IsEmpty()));
  EXPECT_THAT(run.value()->why_not(ActionKind::switch_line), IsEmpty());
}

TEST(LiveRun, SecretsReachNoFact) {
  RunOptions options = options_for(script(3, "0.001", "'linger.ms': 5, 'sasl.password': 'canary-one'"));
  options.properties = {{"ssl.key.password", "canary-two"}};
  Watched live(options);
  ASSERT_TRUE(live.run);
  live.go_to_end();
  EXPECT_EQ(live.world.produced, 3);
  EXPECT_THAT(live.story(), Not(HasSubstr("canary")));
}

// Processes of ours that are called inflight-child and are not zombies.
std::vector<int> children_named_inflight() {
  std::vector<int> found;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream stat(entry.path() / "stat");
    std::string pid;
    std::string command;
    std::string status;
    std::string parent;
    stat >> pid >> command >> status >> parent;
    if (command == "(inflight-child)" && parent == std::to_string(::getpid())) found.push_back(std::stoi(pid));
  }
  return found;
}

TEST(LiveRun, DestroyingARunLeavesNoProcess) {
  {
    Watched live(options_for(script(10000, "0.01", "'linger.ms': 5")));
    ASSERT_TRUE(live.run);
    ASSERT_TRUE(live.go_until([&] { return live.world.produced >= 3; }));
    EXPECT_EQ(children_named_inflight().size(), 1u);
  }
  EXPECT_THAT(children_named_inflight(), IsEmpty());
}

// The pid of a child that a forked process of ours has, once there is one.
int child_of(int parent) {
  std::ifstream children("/proc/" + std::to_string(parent) + "/task/" + std::to_string(parent) + "/children");
  int pid = 0;
  children >> pid;
  return pid;
}

TEST(LiveRun, DeathOfInflightEndsTheChild) {
  const int parent = ::fork();
  ASSERT_GE(parent, 0);
  if (parent == 0) {
    Watched live(options_for(script(100000, "0.01", "'linger.ms': 5")));
    live.go_until([] { return false; });
    ::_exit(0);
  }
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  const auto wait_until = [&](const std::function<bool()>& holds) {
    while (!holds() && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return holds();
  };
  ASSERT_TRUE(wait_until([&] { return child_of(parent) != 0; }));
  const int child = child_of(parent);
  ::kill(parent, SIGKILL);
  ::waitpid(parent, nullptr, 0);
  const auto is_gone = [&] {
    std::ifstream stat("/proc/" + std::to_string(child) + "/stat");
    std::string pid;
    std::string command;
    std::string status;
    if (!(stat >> pid >> command >> status)) return true;
    return status == "Z" || status == "X";
  };
  EXPECT_TRUE(wait_until(is_gone));
}

}  // namespace
}  // namespace inflight
