// PlayHead: where we look in a recording, and how it moves on. It has two clocks. The show's clock runs while something
// plays; the run's clock follows it, event by event, as Pace allows: slower, standing, or skipping idle stretches. A
// value, driven by commands and a given monotonic wall clock; all times in nanoseconds. UI thread.
#pragma once

#include <cstdint>

#include "app/session/pace.h"
#include "core/base/time.h"
#include "core/recording/recording.h"

namespace inflight {

// What there is to play.
struct Playable {
  const Recording& recording;
  Nanos reached_ns = 0;  // all events up to here are in the recording
  bool ended = false;    // nothing more will come
  bool live = false;     // it goes on whether it is watched or not
};

class PlayHead {
 public:
  // After the end of a run that was played, the show goes on for so long: the exit is told in it.
  static constexpr Nanos kEpilogue = 4500 * kMillisecond;

  Nanos at() const { return at_; }                  // on the run's clock
  std::uint64_t events() const { return events_; }  // folding exactly this many gives what is in view
  Nanos clock() const { return clock_; }            // the show's
  bool playing() const { return playing_; }         // moves by itself
  bool held() const { return held_; }               // a person froze the picture
  bool moving() const { return playing_ || clock_ < settle_until_; }
  const Pace& pace() const { return pace_; }
  bool stands() const { return stands_; }  // the run's clock stood in the last tick
  // On the show's clock, since the exit came into view by playing; kForever: it did not.
  Nanos since_exit() const { return exit_at_ < 0 ? kForever : clock_ - exit_at_; }
  // An idle stretch of this length on the run's clock was skipped within the last second; 0: none.
  Nanos skipped() const { return clock_ < skip_told_until_ ? skipped_ : 0; }

  void set_speed(Speed speed) { pace_.set_speed(speed); }
  Speed speed() const { return pace_.speed(); }

  void play(Nanos now);
  void hold();
  void go_on() { pace_.go_on(clock_); }          // the caption has been read
  void start();                                  // of a new run: at its beginning
  void jump(Nanos at, std::uint64_t events);     // holds there, everything at rest
  void step_to(Nanos at, std::uint64_t events);  // one step on: what the step moved may still settle
  // The recording was replaced by one that is the same up to at().
  void rebase(const Recording& recording);

  // Moves on. Returns true if a repaint is needed.
  bool tick(Nanos now, const Playable& what);

  // How far a simulated run must have been computed for the next tick at `now`; and whether, to skip what is idle, the
  // event after those in view must be known.
  Nanos wanted(Nanos now) const;
  bool wants_next_event() const;

 private:
  bool walk(Nanos budget, const Playable& what);
  bool skip_idle(Nanos next_ns);
  void settle(Nanos duration) { settle_until_ = clock_ + duration; }

  Pace pace_;
  Nanos at_ = 0;
  std::uint64_t events_ = 0;
  Nanos clock_ = 0;
  Nanos last_now_ = 0;
  bool playing_ = false;
  bool held_ = false;
  bool stands_ = false;
  Nanos event_at_ = 0;  // when the newest event came into view
  Nanos exit_at_ = -1;
  Nanos skipped_ = 0;
  Nanos skip_told_until_ = 0;
  Nanos settle_until_ = 0;  // the show's clock goes on until then, though nothing plays
};

}  // namespace inflight
