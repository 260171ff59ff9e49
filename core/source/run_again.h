// Running a recorded run again. A simulated run is the same each time, so a difference says that the simulator has
// changed since, or that the file has. It is shown, and never fatal.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "core/recording/recording.h"
#include "core/run/options.h"

namespace inflight {

struct RunAgain {
  bool same = true;         // every event, and so the state's hash
  std::uint64_t event = 0;  // the first that differs, counted from 0, and what it was and is; "nothing" at an end
  std::string recorded;
  std::string now;
};

// What a lesson and a learner said beside the run (captions, prediction) is not part of the run, and is passed over.
// Errors: the source is not simulated; the script can't be run.
Result<RunAgain> run_again(const RunOptions& options, const Recording& recording);

}  // namespace inflight
