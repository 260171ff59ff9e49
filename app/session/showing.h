// Showing: how a run is being played at this moment, for a view that lets things travel. The show's own clock runs
// while something plays or settles, and stands while a person holds it; the run's clock may be slower than it, stand,
// or skip. Plain data of one frame; UI thread.
#pragma once

#include <cstdint>

#include "app/session/play_head.h"
#include "core/base/ids.h"
#include "core/base/time.h"

namespace inflight {

struct Showing {
  Nanos clock_ns = 0;  // the show's clock: never goes back
  // The events that came into view since the last picture, one after the other: recording.event(from) … (to - 1).
  // Equal after a jump: then nothing is on its way, and everything is where the world says.
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  bool jumped = false;  // the play head was put elsewhere since the last picture
  bool held = false;    // by a person: the show's clock stands too

  Nanos since_exit_ns = kForever;  // on the show's clock, since the exit came into view; kForever: not by playing
  std::int64_t slowed = 1;         // 1 s of the run takes so many on screen
  bool stands = false;             // the run's clock stands: a burst is spread, a caption is read
  Nanos skipped_ns = 0;            // an idle stretch of this length was skipped just now; 0: none

  MessageId followed = kNoMessage;  // the message that the caption speaks of, while it is read in Story
};

}  // namespace inflight
