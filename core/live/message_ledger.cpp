// See message_ledger.h.
#include "core/live/message_ledger.h"

namespace inflight {

void MessageLedger::offered(MessageId message, std::string_view topic, const std::int32_t* partition) {
  const auto at = unplaced_.find(topic);
  auto& waiting = at != unplaced_.end() ? at->second : unplaced_[std::string(topic)];
  waiting[message] = partition;
}

void MessageLedger::forget(MessageId message) {
  if (const auto placed = place_of_.find(message); placed != place_of_.end()) {
    buffered_[placed->second].erase(message);
    place_of_.erase(placed);
    return;
  }
  for (auto& [topic, waiting] : unplaced_) {
    if (waiting.erase(message) > 0) return;
  }
}

void MessageLedger::place_known(const std::string& topic) {
  auto& waiting = unplaced_[topic];
  for (auto at = waiting.begin(); at != waiting.end();) {
    // Another thread of librdkafka may write it at this moment; an aligned int is read whole.
    const std::int32_t partition = __atomic_load_n(at->second, __ATOMIC_RELAXED);
    if (partition < 0) {
      ++at;
      continue;
    }
    const Place place{topic, partition};
    buffered_[place].insert(at->first);
    place_of_.emplace(at->first, place);
    at = waiting.erase(at);
  }
}

std::vector<MessageId> MessageLedger::take(std::string_view topic, std::int32_t partition, std::size_t count) {
  const Place place{std::string(topic), partition};
  place_known(place.first);
  auto& waiting = buffered_[place];
  std::vector<MessageId> taken;
  while (taken.size() < count && !waiting.empty()) {
    taken.push_back(*waiting.begin());
    waiting.erase(waiting.begin());
  }
  return taken;
}

void MessageLedger::give_back(std::string_view topic, std::int32_t partition, const std::vector<MessageId>& messages) {
  auto& waiting = buffered_[{std::string(topic), partition}];
  for (const MessageId message : messages) {
    if (place_of_.contains(message)) waiting.insert(message);
  }
}

}  // namespace inflight
