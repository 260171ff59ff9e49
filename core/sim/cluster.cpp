// Brokers, topics and produce requests. See cluster.h.
#include "core/sim/cluster.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/run/topic.h"

namespace inflight::sim {
namespace {

constexpr Nanos kNoticed = 100 * kMicrosecond;  // from a connection's end to what the client does about it

}  // namespace

void Cluster::start() {
  started_ = true;
  for (BrokerId id = 1; id <= leaders(); ++id) {
    brokers_.emplace_back();
    ground_.tell(kCluster, BrokerKnown{.broker = id, .address = fmt::format("broker {}", id)});
  }
  for (const TopicSpec& topic : ground_.options.topics) {
    create(topic.name, topic.partitions, replicas_of(topic, ground_.options));
  }
}

// Leaders and replicas in turn: partition 1 of three is led by broker 2, and followed by 3 and 1.
void Cluster::create(const std::string& topic, std::int32_t partitions, std::int32_t replicas) {
  for (std::int32_t number = 0; number < partitions; ++number) {
    const auto id = static_cast<PartitionId>(logs_.size());
    const BrokerId leader = 1 + number % leaders();
    topics_[topic].push_back(id);
    logs_.push_back({.topic = topic, .number = number, .leader = leader});
    ground_.tell(kCluster, PartitionKnown{.partition = id, .number = number, .leader = leader, .topic = topic});
    logs_.back().replicas.reserve(static_cast<std::size_t>(replicas));
    for (std::int32_t i = 0; i < replicas; ++i) {
      const BrokerId follower = 1 + (number + i) % leaders();
      logs_.back().replicas.push_back({.broker = follower, .told = replicas > 1, .waits = true});
      if (replicas > 1) ground_.tell(kCluster, Replicated{.partition = id, .broker = follower, .offset = 0});
    }
  }
}

const std::vector<PartitionId>& Cluster::partitions_of(const std::string& topic) {
  if (!topics_.contains(topic)) {
    create(topic, kAutoCreatedPartitions, replicas_of({.name = topic}, ground_.options));
  }
  return topics_[topic];
}

PartitionId Cluster::find(std::string_view name) const {
  const Result<PartitionName> wanted = parse_partition(name);
  for (std::size_t id = 0; wanted && id < logs_.size(); ++id) {
    if (logs_[id].topic == wanted->topic && logs_[id].number == wanted->number) return static_cast<PartitionId>(id);
  }
  return kNoPartition;
}

BrokerId Cluster::leader_at(PartitionId partition, Nanos at) const {
  const Log& log = logs_[partition];
  for (const auto& [until, leader] : log.led_until) {
    if (at < until) return leader;
  }
  return log.leader;
}

bool Cluster::takes_connections(BrokerId id) const { return id > leaders() || (broker(id).up && !refuses_); }

bool Cluster::answers(BrokerId id) const { return id > leaders() || broker(id).alive(); }

void Cluster::set_up(BrokerId id, bool up) {
  Broker& changed = broker(id);
  if (up == changed.up) return;
  changed.up = up;
  changed.paused = false;
  if (up) {
    ground_.tell(kCluster, BrokerUp{.broker = id});
    return rejoin(id);
  }
  ground_.tell(kCluster, BrokerDown{.broker = id});
  // What it had taken and not done is gone with it.
  std::erase_if(waiting_,
                [&](auto& channel) { return !channel.second.empty() && request(channel.second.front()).broker == id; });
  for (Log& log : logs_) {
    if (log.leader == id) log.undecided.clear();
  }
  lose(id);
}

void Cluster::set_paused(BrokerId id, bool paused) {
  Broker& changed = broker(id);
  if (!changed.up || paused == changed.paused) return;
  changed.paused = paused;
  if (paused) {
    ground_.tell(kCluster, BrokerPaused{.broker = id});
    return lose(id);
  }
  ground_.tell(kCluster, BrokerResumed{.broker = id});
  rejoin(id);
  std::vector<Channel> channels;
  for (const auto& [channel, requests] : waiting_) {
    if (request(requests.front()).broker == id) channels.push_back(channel);
  }
  for (const Channel& channel : channels) serve_waiting(channel);
}

// A broker does what comes over a connection one after the other, each only when the one before is answered.
void Cluster::take(Request& request) {
  const Broker& taker = broker(request.broker);
  if (!taker.up) return;
  const Channel channel{request.producer, request.connection};
  const bool waits = !taker.alive() || waiting_.contains(channel);
  if (!waits) serve(request);
  if (!request.answered()) waiting_[channel].push_back(request.id);
}

// The first of those that wait may have been appended, and be undecided.
void Cluster::serve_waiting(Channel channel) {
  for (auto at = waiting_.find(channel); at != waiting_.end(); at = waiting_.find(channel)) {
    Request& first = request(at->second.front());
    if (first.answered()) {
      at->second.pop_front();
      if (at->second.empty()) waiting_.erase(at);
      continue;
    }
    if (!broker(first.broker).alive() || first.base_offset >= 0) return;
    serve(first);
    if (!first.answered()) return;
    tell_client(first);
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

void Cluster::serve(Request& request) {
  if (const std::optional<KafkaError> error = refusal()) {
    return answer(request, *error);
  }
  Log& log = logs_[request.partition];
  if (log.leader != request.broker) return answer(request, KafkaError::NOT_LEADER_FOR_PARTITION);
  const bool replicates = ground_.options.rules == Rules::kafka && request.acks == -1;
  if (replicates && in_sync(log) < ground_.options.min_insync) {
    return answer(request, KafkaError::NOT_ENOUGH_REPLICAS);
  }
  const bool checks = ground_.options.rules == Rules::kafka;
  const auto known = checks ? log.producers.judge(request.sequence) : ProducerStates::Judgement{};
  if (known.error != KafkaError::NO_ERROR) return answer(request, known.error);
  request.base_offset = known.offset;
  if (known.offset < 0) append(request);
  if (!log.replicated()) return answer(request, KafkaError::NO_ERROR);
  if (!replicates) {
    answer(request, KafkaError::NO_ERROR);
  } else {
    log.undecided.push_back(request.id);
    ground_.schedule.add(saturating_add(ground_.now_ns, request.broker_timeout_ns), Due::expires, request.id);
  }
  for (std::size_t i = 0; i < log.replicas.size(); ++i) send(request.partition, i);
  raise_high_watermark(log);
}

void Cluster::append(Request& request) {
  std::vector<MessageId>& log = logs_[request.partition].records;
  request.base_offset = static_cast<std::int64_t>(log.size());
  logs_[request.partition].producers.appended(request.sequence, request.base_offset);
  for (const MessageId id : request.messages) {
    Message& message = ground_.messages[id];
    message.copies = message.copies == 0 || message.copies == Message::kGone ? 1 : 2;
    const auto offset = static_cast<std::int64_t>(log.size());
    if (message.offset < 0) message.offset = offset;
    log.push_back(id);
    ground_.tell(kCluster, RecordStored{.message = id, .partition = request.partition, .offset = offset});
  }
}

void Cluster::answer(Request& request, KafkaError error) {
  request.error = error;
  request.answered_ns = ground_.now_ns;
  if (error == KafkaError::NO_ERROR && request.acks != 0 && loses_answer()) {
    request.lost = true;
    ground_.tell(kCluster, ResponseDropped{.request = request.id});
  }
  if (error == KafkaError::_TRANSPORT) {
    // The client's thread notices a moment later: without acks a flush() may be over by then.
    const Nanos noticed_ns = ground_.now_ns + kNoticed * ground_.options.computer.library;
    ground_.schedule.add(noticed_ns, Due::closed, request.producer, request.connection);
  }
}

// It waits for an answer that comes later than at once.
void Cluster::tell_client(const Request& request) {
  if (request.acks == 0) return;
  ground_.schedule.add(ground_.now_ns + ground_.half_trip(), Due::answered, request.producer, request.connection);
}

}  // namespace inflight::sim
