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
    logs_.push_back({topic, number, {}, {}});
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

void Cluster::take(Request& request) {
  if (!up_) return;
  if (!rejects_.empty()) {
    request.error = rejects_.front();
    rejects_.pop_front();
    return;
  }
  ProducerStates& producers = logs_[request.partition].producers;
  if (ground_.options.rules == Rules::kafka) {
    const ProducerStates::Judgement judgement = producers.judge(request.sequence);
    request.error = judgement.error;
    request.base_offset = judgement.offset;
    if (request.error != KafkaError::NO_ERROR || request.base_offset >= 0) return;
  }
  std::vector<MessageId>& log = logs_[request.partition].records;
  request.base_offset = static_cast<std::int64_t>(log.size());
  producers.appended(request.sequence, request.base_offset);
  for (const MessageId id : request.messages) {
    Message& message = ground_.messages[id];
    if (message.copies < 2) ++message.copies;
    const auto offset = static_cast<std::int64_t>(log.size());
    if (message.offset < 0) message.offset = offset;
    log.push_back(id);
    ground_.tell(kCluster, RecordStored{.message = id, .partition = request.partition, .offset = offset});
  }
}

}  // namespace inflight::sim
