// See producer_states.h.
#include "core/sim/producer_states.h"

#include <algorithm>

namespace inflight::sim {

// Of a producer that it does not know, a broker takes any sequence; a new epoch begins with 0.
ProducerStates::Judgement ProducerStates::judge(const BatchSequence& batch) const {
  const auto found = batches_.find(batch.producer.id);
  if (!batch.producer.valid() || found == batches_.end()) return {};
  const std::vector<Batch>& known = found->second;
  const Batch& latest = known.back();
  if (batch.producer.epoch < latest.epoch) return {.error = KafkaError::INVALID_PRODUCER_EPOCH};
  if (batch.producer.epoch > latest.epoch) {
    return {.error = batch.first == 0 ? KafkaError::NO_ERROR : KafkaError::OUT_OF_ORDER_SEQUENCE_NUMBER};
  }
  const auto same =
      std::find_if(known.end() - std::min(std::ssize(known), kRemembered), known.end(), [&](const Batch& other) {
        return other.epoch == batch.producer.epoch && other.first == batch.first && other.next == batch.next();
      });
  if (same != known.end()) return {.offset = same->base_offset};
  return {.error = batch.first == latest.next ? KafkaError::NO_ERROR : KafkaError::OUT_OF_ORDER_SEQUENCE_NUMBER};
}

void ProducerStates::appended(const BatchSequence& batch, std::int64_t base_offset) {
  if (!batch.producer.valid()) return;
  batches_[batch.producer.id].push_back({batch.producer.epoch, batch.first, batch.next(), base_offset});
}

void ProducerStates::truncate(std::int64_t end) {
  for (auto& [id, batches] : batches_) {
    std::erase_if(batches, [end](const Batch& batch) { return batch.base_offset + batch.next - batch.first > end; });
  }
  std::erase_if(batches_, [](const auto& producer) { return producer.second.empty(); });
}

}  // namespace inflight::sim
