// See matcher.h.
#include "core/live/matcher.h"

#include <algorithm>

namespace inflight {

Matcher::Entry& Matcher::entry(MessageId message) {
  if (message >= entries_.size()) entries_.resize(message + std::size_t{1});
  return entries_[message];
}

void Matcher::offered(MessageId message, std::uint64_t hash) {
  entry(message) = {.hash = hash, .live = true};
  alike_[{hash, kNoPartition}].waiting.push_back(message);
}

void Matcher::refused(MessageId message) { entry(message).live = false; }

void Matcher::assigned(MessageId message, PartitionId partition) {
  Entry& known = entry(message);
  if (known.partition == partition || partition == kNoPartition) return;
  known.partition = partition;
  if (known.live && !known.matched) alike_[{known.hash, partition}].waiting.push_back(message);
}

void Matcher::acknowledged(MessageId message, PartitionId partition, std::int64_t offset) {
  assigned(message, partition);
  // A message that was found already by its looks may lie elsewhere than its twin: then the record there is the twin's.
  if (offset >= 0 && !entry(message).matched) acknowledged_[{partition, offset}] = message;
}

void Matcher::match(MessageId message) {
  Entry& found = entry(message);
  found.matched = true;
  alike_[{found.hash, found.partition}].last = message;
}

// The oldest unmatched message of these looks, known to be bound for that partition, or not known where to.
MessageId Matcher::oldest(const Look& look) {
  const auto at = alike_.find(look);
  if (at == alike_.end()) return kNoMessage;
  auto& waiting = at->second.waiting;
  while (!waiting.empty()) {
    const Entry& candidate = entry(waiting.front());
    if (candidate.live && !candidate.matched && candidate.hash == look.first && candidate.partition == look.second) {
      return waiting.front();
    }
    waiting.pop_front();
  }
  return kNoMessage;
}

MessageId Matcher::read(PartitionId partition, std::int64_t offset, std::uint64_t hash) {
  // Not every report is true: a batch that was refused as a duplicate is reported with offsets where others lie.
  const auto told = acknowledged_.find({partition, offset});
  const bool is_true = told != acknowledged_.end() && entry(told->second).hash == hash;
  MessageId message = is_true ? forgotten(partition, offset) : kNoMessage;
  if (message != kNoMessage) return message;
  // kNoMessage is the highest id, so the lower of the two is the one there is.
  message = std::min(oldest({hash, partition}), oldest({hash, kNoPartition}));
  if (message != kNoMessage) {
    assigned(message, partition);
    match(message);
    return message;
  }
  const auto at = alike_.find({hash, partition});
  return at != alike_.end() ? at->second.last : kNoMessage;
}

MessageId Matcher::forgotten(PartitionId partition, std::int64_t offset) {
  const auto told = acknowledged_.find({partition, offset});
  if (told == acknowledged_.end()) return kNoMessage;
  const MessageId message = told->second;
  acknowledged_.erase(told);
  if (entry(message).matched) return kNoMessage;
  match(message);
  return message;
}

}  // namespace inflight
