// What the simulator leaves out is named to whoever runs a script that asks for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/sim/simulated_run.h"

namespace inflight {
namespace {

using testing::Contains;
using testing::HasSubstr;

struct Ignored : FactSink {
  void accept(const Fact&) override {}
};

// What a run of a program with this configuration names as left out, at its end.
std::vector<std::string> left_out(const std::string& configuration) {
  RunOptions options;
  options.script = "from confluent_kafka import Producer\nimport time\np = Producer({" + configuration +
                   "})\np.produce('orders', 'm')\ntime.sleep(3)\np.flush()\n";
  options.script_name = "program.py";
  auto run = make_simulated_run(options);
  EXPECT_TRUE(run.ok()) << run.error().sentence;
  Ignored sink;
  for (Nanos until = kSecond; !run.value()->advance(until, sink).ended; until += kSecond) {
  }
  return run.value()->observes().not_modelled;
}

bool has_no_effect(const std::string& property, const std::string& value) {
  for (const std::string& sentence : left_out("'" + property + "': " + value)) {
    if (sentence == property + " is accepted and has no effect here.") return true;
  }
  return false;
}

TEST(LeftOut, Transactions) {  // facts 3.12
  EXPECT_THAT(left_out(""), Contains(HasSubstr("Transactions")));
  EXPECT_TRUE(has_no_effect("transactional.id", "'t'"));
}

TEST(LeftOut, Statistics) {  // facts 4.3
  EXPECT_THAT(left_out(""), Contains("stats_cb and throttle_cb are never called."));
  EXPECT_TRUE(has_no_effect("statistics.interval.ms", "500"));
}

TEST(LeftOut, NothingOfWhatTheSimulatorObeys) {
  EXPECT_FALSE(has_no_effect("linger.ms", "100"));
  EXPECT_FALSE(has_no_effect("acks", "1"));
  EXPECT_FALSE(has_no_effect("enable.idempotence", "True"));
  EXPECT_FALSE(has_no_effect("compression.type", "'gzip'"));
  EXPECT_FALSE(has_no_effect("topic.metadata.propagation.max.ms", "2500"));
}

}  // namespace
}  // namespace inflight
