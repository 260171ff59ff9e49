// See cluster_check.h.
#include "core/live/cluster_check.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

#include "core/live/cluster_connection.h"
#include "core/recorder/writer.h"

namespace inflight {
namespace {

using Verdict = ClusterFinding::Verdict;

constexpr Nanos kForTopics = 2 * kSecond;

// Whether the cluster makes a topic when somebody first produces to it. It may not say, because it can't or because we
// may not know.
enum class MakesTopics : std::uint8_t { not_asked, not_said, yes, no };

// The broker's auto.create.topics.enable (rd_kafka_DescribeConfigs).
MakesTopics makes_topics(const ClusterConnection& connection, std::int32_t broker, Nanos until) {
  rd_kafka_t* client = connection.client();
  const RdQueue queue(rd_kafka_queue_new(client));
  const RdAdminOptions options(rd_kafka_AdminOptions_new(client, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS));
  std::array<char, 256> error{};
  const int left = to_ms(until - recorder::monotonic_now());
  (void)rd_kafka_AdminOptions_set_request_timeout(options.get(), left, error.data(), error.size());
  const RdConfigResource resource(
      rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_BROKER, fmt::format("{}", broker).c_str()));
  rd_kafka_ConfigResource_t* asked = resource.get();
  rd_kafka_DescribeConfigs(client, &asked, 1, options.get(), queue.get());
  const RdEvent answer(rd_kafka_queue_poll(queue.get(), left));
  const auto* result = answer ? rd_kafka_event_DescribeConfigs_result(answer.get()) : nullptr;
  if (!result) return MakesTopics::not_said;
  std::size_t resources = 0;
  const rd_kafka_ConfigResource_t** described = rd_kafka_DescribeConfigs_result_resources(result, &resources);
  for (std::size_t r = 0; r < resources; ++r) {
    std::size_t count = 0;
    const rd_kafka_ConfigEntry_t** entries = rd_kafka_ConfigResource_configs(described[r], &count);
    for (std::size_t i = 0; i < count; ++i) {
      if (std::string_view(rd_kafka_ConfigEntry_name(entries[i])) != "auto.create.topics.enable") continue;
      const char* value = rd_kafka_ConfigEntry_value(entries[i]);
      if (value) return std::string_view(value) == "true" ? MakesTopics::yes : MakesTopics::no;
    }
  }
  return MakesTopics::not_said;
}

class Check {
 public:
  Check(const ClusterConnection& connection, const rd_kafka_metadata_t& cluster)
      : connection_(connection), cluster_(cluster), until_(recorder::monotonic_now() + kForTopics) {}

  ClusterFinding of_cluster() const {
    const auto topics = std::count_if(cluster_.topics, cluster_.topics + cluster_.topic_cnt, [](const auto& topic) {
      return !std::string_view(topic.topic).starts_with("__");
    });
    return {Verdict::good,
            fmt::format("{} answers: {} {}, {} {}.", connection_.bootstrap(), cluster_.broker_cnt,
                        cluster_.broker_cnt == 1 ? "broker" : "brokers", topics, topics == 1 ? "topic" : "topics")};
  }

  ClusterFinding of_topic(const std::string& name) {
    const RdTopic handle(rd_kafka_topic_new(connection_.client(), name.c_str(), nullptr));
    if (!handle) return {Verdict::bad, fmt::format("'{}' is no name that a topic can have.", name)};
    const rd_kafka_metadata_t* raw = nullptr;
    const rd_kafka_resp_err_t error =
        rd_kafka_metadata(connection_.client(), 0, handle.get(), &raw, to_ms(until_ - recorder::monotonic_now()));
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR || raw == nullptr || raw->topic_cnt == 0) {
      return {Verdict::doubtful, fmt::format("The cluster says nothing of {} ({}).", name, rd_kafka_err2str(error))};
    }
    const RdMetadata metadata(raw);
    return of_answer(name, raw->topics[0]);
  }

 private:
  ClusterFinding of_answer(const std::string& name, const rd_kafka_metadata_topic& topic) {
    switch (topic.err) {
      case RD_KAFKA_RESP_ERR_NO_ERROR: break;
      case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
      case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC: return of_missing(name);
      case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
        return {Verdict::bad,
                fmt::format("You are not authorised for {}. Ask for the rights DESCRIBE and WRITE on it.", name)};
      default:
        return {Verdict::doubtful, fmt::format("The cluster says of {}: {}.", name, rd_kafka_err2str(topic.err))};
    }
    const auto leaderless = std::count_if(topic.partitions, topic.partitions + topic.partition_cnt,
                                          [](const auto& partition) { return partition.leader < 0; });
    if (leaderless > 0) {
      return {Verdict::doubtful,
              fmt::format("{} of the {} partitions of {} have no leader now: messages for them wait.", leaderless,
                          topic.partition_cnt, name)};
    }
    return {Verdict::good, fmt::format("{} is there, with {} {}.", name, topic.partition_cnt,
                                       topic.partition_cnt == 1 ? "partition" : "partitions")};
  }

  ClusterFinding of_missing(const std::string& name) {
    if (makes_topics_ == MakesTopics::not_asked && cluster_.broker_cnt > 0) {
      makes_topics_ = makes_topics(connection_, cluster_.brokers[0].id, until_);
    }
    switch (makes_topics_) {
      case MakesTopics::yes:
        return {Verdict::good, fmt::format("{} does not exist yet. The cluster makes it for the first message.", name)};
      case MakesTopics::no:
        return {Verdict::bad,
                fmt::format("{} does not exist, and this cluster makes no topics by itself. Make it first: "
                            "kafka-topics --bootstrap-server {} --create --topic {}",
                            name, connection_.bootstrap(), name)};
      default:
        return {Verdict::doubtful,
                fmt::format("{} does not exist yet, and the cluster does not say whether it makes topics by itself.",
                            name)};
    }
  }

  const ClusterConnection& connection_;
  const rd_kafka_metadata_t& cluster_;
  const Nanos until_;
  MakesTopics makes_topics_ = MakesTopics::not_asked;
};

}  // namespace

ClusterCheck check_cluster(const ClusterAccess& access, const std::vector<std::string>& topics,
                           const std::atomic<bool>& stop) {
  const Result<std::unique_ptr<ClusterConnection>> connection = ClusterConnection::open(access);
  if (!connection) return {{Verdict::bad, connection.error().sentence}};
  const Result<RdMetadata> metadata = connection.value()->learn(stop);
  if (!metadata) return {{Verdict::bad, metadata.error().sentence}};
  Check check(*connection.value(), *metadata.value());
  ClusterCheck findings{check.of_cluster()};
  for (const std::string& topic : topics) {
    if (!stop.load()) findings.push_back(check.of_topic(topic));
  }
  return findings;
}

}  // namespace inflight
