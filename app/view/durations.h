// Durations as the window says them in a sentence: short, and steady in width.
#pragma once

#include <string>

#include "core/base/time.h"

namespace inflight {

// "4.6 s", "12 ms", "850 us"; cut, not rounded.
std::string short_duration(Nanos duration);

}  // namespace inflight
