// The idempotent half of the client: its producer id, sequences, epochs and the fatal error (facts, 3.10, 3.11). See
// client.h and idempotence.h.
#include <algorithm>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include "core/sim/client.h"

namespace inflight::sim {

// rd_kafka_idemp_pid_timer_restart.
void Client::seek_id_later(Nanos wait) {
  ground_.schedule.add(ground_.now_ns + wait, Due::seek_id, id_, ++seek_timer_);
}

void Client::on_seek_id(std::int64_t timer) {
  if (timer == 0 || timer == seek_timer_) seek_id();
}

// rd_kafka_idemp_pid_fsm: any broker that is up will do. While there is none, it tries again.
void Client::seek_id() {
  if (!idempotence_.wants_id() || fatal_error_ != KafkaError::NO_ERROR) return;
  std::vector<Connection*> usable;
  for (Connection& c : connections_) {
    if (c.up()) usable.push_back(&c);
  }
  if (usable.empty()) {
    connect_any();
    return seek_id_later(kSeekAgain);
  }
  Connection& c = usable.size() == 1 ? *usable[0] : *usable[ground_.random.below(usable.size())];
  idempotence_.asked(ground_.now_ns);
  serve_anew(c);
  if (slot_free(c)) return expect_answer(c, kIdRequest, {});
  c.formed.push_back(kIdRequest);
}

void Client::on_id_answer() {
  idempotence_.acquired(cluster_.new_producer_id(), ground_.now_ns);
  follow(Idempotence::Drained::go_on);
}

// The connection is gone, and with it perhaps the request for an id.
void Client::lose_id_request(const Connection& c) {
  const auto is_it = [](const Waiting& waiting) { return waiting.request == kIdRequest; };
  const bool sent = std::any_of(c.waiting.begin(), c.waiting.end(), is_it);
  if (!sent && std::find(c.formed.begin(), c.formed.end(), kIdRequest) == c.formed.end()) return;
  idempotence_.not_answered(ground_.now_ns);
  seek_id_later(kSeekAgain);
}

bool Client::may_send() const {
  return fatal_error_ == KafkaError::NO_ERROR && (!idempotence_.on() || idempotence_.current().valid());
}

// Whether the partition may send now (rd_kafka_toppar_producer_serve): not before what is in flight from another epoch,
// or before a retry, has ended; and not with five messages in flight, in however many requests.
bool Client::in_sequence(Connection& c, PartitionId partition, Queue& queue) {
  PartitionSequence& sequence = queue.sequence;
  const ProducerEpoch current = idempotence_.current();
  if (!current.valid()) return false;
  if (sequence.producer != current || (sequence.drains && sequence.in_flight > 0)) take_back(c, partition);
  if (sequence.drains && sequence.in_flight > 0) return false;
  sequence.drains = false;
  if (sequence.in_flight >= Idempotence::kMostInFlight || queue.messages.empty()) return false;
  if (sequence.producer == current) return true;
  if (sequence.in_flight > 0) return false;
  sequence.producer = current;
  sequence.base_number = ground_.messages[queue.messages.front()].number;
  sequence.next_ack = sequence.next_error = 0;
  return true;
}

// Those of its requests that have not left yet (rd_kafka_broker_bufq_purge_by_toppar).
void Client::take_back(Connection& c, PartitionId partition) {
  for (const RequestId id : std::exchange(c.formed, {})) {
    Request* request = id < 0 ? nullptr : &ground_.requests[static_cast<std::size_t>(id)];
    if (request && request->partition == partition) {
      conclude(*request, KafkaError::_RETRY, false);
    } else {
      c.formed.push_back(id);
    }
  }
}

void Client::number(Request& request) {
  if (!idempotence_.on()) return;
  PartitionSequence& sequence = queues_[request.partition].sequence;
  const std::int64_t first = ground_.messages[request.messages.front()].number;
  request.sequence = {.producer = sequence.producer,
                      .first = first - sequence.base_number,
                      .first_number = first,
                      .count = std::ssize(request.messages)};
  idempotence_.formed(sequence, request.sequence.count);
}

// rd_kafka_handle_idempotent_Produce_error, and what follows from it at once.
void Client::judge(const Request& request, Verdict& verdict) {
  PartitionSequence& sequence = queues_[request.partition].sequence;
  Message& first = ground_.messages[request.messages.front()];
  first.batch_ends = request.sequence.last_number();
  const Cluster::Log& log = cluster_.logs()[request.partition];
  const Nanos now = ground_.now_ns;
  judge_sequence(verdict,
                 {.topic = log.topic,
                  .partition = log.number,
                  .broker = request.broker,
                  .batch = request.sequence,
                  .producer = sequence.producer,
                  .next_ack = sequence.next_ack,
                  .next_error = sequence.next_error,
                  .retries = first.retries,
                  .last_error = fmt::format(
                      "{} (actions {}, base seq {}..{}, base msgid {}, {}ms ago)", error_name(sequence.last_error),
                      sequence.last_actions, sequence.last_batch.first,
                      std::max<std::int64_t>(sequence.last_batch.next() - 1, 0), sequence.last_batch.first_number,
                      sequence.last_error_ns < 0 ? -1 : (now - sequence.last_error_ns) / kMillisecond),
                  .state_age_ns = now - idempotence_.since_ns(),
                  .gapless = settings_.gapless});
  sequence.last_error = verdict.error;
  sequence.last_actions = verdict.actions();
  sequence.last_batch = request.sequence;
  sequence.last_error_ns = now;
  if (verdict.expects_next_ack) sequence.next_ack = request.sequence.next();
  if (verdict.expects_next_error) sequence.next_error = request.sequence.next();
  if (verdict.drains) sequence.drains = true;
  if (verdict.fatal != KafkaError::NO_ERROR) raise_fatal(verdict.fatal, verdict.reason);
  if (verdict.bumps) follow(idempotence_.bump(now));
  if (verdict.resets) follow(idempotence_.reset(now));
}

// rd_kafka_handle_idempotent_Produce_success. A batch behind others that are back in the queue succeeded: so had they,
// only their answers were lost. That is what the client concludes; the mock, which checks nothing, makes it wrong
// (8.4).
void Client::succeeded(const Request& request) {
  Queue& queue = queues_[request.partition];
  PartitionSequence& sequence = queue.sequence;
  const BatchSequence& batch = request.sequence;
  if (sequence.acked_number < batch.first_number - 1) {
    acknowledge_earlier(queue, batch.last_number());
  } else if (batch.first != sequence.next_ack && batch.first == sequence.next_error) {
    const Cluster::Log& log = cluster_.logs()[request.partition];
    raise_fatal(KafkaError::_INCONSISTENT,
                fmt::format("ProduceRequest for {} [{}] with {} message(s) succeeded when expecting failure (broker {} "
                            "{}, base seq {}, next ack seq {}, next err seq {}: unable to retry without risking "
                            "duplication/reordering",
                            log.topic, log.number, batch.count, request.broker, batch.producer.text(), batch.first,
                            sequence.next_ack, sequence.next_error));
    sequence.next_error = batch.next();
    sequence.acked_number = std::max(sequence.acked_number, batch.last_number());
    return;
  }
  if (sequence.next_error == sequence.next_ack) sequence.next_error = batch.next();
  sequence.next_ack = batch.next();
  sequence.acked_number = std::max(sequence.acked_number, batch.last_number());
}

// rd_kafka_dr_implicit_ack. Their reports know no offset.
void Client::acknowledge_earlier(Queue& queue, std::int64_t last_number) {
  std::vector<MessageId> acknowledged;
  for (; !queue.messages.empty(); queue.messages.pop_front()) {
    const Message& message = ground_.messages[queue.messages.front()];
    if (message.number > last_number) break;
    take_bytes(queue, message);
    acknowledged.push_back(queue.messages.front());
  }
  if (!acknowledged.empty()) finish(acknowledged, KafkaError::NO_ERROR, 2);
}

// rd_kafka_set_fatal_error0: the first one is told and kept; the main thread then gives up what is queued.
void Client::raise_fatal(KafkaError error, const std::string& reason) {
  if (fatal_error_ != KafkaError::NO_ERROR) return;
  fatal_error_ = error;
  idempotence_.failed();
  reports_.push_back({.error = error, .reason = reason, .fatal = true});
  ground_.schedule.add(ground_.now_ns + wake_up_ns(), Due::purge, id_, kPurgeAll);
}

// rd_kafka_idemp_drain_done.
void Client::follow(Idempotence::Drained drained) {
  if (drained == Idempotence::Drained::ask) seek_id_later(kMillisecond);
  if (drained != Idempotence::Drained::go_on) return;
  for (Connection& c : connections_) serve_anew(c);  // rd_kafka_all_brokers_wakeup
}

}  // namespace inflight::sim
