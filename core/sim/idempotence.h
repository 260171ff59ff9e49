// Idempotence: an idempotent producer's id and epoch, and what it knows of each partition's sequence numbers (facts,
// 3.10). Follows rdkafka_idempotence.c of librdkafka 2.0.2; has no clock and no queues of its own.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/kafka_error.h"
#include "core/base/time.h"
#include "core/sim/batch_sequence.h"

namespace inflight::sim {

// Of one partition (rktp_eos).
struct PartitionSequence {
  std::int64_t last_number = 0;  // given to a message
  ProducerEpoch producer;        // with which it sends
  std::int64_t base_number = 0;  // the message that has sequence 0 in this epoch
  std::int64_t next_ack = 0;     // the sequence whose success is expected next
  std::int64_t next_error = 0;   // and whose failure
  std::int64_t acked_number = 0;
  std::int64_t in_flight = 0;  // messages in requests, sent or only formed
  bool drains = false;         // nothing is sent before all that is in flight has ended

  // The last error, for the words of a fatal one.
  KafkaError last_error = KafkaError::NO_ERROR;
  std::string last_actions;
  BatchSequence last_batch;
  Nanos last_error_ns = -1;
};

class Idempotence {
 public:
  static constexpr std::int64_t kMostInFlight = 5;  // messages of one partition: a broker knows the last five batches

  enum class State : std::uint8_t { off, wants_id, asks, assigned, drains_to_reset, drains_to_bump, fatal };
  // What to do now that nothing is in flight any more.
  enum class Drained : std::uint8_t { nothing, ask, go_on };

  explicit Idempotence(bool on) : state_(on ? State::wants_id : State::off) {}

  bool on() const { return state_ != State::off; }
  bool wants_id() const { return state_ == State::wants_id; }
  // With which batches are sent; none while there is none, or while requests drain (rd_kafka_idemp_get_pid).
  ProducerEpoch current() const { return state_ == State::assigned ? producer_ : ProducerEpoch{}; }
  Nanos since_ns() const { return since_ns_; }

  void asked(Nanos now) { become(State::asks, now); }
  void not_answered(Nanos now);
  void acquired(std::int64_t id, Nanos now);
  void failed() { failed_ = true; }  // a fatal error was raised

  Drained bump(Nanos now);
  Drained reset(Nanos now);

  // A request of this partition was formed; it has ended. The latter says whether it was the partition's only one:
  // then partition_drained() follows, once all that the end of it means is done.
  void formed(PartitionSequence& partition, std::int64_t messages);
  static bool ended(PartitionSequence& partition, std::int64_t messages);
  Drained partition_drained(Nanos now);

 private:
  void become(State state, Nanos now);
  Drained when_drained(Nanos now);

  State state_;
  ProducerEpoch producer_;
  bool failed_ = false;
  std::int64_t partitions_ = 0;  // with something in flight
  Nanos since_ns_ = 0;
};

}  // namespace inflight::sim
