// PlayHead: where we look in a recording, as a value driven by commands and a given wall clock. It knows nothing of the
// recording but its end. All times in nanoseconds of the run; `now` is a monotonic wall clock.
#pragma once

#include <cstdint>

#include "core/base/time.h"

namespace inflight {

enum class Speed : std::uint8_t { story, normal, fast };

class PlayHead {
 public:
  Nanos at() const { return at_; }
  // Folding exactly this many events gives what is shown; with several events at one instant a step stops between them.
  // UINT64_MAX: all events up to at().
  std::uint64_t events_limit() const { return events_limit_; }
  bool playing() const { return playing_; }
  Speed speed() const { return speed_; }

  void set_speed(Speed speed) { speed_ = speed; }
  // How much faster than life a run plays: 1, or more with Fast.
  static std::int64_t factor(Speed speed);

  void play(Nanos now);
  void pause();
  void seek(Nanos at);                           // also holds
  void step_to(Nanos at, std::uint64_t events);  // holds between events of one instant

  // Moves on. `end`: how far there is something to see; `ended`: nothing more will come after it. Holds at an ended
  // run's end. Returns true if it moved or stopped, that is, if a repaint is needed.
  bool tick(Nanos now, Nanos end, bool ended);

  // How far a simulated run must have been computed for the next tick at `now`.
  Nanos wanted(Nanos now) const;

 private:
  Nanos at_ = 0;
  std::uint64_t events_limit_ = UINT64_MAX;
  bool playing_ = false;
  Speed speed_ = Speed::normal;
  Nanos last_now_ = 0;
};

}  // namespace inflight
