// A simulated run: the script on the simulator. The program runs on a thread of its own, but never at the same time as
// the run's owner: the two hand a baton to each other, so the program is a coroutine that stops wherever the virtual
// clock would pass what was asked for.
#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/run/run.h"

namespace inflight {

// Refuses scripts that don't compile, and properties that are unknown, out of range or not modelled, by name.
Result<std::unique_ptr<Run>> make_simulated_run(const RunOptions& options);

}  // namespace inflight
