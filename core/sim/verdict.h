// Verdict: what is done about a produce request that failed (rd_kafka_handle_Produce_error; facts, 3.4), and what else
// an idempotent producer does about it (rd_kafka_handle_idempotent_Produce_error; facts, 3.10).
#pragma once

#include <cstdint>
#include <string>

#include "core/base/kafka_error.h"
#include "core/base/time.h"
#include "core/sim/batch_sequence.h"

namespace inflight::sim {

struct Verdict {
  enum class Stored : std::uint8_t { unsaid, no, possibly };

  KafkaError error = KafkaError::NO_ERROR;  // as which it goes on; NO_ERROR: it was a success after all
  bool permanent = false;
  bool refreshes = false;          // metadata; that is to retry, too
  bool retries = false;            // as the table says it
  Stored stored = Stored::unsaid;  // by the table
  bool counts = true;              // a retry uses up one of `retries`
  std::uint8_t status = 0;         // 0 not, 1 possibly, 2 surely persisted

  // An idempotent producer's.
  bool expects_next_ack = false;  // the partition's next success is expected behind this batch
  bool expects_next_error = false;
  bool drains = false;  // the partition sends nothing before all that is in flight has ended
  bool bumps = false;   // the producer's epoch, once nothing is in flight
  bool resets = false;  // the producer's id, once nothing is in flight
  KafkaError fatal = KafkaError::NO_ERROR;
  std::string reason;  // of the fatal error

  bool again() const { return refreshes || retries; }
  std::string actions() const;  // rd_kafka_actions2str
};

// `was_sent`: the request had left (else nobody can have stored it).
Verdict verdict_of(KafkaError error, bool was_sent);

// What an idempotent producer knew of the partition when the request failed; each number is explained at
// PartitionSequence.
struct FailedBatch {
  std::string_view topic;
  std::int32_t partition = 0;
  std::int32_t broker = 0;
  BatchSequence batch;
  ProducerEpoch producer;  // the partition's
  std::int64_t next_ack = 0;
  std::int64_t next_error = 0;
  std::int64_t retries = 0;  // of its first message
  std::string last_error;    // the partition's last one, in the words of the fatal errors
  Nanos state_age_ns = 0;    // since the producer's id was got, or its loss noticed
  bool gapless = false;      // enable.gapless.guarantee
};

// Makes the verdict an idempotent producer's.
void judge_sequence(Verdict& verdict, const FailedBatch& failed);

}  // namespace inflight::sim
