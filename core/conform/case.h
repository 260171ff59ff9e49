// Case: a script and its surroundings, to be run on the simulator and on the real library. A script says its
// surroundings itself, in comment lines at its top, so that a case is one file of text:
//
//   #: topic orders:3
//   #: brokers 3
//   #: rtt 100ms
//   #: at 1.5s: reject next with NOT_ENOUGH_REPLICAS
//   #: at 2s: latency 400ms
//   #: at 3s: broker 2 down
//   #: at 4s: broker 3 leads orders[0]
//
// What is no topic, number of brokers or round trip is a fault (core/run/fault.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/lesson/lesson.h"
#include "core/run/options.h"

namespace inflight::conform {

struct Case {
  std::string name;    // as a person knows it: "seed 17", "the-last-ten, off 12 14"
  std::string repeat;  // arguments of `inflight conform` that run it again
  RunOptions options;
};

// The error names the line of the script that can't be taken.
Result<Case> case_of_script(std::string_view text, std::string name);

// The lesson with each set of switches that it says something of.
std::vector<Case> cases_of_lesson(const Lesson& lesson);

// The case that the generator writes from this seed.
Case generated_case(std::int64_t seed);

}  // namespace inflight::conform
