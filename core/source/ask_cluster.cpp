// See ask_cluster.h.
#include "core/source/ask_cluster.h"

#include "core/live/cluster_check.h"

namespace inflight {

ClusterCheck ask_cluster(const ClusterAccess& access, const std::vector<std::string>& topics,
                         const std::atomic<bool>& stop) {
  return check_cluster(access, topics, stop);
}

}  // namespace inflight
