// ProducerStates: what a broker remembers of idempotent producers in one partition: the epoch and the last five batches
// of each (Kafka's ProducerStateManager and ProducerAppendInfo).
#pragma once

#include <array>
#include <cstdint>
#include <map>

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

 private:
  struct Batch {
    std::int64_t first = -1;
    std::int64_t next = -1;
    std::int64_t base_offset = -1;
  };
  struct State {
    std::int32_t epoch = -1;
    std::array<Batch, 5> last;  // a ring
    std::size_t count = 0;
  };
  std::map<std::int64_t, State> states_;  // by the producer's id
};

}  // namespace inflight::sim
