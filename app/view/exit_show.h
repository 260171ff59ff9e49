// ExitShow: how far the exit's four seconds have got, from the time since the exit alone: a breath, the crack, the
// fall, then the verdict. A still, and a play that has not seen the exit happen, shows the end of it.
#pragma once

#include "app/view/stage_input.h"

namespace inflight {

// Each goes from 0 to 1, one after the other, with some overlap.
struct ExitShow {
  float breath = 1;   // the last line that ran is lit
  float crack = 1;    // the frame breaks apart and what is inside fades to its ended look
  float fall = 1;     // the squares inside fall out and come to rest
  float verdict = 1;  // it may rise
  bool cut = false;   // killed: no fading, it is gone at once
  // How much is still to be seen of what lives.
  float alive() const { return cut ? 0 : 1 - crack; }
  friend bool operator==(const ExitShow&, const ExitShow&) = default;
};

ExitShow exit_show(const StageInput& input);

// A process that nothing broke: it ended by itself, without an error, and left nothing behind. Its frame only fades.
bool is_quiet_exit(const World& world);

}  // namespace inflight
