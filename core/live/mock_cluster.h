// MockCluster: librdkafka's mock cluster, hosted in this process: real sockets on 127.0.0.1 with random ports, one
// broker (rdkafka_mock.h; facts, section 8). Any thread may call it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/live/rd.h"
#include "core/run/options.h"

struct rd_kafka_mock_cluster_s;

namespace inflight {

class MockCluster {
 public:
  // Topics are created with their partitions, replication 1. Others are created when somebody produces to them.
  static Result<std::unique_ptr<MockCluster>> start(const std::vector<TopicSpec>& topics);
  ~MockCluster();

  std::string bootstrap() const;  // "127.0.0.1:45039"
  // Every answer takes so long (whole milliseconds, rounded up), and applies to requests that come from now on.
  void set_round_trip(Nanos rtt_ns);
  // The next Produce request is refused with POLICY_VIOLATION and nothing of it is stored.
  void reject_next();

 private:
  MockCluster() = default;
  RdHandle host_;
  rd_kafka_mock_cluster_s* cluster_ = nullptr;
};

}  // namespace inflight
