// ask_cluster(): what somebody's cluster answers before a program runs on it.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "core/run/cluster_check.h"

namespace inflight {

// Is it there, does it let us in, and what of these topics? Nothing is changed there. Blocks for some seconds, so call
// it off the UI thread; `stop` ends it within two (core/live/cluster_check.h).
ClusterCheck ask_cluster(const ClusterAccess& access, const std::vector<std::string>& topics,
                         const std::atomic<bool>& stop);

}  // namespace inflight
