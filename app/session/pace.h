// Pace: how long things stay on screen, so that an eye can follow. It looks at the events that come into view, one
// after the other, and says how long the run's clock stands before the next one does: a caption is read first (in
// Story), a burst of calls or callbacks is spread over up to a second, a call that blocks stays for a second and a
// half; a request is seen to arrive before its records are in the log, a report to wait before its callback runs, and
// the callback's lines to be reached before poll() returns. Before the process ends there is a breath, and what became
// of its messages is known when they fall. Standing still is limited to what was played before, so that a run never
// lasts more than about two and a half times as long on screen. A value; times are nanoseconds of the show's clock
// unless they are said to be the run's.
#pragma once

#include <cstdint>

#include "app/session/speed.h"
#include "core/base/time.h"
#include "core/recording/recording.h"

namespace inflight {

class Pace {
 public:
  // In Story, while a caption is read, the run is so many times slower than the screen.
  static constexpr std::int64_t kSlowed = 16;

  void set_speed(Speed speed) { speed_ = speed; }
  Speed speed() const { return speed_; }
  // How many times slower than at its speed the run plays at this moment: 1, or kSlowed.
  std::int64_t slowed(Nanos clock) const { return reading(clock) ? kSlowed : 1; }
  // A caption is being read.
  bool reading(Nanos clock) const { return speed_ == Speed::story && exited_at_ < 0 && clock < read_until_; }
  // Nobody needs to read it any longer.
  void go_on(Nanos clock) { read_until_ = clock; }

  // How long the run's clock stands before event `next` of the recording, which is not in view yet, comes into view.
  // It may stand for less where too much time has been spent standing. `hurry`: a live run is far ahead.
  Nanos stands(const Recording& recording, std::uint64_t next, Nanos clock, bool hurry);
  // Event i came into view.
  void shown(const Recording& recording, std::uint64_t i, Nanos clock);
  // The run's clock stood, as stands() said, or moved, for so long on screen.
  void stood(Nanos duration);
  void moved(Nanos duration);

  // Forgets what was in view: the play head was put elsewhere.
  void start_anew();

 private:
  void find_burst(const Recording& recording, std::uint64_t first);
  Nanos seen_to_arrive(const Event& event) const;

  Speed speed_ = Speed::normal;
  Nanos read_until_ = 0;
  Nanos shown_at_ = 0;  // when the newest event came into view
  Nanos burst_at_ = 0;  // when the newest event of a burst did
  Nanos burst_gap_ = 0;
  std::uint64_t burst_end_ = 0;  // events before this index were looked at for bursts
  Nanos blocked_at_ = -1;        // when the call that blocks came into view; -1: none does
  Nanos blocked_since_ns_ = 0;   // on the run's clock
  // When what is on its way alone set off; many at once hide each other, and are not waited for.
  std::int64_t in_flight_ = 0, queued_ = 0;  // requests and reports that came into view and are not answered or served
  Nanos sent_at_ = -kSecond, stored_at_ = -kSecond, queued_at_ = -kSecond;
  Nanos called_at_ = -kSecond;  // when the newest callback came into view
  Nanos exited_at_ = -1;        // -1: not yet
  Nanos allowance_ = 0;         // left for standing before bursts and in calls
  bool spends_ = false;         // what it stands for is taken from the allowance
};

}  // namespace inflight
