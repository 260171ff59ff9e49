// What is known of somebody's cluster before a run: how to reach it, and what it answered when it was asked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/binding/host.h"

namespace inflight {

// How to reach a cluster, as librdkafka's users say it.
struct ClusterAccess {
  std::string bootstrap;  // "host:port,..."
  Properties properties;  // security, sasl, ssl and all else; a run lays them over the script's own
};

struct ClusterFinding {
  enum class Verdict : std::uint8_t {
    good,
    doubtful,  // a run is possible; it may not go as expected
    bad,       // a run would fail
  };
  Verdict verdict = Verdict::good;
  std::string sentence;  // what was found and, unless it is good, what to do; no secret in it
};

using ClusterCheck = std::vector<ClusterFinding>;

}  // namespace inflight
