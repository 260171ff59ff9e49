// Asks a cluster what a run would want to know, and changes nothing there.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "core/run/cluster_check.h"

namespace inflight {

// Is it there, does it let us in, and what of these topics? Blocks: at most five seconds for the cluster and two for
// its topics, or two in all once `stop` is true.
ClusterCheck check_cluster(const ClusterAccess& access, const std::vector<std::string>& topics,
                           const std::atomic<bool>& stop);

}  // namespace inflight
