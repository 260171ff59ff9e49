// Brokers that come and go, who leads then, and what is lost by it. See cluster.h.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "core/sim/cluster.h"

namespace inflight::sim {

// It went, or stands still. If it stays so, the controller misses it.
void Cluster::lose(BrokerId id) {
  ++broker(id).session;
  if (leaders() == 1 || ground_.options.rules == Rules::mock || broker(id).missed) return;
  ground_.schedule.add(ground_.now_ns + kSession, Due::missed, id, broker(id).session);
}

void Cluster::on_missed(BrokerId id, std::int64_t session) {
  Broker& lost = broker(id);
  if (lost.session != session) return;
  lost.missed = true;
  for (std::size_t partition = 0; partition < logs_.size(); ++partition) {
    Log& log = logs_[partition];
    if (log.leader == id) elect(static_cast<PartitionId>(partition));
    Replica* replica = replica_of(log, id);
    if (!replica || in_sync(log) == 1) continue;  // the last of a set stays in it
    set_in_sync(log, *replica, false);
    raise_high_watermark(log);
  }
}

// It is back: it leads again what nobody leads, and follows the others.
void Cluster::rejoin(BrokerId id) {
  Broker& back = broker(id);
  ++back.session;
  back.missed = false;
  for (std::size_t partition = 0; partition < logs_.size(); ++partition) {
    Log& log = logs_[partition];
    if (!log.replicated() || !replica_of(log, id)) continue;
    if (log.leader == kNoBroker) elect(static_cast<PartitionId>(partition));
    if (log.leader != kNoBroker) follow(static_cast<PartitionId>(partition));
  }
}

// The first replica in sync that lives, as far as the controller knows; else, if that is allowed, any.
void Cluster::elect(PartitionId partition) {
  const Log& log = logs_[partition];
  const bool may_lag[] = {false, ground_.options.unclean};
  for (const bool any : may_lag) {
    for (const Replica& replica : log.replicas) {
      const Broker& candidate = broker(replica.broker);
      if (candidate.up && !candidate.missed && (replica.in_sync || any)) {
        return change_leader(partition, replica.broker);
      }
    }
  }
  change_leader(partition, kNoBroker);
}

std::string Cluster::why_not_lead(PartitionId partition, BrokerId to) const {
  if (ground_.options.rules == Rules::mock) return {};
  const Replica* replica = replica_of(logs_[partition], to);
  if (!replica) return fmt::format("Broker {} has no copy of it.", to);
  if (!broker(to).up || broker(to).missed) return fmt::format("Broker {} is down.", to);
  if (!replica->in_sync) return fmt::format("Broker {} is not in sync.", to);
  return {};
}

void Cluster::change_leader(PartitionId partition, BrokerId to) {
  Log& log = logs_[partition];
  if (log.leader == to) return;
  if (Replica* old = log.replicated() ? replica_of(log, log.leader) : nullptr) old->end = log.end();
  log.led_until.emplace_back(ground_.now_ns, log.leader);
  log.leader = to;
  ground_.tell(kCluster, LeaderChanged{.partition = partition, .leader = to});
  refuse_undecided(log);
  if (to == kNoBroker || !log.replicated()) return;
  Replica& leader = *replica_of(log, to);
  if (leader.end < log.end()) truncate(partition, leader.end);
  if (!leader.in_sync) {  // an unclean election: whatever it has is the truth now
    set_in_sync(log, leader, true);
    for (Replica& other : log.replicas) {
      if (other.broker != to) set_in_sync(log, other, false);
    }
  }
  for (Replica& replica : log.replicas) replica.known_end = 0;
  follow(partition);
}

// What waits for the others at a broker that leads no more.
void Cluster::refuse_undecided(Log& log) {
  for (const RequestId id : std::exchange(log.undecided, {})) {
    if (broker(request(id).broker).alive()) decide(request(id), KafkaError::NOT_LEADER_FOR_PARTITION);
  }
}

void Cluster::truncate(PartitionId partition, std::int64_t end) {
  Log& log = logs_[partition];
  std::map<MessageId, std::vector<std::int64_t>> left;  // where copies of what is cut off stay
  for (std::int64_t offset = end; offset < log.end(); ++offset) left[log.records[static_cast<std::size_t>(offset)]];
  log.records.resize(static_cast<std::size_t>(end));
  log.producers.truncate(end);
  for (std::int64_t offset = 0; offset < end; ++offset) {
    const auto found = left.find(log.records[static_cast<std::size_t>(offset)]);
    if (found != left.end()) found->second.push_back(offset);
  }
  std::vector<MessageId> gone;
  for (const auto& [id, offsets] : left) {
    if (offsets.empty()) gone.push_back(id);
    Message& message = ground_.messages[id];
    message.copies =
        offsets.empty() ? Message::kGone : static_cast<std::uint8_t>(std::min<std::size_t>(2, offsets.size()));
    const bool is_delivered = message.done && message.error == KafkaError::NO_ERROR;
    if (!is_delivered && message.offset >= end) message.offset = offsets.empty() ? kNoOffset : offsets.front();
  }
  for (Replica& replica : log.replicas) replica.end = std::min(replica.end, end);
  log.high_watermark = std::min(log.high_watermark, end);
  ground_.tell(kCluster, LogTruncated{.partition = partition, .offset = end, .gone = gone});
}

}  // namespace inflight::sim
