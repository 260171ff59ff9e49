// A simulated run from outside: scripts, the baton, actions, and the same hash everywhere.
#include <gtest/gtest.h>

#include "core/recording/recording.h"
#include "core/sim/simulated_run.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

constexpr std::string_view kTheLastTen = R"(from confluent_kafka import Producer
import time

def report(err, msg):
    print(err or f'delivered at {msg.offset()}')

conf = {'bootstrap.servers': 'localhost:9092',
        'linger.ms': 5000, 'batch.num.messages': 15}
producer = Producer(conf)
for i in range(100):
    producer.produce('orders', f'm{i}', callback=report)
    producer.poll(0)
    time.sleep(0.1)
producer.flush()
)";

RunOptions the_last_ten(std::vector<std::int32_t> off = {14}) {
  RunOptions options;
  options.script = kTheLastTen;
  options.script_name = "program.py";
  options.topics = {{"orders", 1}};
  options.rtt_ns = 400 * kMillisecond;
  options.lines_off = std::move(off);
  return options;
}

// Folds what a run gives.
struct Fold : FactSink {
  void accept(const Fact& fact) override {
    EXPECT_GE(fact.event.at_ns, world.now_ns);
    apply(world, fact);
  }
  World world;
};

World run_to_end(const RunOptions& options) {
  auto run = make_simulated_run(options);
  EXPECT_TRUE(run.ok()) << run.error().sentence;
  Fold fold;
  for (Nanos until = kSecond; !run.value()->advance(until, fold).ended; until += kSecond) {
  }
  EXPECT_EQ(fold.world.anomalies, 0);
  return fold.world;
}

TEST(SimulatedRun, TheLastTenHasItsFourRows) {
  const World neither = run_to_end(the_last_ten({12, 14}));
  EXPECT_EQ(neither.count(Outcome::never_told), 90);
  EXPECT_EQ(neither.count(Outcome::lost), 10);
  EXPECT_EQ(neither.told, 0);
  const World polled = run_to_end(the_last_ten({14}));
  EXPECT_EQ(polled.count(Outcome::delivered), 90);
  EXPECT_EQ(polled.count(Outcome::lost), 10);
  const World flushed = run_to_end(the_last_ten({12}));
  EXPECT_EQ(flushed.count(Outcome::delivered), 100);
  const World both = run_to_end(the_last_ten({}));
  EXPECT_EQ(both.count(Outcome::delivered), 100);
  EXPECT_EQ(polled.exit.at_ns / (100 * kMillisecond), 100);   // 10.0 s
  EXPECT_EQ(flushed.exit.at_ns / (100 * kMillisecond), 104);  // 10.4 s
}

TEST(SimulatedRun, IsComputedNoFurtherThanAsked) {
  auto run = std::move(make_simulated_run(the_last_ten())).value();
  Fold fold;
  for (const Nanos until : {Nanos{0}, 100 * kMillisecond, 2 * kSecond}) {
    const RunState state = run->advance(until, fold);
    EXPECT_EQ(state.reached_ns, until);
    EXPECT_FALSE(state.ended);
    EXPECT_LE(fold.world.now_ns, until);
  }
  EXPECT_EQ(fold.world.produced, 20);
}

TEST(SimulatedRun, StepsOfAnySizeGiveTheSameRun) {
  const std::uint64_t whole = hash_of(run_to_end(the_last_ten()));
  auto run = std::move(make_simulated_run(the_last_ten())).value();
  Fold fold;
  for (Nanos until = 0; !run->advance(until, fold).ended; until += 7'777'777) {
  }
  EXPECT_EQ(hash_of(fold.world), whole);
}

TEST(SimulatedRun, AnActionNowEqualsTheSameActionGivenBefore) {
  auto run = std::move(make_simulated_run(the_last_ten())).value();
  Fold fold;
  run->advance(3 * kSecond, fold);
  EXPECT_TRUE(run->act({.kind = ActionKind::switch_line, .line = 12, .on = false}).ok());
  EXPECT_TRUE(fold.world.is_off(12));
  while (!run->advance(60 * kSecond, fold).ended) {
  }
  RunOptions given = the_last_ten();
  given.actions = {{.at_ns = 3 * kSecond, .kind = ActionKind::switch_line, .line = 12, .on = false}};
  EXPECT_EQ(hash_of(run_to_end(given)), hash_of(fold.world));
}

TEST(SimulatedRun, ExitNowEndsAtTheNextStatement) {
  RunOptions options = the_last_ten();
  options.actions = {{.at_ns = 2 * kSecond, .kind = ActionKind::exit_now}};
  const World world = run_to_end(options);
  EXPECT_EQ(world.exit.how, ExitHow::exit_now);
  EXPECT_EQ(world.produced, 20);
  EXPECT_EQ(world.count(Outcome::lost), 5);
}

TEST(SimulatedRun, KillEndsTheProcessAtOnce) {
  RunOptions options = the_last_ten();
  options.until_ns = 2050 * kMillisecond;
  const World world = run_to_end(options);
  EXPECT_EQ(world.exit.how, ExitHow::killed);
  EXPECT_EQ(world.exit.code, 137);
  EXPECT_EQ(world.exit.at_ns, 2050 * kMillisecond);
}

TEST(SimulatedRun, ARunThatIsDroppedInTheMiddleLeavesNoThread) {
  for (int i = 0; i < 20; ++i) {
    auto run = std::move(make_simulated_run(the_last_ten({}))).value();
    Fold fold;
    run->advance(i * 500 * kMillisecond, fold);
  }
  auto never_started = make_simulated_run(the_last_ten());
  EXPECT_TRUE(never_started.ok());
}

TEST(SimulatedRun, AProgramThatWaitsForEverCanBeLeft) {
  RunOptions options = the_last_ten({});
  options.script = "from confluent_kafka import Producer\nProducer({}).poll()\n";
  auto run = std::move(make_simulated_run(options)).value();
  Fold fold;
  EXPECT_FALSE(run->advance(100 * kSecond, fold).ended);
}

TEST(SimulatedRun, AnEndlessLoopStopsWhereItWasAsked) {
  RunOptions options = the_last_ten({});
  options.script = "while True:\n    pass\n";
  auto run = std::move(make_simulated_run(options)).value();
  Fold fold;
  EXPECT_FALSE(run->advance(10 * kMillisecond, fold).ended);
  EXPECT_EQ(fold.world.now_ns / kMillisecond, 10);
}

TEST(SimulatedRun, HasTheSameHashInEveryBuild) {
  // Debug and Release, gcc and clang run this test; the numbers change only when the model or the World does.
  EXPECT_EQ(hash_of(run_to_end(the_last_ten({12, 14}))), 16867016841696171463ULL);
  EXPECT_EQ(hash_of(run_to_end(the_last_ten({14}))), 18412008895505986531ULL);
  EXPECT_EQ(hash_of(run_to_end(the_last_ten({}))), 6814363726440769072ULL);
}

}  // namespace
}  // namespace inflight
