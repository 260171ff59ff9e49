// LocalBroker: a local stand-in for a cluster, for anybody's programs: librdkafka's mock cluster, and a forwarder on a
// port of one's choice for bootstrap, since the mock's own ports are random. It ends when it is destroyed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/run/options.h"

namespace inflight {

class MockCluster;
class Forwarder;

struct BrokerOptions {
  std::vector<TopicSpec> topics;  // others are created, with four partitions, when somebody produces to them
  std::int32_t brokers = 1;       // 1 to kMostBrokers lead the partitions in turn
  Nanos rtt_ns = 0;               // how long each answer takes
  std::uint16_t port = 9092;      // 0: any free one
  // Gets what its clients ask for and what it stores, a sentence each (broker_words.h), in a thread of the broker's.
  std::function<void(const std::string&)> said;
};

class LocalBroker {
 public:
  // Clients can connect when this returns. The error says that the port is taken.
  static Result<std::unique_ptr<LocalBroker>> start(const BrokerOptions& options);
  ~LocalBroker();

  std::uint16_t port() const;
  std::string address() const;  // "127.0.0.1:9092"

 private:
  LocalBroker();
  std::unique_ptr<MockCluster> mock_;
  std::unique_ptr<Forwarder> forwarder_;
};

}  // namespace inflight
