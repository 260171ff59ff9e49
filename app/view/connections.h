// The connections of the loop: produce line to buffer, buffer to background thread, thread to report queue, and, while
// a callback runs, gate to callback.
#pragma once

#include "app/view/code.h"
#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

void draw_connections(Frame& frame, const StageInput& input, const CodeAnchors& anchors);

}  // namespace inflight
