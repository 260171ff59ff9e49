// RunOptions: all that makes a run. Two simulated runs of equal options have equal events.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/binding/host.h"
#include "core/event/event.h"
#include "core/run/action.h"

namespace inflight {

struct TopicSpec {
  std::string name;
  std::int32_t partitions = 1;  // 1 to 10,000
  friend bool operator==(const TopicSpec&, const TopicSpec&) = default;
};

// How the simulated cluster behaves: as Kafka is documented, or as librdkafka's mock cluster does.
enum class Rules : std::uint8_t { kafka, mock };

inline constexpr std::int32_t kAutoCreatedPartitions = 4;  // as the mock cluster's default (facts, 8.3)

struct RunOptions {
  std::string script;       // its text
  std::string script_name;  // "program.py"
  std::string lesson;       // its id, or empty
  RunSource source = RunSource::simulated;
  std::string bootstrap;  // cluster only: "host:port,..."
  Properties properties;  // -F and -X: win over the script's own
  std::vector<TopicSpec> topics;
  Nanos rtt_ns = 2 * kMillisecond;  // round trip between client and broker
  std::int64_t seed = 1;
  std::vector<std::int32_t> lines_off;  // statements off at the start, ascending
  Rules rules = Rules::kafka;
  Nanos until_ns = kForever;    // then the program is killed
  std::vector<Action> actions;  // simulated: taken at their times, ascending
  std::string recording;        // a file: what it tells is played back, and nothing runs
};

}  // namespace inflight
