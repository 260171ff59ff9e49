// The process frame: your code, your thread, librdkafka's memory and its background thread are all inside. Dashed
// while the process lives; at its exit it cracks and dissolves, and is dotted once it is gone.
#pragma once

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

void draw_process(Frame& frame, const StageInput& input);
// What breaks, over all that is inside.
void draw_cracks(Frame& frame, const StageInput& input);

}  // namespace inflight
