// PastRun: a run that has ended, or that was left for a branch of it, as a line of "Before and after". Plain data.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/time.h"
#include "core/event/event.h"

namespace inflight {

// What a switch of the bar stands for: all statements that call .poll (or .flush) directly.
enum class SwitchState : std::uint8_t { none, on, off, mixed };

// Where a run parted from another one: up to there the two are the same.
struct Parting {
  std::int64_t from = 0;  // that run's number; 0: it parted from none
  Nanos at_ns = 0;
};

struct PastRun {
  SwitchState poll = SwitchState::none;  // through the whole run; mixed if it was turned in mid-run
  SwitchState flush = SwitchState::none;
  bool disturbed = false;  // a person rejected a batch, say, or killed it; the faults of the options happen in each run
  RunSource source = RunSource::simulated;
  std::int64_t produced = 0, told = 0, in_kafka = 0, lost = 0;
  Nanos lasted_ns = 0;      // until the process ended
  bool is_shown = false;    // the run in view
  bool kept = true;         // its recording is still there, so it can be shown again
  bool ended = true;        // false: it was left before its end, and its counts are not known
  std::int64_t number = 0;  // among all runs of the program, from 1: stays with it
  std::string name;         // what was done in it, the newest: "poll off at 1.2 s"; empty: nothing
  Parting parted;
};

}  // namespace inflight
