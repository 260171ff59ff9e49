// The connection: opened when something needs it, its requests and answers, metadata. What librdkafka's broker and main
// threads do (facts, 2.6, 2.10, 3.7). See client.h.
#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "core/sim/client.h"

namespace inflight::sim {
namespace {

// TCP's handshake and the API versions; the mock refuses the newest form of that request first, so that on loopback it
// is asked twice.
constexpr Nanos kTripsToConnect = 2;
constexpr Nanos kDelayedAck = 40 * kMillisecond;
constexpr Nanos kExpiredRequest = 100 * kMillisecond;

}  // namespace

void Client::open_connection() {
  if (connection_.state != Connection::State::idle) return;
  if (ground_.now_ns < connection_.open_again_ns) {
    connection_.state = Connection::State::backing_off;
    ground_.schedule.add(connection_.open_again_ns, Due::connect, id_, connection_.number);
    return;
  }
  connection_.state = Connection::State::opening;
  if (!cluster_.takes_connections())
    return on_disconnected(KafkaError::_TRANSPORT, "Connect failed: Connection refused");
  ground_.schedule.add(ground_.now_ns + kTripsToConnect * ground_.rtt(), Due::connected, id_, connection_.number);
}

void Client::on_connect(std::int64_t connection) {
  if (connection != connection_.number) return;
  connection_.state = Connection::State::idle;
  expire_queues();
  open_connection();
}

void Client::on_connected(std::int64_t connection) {
  if (connection != connection_.number) return;
  connection_.state = Connection::State::up;
  connection_.up_since_ns = ground_.now_ns;
  connection_.down_reported = false;
  connection_.metadata_owed = false;
  ask_for_metadata();  // covers the topics referenced so far (facts, 1.8)
  wake(ground_.now_ns);
}

// rd_kafka_broker_update_reconnect_backoff: doubled each time, from -25 % to +50 % of it by chance.
void Client::back_off() {
  Connection& c = connection_;
  if (c.open_again_ns < ground_.now_ns - settings_.reconnect_backoff_max_ns) {
    c.backoff_ns = settings_.reconnect_backoff_ns;
  }
  const Nanos backoff = ground_.random.between(c.backoff_ns * 3 / 4, c.backoff_ns * 3 / 2);
  c.open_again_ns = ground_.now_ns + std::min(backoff, settings_.reconnect_backoff_max_ns);
  c.backoff_ns = std::min(2 * c.backoff_ns, settings_.reconnect_backoff_max_ns);
}

// Only what has a partition needs its broker; what waits for metadata can get that from any (rd_kafka_connect_any).
bool Client::needs_connection() const {
  if (fatal_error_ != KafkaError::NO_ERROR) return false;
  if (connection_.metadata_owed) return true;
  return std::any_of(queues_.begin(), queues_.end(), [](const auto& queue) { return !queue.second.messages.empty(); });
}

// rd_kafka_broker_set_error: every failure is an operation in the report queue, but for one that is told for the third
// time within half a minute. A disconnect soon after the connection came up is told in other words.
void Client::tell_failure(KafkaError error, std::string_view reason) {
  constexpr Nanos kSoon = 2 * kSecond;
  constexpr Nanos kRepeats = 30 * kSecond;
  Connection& c = connection_;
  const bool soon = up() && ground_.now_ns - c.up_since_ns < kSoon;
  const std::string failure = fmt::format("broker {}: {}{}", kBroker, reason,
                                          soon ? ": verify that security.protocol is "
                                                 "correctly configured"
                                               : "");
  const bool again = failure == c.last_failure;
  const bool suppressed = again && c.repeated_ns && ground_.now_ns - *c.repeated_ns <= kRepeats;
  if (again && !suppressed) c.repeated_ns = ground_.now_ns;
  c.last_failure = failure;
  if (!suppressed) queue_error(error, failure);
  // Until metadata names others, the bootstrap broker is the only one; the mock's follower is never down.
  const bool only_one = !brokers_known_ || ground_.options.rules == Rules::kafka;
  if (only_one && !std::exchange(c.down_reported, true)) {
    queue_error(KafkaError::_ALL_BROKERS_DOWN, "1/1 brokers are down");
  }
}

void Client::queue_error(KafkaError error, std::string_view reason) {
  reports_.push_back({.error = error, .reason = std::string(reason)});
}

// What was sent and not answered may have been stored; what was only formed has not (facts, 3.7).
void Client::on_disconnected(KafkaError error, std::string_view reason) {
  if (connection_.state == Connection::State::idle || connection_.state == Connection::State::backing_off) return;
  const bool was_up = up();
  tell_failure(error, reason);
  connection_.state = Connection::State::idle;
  ++connection_.number;
  const auto is_metadata = [](const Waiting& waiting) { return waiting.request == kMetadataRequest; };
  const auto& waiting = connection_.waiting;
  connection_.metadata_owed = connection_.metadata_owed || !connection_.asked.empty() ||
                              std::any_of(waiting.begin(), waiting.end(), is_metadata);
  lose_id_request();
  connection_.waiting.clear();
  connection_.asked.clear();
  if (!was_up) back_off();
  while (!in_flight_.empty()) conclude(close_oldest(error), error, true);
  const KafkaError unsent = error == KafkaError::_TIMED_OUT ? KafkaError::_TIMED_OUT_QUEUE : error;
  for (const RequestId id : std::exchange(formed_, {})) {
    if (id >= 0) conclude(ground_.requests[static_cast<std::size_t>(id)], unsent, false);
  }
  expire_queues();
  // A failure asks for metadata anew; the mock's follower answers at once (facts, 3.7).
  if (was_up && brokers_known_ && ground_.options.rules == Rules::mock) learn_topics(topics_.size());
  if (needs_connection()) open_connection();
}

// Of the topics that have been named so far; those that come later are not in the request (facts, 1.8).
void Client::ask_for_metadata() { ask(kMetadataRequest, topics_.size()); }

void Client::ask(RequestId what, std::size_t topics) {
  if (slot_free()) return expect_answer(what, topics);
  if (what == kMetadataRequest) connection_.asked.push_back(topics);
  formed_.push_back(what);
}

void Client::expect_answer(RequestId request, std::size_t topics) {
  // Nagle's algorithm may hold a request back until the one before is acknowledged (facts, 2.9): chance decides.
  const bool held =
      ground_.options.computer.uneven && !connection_.waiting.empty() && (++wake_ups_ + ground_.options.seed) % 2 == 0;
  const Nanos held_ns = held ? std::min(ground_.rtt(), kDelayedAck) : 0;
  const Nanos due_ns = ground_.now_ns + held_ns + ground_.rtt();
  connection_.waiting.push_back({request, topics, ground_.now_ns, due_ns, held_ns});
  ground_.schedule.add(due_ns, Due::answered, id_, connection_.number);
}

// The mock waits before it answers, as long as it is told at that moment; else the way is as long as it was when the
// request left.
Nanos Client::due(const Waiting& waiting) const {
  return ground_.options.rules == Rules::mock ? waiting.sent_ns + waiting.held_ns + ground_.rtt() : waiting.due_ns;
}

void Client::on_latency() {
  const auto& waiting = connection_.waiting;
  if (waiting.empty()) return;
  ground_.schedule.add(std::max(ground_.now_ns, due(waiting.front())), Due::answered, id_, connection_.number);
}

void Client::on_answers(std::int64_t connection) {
  auto& waiting = connection_.waiting;
  while (connection == connection_.number && !waiting.empty()) {
    const Waiting first = waiting.front();
    if (due(first) > ground_.now_ns) {
      ground_.schedule.add(due(first), Due::answered, id_, connection);
      return;
    }
    waiting.pop_front();
    if (first.request == kMetadataRequest) {
      learn_topics(first.topics);
    } else if (first.request == kIdRequest) {
      on_id_answer();
    } else {
      on_answer(ground_.requests[static_cast<std::size_t>(first.request)]);
    }
    transmit_formed();
  }
}

void Client::learn_topics(std::size_t count) {
  brokers_known_ = true;
  for (std::size_t i = 0; i < count; ++i) {
    if (topics_[i].known) continue;
    if (!exists(topics_[i])) {
      miss_topic(topics_[i], static_cast<std::int32_t>(i));
      continue;
    }
    topics_[i].known = true;
    topics_[i].error = KafkaError::NO_ERROR;
    topics_[i].partitions = cluster_.partitions_of(topics_[i].name);
    for (const PartitionId partition : topics_[i].partitions) queues_[partition];
    assign_unassigned(topics_[i], static_cast<std::int32_t>(i));
  }
  if (idempotence_.wants_id()) ground_.schedule.add(ground_.now_ns + wake_up_ns(), Due::seek_id, id_, 0);
}

// A topic that is asked for is created, unless the client forbids it; the mock does not understand that.
bool Client::exists(const Topic& topic) const {
  return settings_.creates_topics || ground_.options.rules == Rules::mock || cluster_.has(topic.name);
}

// rd_kafka_topic_set_notexists: for some time it may be that the brokers have not heard of it yet. Then its messages
// fail, and produce() refuses more, until it is asked for again (facts, 1.7).
void Client::miss_topic(Topic& topic, std::int32_t index) {
  if (ground_.now_ns < topic.created_ns + settings_.topic_patience_ns) return;
  topic.error = KafkaError::_UNKNOWN_TOPIC;
  std::vector<MessageId> failed;
  std::deque<MessageId> others;
  for (const MessageId id : std::exchange(unassigned_, {})) {
    ground_.messages[id].topic == index ? failed.push_back(id) : others.push_back(id);
  }
  unassigned_ = std::move(others);
  if (!failed.empty()) finish(failed, KafkaError::UNKNOWN_TOPIC_OR_PART, 0);
}

// Messages that waited for the topic's partitions get theirs, in order; a partition that does not exist is a report
// now, because produce() could not know it (facts, 1.6).
void Client::assign_unassigned(Topic& topic, std::int32_t index) {
  std::deque<MessageId> others;
  std::vector<MessageId> failed;
  // A broker thread may wake up while they are being assigned, and see only the first few. On an ordinary computer it
  // does not.
  const bool early = ground_.options.computer.library > 1 || ground_.options.computer.uneven;
  std::int64_t until_look = early ? 1 + ground_.options.seed % 3 : -1;
  for (const MessageId id : std::exchange(unassigned_, {})) {
    const Message& message = ground_.messages[id];
    const auto count = static_cast<std::int32_t>(topic.partitions.size());
    if (message.topic != index) {
      others.push_back(id);
    } else if (message.wanted_partition >= count) {
      failed.push_back(id);
    } else {
      topic.sticky = -1;  // no broker thread serves its partitions yet, and then none is kept (facts, 1.10)
      assign(id, choose_partition(topic, message));
      Nanos again = kForever;
      if (--until_look == 0) serve_queues(again);
    }
  }
  unassigned_ = std::move(others);
  if (!failed.empty()) finish(failed, KafkaError::_UNKNOWN_PARTITION, 0);
}

// max.in.flight counts requests of all kinds (facts, 2.6).
bool Client::slot_free() const { return std::ssize(connection_.waiting) < settings_.max_in_flight; }

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
    expect_answer(request.id, 0);
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
  conclude(request, request.error, true);
}

// Those that waited for a free slot; then others can be formed.
void Client::transmit_formed() {
  while (!formed_.empty() && slot_free()) {
    const RequestId next = formed_.front();
    formed_.pop_front();
    if (next == kMetadataRequest) {
      expect_answer(kMetadataRequest, connection_.asked.front());
      connection_.asked.pop_front();
    } else if (next == kIdRequest) {
      expect_answer(kIdRequest, 0);
    } else {
      transmit(ground_.requests[static_cast<std::size_t>(next)]);
    }
  }
  if (formed_.empty()) wake(ground_.now_ns);
}

// Gives up waiting for the oldest request's answer.
Request& Client::close_oldest(KafkaError error) {
  Request& request = ground_.requests[static_cast<std::size_t>(in_flight_.front())];
  in_flight_.pop_front();
  request.open = false;
  ground_.tell(library(), ResponseReceived{.request = request.id, .error = error});
  return request;
}

}  // namespace inflight::sim
