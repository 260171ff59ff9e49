// PastRun: a run that has ended, as a line of "Before and after". Plain data.
#pragma once

#include <cstdint>

#include "core/base/time.h"
#include "core/event/event.h"

namespace inflight {

// What a switch of the bar stands for: all statements that call .poll (or .flush) directly.
enum class SwitchState : std::uint8_t { none, on, off, mixed };

struct PastRun {
  SwitchState poll = SwitchState::none;  // through the whole run; mixed if it was turned in mid-run
  SwitchState flush = SwitchState::none;
  bool disturbed = false;  // a person rejected a batch, say, or killed it; the faults of the options happen in each run
  RunSource source = RunSource::simulated;
  std::int64_t produced = 0, told = 0, in_kafka = 0, lost = 0;
  Nanos lasted_ns = 0;    // until the process ended
  bool is_shown = false;  // the run in view
  bool kept = true;       // its recording is still there, so it can be shown again
};

}  // namespace inflight
