// Keeping the last runs; see history.h.
#include "app/session/history.h"

#include <algorithm>
#include <utility>

namespace inflight {

const History::Entry* History::find(const std::shared_ptr<Take>& take) const {
  const auto at = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.run.lock() == take; });
  return take && at != entries_.end() ? &*at : nullptr;
}

std::vector<std::shared_ptr<Take>> History::keep(const std::shared_ptr<Take>& take, PastRun result) {
  std::vector<std::shared_ptr<Take>> dropped;
  const auto drop = [&](Entry& entry) {
    if (entry.take) dropped.push_back(std::exchange(entry.take, nullptr));
    entry.result.kept = false;
  };
  if (const Entry* known = find(take)) {
    Entry& entry = entries_[static_cast<std::size_t>(known - entries_.data())];
    result.number = entry.result.number;
    result.parted = entry.result.parted;
    result.kept = entry.result.kept;
    entry.result = std::move(result);
  } else {
    if (entries_.size() == kMost) {
      drop(entries_.front());
      entries_.erase(entries_.begin());
      ++forgotten_;
    }
    result.number = ++newest_;
    entries_.push_back({std::move(result), take, take});
  }
  std::uint64_t events = 0;
  for (std::size_t i = entries_.size(); i-- > 0;) {
    Entry& entry = entries_[i];
    const std::uint64_t size = entry.take ? entry.take->recording().size() : 0;
    if (size > kLongest || events + size > kMostEvents) {
      drop(entry);
    } else {
      events += size;
    }
  }
  return dropped;
}

bool History::keeps(const std::shared_ptr<Take>& take) const {
  const Entry* entry = find(take);
  return entry && entry->take;
}

bool History::has_end_of(const std::shared_ptr<Take>& take) const {
  const Entry* entry = find(take);
  return entry && entry->result.ended;
}

std::int64_t History::number_of(const std::shared_ptr<Take>& take) const {
  const Entry* entry = find(take);
  return entry ? entry->result.number : 0;
}

std::shared_ptr<Take> History::take(std::size_t index) const {
  return index < entries_.size() ? entries_[index].take : nullptr;
}

std::vector<PastRun> History::runs(const std::shared_ptr<Take>& shown) const {
  std::vector<PastRun> runs;
  for (const Entry& entry : entries_) {
    runs.push_back(entry.result);
    runs.back().is_shown = shown && entry.run.lock() == shown;
  }
  return runs;
}

std::vector<std::shared_ptr<Take>> History::clear() {
  std::vector<std::shared_ptr<Take>> dropped;
  for (Entry& entry : std::exchange(entries_, {})) {
    if (entry.take) dropped.push_back(std::move(entry.take));
  }
  newest_ = forgotten_ = 0;
  return dropped;
}

}  // namespace inflight
