// The connections, one to each broker: opened when something needs it, lost, opened again. What librdkafka's broker
// threads do (facts, 2.10, 3.7). See client.h.
#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "core/sim/client.h"

namespace inflight::sim {
namespace {

// TCP's handshake and the API versions; the mock refuses the newest form of that request first, so that on loopback it
// is asked twice.
constexpr Nanos kTripsToConnect = 2;

}  // namespace

void Client::add_broker() {
  Connection& c = connections_.emplace_back();
  c.broker = static_cast<BrokerId>(connections_.size());
  c.number = ++connections_ever_;
  c.requests_scanned_ns = ground_.now_ns;
  c.backoff_ns = settings_.reconnect_backoff_ns;
}

bool Client::any_up() const {
  return std::any_of(connections_.begin(), connections_.end(), [](const Connection& c) { return c.up(); });
}

Client::Connection* Client::connection_of(std::int64_t number) {
  for (Connection& c : connections_) {
    if (c.number == number) return &c;
  }
  return nullptr;
}

void Client::open(Connection& c) {
  if (c.state != Connection::State::idle) return;
  if (ground_.now_ns < c.open_again_ns) {
    c.state = Connection::State::backing_off;
    ground_.schedule.add(c.open_again_ns, Due::connect, id_, c.number);
    return;
  }
  c.state = Connection::State::opening;
  c.opened_ns = ground_.now_ns;
  c.stalled = false;
  c.tried = true;
  back_off(c);
  if (!cluster_.takes_connections(c.broker)) {
    return disconnect(c, KafkaError::_TRANSPORT, "Connect failed: Connection refused");
  }
  ground_.schedule.add(ground_.now_ns + kTripsToConnect * cluster_.rtt(c.broker), Due::connected, id_, c.number);
}

// rd_kafka_connect_any: while no broker is connected, one by chance is tried, those first that never were.
void Client::connect_any() {
  if (any_up() || ground_.now_ns < connect_any_again_ns_) return;
  connect_any_again_ns_ = ground_.now_ns + std::clamp(settings_.reconnect_backoff_ns / 2, 11 * kMillisecond, kSecond);
  for (const bool tried : {false, true}) {
    std::vector<Connection*> idle;
    for (Connection& c : connections_) {
      if (c.state == Connection::State::idle && (tried || !c.tried)) idle.push_back(&c);
    }
    if (idle.size() == 1) return open(*idle.front());
    if (!idle.empty()) return open(*idle[ground_.random.below(idle.size())]);
  }
}

void Client::on_connect(std::int64_t connection) {
  Connection* c = connection_of(connection);
  if (!c) return;
  c->state = Connection::State::idle;
  expire_queues(*c);
  open(*c);
}

void Client::on_connected(std::int64_t connection) {
  Connection* c = connection_of(connection);
  if (!c) return;
  c->stalled = !cluster_.answers(c->broker);
  if (c->stalled) return;
  c->state = Connection::State::up;
  c->up_since_ns = ground_.now_ns;
  c->used_ns = ground_.now_ns;
  c->down_reported = false;
  // Of the brokers and the topics that nobody was asked for yet (facts, 1.8).
  const bool owed = std::exchange(c->metadata_owed, false);
  if (owed || !brokers_known_ || topics_asked_ < topics_.size()) ask_for_metadata(*c, all_topics());
  serve_anew(*c);
}

// rd_kafka_broker_update_reconnect_backoff: doubled each time, from -25 % to +50 % of it by chance. Every attempt to
// connect does it, and every one that fails does it again.
void Client::back_off(Connection& c) {
  if (c.open_again_ns < ground_.now_ns - settings_.reconnect_backoff_max_ns) {
    c.backoff_ns = settings_.reconnect_backoff_ns;
  }
  const Nanos backoff = ground_.random.between(c.backoff_ns * 3 / 4, c.backoff_ns * 3 / 2);
  c.open_again_ns = ground_.now_ns + std::min(backoff, settings_.reconnect_backoff_max_ns);
  c.backoff_ns = std::min(2 * c.backoff_ns, settings_.reconnect_backoff_max_ns);
}

bool Client::has_messages(const Connection& c) {
  return std::any_of(c.leads.begin(), c.leads.end(), [](const Lead& lead) { return !lead.queue->messages.empty(); });
}

// Only what has a partition needs its broker; what waits for metadata can get that from any. What an idempotent
// producer may not send yet does not need it either.
bool Client::needs_connection(const Connection& c) const {
  if (fatal_error_ != KafkaError::NO_ERROR) return false;
  // When its thread connects for that alone depends on moments that are not modelled.
  if (c.metadata_owed && !ground_.chance.otherwise(Doubt::connects_for_metadata)) return true;
  if (!idempotence_.on()) return has_messages(c);
  return may_send() && std::any_of(c.leads.begin(), c.leads.end(), [](const Lead& lead) {
           const PartitionSequence& sequence = lead.queue->sequence;
           return !lead.queue->messages.empty() && !(sequence.drains && sequence.in_flight > 0);
         });
}

// rd_kafka_broker_set_error: every failure is an operation in the report queue, but for one that is told for the third
// time within half a minute. A disconnect soon after the connection came up is told in other words.
void Client::tell_failure(Connection& c, KafkaError error, std::string_view reason) {
  constexpr Nanos kSoon = 2 * kSecond;
  constexpr Nanos kRepeats = 30 * kSecond;
  const bool soon = c.up() && ground_.now_ns - c.up_since_ns < kSoon;
  const std::string failure = fmt::format("broker {}: {}{}", c.broker, reason,
                                          soon ? ": verify that security.protocol is "
                                                 "correctly configured"
                                               : "");
  const bool again = failure == c.last_failure;
  const bool suppressed = again && c.repeated_ns && ground_.now_ns - *c.repeated_ns <= kRepeats;
  if (again && !suppressed) c.repeated_ns = ground_.now_ns;
  c.last_failure = failure;
  if (!suppressed) queue_error(error, failure);
  // Until metadata names others, the bootstrap broker is the only one.
  if (std::exchange(c.down_reported, true)) return;
  const auto is_down = [](const Connection& other) { return other.down_reported; };
  if (std::all_of(connections_.begin(), connections_.end(), is_down)) {
    queue_error(KafkaError::_ALL_BROKERS_DOWN, fmt::format("{0}/{0} brokers are down", connections_.size()));
  }
}

void Client::queue_error(KafkaError error, std::string_view reason) {
  reports_.push_back({.error = error, .reason = std::string(reason)});
}

// Not all who lose a connection need see it at the same moment.
void Client::on_cut(BrokerId broker) {
  if (broker > std::ssize(connections_)) return;
  Connection& c = connection_to(broker);
  if (!ground_.chance.otherwise(Doubt::cut_seen)) return disconnect(c, KafkaError::_TRANSPORT);
  ground_.schedule.add(ground_.now_ns + wake_up_ns(), Due::closed, id_, c.number);
}

// A broker that stands still has taken what came, and answers when it goes on.
void Client::on_paused(BrokerId broker, bool paused) {
  if (broker > std::ssize(connections_)) return;
  Connection& c = connection_to(broker);
  const Nanos way_back = cluster_.rtt(broker) - ground_.half_trip();
  for (Waiting& waiting : c.waiting) {
    if (waiting.request >= 0) continue;
    if (paused && waiting.taken_ns > ground_.now_ns) waiting.due_ns = kForever;
    if (paused || waiting.due_ns != kForever) continue;
    waiting.taken_ns = ground_.now_ns;
    waiting.due_ns = ground_.now_ns + way_back;
  }
  if (paused) return;
  ground_.schedule.add(ground_.now_ns + way_back, Due::answered, id_, c.number);
  if (c.stalled) ground_.schedule.add(ground_.now_ns + way_back, Due::connected, id_, c.number);
}

void Client::on_closed(std::int64_t connection) {
  if (Connection* c = connection_of(connection)) disconnect(*c, KafkaError::_TRANSPORT);
}

// rd_kafka_broker_fail. What was sent and not answered may have been stored; what was only formed has not (facts, 3.7).
void Client::disconnect(Connection& c, KafkaError error, std::string_view reason) {
  if (c.state == Connection::State::idle || c.state == Connection::State::backing_off) return;
  const bool was_up = c.up();
  tell_failure(c, error, reason);
  c.state = Connection::State::opening;  // not to be opened again before all of this is done
  c.number = ++connections_ever_;
  const auto is_metadata = [](const Waiting& waiting) { return waiting.request == kMetadataRequest; };
  c.metadata_owed = c.metadata_owed || !c.asked.empty() || std::any_of(c.waiting.begin(), c.waiting.end(), is_metadata);
  lose_id_request(c);
  c.waiting.clear();
  c.answers_at_ns = 0;
  c.asked.clear();
  if (!was_up) back_off(c);
  while (!c.in_flight.empty()) conclude(close_oldest(c, error), error, true);
  const KafkaError unsent = error == KafkaError::_TIMED_OUT ? KafkaError::_TIMED_OUT_QUEUE : error;
  for (const RequestId id : std::exchange(c.formed, {})) {
    if (id >= 0) conclude(ground_.requests[static_cast<std::size_t>(id)], unsent, false);
  }
  expire_queues(c);
  // The leaders of the topics may be others now (facts, 3.7): whoever is there is asked.
  if (was_up) refresh_metadata(all_topics());
  c.state = Connection::State::idle;
  if (needs_connection(c)) open(c);
}

}  // namespace inflight::sim
