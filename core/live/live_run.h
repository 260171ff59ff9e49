// A live run: the script on the real librdkafka in a child process, against the built-in broker (librdkafka's mock
// cluster, hosted here) or somebody's cluster. Belongs to the thread that calls advance(), which starts the child: when
// that thread ends, so does the child.
#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/run/run.h"

namespace inflight {

// For sources mock and cluster. Starts the broker if it is the built-in one, asks the cluster for metadata (at most
// five seconds), and notes where its logs end. The program itself starts with the first advance().
Result<std::unique_ptr<Run>> make_live_run(const RunOptions& options);

}  // namespace inflight
