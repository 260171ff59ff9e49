// ProducerStates: what a broker remembers of idempotent producers in one partition: the epoch and the last five batches
// of each (Kafka's ProducerStateManager and ProducerAppendInfo).
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/base/kafka_error.h"
#include "core/sim/batch_sequence.h"

namespace inflight::sim {

class ProducerStates {
 public:
  struct Judgement {
    KafkaError error = KafkaError::NO_ERROR;
    std::int64_t offset = -1;  // of a batch that is in the log already: it is answered with success
  };
  // Of a batch about to be appended. One without a producer's id passes.
  Judgement judge(const BatchSequence& batch) const;
  void appended(const BatchSequence& batch, std::int64_t base_offset);
  // What lies from `end` on was cut off the log: it was never there.
  void truncate(std::int64_t end);

 private:
  static constexpr std::ptrdiff_t kRemembered = 5;
  struct Batch {
    std::int32_t epoch = -1;
    std::int64_t first = -1;
    std::int64_t next = -1;
    std::int64_t base_offset = -1;
  };
  // By the producer's id. All of them are kept, so that a log may be cut off anywhere; the last five count.
  std::map<std::int64_t, std::vector<Batch>> batches_;
};

}  // namespace inflight::sim
