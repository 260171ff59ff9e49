// The chart: where each message was at what time, a row a message (or some messages, when there are many), for looking
// at a whole run in one still picture. Its time axis is the time line's, below it. It stands in the stage's place.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/score.h"
#include "app/view/stage_input.h"
#include "app/view/time_lanes.h"
#include "app/view/time_view.h"
#include "app/view/timeline.h"

namespace inflight {

// A row was in one outcome for so long.
struct ChartSpan {
  std::size_t row = 0;
  Nanos from_ns = 0;
  Nanos to_ns = 0;
  Outcome outcome = Outcome::buffered;
};

struct ChartRows {
  Nanos from_ns = 0;
  Nanos span_ns = 0;
  std::size_t messages = 0;
  std::size_t per_row = 1;  // messages
  std::size_t rows = 0;
  std::size_t room = 0;            // rows that the picture is laid out for: it grows in few steps while the run goes on
  std::vector<ChartSpan> spans;    // by row, then by time
  std::vector<LegendLine> legend;  // outcomes that occur, in the order of the journey; counts of the play head
  std::vector<TimelineSpan> calls;  // poll() and flush()
  Nanos head_ns = 0;
  Nanos until_ns = 0;    // as far as there is something to look at
  Nanos exited_ns = -1;  // -1: it has not
};

// `part`: of the run. At most `most_rows` rows; only what a row shows for `part.apart` or longer.
ChartRows prepare_chart(const StageInput& input, const TimelinePart& part, std::size_t most_rows);
std::string text(const ChartRows& rows);
// "Message 42: in local buffer from 4.2 s, in flight from 4.4 s." Empty: there is nothing in that row.
std::string chart_sentence(const StageInput& input, const ChartRows& rows, std::size_t row);

// In a rectangle whose left and right edges are the time line's.
void draw_chart(Frame& frame, const StageInput& input, Rect place, TimeView& view, TimelineGrip& grip);

}  // namespace inflight
