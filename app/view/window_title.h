// The title of the window: what is shown, and what became of it, for the task bar and for who looks at it from outside.
#pragma once

#include <string>

#include "app/view/stage_input.h"

namespace inflight {

// "The last ten: 90 told, 90 in Kafka, 10 lost · Inflight". Counts stand in it once the run is over, and is shown to
// its end; before that the title doesn't change with every message.
std::string window_title(const StageInput& input);

}  // namespace inflight
