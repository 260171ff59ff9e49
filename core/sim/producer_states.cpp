// See producer_states.h.
#include "core/sim/producer_states.h"

#include <algorithm>

namespace inflight::sim {

// Of a producer that it does not know, a broker takes any sequence; a new epoch begins with 0.
ProducerStates::Judgement ProducerStates::judge(const BatchSequence& batch) const {
  const auto found = states_.find(batch.producer.id);
  if (!batch.producer.valid() || found == states_.end()) return {};
  const State& state = found->second;
  if (batch.producer.epoch < state.epoch) return {.error = KafkaError::INVALID_PRODUCER_EPOCH};
  if (batch.producer.epoch > state.epoch) {
    return {.error = batch.first == 0 ? KafkaError::NO_ERROR : KafkaError::OUT_OF_ORDER_SEQUENCE_NUMBER};
  }
  const auto same = std::find_if(state.last.begin(), state.last.end(), [&](const Batch& known) {
    return known.first == batch.first && known.next == batch.next();
  });
  if (same != state.last.end()) return {.offset = same->base_offset};
  const Batch& latest = state.last[(state.count + state.last.size() - 1) % state.last.size()];
  return {.error = batch.first == latest.next ? KafkaError::NO_ERROR : KafkaError::OUT_OF_ORDER_SEQUENCE_NUMBER};
}

void ProducerStates::appended(const BatchSequence& batch, std::int64_t base_offset) {
  if (!batch.producer.valid()) return;
  State& state = states_[batch.producer.id];
  if (state.epoch != batch.producer.epoch) state = {.epoch = batch.producer.epoch};
  state.last[state.count++ % state.last.size()] = {batch.first, batch.next(), base_offset};
}

}  // namespace inflight::sim
