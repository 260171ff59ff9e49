// Before and after: the last runs of this program as one table. Each way to set the switches has a row that fills when
// it was run; the row is the run, and a click shows it again. Runs that a person stepped into prove nothing about the
// switches: they have rows of their own below.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct PastRunRow {
  SwitchState poll = SwitchState::none;
  SwitchState flush = SwitchState::none;
  std::optional<std::size_t> run;  // its place among the past runs; none: not run yet
  PastRun facts;                   // of the run, if there is one
  std::string sentence;            // on hover: what it was, or how to get it
  std::string why_not;             // why it can't be shown again
};

struct PastRunsRows {
  bool has_poll = false;  // the program has such a switch, and the table its column
  bool has_flush = false;
  std::vector<PastRunRow> table;   // off off, ON off, off ON, ON ON; empty if there is nothing to switch
  std::vector<PastRunRow> others;  // the other runs, the oldest first
  std::string forgotten;           // "2 older runs are not kept."; empty: all are
};

// What a run is called: what was done in it, else how its switches stood.
std::string name_of(const PastRun& run);

PastRunsRows prepare_past_runs(const StageInput& input);
std::string text(const PastRunsRows& rows);

float height_of_past_runs(Paint& paint, const PastRunsRows& rows);
// Rows get lower if the place is not as high as they would like.
void draw_past_runs(Frame& frame, const PastRunsRows& rows, Rect place);

}  // namespace inflight
