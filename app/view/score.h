// The score: produced, told, in Kafka, lost; the grid; the legend of those outcomes that occur; and what would become
// of the messages if the process ended now.
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
  enum class Kind : std::uint8_t { outcome, refused, copies } kind = Kind::outcome;
  Outcome outcome = Outcome::buffered;
  std::int64_t count = 0;
  std::string words;
};

struct ExitLine {
  std::int64_t count = 0;
  std::string words;
  Role role = Role::text;
};

struct ScoreRows {
  std::vector<Figure> figures;
  std::vector<LegendLine> legend;
  bool if_exit = false;              // the process lives
  std::vector<ExitLine> exit_lines;  // empty while it lives: nothing would be lost
};

ScoreRows prepare_score(const StageInput& input);
std::string text(const ScoreRows& rows);
void draw_score(Frame& frame, const StageInput& input);

}  // namespace inflight
