// The background half of the client: connection, metadata, batches, answers, timeouts. What librdkafka's main and
// broker threads do (facts, 0, 2 and 3). See client.h.
#include <algorithm>

#include "core/sim/client.h"

namespace inflight::sim {
namespace {

constexpr Nanos kWakeUp = 50 * kMicrosecond;  // from a signal to the broker thread's look at its queues
constexpr std::int64_t kRequestHeader = 110;  // bytes of a produce request before its first record (facts, 2.3)
constexpr Nanos kScan = kSecond;              // timeouts are looked for once a second (facts, 3.1, 3.8)
constexpr Nanos kExpiredRequest = 100 * kMillisecond;

// Broker threads sleep in whole milliseconds, rounded up (facts, 2.1).
Nanos in_whole_milliseconds(Nanos wait) { return (wait + kMillisecond - 1) / kMillisecond * kMillisecond; }

}  // namespace

void Client::on_connected() {
  connected_ = true;
  ask_for_metadata(ground_.now_ns);  // the query on connect covers the topics referenced so far
  serve_all(ground_.now_ns);
}

void Client::ask_for_metadata(Nanos at) {
  if (metadata_asked_) return;
  metadata_asked_ = true;
  ground_.schedule.add(at + ground_.options.rtt_ns, Due::metadata, id_);
}

void Client::on_metadata() {
  metadata_asked_ = false;
  for (std::size_t i = 0; i < topics_.size(); ++i) {
    if (topics_[i].known) continue;
    topics_[i].known = true;
    topics_[i].partitions = cluster_.partitions_of(topics_[i].name);
    assign_unassigned(topics_[i], static_cast<std::int32_t>(i));
  }
}

// Messages that waited for the topic's partitions get theirs, in order; a partition that does not exist is a report
// now, because produce() could not know it (facts, 1.6).
void Client::assign_unassigned(Topic& topic, std::int32_t index) {
  std::deque<MessageId> others;
  for (const MessageId id : std::exchange(unassigned_, {})) {
    const Message& message = ground_.messages[id];
    const auto count = static_cast<std::int32_t>(topic.partitions.size());
    if (message.topic != index) {
      others.push_back(id);
    } else if (message.wanted_partition >= count) {
      finish({id}, KafkaError::_UNKNOWN_PARTITION, 0);
    } else {
      topic.sticky = -1;  // no broker thread serves its partitions yet, and then none is kept (facts, 1.10)
      assign(id, choose_partition(topic, message));
    }
  }
  unassigned_ = std::move(others);
}

void Client::look_at(PartitionId partition, Nanos at) {
  Queue& queue = queues_[partition];
  const Nanos wake_up = kWakeUp * ground_.options.computer.library;
  if (at == kForever || at + wake_up >= queue.wake_at_ns) return;
  queue.wake_at_ns = at + wake_up;
  ground_.schedule.add(queue.wake_at_ns, Due::serve, id_, partition);
}

void Client::serve_all(Nanos at) {
  for (auto& [partition, queue] : queues_) {
    if (!queue.messages.empty()) look_at(partition, at);
  }
}

// rd_kafka_msgq_allow_wakeup_at: enough messages, enough bytes of payload and key, or the first has waited for linger.
bool Client::ready(const Queue& queue, Nanos& look_again_ns) const {
  if (queue.messages.empty()) return false;
  const Message& first = ground_.messages[queue.messages.front()];
  if (first.backoff_until_ns > ground_.now_ns) {
    look_again_ns = first.backoff_until_ns;
    return false;
  }
  if (std::ssize(queue.messages) >= settings_.batch_num_messages || queue.bytes >= settings_.batch_size) return true;
  const Nanos linger_ends = first.produced_ns + (flushing_ ? kMicrosecond : settings_.linger_ns);
  if (ground_.now_ns >= linger_ends) return true;
  look_again_ns = ground_.now_ns + in_whole_milliseconds(linger_ends - ground_.now_ns);
  return false;
}

void Client::on_serve(PartitionId partition) {
  Queue& queue = queues_[partition];
  if (queue.wake_at_ns > ground_.now_ns) return;  // an earlier look has been made meanwhile
  queue.wake_at_ns = kForever;
  expire(queue.messages, &queue.bytes);
  if (!connected_) return;
  Nanos again = kForever;
  while (ready(queue, again) && send_batch(partition, queue)) again = kForever;
  look_at(partition, again);
}

// The content of a batch counts framing, its trigger did not: what does not fit waits for its own linger (facts, 2.4).
std::vector<MessageId> Client::fill_batch(Queue& queue) const {
  const std::int64_t most_bytes = std::min(settings_.message_max_bytes, settings_.batch_size);
  std::int64_t bytes = kRequestHeader;
  std::vector<MessageId> batch;
  while (!queue.messages.empty() && std::ssize(batch) < settings_.batch_num_messages) {
    const Message& message = ground_.messages[queue.messages.front()];
    if (message.backoff_until_ns > ground_.now_ns) break;
    if (!batch.empty() && bytes + message.framed_bytes > most_bytes) break;
    bytes += message.framed_bytes;
    batch.push_back(queue.messages.front());
    queue.messages.pop_front();
    take_bytes(queue, message);
  }
  return batch;
}

// One unsent request at a time (backpressure threshold 1, facts, 2.5). False: no request can be made now.
bool Client::send_batch(PartitionId partition, Queue& queue) {
  if (!formed_.empty()) return false;
  std::vector<MessageId> batch = fill_batch(queue);
  if (batch.empty()) return false;
  const auto id = static_cast<RequestId>(ground_.requests.size());
  ground_.requests.push_back({.id = id, .producer = id_, .partition = partition, .messages = std::move(batch)});
  Request& request = ground_.requests.back();
  if (std::ssize(in_flight_) < settings_.max_in_flight) {
    transmit(request);
  } else {
    formed_.push_back(id);
  }
  return true;
}

void Client::transmit(Request& request) {
  const Message& first = ground_.messages[request.messages.front()];
  request.sent_ns = ground_.now_ns;
  const Nanos left = first.deadline_ns == kForever ? kForever : first.deadline_ns - ground_.now_ns;
  request.timeout_ns =
      saturating_add(ground_.now_ns, std::min(settings_.socket_timeout_ns, left > 0 ? left : kExpiredRequest));
  for (const MessageId id : request.messages) {
    Message& message = ground_.messages[id];
    message.in_flight = true;
    ++message.attempts;
  }
  request.attempt = ground_.messages[request.messages.front()].attempts;
  in_flight_.push_back(request.id);
  ground_.tell(library(), RequestSent{.request = request.id,
                                      .broker = kBroker,
                                      .partition = request.partition,
                                      .attempt = request.attempt,
                                      .messages = request.messages});
  ground_.schedule.add(ground_.now_ns + ground_.half_trip(), Due::arrives, request.id);
  if (settings_.acks != 0) {
    ground_.schedule.add(ground_.now_ns + ground_.options.rtt_ns, Due::answered, request.id);
    return;
  }
  // acks=0: "delivered" means "written to the socket"; the offset is unknown (facts, 3.2).
  request.open = false;
  in_flight_.pop_back();
  ground_.tell(library(), ResponseReceived{.request = request.id});
  finish_batch(request.messages, KafkaError::NO_ERROR, kNoOffset, 1);
}

void Client::on_answer(Request& request) {
  if (!request.open) return;
  request.open = false;
  std::erase(in_flight_, request.id);
  ground_.tell(library(), ResponseReceived{.request = request.id, .error = request.error});
  const bool stored = request.error == KafkaError::NO_ERROR;
  finish_batch(request.messages, request.error, stored ? request.base_offset : -1, stored ? 2 : 0);
  if (!formed_.empty()) {
    const RequestId next = formed_.front();
    formed_.pop_front();
    transmit(ground_.requests[static_cast<std::size_t>(next)]);
    serve_all(ground_.now_ns);
  }
}

// As rd_kafka_msgq_set_metadata: the answer's offset counts up over the batch, whatever it is, so that of a batch sent
// with acks=0 only the first report has "invalid" (facts, 3.2).
void Client::finish_batch(const std::vector<MessageId>& ids, KafkaError error, std::int64_t base_offset,
                          std::uint8_t status) {
  for (const MessageId id : ids) ground_.messages[id].reported_offset = base_offset++;
  finish(ids, error, status);
}

// The library knows how these ended; one operation for all of them waits for poll() or flush() (facts, 4.1).
void Client::finish(const std::vector<MessageId>& ids, KafkaError error, std::uint8_t status) {
  for (const MessageId id : ids) {
    Message& message = ground_.messages[id];
    message.in_flight = false;
    message.done = true;
    message.error = error;
    message.status = std::max(message.status, status);
    const std::int64_t offset = error == KafkaError::NO_ERROR ? message.reported_offset : kNoOffset;
    if (offset >= 0) message.offset = offset;
    ground_.tell(
        library(),
        OutcomeKnown{
            .message = id, .partition = message.partition, .error = error, .offset = offset, .status = message.status});
  }
  reports_.emplace_back();
  for (const MessageId id : ids) {
    ground_.messages[id].report_queued = true;
    reports_.back().messages.push_back(id);
    ground_.tell(library(), ReportQueued{.message = id, .group = groups_});
  }
  ++groups_;
}

// Messages whose message.timeout.ms has passed leave the queue with _MSG_TIMED_OUT. All have the same timeout and lie
// in order of production, so the expired ones are in front.
void Client::expire(std::deque<MessageId>& queue, std::int64_t* bytes) {
  std::vector<MessageId> expired;
  for (; !queue.empty(); queue.pop_front()) {
    const Message& message = ground_.messages[queue.front()];
    if (message.deadline_ns > ground_.now_ns) break;
    expired.push_back(queue.front());
    if (bytes) *bytes -= message.payload_bytes + message.key_bytes;
  }
  if (!expired.empty()) finish(expired, KafkaError::_MSG_TIMED_OUT, 0);
}

// Once a second: topics without metadata are asked for (facts, 1.8), timeouts are looked for (facts, 3.1, 3.8).
void Client::on_tick() {
  ground_.schedule.add(ground_.now_ns + kScan, Due::tick, id_);
  expire(unassigned_, nullptr);
  for (auto& [partition, queue] : queues_) expire(queue.messages, &queue.bytes);
  const bool unknown = std::any_of(topics_.begin(), topics_.end(), [](const Topic& topic) { return !topic.known; });
  if (connected_ && unknown) ask_for_metadata(ground_.now_ns);
  const bool late = std::any_of(in_flight_.begin(), in_flight_.end(), [&](RequestId id) {
    return ground_.requests[static_cast<std::size_t>(id)].timeout_ns <= ground_.now_ns;
  });
  if (late) lose_connection();
}

// Gives up waiting for the oldest request's answer.
Request& Client::close_oldest(KafkaError error) {
  Request& request = ground_.requests[static_cast<std::size_t>(in_flight_.front())];
  in_flight_.pop_front();
  request.open = false;
  ground_.tell(library(), ResponseReceived{.request = request.id, .error = error});
  return request;
}

// One late request takes the whole connection down: all others on it are retried too (facts, 3.7).
void Client::lose_connection() {
  connected_ = false;
  while (!in_flight_.empty()) retry_or_fail(close_oldest(KafkaError::_TIMED_OUT), KafkaError::_TIMED_OUT);
  const Nanos trips = ground_.options.rules == Rules::mock ? 1 : 2;
  ground_.schedule.add(ground_.now_ns + settings_.reconnect_backoff_ns + trips * ground_.options.rtt_ns, Due::connected,
                       id_);
}

// Back into the queue in order of production, not to be sent before the backoff has passed (facts, 3.5).
void Client::retry_or_fail(Request& request, KafkaError error) {
  std::vector<MessageId> failed;
  Queue& queue = queues_[request.partition];
  for (const MessageId id : request.messages) {
    Message& message = ground_.messages[id];
    message.status = std::max<std::uint8_t>(message.status, 1);  // it may have been stored
    if (message.retries >= settings_.retries || message.deadline_ns <= ground_.now_ns) {
      failed.push_back(id);
      continue;
    }
    ++message.retries;
    message.in_flight = false;
    message.backoff_until_ns = ground_.now_ns + settings_.retry_backoff_ns;
    ground_.tell(library(), RetryScheduled{.message = id, .error = error, .backoff_ns = settings_.retry_backoff_ns});
    queue.messages.insert(std::upper_bound(queue.messages.begin(), queue.messages.end(), id), id);
    queue.bytes += message.payload_bytes + message.key_bytes;
  }
  if (!failed.empty()) finish_batch(failed, KafkaError::_MSG_TIMED_OUT, kNoOffset, 1);
}

}  // namespace inflight::sim
