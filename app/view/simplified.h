// The page *What is simplified*: of what the run in view leaves out or makes simpler, and of what is different
// elsewhere, the sentences that matter at this instant (core/explain/notes.h).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct SimplifiedLine {
  std::string about;  // "Java"
  std::string words;
};

struct SimplifiedColumn {
  std::string_view heading;
  std::vector<SimplifiedLine> lines;
  std::string_view nothing;  // instead of lines, if there are none
};

struct SimplifiedRows {
  std::array<SimplifiedColumn, 2> columns;  // here, elsewhere
};

SimplifiedRows prepare_simplified(const StageInput& input);
std::string text(const SimplifiedRows& rows);

// Over everything, in an ImGui window of its own. Returns true if it asks to be closed: by a click beside it.
bool draw_simplified(Frame& frame, const StageInput& input);

}  // namespace inflight
