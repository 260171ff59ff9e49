// History: the last runs of a program that ended, at most four, so that they can be told side by side and shown again.
// Their recordings are kept unless they are very long. UI thread.
#pragma once

#include <memory>
#include <vector>

#include "app/session/past_run.h"
#include "app/session/take.h"

namespace inflight {

class History {
 public:
  static constexpr std::size_t kMost = 4;
  static constexpr std::uint64_t kLongest = 2'000'000;  // events; a longer recording is not kept

  // A run has ended; once for each. Gives the takes that are no longer kept.
  std::vector<std::shared_ptr<Take>> add(const std::shared_ptr<Take>& take, const PastRun& result);
  bool has(const std::shared_ptr<Take>& take) const;
  // Null if there is no such run, or its recording was not kept.
  std::shared_ptr<Take> take(std::size_t index) const;
  // The oldest first; `shown` is the run in view, if any.
  std::vector<PastRun> runs(const std::shared_ptr<Take>& shown) const;
  // All takes, which are no longer kept.
  std::vector<std::shared_ptr<Take>> clear();

 private:
  struct Entry {
    PastRun result;
    std::weak_ptr<Take> run;     // while it is in view, kept or not
    std::shared_ptr<Take> take;  // null: not kept
  };
  std::vector<Entry> entries_;
};

}  // namespace inflight
