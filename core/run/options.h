// RunOptions: all that makes a run. Two simulated runs of equal options have equal events.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/binding/host.h"
#include "core/event/event.h"
#include "core/run/action.h"
#include "core/run/fault.h"

namespace inflight {

struct TopicSpec {
  std::string name;
  std::int32_t partitions = 1;  // 1 to 10,000
  std::int32_t replicas = 0;    // copies of each partition; 0: three, or as many as there are brokers
  friend bool operator==(const TopicSpec&, const TopicSpec&) = default;
};

// How the simulated cluster behaves: as Kafka is documented, or as librdkafka's mock cluster does.
enum class Rules : std::uint8_t { kafka, mock };

inline constexpr std::int32_t kMostBrokers = 9;
inline constexpr std::int32_t kAutoCreatedPartitions = 4;  // as the mock cluster's default (facts, 8.3)

// How many times as long as on an ordinary computer the program's own doings take, and the library's threads take to
// wake up; and how unevenly it goes: 0 not at all, each time as usual (core/sim/chance.h). What a run with other
// numbers does differently, timing or chance can change.
struct Computer {
  std::int64_t program = 1;
  std::int64_t library = 1;
  std::int64_t uneven = 0;
};

struct RunOptions {
  std::string script;       // its text
  std::string script_name;  // "program.py"
  std::string lesson;       // its id, or empty
  RunSource source = RunSource::simulated;
  std::string bootstrap;  // cluster only: "host:port,..."
  Properties properties;  // -F and -X: win over the script's own
  std::vector<TopicSpec> topics;
  // Of a simulated cluster and of the built-in broker: 1 to kMostBrokers of them lead the partitions in turn. Only a
  // simulated one with Kafka's rules keeps more than one copy of a partition.
  std::int32_t brokers = 1;
  std::int32_t min_insync = 1;      // min.insync.replicas of every topic, 1 to kMostBrokers
  bool unclean = false;             // unclean.leader.election.enable
  Nanos rtt_ns = 2 * kMillisecond;  // round trip between client and broker
  std::int64_t seed = 1;
  std::vector<std::int32_t> lines_off;  // statements off at the start, ascending
  Rules rules = Rules::kafka;
  Nanos until_ns = kForever;    // then the program is killed
  std::vector<Action> actions;  // taken at their times, ascending
  std::vector<Fault> faults;    // at most kMostFaults
  Computer computer;            // simulated
  std::string recording;        // a file: what it tells is played back, and nothing runs
};

}  // namespace inflight
