// The session on the real library: runs that overlap, and somebody's cluster. What is waited for here is real.
#include <chrono>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "app/session/session.h"

namespace inflight {
namespace {

using testing::HasSubstr;

constexpr const char* kProgram =
    "from confluent_kafka import Producer\n"
    "import time\n"
    "producer = Producer({'bootstrap.servers': 'localhost:9092', 'linger.ms': 0})\n"
    "def report(err, msg):\n"
    "    pass\n"
    "for i in range(300):\n"
    "    producer.produce('orders', f'm{i}', callback=report)\n"
    "    producer.poll(0)\n"
    "    time.sleep(0.01)\n"
    "producer.flush()\n";

class LiveSession : public ::testing::Test {
 protected:
  LiveSession() {
    RunOptions options{.script = kProgram, .script_name = "program.py", .source = RunSource::mock};
    options.topics = {{"orders", 1}};
    EXPECT_TRUE(session_.open(std::move(options), std::nullopt).ok());
  }
  static Nanos now() { return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1); }
  void perform(CommandId id) { session_.perform({id}, now()); }
  void until(const std::function<bool()>& holds) {
    for (const Nanos deadline = now() + 60 * kSecond; now() < deadline;) {
      session_.tick(now());
      if (holds()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    FAIL() << "it never came to that";
  }
  void run_to_result() {
    perform(CommandId::go_to_end);
    until([&] { return session_.status() == RunStatus::ended && !session_.wants_frames(); });
  }
  std::string said_of(const std::string& bootstrap) {
    session_.test_cluster({bootstrap, {}}, now());
    until([&] { return session_.cluster_test()->finished(); });
    return session_.cluster_test()->findings().front().sentence;
  }

  Session session_{[] {}};
};

TEST_F(LiveSession, TheRunGoesOnWhileItsPastIsLookedAtAndNowLeadsBack) {
  perform(CommandId::run);
  until([&] { return session_.world().produced >= 60; });
  perform(CommandId::go_to_start);
  until([&] { return session_.world().events == 0; });
  const Nanos then = session_.reached_ns();
  until([&] { return session_.reached_ns() > then + 300 * kMillisecond; });
  EXPECT_EQ(session_.world().events, 0u);
  EXPECT_EQ(session_.status(), RunStatus::running);
  perform(CommandId::now);
  until([&] { return session_.world().produced >= 80; });
  EXPECT_TRUE(session_.play_head().playing());
  EXPECT_GE(session_.play_head().at(), then + 300 * kMillisecond);
}

TEST_F(LiveSession, WhatIsDoneWhileItsPastIsLookedAtIsDoneNowAndSaid) {
  perform(CommandId::run);
  until([&] { return session_.world().produced >= 20; });
  perform(CommandId::go_to_start);
  const Nanos then = session_.reached_ns();
  until([&] { return session_.reached_ns() > then + 500 * kMillisecond; });
  perform(CommandId::toggle_poll);
  EXPECT_THAT(session_.told(), HasSubstr("as it runs now"));
  perform(CommandId::now);
  until([&] { return session_.poll_switch() == SwitchState::off; });
  EXPECT_EQ(session_.told(), "");
}

TEST_F(LiveSession, InThePastOfARunThatIsOverASwitchRunsItAgain) {
  perform(CommandId::run);
  run_to_result();
  EXPECT_FALSE(session_.switches_run_anew()) << "its end is in view: the switch stands for the next run";
  perform(CommandId::back_line);
  until([&] { return !session_.wants_frames(); });
  EXPECT_TRUE(session_.switches_run_anew());
  EXPECT_THAT(session_.why_not(CommandId::exit_now), HasSubstr("Run it again"));
  perform(CommandId::toggle_poll);
  EXPECT_FALSE(session_.switches_run_anew());
  until([&] { return session_.world().produced >= 5; });
  EXPECT_EQ(session_.poll_switch(), SwitchState::off);
  EXPECT_TRUE(session_.play_head().playing());
  run_to_result();
  EXPECT_EQ(session_.past_runs().size(), 2u);
  EXPECT_EQ(session_.past_runs().back().poll, SwitchState::off);
}

TEST_F(LiveSession, ASecondRunBeginsWhileTheFirstOnesLogIsStillRead) {
  perform(CommandId::run);
  until([&] { return session_.world().produced >= 5; });
  perform(CommandId::kill);
  until([&] { return session_.status() == RunStatus::settling; });
  perform(CommandId::restart);
  perform(CommandId::run);
  run_to_result();
  EXPECT_EQ(session_.world().count(Outcome::delivered), 300);
  EXPECT_EQ(session_.world().anomalies, 0);
  EXPECT_EQ(session_.world().exit.how, ExitHow::end_of_script);
}

TEST_F(LiveSession, AClusterIsAskedWhileTheWindowGoesOn) {
  EXPECT_EQ(session_.cluster_test(), nullptr);
  session_.test_cluster({"127.0.0.1:1", {}}, now());
  EXPECT_TRUE(session_.wants_frames());
  EXPECT_FALSE(session_.cluster_test()->finished());
  until([&] { return session_.cluster_test()->finished(); });
  EXPECT_FALSE(session_.wants_frames());
  EXPECT_THAT(session_.cluster_test()->findings().front().sentence, HasSubstr("Nothing listens at 127.0.0.1:1"));
}

TEST_F(LiveSession, ANewQuestionTakesTheOldOnesPlace) {
  session_.test_cluster({"127.0.0.1:1", {}}, now());
  EXPECT_THAT(said_of("127.0.0.1:2"), HasSubstr("127.0.0.1:2"));
}

TEST_F(LiveSession, AClusterThatIsNotThereFailsTheRunWithTheReason) {
  session_.use_cluster({"127.0.0.1:1", {}});
  EXPECT_EQ(session_.next_options().source, RunSource::cluster);
  perform(CommandId::run);
  until([&] { return session_.status() == RunStatus::failed; });
  EXPECT_EQ(session_.why(),
            "Nothing listens at 127.0.0.1:1. Start the broker, or check the address. The program was not started.");
}

TEST_F(LiveSession, TopicsAreKnownBeforeTheRun) { EXPECT_EQ(session_.topics(), std::vector<std::string>{"orders"}); }

}  // namespace
}  // namespace inflight
