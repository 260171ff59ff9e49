// The caption under the stage: the lesson's sentence while it is about the present, else a true one about the moment,
// else nothing. One at a time, with a line to what it speaks of.
#pragma once

#include <string>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct CaptionRow {
  std::string words;
  bool problem = false;               // a failure, or a command that could not be done
  CaptionAt at = CaptionAt::nowhere;  // what the lesson's sentence points to
};

CaptionRow prepare_caption(const StageInput& input);
// `points`: the stage is there to point to; no region is enlarged in its place.
void draw_caption(Frame& frame, const StageInput& input, bool points = true);

}  // namespace inflight
