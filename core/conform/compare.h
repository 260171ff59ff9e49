// compare(): measures of a real run against those of simulated ones. The simulated runs are of the same script, on
// computers of different speed and with different seeds: what differs between them, timing or chance may change, and
// it is left out, by name. What is equal in all of them must be so in the real one too.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/conform/measures.h"

namespace inflight::conform {

struct Difference {
  std::string name;  // of the measure
  std::string simulated;
  std::string real;
};

struct Count {
  std::int64_t compared = 0;
  std::int64_t left_out = 0;
};

struct Comparison {
  std::array<Count, kTopicCount> counts;
  Count durations;  // loosened: within what the simulated runs took, and what a busy machine may add
  std::vector<Difference> differences;

  std::int64_t compared() const;
  std::int64_t left_out() const;
};

// Whether all these runs have the same value of this name, or none.
bool steady(std::span<const Measures> simulated, const std::string& name);

// `simulated` has the ordinary run first.
Comparison compare(std::span<const Measures> simulated, const Measures& real);

}  // namespace inflight::conform
