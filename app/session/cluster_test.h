// ClusterTest: somebody's cluster, asked before a program runs on it, in a thread of its own. UI thread.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/time.h"
#include "core/run/cluster_check.h"

namespace inflight {

class ClusterTest {
 public:
  // Begins to ask. `wake` is called from the thread when the answer is there.
  ClusterTest(ClusterAccess access, std::vector<std::string> topics, Nanos began, std::function<void()> wake);
  ~ClusterTest();  // waits for the thread: two seconds at most
  ClusterTest(const ClusterTest&) = delete;
  ClusterTest& operator=(const ClusterTest&) = delete;

  void stop() { stop_.store(true); }
  bool finished() const { return finished_.load(std::memory_order_acquire); }
  const ClusterCheck& findings() const { return findings_; }  // once finished
  const std::string& bootstrap() const { return access_.bootstrap; }
  Nanos began() const { return began_; }

 private:
  const ClusterAccess access_;
  const Nanos began_;
  ClusterCheck findings_;
  std::atomic<bool> stop_{false};
  std::atomic<bool> finished_{false};
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace inflight
