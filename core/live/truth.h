// Truth: reads the log itself, independently of the program. A consumer without a group, read_uncommitted, nothing
// committed, each partition from the end that it had before the run. It has a thread of its own; its owner takes what
// was read. The thread stamps each record when it is read.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/live/cluster_connection.h"

namespace inflight {

struct TruthOptions {
  ClusterAccess access;
  Nanos long_poll_ns = 500 * kMillisecond;  // how long a broker may hold a fetch that finds nothing
};

struct ClusterBroker {
  BrokerId id = 0;
  std::string address;
};
struct ClusterPartition {
  std::string topic;
  std::int32_t number = 0;
  BrokerId leader = kNoBroker;
};

// One record read; the payload stays where it is.
struct ReadRecord {
  Nanos at_ns = 0;  // CLOCK_MONOTONIC
  std::string topic;
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  std::int64_t expected = 0;  // the offset that would follow the record before it: lower if some can't be read any more
  std::uint64_t hash = 0;
};

struct LogEnd {
  std::string topic;
  std::int32_t partition = 0;
  std::int64_t offset = 0;
};

// How the reading to the end went.
struct Settled {
  std::vector<LogEnd> ends;  // every watched partition was read up to here
  std::string failure;       // empty, or why that could not be done
};

class Truth {
 public:
  // Asks for metadata and notes where each partition ends now. The error says why the cluster can't be reached
  // (ClusterConnection::learn).
  static Result<std::unique_ptr<Truth>> connect(const TruthOptions& options);
  ~Truth();

  const std::vector<ClusterBroker>& brokers() const { return brokers_; }
  // All partitions of the cluster before the run.
  const std::vector<ClusterPartition>& partitions() const { return partitions_; }

  // Reads this partition from now on, from where it ended before the run (a newer one from its beginning).
  void watch(const std::string& topic, std::int32_t partition);
  // Asks which partitions a topic has that came into being during the run.
  void explore(const std::string& topic);
  // Asks for the watched partitions' ends, and then reads up to them, within `patience`.
  void settle(Nanos patience);

  std::vector<ReadRecord> take_records();
  std::vector<ClusterPartition> take_explored();
  // The result of settle(), once there is one.
  std::optional<Settled> take_settled();

 private:
  using Place = std::pair<std::string, std::int32_t>;
  struct Watched {
    RdTopic topic;
    std::int64_t next = 0;  // offset of the record to come
  };
  struct Orders {  // for the thread
    std::vector<Place> watch;
    std::vector<std::string> explore;
    std::optional<Nanos> settle_until_ns;
  };

  Truth() = default;
  Status learn_cluster();
  Status learn_ends();
  void run();
  void follow(Orders orders);
  void start_watching(const Place& place);
  void ask_topic(const std::string& name);
  void ask_ends();
  void read_some();
  void take_message(const rd_kafka_message_t& message);
  void try_to_settle();
  // The ends of these partitions now, asked from their leaders; -1 where there is none that says it.
  Result<std::vector<LogEnd>> ends_of(const std::vector<Place>& places, Nanos timeout_ns);

  rd_kafka_t* consumer() const { return connection_->client(); }

  std::unique_ptr<ClusterConnection> connection_;
  RdQueue queue_;  // before the handle's end: it is released first
  std::vector<ClusterBroker> brokers_;
  std::vector<ClusterPartition> partitions_;
  std::map<Place, std::int64_t> first_offsets_;
  std::set<Place> endless_;  // were there before the run, and nobody knows where they ended

  // The thread's own.
  std::map<Place, Watched> watched_;
  std::optional<Nanos> settle_until_ns_;
  std::optional<std::vector<LogEnd>> ends_;
  std::string ask_failure_;
  std::string blind_;  // a partition of the run that can't be read

  std::mutex mutex_;  // guards what follows
  Orders orders_;
  std::vector<ReadRecord> records_;
  std::vector<ClusterPartition> explored_;
  std::optional<Settled> settled_;

  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace inflight
