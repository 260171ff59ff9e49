// make_run(): the one place that knows the sources by name.
#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/run/run.h"

namespace inflight {

// A recording is opened. Else: compiles the script, checks the configuration, and prepares the source; nothing of the
// program has run yet. A live source starts its broker and asks for metadata here (at most 5 s), so call it off the UI
// thread.
Result<std::unique_ptr<Run>> make_run(const RunOptions& options);

}  // namespace inflight
