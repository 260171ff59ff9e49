// Conform: many trials, several at once, each in a process; those that differ are run again alone, since a busy machine
// changes what timing can change; what still differs is a divergence, is shrunk and told.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/conform/trial.h"

namespace inflight::conform {

struct Plan {
  std::vector<Case> cases;
  std::size_t at_once = 12;
  Nanos budget_ns = 20 * kSecond;           // of each script
  Nanos shrink_patience_ns = 60 * kSecond;  // of each divergence; 0: don't shrink
};

struct Score {
  std::int64_t scripts = 0;
  std::int64_t too_long = 0;     // of them not run, as they last beyond the budget
  std::int64_t more = 0;         // of them agreed only with more simulated runs than usual
  std::int64_t again = 0;        // of them agreed only when they were run alone
  std::int64_t divergences = 0;  // scripts that differ, or that could not be run
  std::array<Count, kTopicCount> counts;
  Count durations;
  std::int64_t compared() const;
};

// `say` gets lines for a person, one at a time, from this thread.
Score conform(const Plan& plan, const std::function<void(std::string_view)>& say);

// The score as a table, a row for what is compared, and the last line: "N scripts, M comparisons, 0 divergences".
std::string summary(const Score& score);

}  // namespace inflight::conform
