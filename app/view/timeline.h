// The time line: three lanes (produced, in Kafka, callback), an axis and the play head. A click or drag goes to that
// instant.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct TimelineMark {
  Nanos first_ns = 0;
  Nanos last_ns = 0;
  std::int64_t count = 0;
  std::int64_t failed = 0;
};

struct TimelineRows {
  Nanos span_ns = 0;  // from 0 to the right edge
  Nanos step_ns = 0;  // between labels of the axis
  std::array<std::vector<TimelineMark>, kLaneCount> lanes;
  Nanos head_ns = 0;
  std::string head;      // "9.40 s"
  Nanos exited_ns = -1;  // -1: it has not
};

// The axis' length for a run that reaches so far: it grows in a few steps, so that it seldom changes under the eye.
Nanos timeline_span(Nanos reached);
// Marks closer than `apart` are joined.
TimelineRows prepare_timeline(const StageInput& input, Nanos span, Nanos apart);
std::string text(const TimelineRows& rows);
void draw_timeline(Frame& frame, const StageInput& input);

}  // namespace inflight
