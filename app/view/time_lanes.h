// The lanes that a time line has beyond the three: what the program's thread waits in, requests on their way, and what
// was done and said. Rows to draw, and as text.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"
#include "app/view/time_axis.h"

namespace inflight {

// A time that something took, with its name; several short ones that are together, if `count` is more than 1.
struct TimelineSpan {
  Nanos from_ns = 0;
  Nanos to_ns = 0;  // as far as it has got
  std::int64_t count = 1;
  std::string name;      // "flush"; "15": a request's messages; empty: several, or not known
  std::string sentence;  // for the mouse
  bool failed = false;
};

struct TimelineNote {
  Nanos at_ns = 0;
  std::int64_t count = 1;  // that are together
  std::string sentence;    // of the first
};

struct TimeLanes {
  std::vector<TimelineSpan> calls;
  std::vector<std::vector<TimelineSpan>> requests;  // by row
  std::vector<Mark> crowd;                          // requests that found no row
  std::vector<TimelineNote> actions;                // of a person, and faults
  std::vector<TimelineNote> captions;
};

// Up to `until`; what lasts longer reaches to there.
TimeLanes prepare_time_lanes(const StageInput& input, const TimeWindow& window, Nanos until);
std::string text(const TimeLanes& lanes);
// What the program's thread waits in.
std::vector<TimelineSpan> call_spans(const Lanes& lanes, const TimeWindow& window, Nanos until);

// Each in the middle of its lane, which is `high` pixels high; what is beyond the play head is faint.
void draw_calls(Frame& frame, const TimeLanes& lanes, const TimeAxis& axis, float cy, float high, Nanos head);
void draw_requests(Frame& frame, const TimeLanes& lanes, const TimeAxis& axis, float cy, float high, Nanos head);
// Where a note stands: at its instant, or if one of the other kind would be closer than `apart` pixels, beside the
// middle between them; `side`: -1 left, 1 right.
float note_x(const TimeAxis& axis, const TimelineNote& note, std::span<const TimelineNote> others, float apart,
             float side);
void draw_notes(Frame& frame, const TimeLanes& lanes, const TimeAxis& axis, float cy, float high, Nanos head);

}  // namespace inflight
