// Drawing what is on its way, over the regions that it passes.
#pragma once

#include "app/view/code.h"
#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

void draw_travels(Frame& frame, const StageInput& input, const CodeAnchors& anchors);

}  // namespace inflight
