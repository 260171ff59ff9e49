// The page of keys: every command that has a key, in groups, over the dimmed stage. A click on one does it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct HelpLine {
  CommandId id = CommandId::run;
  std::string_view key;
  std::string_view words;
  std::string_view sentence;
  std::string why_not;  // empty: it can be done now
};

struct HelpGroup {
  std::string_view heading;
  std::vector<HelpLine> lines;
};

struct HelpRows {
  std::vector<std::vector<HelpGroup>> columns;
  std::string_view foot;  // keys that are no commands
};

HelpRows prepare_help(const StageInput& input);
std::string text(const HelpRows& rows);

// Over everything, in an ImGui window of its own. Returns true if it asks to be closed: by a click beside it.
bool draw_help(Frame& frame, const StageInput& input);

}  // namespace inflight
