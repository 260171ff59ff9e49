// ClusterConnection: a librdkafka consumer without a group, told how to reach a cluster and nothing else. It only
// looks: it creates no topic and commits nothing. Owned by one thread.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/live/rd.h"
#include "core/run/cluster_check.h"

namespace inflight {

// For librdkafka's timeouts: at least 1 ms.
int to_ms(Nanos duration);

class ClusterConnection {
 public:
  // How long a cluster is waited for.
  static constexpr Nanos kPatience = 5 * kSecond;

  // Of the access's properties those count that say how to connect; `more` is a consumer's own. Nothing is connected to
  // yet. Error: a property that can't be.
  static Result<std::unique_ptr<ClusterConnection>> open(const ClusterAccess& access, const Properties& more = {});

  // Metadata of the whole cluster (rd_kafka_metadata), within kPatience. The error names the address and the cause
  // (connect_trouble.h); one that is known after a second is told then, if there is no other address to try. `stop`
  // ends the waiting within two seconds.
  Result<RdMetadata> learn(const std::atomic<bool>& stop);

  rd_kafka_t* client() const { return client_.get(); }
  const std::string& bootstrap() const { return trouble_.bootstrap; }

 private:
  ClusterConnection() = default;

  // What the library's log says of a connection that does not come about; written by its threads.
  struct Trouble {
    std::mutex mutex;
    std::string bootstrap, sentence;
    std::string told() {
      const std::lock_guard lock(mutex);
      return sentence;
    }
  };
  Trouble trouble_;
  RdHandle client_;  // goes first: its threads write to trouble_
};

}  // namespace inflight
