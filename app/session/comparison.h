// Comparison: another run beside the one in view, at the play head's time, and where the two first go different ways.
// The other world has a cursor of its own, so that a frame's cost does not grow with the runs; the difference is looked
// for on a thread of its own. The UI thread's, but for that.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "app/session/past_run.h"
#include "app/session/take.h"
#include "core/explain/difference.h"
#include "core/recording/cursor.h"

namespace inflight {

// The first difference in words: what happens in the one run and in the other, or that it does not.
struct DifferenceTold {
  Difference difference;
  std::string shown, other;
  Nanos shown_at_ns = -1, other_at_ns = -1;  // -1: it does not happen there
  bool looks = true;                         // not all that was recorded has been looked at
};

// What a window shows of it; valid for one frame.
struct Compared {
  PastRun shown;        // the run in view; its counts only if it has ended
  PastRun other;        //
  std::size_t run = 0;  // the other's place among the past runs
  const World* world;   // the other's
  const Recording* recording;
  Nanos at_ns = 0;  // where the other is looked at
  DifferenceTold told;
};

class Comparison {
 public:
  // `wake` is called from the thread when there is something new to show.
  Comparison(std::shared_ptr<Take> shown, std::shared_ptr<Take> other, std::function<void()> wake);
  ~Comparison();
  Comparison(const Comparison&) = delete;
  Comparison& operator=(const Comparison&) = delete;

  bool is_of(const std::shared_ptr<Take>& shown, const std::shared_ptr<Take>& other) const {
    return shown_ == shown && other_ == other;
  }
  // Once a frame: moves the other world towards `at`, or to its end, folding at most `budget` events; the run in view
  // may be compared as far as `shown`. True if there is something new to show.
  bool tick(Nanos at, bool at_end, const Reach& shown, std::uint64_t budget);
  bool catches_up() const { return catches_up_; }  // more frames are needed
  Nanos at_ns() const { return at_; }
  const World& world() const { return cursor_.world(); }
  const Recording& recording() const { return other_->recording(); }
  DifferenceTold told() const;

 private:
  void look();
  DifferenceTold tell(const Difference& difference, Cursor& in_shown, Cursor& in_other) const;

  const std::shared_ptr<Take> shown_, other_;
  const std::function<void()> wake_;
  Cursor cursor_{other_->recording(), other_->keyframes()};
  Nanos at_ = 0;
  bool catches_up_ = true;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Reach shown_reach_, other_reach_;  // this and what follows: guarded by mutex_
  bool stop_ = false;
  bool news_ = false;
  DifferenceTold told_;

  std::thread looker_;  // last: it uses all of the above
};

}  // namespace inflight
