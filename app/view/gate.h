// The gate between the report queue and your thread: shut, and open only while the thread is inside poll() or flush().
#pragma once

#include <optional>
#include <string>

#include "app/view/frame.h"
#include "app/view/slots.h"
#include "app/view/stage_input.h"

namespace inflight {

struct GateRows {
  bool gone = false;
  bool open = false;
  bool pressed = false;         // reports wait behind it
  std::string call;             // "poll(0)", as the program called it
  std::string waits;            // "10 left": what flush() waits for
  std::optional<Slot> passing;  // whose callback runs
};

GateRows prepare_gate(const StageInput& input);
// As it was while the process lived, for the moments in which it ends.
GateRows prepare_living_gate(const StageInput& input);
std::string text(const GateRows& rows);
void draw_gate(Frame& frame, const StageInput& input);

}  // namespace inflight
