// Compare: two runs side by side at one time, the one in view on the left, in the stage's place; their first difference
// below, and the list of the runs beside them. Without another run it says how to get one.
#pragma once

#include <array>
#include <string>

#include "app/view/frame.h"
#include "app/view/past_runs.h"
#include "app/view/stage_input.h"

namespace inflight {

struct CompareSide {
  std::string name;      // "poll ON, flush OFF"
  std::string source;    // "simulated"
  std::string at;        // "at 3.00 s", "at 10.42 s, its end"
  std::string happened;  // the first difference: what happens in this run, or does not
};

struct CompareRows {
  std::string nothing;  // why there is nothing to compare, and what to do; empty: there is
  std::array<CompareSide, 2> sides;
  std::string difference;    // "First difference, at 1.90 s"
  Nanos difference_ns = -1;  // -1: none is known
  std::string parted;        // "The same until 1.2 s, then: poll off at 1.2 s."; empty: no branch
};

CompareRows prepare_compare(const StageInput& input);
std::string text(const CompareRows& rows);

// `other`: the other run's squares; the frame has those of the run in view.
void draw_compare(Frame& frame, const StageInput& input, const GridRows& other);

}  // namespace inflight
