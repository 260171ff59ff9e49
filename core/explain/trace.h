// A recording in Chrome's trace format (Trace Event Format, JSON), which ui.perfetto.dev and chrome://tracing open. Two
// processes: your program, with tracks for its thread, its callbacks, the buffer and the report queue; and Kafka, with
// a track for each broker's requests and one for the records in its log.
#pragma once

#include <ostream>

#include "core/recording/recording.h"

namespace inflight {

// One JSON object. Every slice that is begun is ended: what the exit cut off ends with it.
void write_trace(const Recording& recording, std::ostream& to);

}  // namespace inflight
