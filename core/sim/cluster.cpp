// See cluster.h.
#include "core/sim/cluster.h"

namespace inflight::sim {

void Cluster::start() {
  started_ = true;
  ground_.tell(kCluster, BrokerKnown{.broker = kBroker, .address = "broker 1"});
  for (const TopicSpec& topic : ground_.options.topics) create(topic.name, topic.partitions);
}

void Cluster::create(const std::string& topic, std::int32_t partitions) {
  for (std::int32_t number = 0; number < partitions; ++number) {
    const auto id = static_cast<PartitionId>(logs_.size());
    topics_[topic].push_back(id);
    logs_.push_back({topic, number, {}});
    ground_.tell(kCluster, PartitionKnown{.partition = id, .number = number, .leader = kBroker, .topic = topic});
  }
}

const std::vector<PartitionId>& Cluster::partitions_of(const std::string& topic) {
  if (!topics_.contains(topic)) create(topic, kAutoCreatedPartitions);
  return topics_[topic];
}

void Cluster::set_up(bool up) {
  if (up == up_) return;
  up_ = up;
  if (up) {
    ground_.tell(kCluster, BrokerUp{.broker = kBroker});
  } else {
    ground_.tell(kCluster, BrokerDown{.broker = kBroker});
  }
}

// What the next request is refused with: as somebody has asked for, or by a fault that lasts.
std::optional<KafkaError> Cluster::refusal() {
  if (!rejects_.empty()) {
    const KafkaError error = rejects_.front();
    rejects_.pop_front();
    return error;
  }
  std::string name;
  const std::string_view fault = ground_.faults.hit(ActionKind::reject_next, ground_.now_ns, name);
  if (fault.empty()) return std::nullopt;
  ground_.tell(kCluster, FaultHappened{.what = fault});
  return error_named(name).value_or(KafkaError::POLICY_VIOLATION);
}

bool Cluster::loses_answer() {
  if (losses_ > 0) return losses_-- > 0;
  std::string none;
  const std::string_view fault = ground_.faults.hit(ActionKind::lose_next_answer, ground_.now_ns, none);
  if (!fault.empty()) ground_.tell(kCluster, FaultHappened{.what = fault});
  return !fault.empty();
}

void Cluster::take(Request& request) {
  if (!up_) return;
  if (const std::optional<KafkaError> error = refusal()) {
    request.error = *error;
    return;
  }
  std::vector<MessageId>& log = logs_[request.partition].records;
  request.base_offset = static_cast<std::int64_t>(log.size());
  for (const MessageId id : request.messages) {
    Message& message = ground_.messages[id];
    if (message.copies < 2) ++message.copies;
    const auto offset = static_cast<std::int64_t>(log.size());
    if (message.offset < 0) message.offset = offset;
    log.push_back(id);
    ground_.tell(kCluster, RecordStored{.message = id, .partition = request.partition, .offset = offset});
  }
  if (!request.answered || !loses_answer()) return;
  request.lost = true;
  ground_.tell(kCluster, ResponseDropped{.request = request.id});
}

}  // namespace inflight::sim
