// How messages end: errors, retries, timeouts, and the reports of it all (facts, 3 and 4). See client.h.
#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "core/sim/client.h"

namespace inflight::sim {
namespace {

constexpr Nanos kScan = kSecond;  // timeouts are looked for once a second (facts, 3.1, 3.8)

// A request's timeout is told as its messages' (facts, 3.4).
KafkaError reported(KafkaError error) {
  const bool timed_out = error == KafkaError::_TIMED_OUT || error == KafkaError::_TIMED_OUT_QUEUE;
  return timed_out ? KafkaError::_MSG_TIMED_OUT : error;
}

// What the broker answers has an offset field, and that is -1; what the client concludes by itself has none.
std::int64_t offset_of(KafkaError error) { return static_cast<std::int16_t>(error) > 0 ? -1 : kNoOffset; }

}  // namespace

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
    const std::int64_t offset = message.stamped ? message.reported_offset : kNoOffset;
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

// rd_kafka_msgbatch_handle_Produce_result: the request has ended, however it did.
void Client::conclude(Request& request, KafkaError error, bool was_sent) {
  PartitionSequence& sequence = queues_[request.partition].sequence;
  const bool drained = idempotence_.on() && Idempotence::ended(sequence, request.sequence.count);
  if (error == KafkaError::NO_ERROR) {
    if (idempotence_.on()) succeeded(request);
    for (const MessageId id : request.messages) ground_.messages[id].stamped = true;
    finish_batch(request.messages, KafkaError::NO_ERROR, request.base_offset, 2);
  } else {
    handle_error(request, error, was_sent);
  }
  if (drained) follow(idempotence_.partition_drained(ground_.now_ns));
}

// Of a request that failed, what may be retried goes back into the queue; the rest is reported.
void Client::handle_error(const Request& request, KafkaError error, bool was_sent) {
  Verdict verdict = verdict_of(error, was_sent);
  if (idempotence_.on()) judge(request, verdict);
  if (verdict.refreshes) {
    topics_[static_cast<std::size_t>(ground_.messages[request.messages.front()].topic)].leaderless = true;
    query_leaders_soon();
  }
  std::vector<MessageId> failed = request.messages;
  if (verdict.again()) failed = retry(request, error, verdict.counts ? 1 : 0, verdict.status);
  if (failed.empty()) return;
  const std::int32_t topic = ground_.messages[failed.front()].topic;
  finish_batch(failed, reported(verdict.error), offset_of(error), verdict.status);
  if (verdict.error == KafkaError::TOPIC_AUTHORIZATION_FAILED) give_up_topic(topic, error);
}

// rd_kafka_topic_set_error: the topic has no partitions any more, until metadata says otherwise. Each leaves its
// broker; what waits in its queue or in requests that were not sent fails with it.
void Client::give_up_topic(std::int32_t index, KafkaError error) {
  Topic& topic = topics_[static_cast<std::size_t>(index)];
  topic.error = error;
  topic.known = false;
  for (const PartitionId partition : topic.partitions) {
    Queue& queue = queues_[partition];
    if (queue.leader != kNoBroker) take_back(connection_to(queue.leader), partition);
    const std::deque<MessageId> waiting = std::exchange(queue.messages, {});
    queue.fresh.clear();
    queue.bytes = 0;
    if (!waiting.empty()) finish({waiting.begin(), waiting.end()}, error, 0);
  }
}

// Back into the queue in order of production, not to be sent before the backoff has passed (facts, 3.5). Those that
// have used up their retries are given back.
std::vector<MessageId> Client::retry(const Request& request, KafkaError error, std::int32_t counts,
                                     std::uint8_t status) {
  std::vector<MessageId> failed;
  Queue& queue = queues_[request.partition];
  for (const MessageId id : request.messages) {
    Message& message = ground_.messages[id];
    if (message.retries + counts > settings_.retries) {
      failed.push_back(id);
      continue;
    }
    message.retries += counts;
    message.status = std::max(message.status, status);
    message.backoff_until_ns = ground_.now_ns + settings_.retry_backoff_ns;
    if (message.in_flight) {
      message.in_flight = false;
      ground_.tell(library(), RetryScheduled{.message = id, .error = error, .backoff_ns = settings_.retry_backoff_ns});
    }
    queue_up(queue, id);
  }
  return failed;
}

// Messages whose message.timeout.ms has passed leave the queue with _MSG_TIMED_OUT. All have the same timeout and lie
// in order of production, so the expired ones are in front. True: there were some.
bool Client::expire(std::deque<MessageId>& queue, std::int64_t* bytes) {
  std::vector<MessageId> expired;
  for (; !queue.empty(); queue.pop_front()) {
    const Message& message = ground_.messages[queue.front()];
    if (message.deadline_ns > ground_.now_ns) break;
    expired.push_back(queue.front());
    if (bytes) *bytes -= message.payload_bytes + message.key_bytes;
  }
  if (!expired.empty()) finish(expired, KafkaError::_MSG_TIMED_OUT, 0);
  return !expired.empty();
}

// An idempotent producer then misses some in its sequence, and goes on with a new epoch.
void Client::expire(Queue& queue) {
  const bool gap = expire(queue.messages, &queue.bytes);
  if (gap && idempotence_.current().valid()) follow(idempotence_.bump(ground_.now_ns));
}

void Client::expire_queues(const Connection& c) {
  for (const Lead& lead : c.leads) expire(*lead.queue);
}

// Once a second, in the main thread: topics without metadata or leaders are asked for (facts, 1.8), their messages'
// timeouts looked for (facts, 3.8), and one connection at least is wanted (facts, 2.10).
void Client::on_tick() {
  ground_.schedule.add(ground_.now_ns + kScan, Due::tick, id_);
  expire(unassigned_, nullptr);
  Asked missing;
  for (std::size_t i = 0; i < topics_.size(); ++i) {
    KafkaError& topic_error = topics_[i].error;
    if (topic_error == KafkaError::_UNKNOWN_TOPIC) topic_error = KafkaError::NO_ERROR;  // nobody knows any more
    const auto& partitions = topics_[i].partitions;
    const auto lacks = [&](PartitionId partition) { return needs_query(partition); };
    if (!topics_[i].known || std::any_of(partitions.begin(), partitions.end(), lacks)) missing.push_back(i);
  }
  refresh_metadata(std::move(missing));
  connect_any();
  expire_unconnected();
}

// Messages that are late (facts, 3.8) where nobody is connected; while a broker thread waits to connect again, it does
// not look.
void Client::expire_unconnected() {
  for (auto& [partition, queue] : queues_) {
    if (queue.leader == kNoBroker) expire(queue);
  }
  for (Connection& c : connections_) {
    if (c.up() || c.state == Connection::State::backing_off) continue;
    expire_queues(c);
    if (c.stalled && c.state == Connection::State::opening &&
        c.opened_ns + settings_.setup_timeout_ns <= ground_.now_ns) {
      disconnect(c, KafkaError::_TRANSPORT, "Connection setup timed out in state APIVERSION_QUERY");
    }
  }
}

// rd_kafka_broker_timeout_scan: whenever the broker thread has done something, but once a second at most (facts, 3.1).
// One late request takes the whole connection down (facts, 3.7), even one that waits for its turn.
void Client::expire_requests(Connection& c) {
  if (!c.up() || ground_.now_ns <= c.requests_scanned_ns + a_second_ns()) return;
  c.requests_scanned_ns = ground_.now_ns;
  const auto is_late = [&](RequestId id) {
    const Request& request = ground_.requests[static_cast<std::size_t>(id)];
    return request.open && request.timeout_ns <= ground_.now_ns;
  };
  const bool waits_late = std::any_of(c.waiting.begin(), c.waiting.end(), [&](const Waiting& waiting) {
    if (waiting.request < 0) return waiting.sent_ns + settings_.socket_timeout_ns <= ground_.now_ns;
    return is_late(waiting.request);
  });
  const bool formed_late =
      std::any_of(c.formed.begin(), c.formed.end(), [&](RequestId id) { return id >= 0 && is_late(id); });
  if (!waits_late && !formed_late) return;
  disconnect(c, KafkaError::_TIMED_OUT, fmt::format("request(s) timed out at {}", ground_.now_ns));
}

}  // namespace inflight::sim
