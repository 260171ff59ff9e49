// The caption under the stage: the lesson's sentence, else a true one about the moment, else nothing.
#pragma once

#include <string>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct CaptionRow {
  std::string words;
  bool problem = false;  // a failure, or a command that could not be done
};

CaptionRow prepare_caption(const StageInput& input);
void draw_caption(Frame& frame, const StageInput& input);

}  // namespace inflight
