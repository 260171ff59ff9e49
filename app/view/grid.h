// The grid of the score: every message of the run, in rows of ten; beyond a hundred in smaller squares; beyond that in
// blocks that each stand for many, filled by their outcomes' shares. Its cost follows pages, not messages.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct GridCell {
  Outcome outcome = Outcome::buffered;
  bool more_copies = false;  // stored more than once
};

// How many messages of a block have each outcome.
using GridBlock = std::array<std::int32_t, kOutcomeCount>;

struct GridRows {
  std::int32_t columns = 10;
  std::int64_t messages = 0;
  std::int64_t per_block = 1;         // messages that a cell stands for
  std::vector<GridCell> cells;        // if per_block is 1
  std::vector<GridBlock> blocks;      // else
  std::vector<std::int64_t> refused;  // call numbers of refused produce(), after the messages; the first ones
};

GridRows prepare_grid(const World& world);
inline GridRows prepare_grid(const StageInput& input) { return prepare_grid(input.world); }
std::string text(const GridRows& rows);

// Counts anew only when something happened: to look at every page of a million messages costs more than to draw them.
class GridMemory {
 public:
  // Of a world of this recording; `anew`: counted in any case.
  const GridRows& rows(const World& world, const Recording& recording, bool anew);

 private:
  const Recording* recording_ = nullptr;
  std::uint64_t events_ = 0;
  GridRows rows_;
};

// As frame.grid has them.
// Rows that do not fit `area` at their usual height are drawn lower.
void draw_grid(Frame& frame, Rect area);

}  // namespace inflight
