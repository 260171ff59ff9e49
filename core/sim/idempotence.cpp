// See idempotence.h.
#include "core/sim/idempotence.h"

namespace inflight::sim {

// rd_kafka_idemp_set_state: after a fatal error there is no way back.
void Idempotence::become(State state, Nanos now) {
  const bool drains = state == State::drains_to_reset || state == State::drains_to_bump;
  const State next = failed_ && !drains ? State::fatal : state;
  if (next == state_) return;
  state_ = next;
  since_ns_ = now;
}

void Idempotence::not_answered(Nanos now) {
  if (state_ == State::asks) become(State::wants_id, now);
}

void Idempotence::acquired(std::int64_t id, Nanos now) {
  if (state_ != State::asks) return;
  producer_ = {id, 0};
  become(State::assigned, now);
}

Idempotence::Drained Idempotence::bump(Nanos now) {
  become(State::drains_to_bump, now);
  return when_drained(now);
}

Idempotence::Drained Idempotence::reset(Nanos now) {
  become(State::drains_to_reset, now);
  return when_drained(now);
}

void Idempotence::formed(PartitionSequence& partition, std::int64_t messages) {
  if (partition.in_flight == 0) ++partitions_;
  partition.in_flight += messages;
}

bool Idempotence::ended(PartitionSequence& partition, std::int64_t messages) {
  partition.in_flight -= messages;
  return partition.in_flight == 0;
}

Idempotence::Drained Idempotence::partition_drained(Nanos now) {
  --partitions_;
  return when_drained(now);
}

// rd_kafka_idemp_drain_done: a new id is asked for, a new epoch it gives itself.
Idempotence::Drained Idempotence::when_drained(Nanos now) {
  if (partitions_ > 0) return Drained::nothing;
  if (state_ == State::drains_to_reset) {
    become(State::wants_id, now);
    return Drained::ask;
  }
  if (state_ == State::drains_to_bump && producer_.valid()) {
    ++producer_.epoch;
    become(State::assigned, now);
    return Drained::go_on;
  }
  return Drained::nothing;
}

}  // namespace inflight::sim
