// Followers that fetch, the set of those in sync, the high watermark, and what waits for it. See cluster.h.
#include <algorithm>
#include <utility>

#include "core/sim/cluster.h"

namespace inflight::sim {
namespace {

constexpr Nanos kFetchWork = 100 * kMicrosecond;  // what a broker does for a follower's request or with its answer

}  // namespace

const Cluster::Replica* Cluster::replica_of(const Log& log, BrokerId broker) {
  const auto found = std::find_if(log.replicas.begin(), log.replicas.end(),
                                  [&](const Replica& replica) { return replica.broker == broker; });
  return found == log.replicas.end() ? nullptr : &*found;
}

Cluster::Replica* Cluster::replica_of(Log& log, BrokerId broker) {
  return const_cast<Replica*>(replica_of(std::as_const(log), broker));
}

std::int64_t Cluster::in_sync(const Log& log) {
  return std::count_if(log.replicas.begin(), log.replicas.end(), [](const Replica& r) { return r.in_sync; });
}

// From broker to broker it is as far as from a client.
Nanos Cluster::hop() const { return ground_.half_trip() + kFetchWork; }

// Every follower that lives asks its leader anew.
void Cluster::follow(PartitionId partition) {
  Log& log = logs_[partition];
  for (std::size_t i = 0; i < log.replicas.size(); ++i) {
    Replica& replica = log.replicas[i];
    ++replica.session;
    replica.waits = false;
    const bool fetches = log.leader != kNoBroker && replica.broker != log.leader && broker(replica.broker).alive();
    if (!fetches) continue;
    const auto which = static_cast<std::int64_t>(i) + kMostBrokers * replica.session;
    ground_.schedule.add(ground_.now_ns + hop(), Due::fetch, partition, which);
  }
}

// The answer to a follower's request leaves, if there is one and something to tell.
void Cluster::send(PartitionId partition, std::size_t index) {
  Log& log = logs_[partition];
  Replica& replica = log.replicas[index];
  if (!replica.waits || replica.broker == log.leader || replica.end == log.end()) return;
  replica.waits = false;
  replica.carried = log.end();
  const auto which = static_cast<std::int64_t>(index) + kMostBrokers * replica.session;
  ground_.schedule.add(ground_.now_ns + hop(), Due::fetched, partition, which);
}

void Cluster::on_fetched(PartitionId partition, std::int64_t which) {
  Replica& replica = logs_[partition].replicas[static_cast<std::size_t>(which % kMostBrokers)];
  if (replica.session != which / kMostBrokers || !broker(replica.broker).alive()) return;
  replica.end = replica.carried;
  ground_.tell(kCluster, Replicated{.partition = partition, .broker = replica.broker, .offset = replica.end});
  ground_.schedule.add(ground_.now_ns + hop(), Due::fetch, partition, which);
}

// A follower's request says how much it has. One that has caught up is in sync again.
void Cluster::on_fetch(PartitionId partition, std::int64_t which) {
  Log& log = logs_[partition];
  const auto index = static_cast<std::size_t>(which % kMostBrokers);
  Replica& replica = log.replicas[index];
  if (replica.session != which / kMostBrokers || log.leader == kNoBroker || !broker(log.leader).alive()) return;
  replica.known_end = replica.end;
  replica.waits = true;
  if (!replica.in_sync && replica.known_end >= log.high_watermark) set_in_sync(log, replica, true);
  raise_high_watermark(log);
  send(partition, index);
}

void Cluster::set_in_sync(Log& log, Replica& replica, bool in_sync) {
  if (replica.in_sync == in_sync) return;
  replica.in_sync = in_sync;
  const auto partition = static_cast<PartitionId>(&log - logs_.data());
  ground_.tell(kCluster, InSyncChanged{.partition = partition, .broker = replica.broker, .in_sync = in_sync});
}

// What waits for it is answered, in order; that fewer are in sync now than must be is told though it is stored.
void Cluster::raise_high_watermark(Log& log) {
  std::int64_t lowest = log.end();
  for (const Replica& replica : log.replicas) {
    if (replica.in_sync && replica.broker != log.leader) lowest = std::min(lowest, replica.known_end);
  }
  log.high_watermark = std::max(log.high_watermark, lowest);
  const KafkaError error =
      in_sync(log) < ground_.options.min_insync ? KafkaError::NOT_ENOUGH_REPLICAS_AFTER_APPEND : KafkaError::NO_ERROR;
  while (!log.undecided.empty()) {
    Request& first = request(log.undecided.front());
    if (first.base_offset + std::ssize(first.messages) > log.high_watermark) return;
    log.undecided.erase(log.undecided.begin());
    decide(first, error);
  }
}

void Cluster::on_expired(Request& request) {
  if (std::erase(logs_[request.partition].undecided, request.id) == 0) return;
  decide(request, KafkaError::REQUEST_TIMED_OUT);
}

// An undecided request is answered; others may have waited behind it.
void Cluster::decide(Request& request, KafkaError error) {
  answer(request, error);
  tell_client(request);
  serve_waiting({request.producer, request.connection});
}

// A broker that is not missed yet may be; a follower that lives may not have all.
bool Cluster::rests() const {
  if (leaders() == 1 || ground_.options.rules == Rules::mock) return true;
  const auto expected = [](const Broker& one) { return !one.alive() && !one.missed; };
  if (std::any_of(brokers_.begin(), brokers_.end(), expected)) return false;
  return std::all_of(logs_.begin(), logs_.end(), [&](const Log& log) {
    if (log.leader == kNoBroker || !broker(log.leader).alive()) return true;
    return log.undecided.empty() && std::all_of(log.replicas.begin(), log.replicas.end(), [&](const Replica& replica) {
             return replica.broker == log.leader || !broker(replica.broker).alive() || replica.end == log.end();
           });
  });
}

}  // namespace inflight::sim
