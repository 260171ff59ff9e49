// The process frame: your code, your thread, librdkafka's memory and its background thread are all inside. Dashed
// while the process lives, dotted once it is gone.
#pragma once

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

void draw_process(Frame& frame, const StageInput& input);

}  // namespace inflight
