// What is said of somebody's cluster before a run: asked by the real librdkafka, answered by the built-in broker, by
// brokers that answer as they are told to, and by nobody.
#include "core/live/cluster_check.h"

#include <array>
#include <cstdio>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include "core/live/mock_cluster.h"

namespace inflight {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Verdict = ClusterFinding::Verdict;

auto says(Verdict verdict, const std::string& words) {
  return AllOf(Field(&ClusterFinding::verdict, verdict), Field(&ClusterFinding::sentence, HasSubstr(words)));
}

// tests/live/scripted_broker.py, in a process of its own until this goes.
class ScriptedBroker {
 public:
  explicit ScriptedBroker(const std::string& flags) {
    // Its input is a pipe that nobody writes to: it ends with this process, whatever happens.
    const std::string command = "python3 " INFLIGHT_SOURCE_DIR "/tests/live/scripted_broker.py " + flags;
    std::array<int, 2> answers{}, life{};
    EXPECT_EQ(pipe(answers.data()) + pipe(life.data()), 0);
    child_ = fork();
    if (child_ == 0) {
      dup2(life[0], 0);
      dup2(answers[1], 1);
      for (const int end : {answers[0], answers[1], life[0], life[1]}) close(end);
      execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr);
      _exit(127);
    }
    close(answers[1]);
    close(life[0]);
    life_ = life[1];
    FILE* said = fdopen(answers[0], "r");
    EXPECT_EQ(fscanf(said, "%d", &port_), 1);
    fclose(said);
  }
  ~ScriptedBroker() {
    close(life_);
    waitpid(child_, nullptr, 0);
  }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  pid_t child_ = 0;
  int life_ = -1;
  int port_ = 0;
};

ClusterCheck check(const std::string& address, const std::vector<std::string>& topics = {},
                   Properties properties = {}) {
  const std::atomic<bool> stop{false};
  return check_cluster({address, std::move(properties)}, topics, stop);
}

TEST(ClusterCheck, ABrokerThatIsThereIsFoundWithItsTopics) {
  const auto mock = MockCluster::start({{"orders", 3}, {"payments", 1}});
  ASSERT_TRUE(mock.ok());
  EXPECT_THAT(check(mock.value()->bootstrap(), {"orders", "payments"}),
              ElementsAre(says(Verdict::good, " answers: 2 brokers, 2 topics."),
                          says(Verdict::good, "orders is there, with 3 partitions."),
                          says(Verdict::good, "payments is there, with 1 partition.")));
}

TEST(ClusterCheck, WhereNobodyListensThatIsSaid) {
  EXPECT_THAT(
      check("127.0.0.1:1", {"orders"}),
      ElementsAre(says(Verdict::bad, "Nothing listens at 127.0.0.1:1. Start the broker, or check the address.")));
}

TEST(ClusterCheck, ABrokerThatNeverAnswersIsWaitedForFiveSecondsAtMost) {
  const ScriptedBroker broker("--silent");
  EXPECT_THAT(check(broker.address()), ElementsAre(says(Verdict::bad, "No answer from " + broker.address())));
}

TEST(ClusterCheck, ATestThatIsNotWantedAnyMoreEnds) {
  const ScriptedBroker broker("--silent");
  const std::atomic<bool> stop{true};
  EXPECT_THAT(check_cluster({broker.address(), {}}, {"orders"}, stop), ElementsAre(says(Verdict::bad, "No answer")));
}

const Properties kLogin{{"security.protocol", "SASL_PLAINTEXT"},
                        {"sasl.mechanism", "PLAIN"},
                        {"sasl.username", "ann"},
                        {"sasl.password", "canary"}};

TEST(ClusterCheck, ALoginThatIsRefusedIsSaidWithoutTheSecret) {
  const ScriptedBroker broker("--refuse-login");
  const ClusterCheck findings = check(broker.address(), {"orders"}, kLogin);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].verdict, Verdict::bad);
  EXPECT_EQ(findings[0].sentence, broker.address() + " does not accept the user name or the password.");
}

TEST(ClusterCheck, ALoginThatIsAcceptedLetsUsAsk) {
  const ScriptedBroker broker("--topic orders=0");
  EXPECT_THAT(check(broker.address(), {"orders"}, kLogin),
              ElementsAre(says(Verdict::good, " answers: 1 broker, 1 topic."),
                          says(Verdict::good, "orders is there, with 1 partition.")));
}

TEST(ClusterCheck, AMissingTopicIsSaidWithWhatTheClusterDoesAboutIt) {
  const ScriptedBroker makes("--makes-topics true"), refuses("--makes-topics false"), silent("");
  EXPECT_THAT(check(makes.address(), {"orders"}).at(1),
              says(Verdict::good, "The cluster makes it for the first message"));
  EXPECT_THAT(check(refuses.address(), {"orders"}).at(1),
              says(Verdict::bad,
                   "orders does not exist, and this cluster makes no topics by itself. Make it first: "
                   "kafka-topics --bootstrap-server " +
                       refuses.address() + " --create --topic orders"));
  EXPECT_THAT(check(silent.address(), {"orders"}).at(1),
              says(Verdict::doubtful, "the cluster does not say whether it makes topics by itself"));
}

TEST(ClusterCheck, ATopicThatWeMayNotSeeIsSaid) {
  const ScriptedBroker broker("--topic orders=29 --topic open=0");
  EXPECT_THAT(
      check(broker.address(), {"orders", "open"}),
      ElementsAre(says(Verdict::good, " answers: 1 broker, 2 topics."),
                  says(Verdict::bad, "You are not authorised for orders. Ask for the rights DESCRIBE and WRITE"),
                  says(Verdict::good, "open is there")));
}

TEST(ClusterCheck, APropertyThatCanNotBeIsSaid) {
  EXPECT_THAT(check("127.0.0.1:1", {}, {{"security.protocol", "TLS"}}),
              ElementsAre(says(Verdict::bad, "The property security.protocol can't be used")));
}

TEST(ClusterCheck, WhatOnlyAProducerUnderstandsIsLeftOut) {
  const ScriptedBroker broker("");
  EXPECT_THAT(check(broker.address(), {}, {{"linger.ms", "5"}, {"acks", "all"}}),
              ElementsAre(says(Verdict::good, " answers: 1 broker, 0 topics.")));
}

}  // namespace
}  // namespace inflight
