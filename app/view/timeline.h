// The time line: three lanes (produced, in Kafka, callback), an axis and the play head; zoomed in, or in level Full,
// all lanes. A click goes to that instant, dragging the play head scrubs, the wheel zooms where it points, and what is
// zoomed can be dragged along.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"
#include "app/view/time_lanes.h"
#include "app/view/time_view.h"

namespace inflight {

struct TimelineRows {
  Nanos from_ns = 0;   // the left edge
  Nanos span_ns = 0;   // from there to the right edge
  Nanos step_ns = 0;   // between labels of the axis
  Nanos until_ns = 0;  // as far as there is something to look at
  std::array<std::vector<Mark>, kLaneCount> lanes;
  std::optional<TimeLanes> more;  // if it has all lanes
  Nanos head_ns = 0;
  std::string head;      // "9.40 s"
  Nanos exited_ns = -1;  // -1: it has not
  std::string pace;      // "slowed 1 : 16", if the run's clock does not go as it would
  Marked marked;         // the range to loop
  bool skips = false;    // an idle stretch was skipped: with the mark
};

// What is said of the run's clock beside it; `skipped_ns` is shown longer than a moment.
void say_pace(TimelineRows& rows, const Showing& showing, const Speed& speed, Nanos skipped_ns);

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

// The part of the run that a time line shows.
struct TimelinePart {
  Nanos from = 0;
  Nanos span = 0;
  Nanos apart = 0;  // marks closer than this are joined
  bool all_lanes = false;
};
TimelineRows prepare_timeline(const StageInput& input, const TimelinePart& part);
std::string text(const TimelineRows& rows);

// How far there is something to look at: what was not played yet has not happened. While the run's clock stands before
// something, that has not happened either.
Nanos shown_until(const StageInput& input);

// What a person does to the time line with the mouse, kept between frames.
struct TimelineGrip {
  enum class Hold : std::uint8_t { nothing, head, window } hold = Hold::nothing;
  float x = 0;         // where what is zoomed was gripped, or where the play head was led to
  Nanos at = 0;        // what was gripped there
  bool moved = false;  // more than a hand that only clicks
};
// Seeks, scrubs, drags and zooms. `head`: the play head's line, in pixels.
void follow_mouse(Frame& frame, const Touch& touch, const TimeAxis& axis, float head, TimeView& view,
                  TimelineGrip& grip);
void draw_timeline(Frame& frame, const StageInput& input, TimeView& view, TimelineGrip& grip);

// The axis of what stands over the whole width, in the time line and above it.
TimeAxis time_axis(const Paint& paint, Rect card, const TimeView& view);
// Its labelled ticks. Those of an axis that reaches beyond a second are all in seconds.
Nanos axis_step(Nanos span);
std::string axis_label(const TimeAxis& axis, Nanos at);
// The same step, or a longer one if labels would run into each other; `width`: what a label takes, in pixels.
Nanos axis_step(const TimeAxis& axis, const std::function<float(std::string_view)>& width);
void draw_axis(Paint& paint, const TimeAxis& axis, float cy, float right);

}  // namespace inflight
