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
  std::string pace;      // "slowed 1 : 16", if the run's clock does not go as it would
  Marked marked;         // the range to loop
  bool skips = false;    // an idle stretch was skipped: with the mark
};

// What is said of the run's clock beside it; `skipped_ns` is shown longer than a moment.
void say_pace(TimelineRows& rows, const Showing& showing, Nanos skipped_ns);

// The axis' length for a run that reaches so far: it grows in a few steps, so that it seldom changes under the eye.
Nanos timeline_span(Nanos reached, bool is_over);
// Where the play head's time and the word "exit" stand, each beside its line, so that neither covers the other or a
// line. Pixels from `left` to `right`; a width of 0: it isn't there.
struct HeadAndExit {
  float left = 0, right = 0;
  float head = 0, head_width = 0;  // the line's x, the words' width
  float exit = 0, exit_width = 0;
  float gap = 0;  // between a line and its words
};
struct WordPlaces {
  float head = 0, exit = 0;  // left edges
};
WordPlaces place_words(const HeadAndExit& lines);
// Marks closer than `apart` are joined.
TimelineRows prepare_timeline(const StageInput& input, Nanos span, Nanos apart);
std::string text(const TimelineRows& rows);
void draw_timeline(Frame& frame, const StageInput& input);

}  // namespace inflight
