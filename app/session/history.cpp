// Keeping the last runs; see history.h.
#include "app/session/history.h"

#include <algorithm>
#include <utility>

namespace inflight {

std::vector<std::shared_ptr<Take>> History::add(const std::shared_ptr<Take>& take, const PastRun& result) {
  std::vector<std::shared_ptr<Take>> dropped;
  Entry entry{result, take, take};
  if (take->recording().size() > kLongest) {
    entry.take = nullptr;
    entry.result.kept = false;
  }
  if (entries_.size() == kMost) {
    if (entries_.front().take) dropped.push_back(std::move(entries_.front().take));
    entries_.erase(entries_.begin());
  }
  entries_.push_back(std::move(entry));
  return dropped;
}

bool History::has(const std::shared_ptr<Take>& take) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.run.lock() == take; });
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
  return dropped;
}

}  // namespace inflight
