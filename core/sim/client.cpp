// The application's half of the client: produce, partitioner, slots, reports, purge. See client.h.
#include "core/sim/client.h"

#include <algorithm>
#include <utility>

#include "core/sim/record_bytes.h"

namespace inflight::sim {
namespace {

// As they are written: each text behind its length.
std::int64_t size_of(std::span<const Header> headers) {
  std::int64_t bytes = 0;
  for (const Header& header : headers) {
    const std::int64_t name = std::ssize(header.name);
    const std::int64_t value = header.has_value ? std::ssize(header.value) : 0;
    bytes += varint_bytes(name) + name + varint_bytes(header.has_value ? value : -1) + value;
  }
  return bytes;
}

}  // namespace

Client::Client(Ground& ground, Cluster& cluster, ProducerId id, const Settings& settings)
    : ground_(ground),
      cluster_(cluster),
      id_(id),
      settings_(settings),
      created_ns_(ground.now_ns),
      partitioner_(ground.random.next()),
      idempotence_(settings.idempotent) {
  add_broker();
  open(connections_.front());  // one bootstrap connection at the start (facts, 2.10)
  if (idempotence_.on()) seek_id_later(kSeekAgain);
  ground_.schedule.add(ground.now_ns + a_second_ns(), Due::tick, id_);
}

std::int32_t Client::topic_index(std::string_view name) {
  for (std::size_t i = 0; i < topics_.size(); ++i) {
    if (topics_[i].name == name) return static_cast<std::int32_t>(i);
  }
  topics_.push_back({.name = std::string(name), .created_ns = ground_.now_ns});
  return static_cast<std::int32_t>(topics_.size()) - 1;
}

KafkaError Client::produce(const ProduceArgs& args) {
  if (fatal_error_ != KafkaError::NO_ERROR) return KafkaError::_FATAL;
  const auto payload = static_cast<std::int64_t>(args.has_value ? args.value.size() : 0);
  const auto key = static_cast<std::int64_t>(args.has_key ? args.key.size() : 0);
  const std::int64_t headers = size_of(args.headers);
  if (kMostFraming + payload + key + headers > settings_.message_max_bytes) return KafkaError::MSG_SIZE_TOO_LARGE;
  const bool count_full = settings_.max_messages > 0 && held_messages_ + 1 > settings_.max_messages;
  if (count_full || held_bytes_ + payload > settings_.max_kbytes * 1024) return KafkaError::_QUEUE_FULL;

  if (args.message >= ground_.messages.size()) ground_.messages.resize(args.message + std::size_t{1});
  Message& message = ground_.messages[args.message];
  message = {.produced_ns = ground_.now_ns, .producer = id_};
  ground_.tell({id_, Threads::program}, MessageOffered{.message = args.message, .size_bytes = payload + key});
  const std::int32_t index = topic_index(args.topic);
  Topic& topic = topics_[static_cast<std::size_t>(index)];
  if (topic.error != KafkaError::NO_ERROR) return topic.error;
  if (topic.known && (args.partition >= std::ssize(topic.partitions) || args.partition < -1)) {
    return KafkaError::_UNKNOWN_PARTITION;
  }

  message.payload_bytes = payload;
  message.key_bytes = key;
  message.header_bytes = headers;
  message.headers = std::ssize(args.headers);
  message.has_key = args.has_key;
  message.has_value = args.has_value;
  message.wanted_partition = args.partition;
  message.topic = index;
  message.report_wanted = args.report_wanted;
  if (settings_.message_timeout_ns > 0) message.deadline_ns = ground_.now_ns + settings_.message_timeout_ns;
  ++held_messages_;
  held_bytes_ += payload;
  message.key_hash = partition_hash(settings_.partitioner, args.has_key, args.key);
  if (topic.known) {
    assign(args.message, choose_partition(topic, message));
  } else {
    unassigned_.push_back(args.message);
  }
  message.accepted = true;
  ground_.tell({id_, Threads::program}, MessageAccepted{.message = args.message,
                                                        .size_bytes = payload + key,
                                                        .line = args.line,
                                                        .report_wanted = args.report_wanted});
  return KafkaError::NO_ERROR;
}

// What the key decides, or chance: anew each time, or, for a time, the same again (facts, 1.9, 1.10).
std::int32_t Client::choose_partition(Topic& topic, const Message& message) {
  const auto count = static_cast<std::uint64_t>(topic.partitions.size());
  if (message.wanted_partition >= 0) return message.wanted_partition;
  if (message.key_hash >= 0) return static_cast<std::int32_t>(static_cast<std::uint64_t>(message.key_hash) % count);
  const bool kept = message.key_hash == kSticky && topic.sticky >= 0 && ground_.now_ns < topic.sticky_until_ns;
  if (kept) return topic.sticky;
  const auto chosen = static_cast<std::int32_t>(partitioner_.below(count));
  if (message.key_hash == kByChance) return chosen;
  topic.sticky = chosen;
  topic.sticky_until_ns = ground_.now_ns + settings_.sticky_ns;
  return chosen;
}

void Client::assign(MessageId id, std::int32_t number) {
  Message& message = ground_.messages[id];
  message.partition = topics_[static_cast<std::size_t>(message.topic)].partitions[static_cast<std::size_t>(number)];
  ground_.tell(library(), PartitionAssigned{.message = id, .partition = message.partition});
  Queue& queue = queues_[message.partition];
  message.number = ++queue.sequence.last_number;
  const bool first = queue.messages.empty();
  queue_up(queue, id);
  if (first) ground_.schedule.add(ground_.now_ns + wake_up_ns(), Due::look, id_);
  wake_for(queue);
}

DeliveryReport Client::report_of(MessageId id) const {
  const Message& message = ground_.messages[id];
  DeliveryReport report;
  report.message = id;
  report.error = message.error;
  report.topic = topics_[static_cast<std::size_t>(message.topic)].name;
  report.partition =
      message.partition == kNoPartition ? message.wanted_partition : cluster_.logs()[message.partition].number;
  report.offset = message.reported_offset;
  // The mock says when it appended, and it is always the same moment (facts, 8.4).
  if (message.error == KafkaError::NO_ERROR && message.stamped && ground_.options.rules == Rules::mock) {
    report.timestamp_ms = 1234;
    report.timestamp_type = 2;
  } else if (message.error == KafkaError::NO_ERROR) {
    report.timestamp_ms = message.produced_ns / kMillisecond;
    report.timestamp_type = 1;
  }
  report.latency_ns = ground_.now_ns - message.produced_ns;
  report.status = message.status;
  return report;
}

MessageId Client::take_report(std::size_t index) {
  const MessageId id = reports_[index].messages[reports_[index].next++];
  ground_.messages[id].report_taken = true;
  return id;
}

void Client::free_slot(MessageId id) {
  --held_messages_;
  held_bytes_ -= ground_.messages[id].payload_bytes;
}

void Client::set_flushing(bool flushing) {
  flushing_ = flushing;
  // Broker threads are woken, and look a moment later: a flush that is over by then has sent nothing (facts, 5.1).
  if (!flushing) return;
  for (Connection& c : connections_) {
    if (c.up()) serve_anew(c);
  }
}

// rd_kafka_purge. What its broker thread has not taken over yet is given up here, before the older ones are there; what
// has no partition yet at the end (facts, 5.2).
KafkaError Client::purge(bool in_queue, bool in_flight, bool non_blocking) {
  if (in_queue) {
    for (auto& [partition, queue] : queues_) give_up_fresh(queue);
  }
  const std::int64_t what = (in_queue ? kPurgeQueue : 0) | (in_flight ? kPurgeInFlight : 0);
  if (non_blocking) {
    ground_.schedule.add(ground_.now_ns + wake_up_ns(), Due::purge, id_, what);
  } else {
    on_purge(what);
  }
  if (in_queue && !unassigned_.empty()) {
    const std::deque<MessageId> given_up = std::exchange(unassigned_, {});
    finish({given_up.begin(), given_up.end()}, KafkaError::_PURGE_QUEUE, 0);
  }
  return KafkaError::NO_ERROR;
}

void Client::give_up_fresh(Queue& queue) {
  std::vector<MessageId> given_up;
  for (const MessageId id : std::exchange(queue.fresh, {})) {
    const auto place = std::lower_bound(queue.messages.begin(), queue.messages.end(), id);
    if (place == queue.messages.end() || *place != id) continue;
    queue.messages.erase(place);
    take_bytes(queue, ground_.messages[id]);
    given_up.push_back(id);
  }
  if (!given_up.empty()) finish(given_up, KafkaError::_PURGE_QUEUE, 0);
}

// What the broker threads do about it: requests first, then their queues.
void Client::on_purge(std::int64_t what) {
  if ((what & kPurgeAll) != 0) {
    purge(true, false, true);
    return;
  }
  // Each does so by itself.
  const std::size_t count = connections_.size();
  const auto first = static_cast<std::size_t>(ground_.chance.way(Doubt::purges_first, std::ssize(connections_)));
  for (std::size_t i = 0; i < count; ++i) {
    Connection& c = connections_[(first + i) % count];
    purge_requests(c, what);
    for (std::size_t lead = 0; lead < c.leads.size() && (what & kPurgeQueue) != 0; ++lead)
      give_up(*c.leads[lead].queue);
    transmit_formed(c);
    serve_anew(c);
  }
  if ((what & kPurgeQueue) == 0) return;
  for (auto& [partition, queue] : queues_) give_up(queue);  // those that no broker leads
}

void Client::give_up(Queue& queue) {
  if (queue.messages.empty()) return;
  const std::deque<MessageId> given_up = std::exchange(queue.messages, {});
  queue.bytes = 0;
  queue.fresh.clear();
  finish({given_up.begin(), given_up.end()}, KafkaError::_PURGE_QUEUE, 0);
}

void Client::purge_requests(Connection& c, std::int64_t what) {
  if ((what & kPurgeInFlight) != 0) {
    while (!c.in_flight.empty()) {
      conclude(close_oldest(c, KafkaError::_PURGE_INFLIGHT), KafkaError::_PURGE_INFLIGHT, true);
    }
  }
  if ((what & kPurgeQueue) == 0) return;
  for (const RequestId id : std::exchange(c.formed, {})) {
    if (id < 0) {
      c.formed.push_back(id);
    } else {
      conclude(ground_.requests[static_cast<std::size_t>(id)], KafkaError::_PURGE_QUEUE, false);
    }
  }
}

void Client::destroy() {
  destroyed_ = true;
  ground_.tell({id_, Threads::program}, ProducerDestroyed{.dropped = held_messages_});
}

}  // namespace inflight::sim
