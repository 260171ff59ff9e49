// Generated programs: whatever is called in whatever order, the simulator's own state equals the fold of its facts
// after every fact, and every message has exactly one outcome. A failure names the seed that repeats it.
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

class Generated : public SimulatorStory {
 protected:
  static std::string pick(Random& random, std::initializer_list<const char*> values) {
    return *(values.begin() + random.below(values.size()));
  }
  Properties properties(Random& random) {
    return {{"linger.ms", pick(random, {"0", "0.5", "5", "50", "1000"})},
            {"batch.num.messages", pick(random, {"1", "3", "15", "10000"})},
            {"batch.size", pick(random, {"500", "1000000"})},
            {"queue.buffering.max.messages", pick(random, {"5", "100", "0"})},
            {"max.in.flight", pick(random, {"1", "2", "1000000"})},
            {"acks", pick(random, {"0", "1", "all"})},
            {"message.timeout.ms", pick(random, {"2000", "300000"})},
            {"socket.timeout.ms", pick(random, {"1000", "60000"})},
            {"retries", pick(random, {"0", "2", "2147483647"})}};
  }
  // Every third producer is idempotent; then some of these must be otherwise.
  Properties idempotent(Random& random) {
    Properties all = properties(random);
    for (Property& property : all) {
      if (property.name == "acks") property.value = "all";
      if (property.name == "max.in.flight") property.value = pick(random, {"1", "2", "5"});
      if (property.name == "retries") property.value = pick(random, {"1", "2147483647"});
    }
    all.push_back({"enable.idempotence", "true"});
    all.push_back({"enable.gapless.guarantee", pick(random, {"true", "false", "false"})});
    return all;
  }
  static std::string mistake(Random& random) {
    return pick(random, {"", "", "NOT_ENOUGH_REPLICAS", "REQUEST_TIMED_OUT", "OUT_OF_ORDER_SEQUENCE_NUMBER",
                         "UNKNOWN_PRODUCER_ID", "DUPLICATE_SEQUENCE_NUMBER", "_TRANSPORT"});
  }
  void disturb(Random& random) {
    static constexpr ActionKind kKinds[] = {
        ActionKind::broker_down,   ActionKind::broker_up,     ActionKind::broker_up,   ActionKind::pause_broker,
        ActionKind::resume_broker, ActionKind::resume_broker, ActionKind::move_leader, ActionKind::cut_connections};
    const auto broker = static_cast<BrokerId>(random.below(static_cast<std::uint64_t>(options_.brokers)) + 1);
    simulator_->take({.kind = kKinds[random.below(std::size(kKinds))], .text = "orders[0]", .broker = broker});
    if (random.below(4) == 0) simulator_->sleep(random.between(0, 12) * kSecond);
  }
  void step(Random& random) {
    switch (random.below(options_.brokers == 1 ? 12 : 14)) {
      case 12:
      case 13: return disturb(random);
      case 0: simulator_->sleep(random.between(0, 300) * kMillisecond); return;
      case 1: poll(random.between(0, 50) * kMillisecond); return;
      case 2: poll(0); return;
      case 3: flush(random.between(0, 30) * kMillisecond); return;
      case 4: simulator_->take({.kind = ActionKind::reject_next, .text = mistake(random)}); return;
      case 5:
        if (random.below(8) == 0) simulator_->purge(0, random.below(2) == 0, random.below(2) == 0, true);
        return;
      case 6: options_.rtt_ns = random.between(0, 2000) * kMillisecond / (1 + random.between(0, 500)); return;
      default:
        for (std::uint64_t i = random.below(8); i > 0; --i) {
          produce(random.below(5) == 0 ? 1 : -1, std::string(random.below(200), 'v'), random.below(3) == 0 ? "key" : "",
                  random.below(4) != 0);
        }
    }
  }
  void live(std::uint64_t seed) {
    Random random(seed);
    RunOptions options{.topics = {{"orders", random.below(2) == 0 ? 1 : 3}},
                       .rtt_ns = random.between(0, 50) * kMillisecond};
    options.rules = random.below(2) == 0 ? Rules::kafka : Rules::mock;
    options.brokers = static_cast<std::int32_t>(1 + random.below(4));
    options.min_insync = static_cast<std::int32_t>(1 + random.below(2));
    options.unclean = random.below(2) == 0;
    begin(seed % 3 == 0 ? idempotent(random) : properties(random), options);
    in_callback_ = [&, calls = 0](const DeliveryReport&) mutable {
      if (++calls % 7 == 0) simulator_->yield(0);
      if (calls % 11 == 0) poll(0);
      if (calls % 5 == 0 && calls < 100) produce();
    };
    for (int i = 0; i < 40; ++i) step(random);
    if (random.below(2) == 0) flush(random.between(0, 2000) * kMillisecond);
    exit();
  }
};

class Seed : public Generated, public ::testing::WithParamInterface<std::uint64_t> {};

TEST_P(Seed, TheSimulatorAgreesWithItsFacts) {
  live(GetParam());
  std::int64_t ledger = 0;
  for (std::size_t i = 0; i < kOutcomeCount; ++i) ledger += count(static_cast<Outcome>(i));
  EXPECT_EQ(ledger, world().produced);
  EXPECT_EQ(count(Outcome::in_doubt) + count(Outcome::buffered) + count(Outcome::in_flight), 0);
  EXPECT_EQ(world().anomalies, 0);
  EXPECT_EQ(calls_, world().produced + static_cast<std::int64_t>(world().refusals.size()));
}

TEST_P(Seed, TheSameSeedGivesTheSameFacts) {
  sink_.simulator = nullptr;
  live(GetParam());
  const std::vector<std::string> first = std::exchange(sink_.texts, {});
  const std::uint64_t hash = hash_of(world());
  sink_ = {};
  next_ = 0;
  calls_ = 0;
  live(GetParam());
  EXPECT_EQ(sink_.texts, first);
  EXPECT_EQ(hash_of(world()), hash);
}

INSTANTIATE_TEST_SUITE_P(Programs, Seed, ::testing::Range<std::uint64_t>(1, 81));

}  // namespace
}  // namespace inflight::sim
