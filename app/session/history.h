// History: the last runs of a program, those that ended and those that were left for a branch, so that they can be told
// side by side, compared, shown again and forked again. One list: a branch is a run that parted from another one. Its
// size is bounded in runs and in events; what is dropped is counted. UI thread.
#pragma once

#include <memory>
#include <vector>

#include "app/session/past_run.h"
#include "app/session/take.h"

namespace inflight {

class History {
 public:
  static constexpr std::size_t kMost = 6;
  static constexpr std::uint64_t kLongest = 2'000'000;     // events; a longer recording is not kept
  static constexpr std::uint64_t kMostEvents = 6'000'000;  // of all recordings that are kept

  // A run has ended, or is left before its end; one that is here already is told anew. Its number and where it parted
  // from stay as they were told first. Gives the takes that are no longer kept.
  std::vector<std::shared_ptr<Take>> keep(const std::shared_ptr<Take>& take, PastRun result);
  bool keeps(const std::shared_ptr<Take>& take) const;  // it is here with its recording
  bool has_end_of(const std::shared_ptr<Take>& take) const;
  std::int64_t number_of(const std::shared_ptr<Take>& take) const;  // 0: not here
  // Null if there is no such run, or its recording was not kept.
  std::shared_ptr<Take> take(std::size_t index) const;
  // The oldest first; `shown` is the run in view, if any.
  std::vector<PastRun> runs(const std::shared_ptr<Take>& shown) const;
  std::int64_t forgotten() const { return forgotten_; }  // runs that were here and are not any more
  // All takes, which are no longer kept.
  std::vector<std::shared_ptr<Take>> clear();

 private:
  struct Entry {
    PastRun result;
    std::weak_ptr<Take> run;     // while it is in view, kept or not
    std::shared_ptr<Take> take;  // null: not kept
  };
  const Entry* find(const std::shared_ptr<Take>& take) const;

  std::vector<Entry> entries_;
  std::int64_t newest_ = 0;
  std::int64_t forgotten_ = 0;
};

}  // namespace inflight
