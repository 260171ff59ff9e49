// The list of what is interesting: the kinds of events that Ctrl+Left and Ctrl+Right stop at. Below the step buttons;
// it stays open while several are chosen.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/menu.h"
#include "app/view/stage_input.h"

namespace inflight {

std::vector<MenuEntry> prepare_interest(const StageInput& input);
void draw_interest(Frame& frame, const StageInput& input, bool opens);

}  // namespace inflight
