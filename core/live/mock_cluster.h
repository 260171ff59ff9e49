// MockCluster: librdkafka's mock cluster, hosted in this process: real sockets on 127.0.0.1 with random ports
// (rdkafka_mock.h; facts, section 8). Brokers 1 to N lead the topics made here, partition by partition in turn. One
// more follows them: a consumer of ours reads from it at once, however long the others take to answer. Owned by one
// thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/live/rd.h"
#include "core/run/options.h"

struct rd_kafka_mock_cluster_s;

namespace inflight {

class MockCluster {
 public:
  // Topics are created with their partitions, replication 1. Others are created when somebody produces to them.
  // `said`: gets each of the mock's debug lines, in a thread of the mock's.
  using Said = std::function<void(std::string_view)>;
  static Result<std::unique_ptr<MockCluster>> start(const std::vector<TopicSpec>& topics, std::int32_t brokers = 1,
                                                    Said said = {});
  ~MockCluster();

  std::string bootstrap() const;  // broker 1: "127.0.0.1:45039"
  std::int32_t follower() const { return brokers_ + 1; }
  // Every answer takes so long (whole milliseconds, rounded up), from now on. The follower answers at once unless told
  // otherwise.
  void set_round_trip(Nanos rtt_ns);
  // A topic that a program brings into being may be led by either broker: then both must take their time.
  void follower_leads_too();
  std::int32_t brokers() const { return brokers_; }
  // Down: connections to this broker are closed, and new ones at once. Others stay, and so does our own way to read.
  void set_up(std::int32_t broker, bool up);
  // Closes every connection to a broker, or, with 0, to each that leads; new ones are let in.
  void cut_connections(std::int32_t broker = 0);
  // From now on this broker leads the partition. The error says that there is no such partition or broker.
  Status set_leader(const std::string& topic, std::int32_t partition, std::int32_t broker);
  // The Produce requests that come next are refused with these errors, one each, and nothing of them is stored;
  // NO_ERROR lets one pass, _TRANSPORT closes its connection instead.
  void reject(const std::vector<KafkaError>& errors);
  // Those that have not come yet are let pass.
  void forget_rejections();
  // The next Produce request to broker 1 is stored, and its answer never leaves, nor does any behind it on the same
  // connection (facts, 8.4). From then on broker 1 has a list of rejections of its own, which can't be forgotten.
  void lose_next_answer();

 private:
  MockCluster() = default;
  void answer_at_once();
  Status make_topic(const TopicSpec& topic);
  Said said_;
  RdHandle host_;
  rd_kafka_mock_cluster_s* cluster_ = nullptr;
  std::int32_t brokers_ = 1;  // that lead
  Nanos rtt_ns_ = 0;
  bool follower_leads_ = false;
  bool own_list_ = false;  // broker 1 has one, and it shadows the cluster's
};

}  // namespace inflight
