// The faults: what can go wrong in this run, as buttons, greyed with the reason where a source can't do it.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"
#include "app/view/verbs.h"

namespace inflight {

std::vector<Verb> prepare_faults(const StageInput& input);
std::string text_of_faults(const std::vector<Verb>& rows);
void draw_faults(Frame& frame, const StageInput& input);

}  // namespace inflight
