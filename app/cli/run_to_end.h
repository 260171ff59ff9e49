// A run without a window, from its start to its end.
#pragma once

#include <functional>

#include "core/base/result.h"
#include "core/run/run.h"

namespace inflight {

// Gives all facts to `sink`. `after_slice` is called now and then, and its error ends the run. Errors: the run could
// not go on, or did not end within Recording::kMostEvents.
Status run_to_end(Run& run, FactSink& sink, const std::function<Status()>& after_slice);

}  // namespace inflight
