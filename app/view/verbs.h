// The bar of verbs: run, hold, steps, the two switches, the faults, the speeds.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct Verb {
  CommandId id;
  std::string words;       // on the button; empty for those that only bear a sign
  std::string why_not;     // empty: it can be pressed
  bool chosen = false;     // it is so now: a speed, a run that goes on, a picture that is held
  bool runs_anew = false;  // a switch that begins another run
};

struct VerbRows {
  Verb run;                 // "Run", "Running", "Go on", "Run again"
  std::vector<Verb> moves;  // hold, back, step
  Verb poll, flush;
  SwitchState poll_state = SwitchState::none;
  SwitchState flush_state = SwitchState::none;
  Verb reject, exit;
  std::vector<Verb> speeds;
};

VerbRows prepare_verbs(const StageInput& input);
std::string text(const VerbRows& rows);
void draw_verbs(Frame& frame, const StageInput& input);

}  // namespace inflight
