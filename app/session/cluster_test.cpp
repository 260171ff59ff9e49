// See cluster_test.h.
#include "app/session/cluster_test.h"

#include <utility>

#include "core/source/ask_cluster.h"

namespace inflight {

ClusterTest::ClusterTest(ClusterAccess access, std::vector<std::string> topics, Nanos began, std::function<void()> wake)
    : access_(std::move(access)), began_(began), thread_([this, topics = std::move(topics), wake = std::move(wake)] {
        findings_ = ask_cluster(access_, topics, stop_);
        finished_.store(true, std::memory_order_release);
        wake();
      }) {}

ClusterTest::~ClusterTest() {
  stop();
  thread_.join();
}

}  // namespace inflight
