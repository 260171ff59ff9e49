// Requests and their answers on a connection (facts, 2.6, 3.1, 3.2). See client.h.
#include <algorithm>
#include <utility>

#include "core/sim/client.h"

namespace inflight::sim {
namespace {

constexpr Nanos kDelayedAck = 40 * kMillisecond;
constexpr Nanos kAnswerLate = 2 * kMillisecond;

}  // namespace

void Client::expect_answer(Connection& c, RequestId request, Asked topics) {
  const Nanos rtt = cluster_.rtt(c.broker);
  const bool held = !c.waiting.empty() && ground_.chance.otherwise(Doubt::request_held);
  const Nanos held_ns =
      (held ? std::min(rtt, kDelayedAck) : 0) + ground_.chance.way(Doubt::answer_late, 3) * kAnswerLate;
  const bool unanswered = request < 0 && !cluster_.answers(c.broker);
  const Nanos due_ns = unanswered ? kForever : ground_.now_ns + held_ns + rtt;
  c.used_ns = ground_.now_ns;
  const Nanos taken_ns = ground_.now_ns + held_ns + ground_.half_trip();
  const bool together = ground_.chance.otherwise(Doubt::answers_together);
  c.waiting.push_back({request, std::move(topics), ground_.now_ns, taken_ns, due_ns, held_ns, together});
  // The mock looks at what it holds back whenever there is another answer.
  const bool is_mock = ground_.options.rules == Rules::mock;
  if (!unanswered) ground_.schedule.add(is_mock ? taken_ns : due_ns, Due::answered, id_, c.number);
}

// Its timers run in whole milliseconds, as its thread sees them.
Nanos Client::mock_answers_ns(const Waiting& waiting, Nanos rtt) const {
  const Nanos at = waiting.sent_ns + waiting.held_ns + rtt;
  return waiting.together ? (at + kMillisecond - 1) / kMillisecond * kMillisecond : at;
}

// The mock waits before it answers, as long as it is told at that moment; else the way is as long as it was when the
// request left. A broker may answer later; kForever: it has not answered yet, or its answer was lost, and then those
// behind it on the same connection don't come either.
Nanos Client::due(const Connection& c, const Waiting& waiting) const {
  if (waiting.due_ns == kForever) return kForever;
  const Nanos usual =
      ground_.options.rules == Rules::mock ? mock_answers_ns(waiting, cluster_.rtt(c.broker)) : waiting.due_ns;
  if (waiting.request < 0) return usual;
  const Request& request = ground_.requests[static_cast<std::size_t>(waiting.request)];
  return request.answered() && !request.lost ? std::max(usual, request.answered_ns + ground_.half_trip()) : kForever;
}

// The mock looks whether what it holds back may go now.
void Client::on_latency() {
  if (ground_.options.rules != Rules::mock) return;
  std::vector<std::int64_t> all;
  for (const Connection& c : connections_) all.push_back(c.number);
  for (const std::int64_t connection : all) on_answers(connection);
}

void Client::on_answers(std::int64_t connection) {
  Connection* c = connection_of(connection);
  bool some = false;
  while (c && connection == c->number && !c->waiting.empty()) {
    const Nanos due_ns = due(*c, c->waiting.front());
    if (due_ns == kForever) break;
    if (due_ns > ground_.now_ns) {
      answers_later(*c, due_ns);
      break;
    }
    const Waiting first = std::move(c->waiting.front());
    c->waiting.pop_front();
    take_answer(*c, first);
    some = true;
  }
  if (some && connection == c->number) expire_requests(*c);
  if (!some || connection != c->number) return;
  // What waited for the slot leaves next; but the program may be quicker than the broker thread.
  if (ground_.chance.otherwise(Doubt::slot_given_on)) return wake(*c, ground_.now_ns);
  send_formed(*c);
}

void Client::take_answer(Connection& c, const Waiting& answered) {
  if (answered.request == kMetadataRequest) {
    learn_topics(answered.topics, std::min(answered.taken_ns, ground_.now_ns));
  } else if (answered.request == kIdRequest) {
    on_id_answer();
  } else {
    on_answer(c, ground_.requests[static_cast<std::size_t>(answered.request)]);
  }
}

// The broker thread looks at its queues before it writes: an idempotent producer may have to take requests back. False:
// it did, and while there was no room for another request it did not see when to look again; so it sleeps on. With
// several partitions that depends on whose turn it was.
bool Client::send_formed(Connection& c) {
  const bool waited = !c.formed.empty();
  for (std::size_t i = 0; i < c.leads.size() && idempotence_.on() && may_send(); ++i) {
    in_sequence(c, c.leads[i].partition, *c.leads[i].queue);
  }
  if (waited && c.formed.empty() && (c.leads.size() == 1 || ground_.chance.otherwise(Doubt::sleeps_on))) return false;
  transmit_formed(c);
  return true;
}

// The mock's timer is set once for what is in front then (rd_kafka_mock_connection_write_out), and not again before it
// has run: an answer may be late that the round trip would let through earlier.
void Client::answers_later(Connection& c, Nanos due_ns) {
  if (ground_.options.rules == Rules::mock && c.answers_at_ns > ground_.now_ns) return;
  c.answers_at_ns = due_ns;
  ground_.schedule.add(due_ns, Due::answered, id_, c.number);
}

// max.in.flight counts requests of all kinds (facts, 2.6). Those that were purged take up none of it, though the
// answers behind theirs still come after theirs.
bool Client::slot_free(const Connection& c) const {
  const std::int64_t most = settings_.max_in_flight;
  if (std::ssize(c.waiting) < most) return true;
  const auto counts = [&](const Waiting& waiting) {
    return waiting.request < 0 || ground_.requests[static_cast<std::size_t>(waiting.request)].open;
  };
  return std::count_if(c.waiting.begin(), c.waiting.end(), counts) < most;
}

void Client::transmit(Connection& c, Request& request) {
  request.sent_ns = ground_.now_ns;
  request.sent_order = ++ground_.requests_sent;
  request.broker = c.broker;
  request.connection = c.number;
  request.acks = settings_.acks;
  request.broker_timeout_ns = settings_.request_timeout_ns;
  for (const MessageId id : request.messages) {
    Message& message = ground_.messages[id];
    message.in_flight = true;
    ++message.attempts;
  }
  request.attempt = ground_.messages[request.messages.front()].attempts;
  c.in_flight.push_back(request.id);
  ground_.tell(library(), RequestSent{.request = request.id,
                                      .broker = c.broker,
                                      .partition = request.partition,
                                      .attempt = request.attempt,
                                      .messages = request.messages});
  ground_.schedule.add(ground_.now_ns + ground_.half_trip(), Due::arrives, request.id);
  if (settings_.acks != 0) {
    expect_answer(c, request.id, {});
    return;
  }
  // acks=0: "delivered" means "written to the socket"; the offset is unknown (facts, 3.2).
  request.open = false;
  c.in_flight.pop_back();
  ground_.tell(library(), ResponseReceived{.request = request.id});
  finish_batch(request.messages, KafkaError::NO_ERROR, kNoOffset, 1);
}

void Client::on_answer(Connection& c, Request& request) {
  if (!request.open) return;
  request.open = false;
  std::erase(c.in_flight, request.id);
  ground_.tell(library(), ResponseReceived{.request = request.id, .error = request.error});
  conclude(request, request.error, true);
}

// Those that waited for a free slot; then others can be formed.
void Client::transmit_formed(Connection& c) {
  while (!c.formed.empty() && slot_free(c)) {
    const RequestId next = c.formed.front();
    c.formed.pop_front();
    if (next == kMetadataRequest) {
      Asked topics = std::move(c.asked.front());
      c.asked.pop_front();
      expect_answer(c, kMetadataRequest, std::move(topics));
    } else if (next == kIdRequest) {
      expect_answer(c, kIdRequest, {});
    } else {
      transmit(c, ground_.requests[static_cast<std::size_t>(next)]);
    }
  }
  if (c.formed.empty()) wake(c, ground_.now_ns);
}

// Gives up waiting for the oldest request's answer.
Request& Client::close_oldest(Connection& c, KafkaError error) {
  Request& request = ground_.requests[static_cast<std::size_t>(c.in_flight.front())];
  c.in_flight.pop_front();
  request.open = false;
  ground_.tell(library(), ResponseReceived{.request = request.id, .error = error});
  return request;
}

std::vector<RequestId> Client::in_flight() const {
  std::vector<RequestId> all;
  for (const Connection& c : connections_) all.insert(all.end(), c.in_flight.begin(), c.in_flight.end());
  return all;
}

}  // namespace inflight::sim
