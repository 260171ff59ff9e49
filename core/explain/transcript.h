// The transcript of a recording: a line an event, time and sentence.
#pragma once

#include <ostream>

#include "core/recording/recording.h"

namespace inflight {

void write_transcript(const Recording& recording, std::ostream& to);

}  // namespace inflight
