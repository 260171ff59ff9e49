// See partitions.h.
#include "core/live/partitions.h"

namespace inflight {

PartitionId Partitions::slot(std::string_view topic, std::int32_t number) {
  const auto [at, is_new] = slots_.try_emplace({std::string(topic), number}, static_cast<PartitionId>(named_.size()));
  if (is_new) named_.push_back({std::string(topic), number});
  return at->second;
}

// The dense id of the partition that a fact names by slot; the first time, it is made known to the sink.
PartitionId CommitNames::known(const Fact& fact, BrokerId leader) {
  const PartitionId slot = fact.event.partition;
  if (slot >= dense_.size()) {
    dense_.resize(partitions_.size(), kNoPartition);
    leader_.resize(partitions_.size(), kNoBroker);
  }
  if (dense_[slot] != kNoPartition) return dense_[slot];
  dense_[slot] = next_++;
  leader_[slot] = leader;
  const Partitions::Named& named = partitions_[slot];
  sink_->accept(make_fact(
      fact.event.at_ns, {.thread = Threads::outside},
      PartitionKnown{.partition = dense_[slot], .number = named.number, .leader = leader, .topic = named.topic}));
  return dense_[slot];
}

void CommitNames::learn_broker(const Fact& fact, BrokerId broker, std::string_view address) {
  if (!brokers_.insert(broker).second) return;
  sink_->accept(
      make_fact(fact.event.at_ns, {.thread = Threads::outside}, BrokerKnown{.broker = broker, .address = address}));
}

void CommitNames::accept(const Fact& fact) {
  switch (fact.event.kind) {
    case EventKind::partition_known: {
      const BrokerId leader = as<PartitionKnown>(fact).leader;
      const PartitionId dense = known(fact, leader);
      if (leader == kNoBroker || leader_[fact.event.partition] == leader) return;
      leader_[fact.event.partition] = leader;
      sink_->accept(make_fact(fact.event.at_ns, {.thread = Threads::outside},
                              LeaderChanged{.partition = dense, .leader = leader}));
      return;
    }
    case EventKind::broker_known: {
      const auto broker = as<BrokerKnown>(fact);
      learn_broker(fact, broker.broker, broker.address);
      return;
    }
    case EventKind::broker_up: learn_broker(fact, as<BrokerUp>(fact).broker, ""); break;
    case EventKind::broker_down: learn_broker(fact, as<BrokerDown>(fact).broker, ""); break;
    default: break;
  }
  Fact named = fact;
  if (fact.event.partition != kNoPartition) named.event.partition = known(fact, kNoBroker);
  sink_->accept(named);
}

}  // namespace inflight
