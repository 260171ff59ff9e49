// See mock_cluster.h.
#include "core/live/mock_cluster.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <librdkafka/rdkafka_mock.h>

namespace inflight {
namespace {
constexpr int kBrokers = 1;
constexpr std::int16_t kProduceKey = 0;
}  // namespace

Result<std::unique_ptr<MockCluster>> MockCluster::start(const std::vector<TopicSpec>& topics) {
  std::unique_ptr<MockCluster> mock(new MockCluster);
  std::array<char, 512> error{};
  RdConf conf(rd_kafka_conf_new());
  rd_kafka_conf_set_log_cb(conf.get(), drop_log);
  mock->host_.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), error.data(), error.size()));
  if (!mock->host_) return unavailable(fmt::format("The built-in broker could not start: {}.", error.data()));
  (void)conf.release();
  mock->cluster_ = rd_kafka_mock_cluster_new(mock->host_.get(), kBrokers);
  if (!mock->cluster_) {
    return unavailable("The built-in broker could not start: no port on 127.0.0.1 could be opened.");
  }
  for (const TopicSpec& topic : topics) {
    const rd_kafka_resp_err_t result =
        rd_kafka_mock_topic_create(mock->cluster_, topic.name.c_str(), topic.partitions, kBrokers);
    if (result != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return bad_input(fmt::format("The built-in broker can't make the topic '{}' with {} partitions: {}.", topic.name,
                                   topic.partitions, rd_kafka_err2str(result)));
    }
  }
  return mock;
}

// The cluster must go before the handle that hosts it (facts, 8.2).
MockCluster::~MockCluster() {
  if (cluster_) rd_kafka_mock_cluster_destroy(cluster_);
}

std::string MockCluster::bootstrap() const {
  return rd_kafka_mock_cluster_bootstraps(cluster_);
}

void MockCluster::set_round_trip(Nanos rtt_ns) {
  const Nanos rtt_ms = std::clamp<Nanos>((rtt_ns + kMillisecond - 1) / kMillisecond, 0, INT32_MAX);
  for (int broker = 1; broker <= kBrokers; ++broker) {
    rd_kafka_mock_broker_set_rtt(cluster_, broker, static_cast<int>(rtt_ms));
  }
}

void MockCluster::reject_next() {
  // On the cluster's stack alone: a broker's own, once made, would shadow it (facts, 8.4).
  rd_kafka_mock_push_request_errors(cluster_, kProduceKey, 1, RD_KAFKA_RESP_ERR_POLICY_VIOLATION);
}

}  // namespace inflight
