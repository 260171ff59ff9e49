// When a batch leaves and what is in it: what librdkafka's broker thread does with the queues of its partitions (facts,
// 0 and 2). See client.h.
#include <algorithm>
#include <array>
#include <utility>

#include "core/sim/client.h"
#include "core/sim/record_bytes.h"

namespace inflight::sim {
namespace {

constexpr Nanos kWakeUp = 50 * kMicrosecond;  // from a signal to the broker thread's look at its queues
constexpr Nanos kSecondLate = 2500 * kMicrosecond;

// Broker threads sleep in whole milliseconds, rounded up (facts, 2.1).
Nanos in_whole_milliseconds(Nanos wait) { return (wait + kMillisecond - 1) / kMillisecond * kMillisecond; }

}  // namespace

Nanos Client::wake_up_ns() {
  constexpr std::array<std::int64_t, 4> kTimesAsLong{1, 0, 2, 5};
  const std::int64_t way = ground_.chance.way(Doubt::library_wakes, std::ssize(kTimesAsLong));
  return kWakeUp * ground_.options.computer.library * kTimesAsLong[static_cast<std::size_t>(way)];
}

// The broker thread looks at its queues a moment after `at`.
void Client::wake(Connection& c, Nanos at) {
  const Nanos wake_up = wake_up_ns();
  if (at == kForever || at + wake_up >= c.wake_at_ns) return;
  c.wake_at_ns = at + wake_up;
  ground_.schedule.add(c.wake_at_ns, Due::serve, id_, c.broker);
}

// As soon as there is something to be sent; to a broker that is not connected, as soon as there is anything (facts,
// 2.10).
void Client::wake_for(const Queue& queue) {
  if (queue.leader == kNoBroker) return;
  Connection& c = connection_to(queue.leader);
  Nanos again = kForever;
  wake(c, ready(queue, again) || !c.up() ? ground_.now_ns : again);
}

// rd_kafka_msgq_allow_wakeup_at: enough messages, enough bytes of payload and key, or the first has waited for linger.
bool Client::ready(const Queue& queue, Nanos& look_again_ns) const {
  if (queue.messages.empty()) return false;
  const Message& first = ground_.messages[queue.messages.front()];
  const auto later = [&](Nanos at) {
    look_again_ns = std::min(look_again_ns, at);
    return false;
  };
  if (std::ssize(queue.messages) >= settings_.batch_num_messages || queue.bytes >= settings_.batch_size) {
    return first.backoff_until_ns <= ground_.now_ns || later(first.backoff_until_ns);
  }
  if (first.backoff_until_ns > ground_.now_ns) return later(first.backoff_until_ns);
  const Nanos linger_ends = first.produced_ns + (flushing_ ? kMicrosecond : settings_.linger_ns);
  if (ground_.now_ns >= linger_ends) return true;
  return later(ground_.now_ns + in_whole_milliseconds(linger_ends - ground_.now_ns));
}

void Client::on_serve(BrokerId broker) {
  Connection& c = connection_to(broker);
  if (c.wake_at_ns > ground_.now_ns) return;  // an earlier look has been made meanwhile
  c.wake_at_ns = kForever;
  if (!c.up()) {
    expire_queues(c);
    if (ground_.chance.otherwise(Doubt::takes_over)) {
      for (const Lead& lead : c.leads) lead.queue->fresh.clear();
    }
    if (needs_connection(c)) open(c);
    if (c.state == Connection::State::idle && has_messages(c)) wake(c, ground_.now_ns + a_second_ns());
    return;
  }
  if (c.serves_anew_ns <= ground_.now_ns) {
    c.serves_anew_ns = ground_.now_ns + a_second_ns();
    expire_queues(c);
  }
  if (!c.formed.empty() && !send_formed(c)) return wake(c, c.serves_anew_ns);
  Nanos again = kForever;
  bool sent = serve_queues(c, again);
  while (sent && !ground_.chance.otherwise(Doubt::passes_pause)) {
    again = kForever;
    sent = serve_queues(c, again);
  }
  wake(c, sent ? ground_.now_ns : std::min(again, c.serves_anew_ns));
  expire_requests(c);
}

// Another thread wants something of the broker thread, or its connection is another: rd_kafka_broker_producer_serve
// starts anew, as it does each second. Its first pass looks for messages that are late, and takes over what is there.
void Client::serve_anew(Connection& c) {
  c.serves_anew_ns = ground_.now_ns;
  wake(c, ground_.now_ns);
}

// As a thread of the library sees it.
Nanos Client::a_second_ns() { return kSecond + ground_.chance.way(Doubt::second_late, 4) * kSecondLate; }

// In order of production. The broker thread takes it over when it looks.
void Client::queue_up(Queue& queue, MessageId id) {
  const Message& message = ground_.messages[id];
  queue.messages.insert(std::upper_bound(queue.messages.begin(), queue.messages.end(), id), id);
  queue.fresh.insert(std::upper_bound(queue.fresh.begin(), queue.fresh.end(), id), id);
  queue.bytes += message.payload_bytes + message.key_bytes;
}

// The broker threads have been told of a first message; they take over what is there by then, and wait for linger.
void Client::on_look() {
  if (!may_send()) return;
  for (Connection& c : connections_) {
    for (std::size_t i = 0; i < c.leads.size() && c.formed.empty(); ++i) {
      c.leads[i].queue->fresh.clear();
      if (idempotence_.on()) in_sequence(c, c.leads[i].partition, *c.leads[i].queue);
    }
  }
}

// Passes start at one partition after the other (facts, 2.5). How many there were while nothing could be sent nobody
// counts, so the first one starts where chance will have it.
std::size_t Client::first_in_turn(Connection& c) {
  const std::size_t count = c.leads.size();
  if (count == 1) return 0;
  const bool counted = std::exchange(c.passes_follow, !ground_.chance.otherwise(Doubt::turns_counted));
  c.turn = counted ? c.turn + 1 : ground_.random.below(count);
  return c.turn % count;
}

// One pass over the partitions: the first that is ready has its request made, and then there is no room for another's
// (rd_kafka_broker_outbufs_space). False: nothing more can be sent now.
bool Client::serve_queues(Connection& c, Nanos& look_again_ns) {
  const std::size_t count = c.leads.size();
  if (!c.up() || count == 0 || !may_send()) return false;
  const std::size_t first = first_in_turn(c);
  for (std::size_t i = 0; i < count; ++i) {
    const Lead& lead = c.leads[(first + i) % count];
    if (c.formed.empty()) lead.queue->fresh.clear();
    const bool may = !idempotence_.on() || in_sequence(c, lead.partition, *lead.queue);
    if (ready(*lead.queue, look_again_ns) && may && send_batch(c, lead.partition, *lead.queue)) return true;
  }
  c.passes_follow = false;
  return false;
}

// The content of a batch counts framing, its trigger did not: what does not fit waits for its own linger (facts, 2.4).
std::vector<MessageId> Client::fill_batch(Queue& queue) const {
  std::vector<MessageId> batch;
  const Message& first = ground_.messages[queue.messages.front()];
  const std::int64_t most = std::min(settings_.message_max_bytes, settings_.batch_size);
  const std::int64_t topic_bytes = std::ssize(topics_[static_cast<std::size_t>(first.topic)].name);
  std::int64_t bytes = request_header_bytes(settings_.client_id_bytes, topic_bytes);
  while (!queue.messages.empty() && std::ssize(batch) < settings_.batch_num_messages) {
    const Message& message = ground_.messages[queue.messages.front()];
    if (first.batch_ends != 0 && message.number > first.batch_ends) break;  // it is sent again as it was (facts, 3.5)
    if (message.backoff_until_ns > ground_.now_ns) break;
    if (!batch.empty() && bytes + most_bytes(message) > most) break;
    bytes += record_bytes(message, first, std::ssize(batch));
    batch.push_back(queue.messages.front());
    queue.messages.pop_front();
    take_bytes(queue, message);
  }
  return batch;
}

// rd_kafka_ProduceRequest: from when it is made, whenever it leaves.
Nanos Client::request_timeout_ns(const Message& first) const {
  constexpr Nanos kExpired = 100 * kMillisecond;
  const Nanos left = first.deadline_ns == kForever ? kForever : first.deadline_ns - ground_.now_ns;
  return saturating_add(ground_.now_ns, std::min(settings_.socket_timeout_ns, left > 0 ? left : kExpired));
}

// One unsent request at a time (backpressure threshold 1, facts, 2.5). False: no request can be made now.
bool Client::send_batch(Connection& c, PartitionId partition, Queue& queue) {
  if (!c.formed.empty()) return false;
  std::vector<MessageId> batch = fill_batch(queue);
  if (batch.empty()) return false;
  const auto id = static_cast<RequestId>(ground_.requests.size());
  const Nanos times_out_ns = request_timeout_ns(ground_.messages[batch.front()]);
  ground_.requests.push_back(
      {.id = id, .producer = id_, .partition = partition, .messages = std::move(batch), .timeout_ns = times_out_ns});
  number(ground_.requests.back());
  if (slot_free(c)) {
    transmit(c, ground_.requests.back());
  } else {
    c.formed.push_back(id);
  }
  return true;
}

}  // namespace inflight::sim
