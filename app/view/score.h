// The score: produced, told, in Kafka, lost; the grid; the legend of those outcomes that occur; and in its foot what
// would become of the messages if the process ended now, or what was predicted, or the runs before.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct Figure {
  std::int64_t count = 0;
  std::string label;
  Role role = Role::text;
};

struct LegendLine {
  // `error`: callbacks that failed with one error, by its name.
  enum class Kind : std::uint8_t { outcome, error, refused, copies } kind = Kind::outcome;
  Outcome outcome = Outcome::buffered;
  std::int64_t count = 0;
  std::string words;
  std::string short_words;  // where those are too long; empty: none shorter
};

struct ExitLine {
  std::int64_t count = 0;
  std::string words;
  Role role = Role::text;
};

struct ScoreRows {
  // What the foot of the score holds.
  enum class Foot : std::uint8_t { none, if_exit, prediction, past_runs } foot = Foot::none;
  std::vector<Figure> figures;
  std::vector<LegendLine> legend;
  std::vector<ExitLine> exit_lines;  // if the foot is if_exit; empty: nothing would be lost
  std::string said;                  // if it is prediction: "You said 100."
};

ScoreRows prepare_score(const StageInput& input);
std::string text(const ScoreRows& rows);
// A run's figures, squares (those of the frame's grid) and legend, without a foot: the squares beside the legend where
// the place is wide.
void draw_tally(Frame& frame, const World& world, Rect place);
void draw_score(Frame& frame, const StageInput& input);

}  // namespace inflight
