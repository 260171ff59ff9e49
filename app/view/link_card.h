// The card that says what a link is before it is opened: its program, how that is set up, what a person did in it, and
// the instant that it shows.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/view/frame.h"
#include "core/run/link.h"

namespace inflight {

struct LinkRows {
  std::string title;              // "A link to program.py"
  std::vector<std::string> code;  // its first lines, secrets blanked
  std::string more;               // "and 14 more lines"; empty if that is all
  std::vector<std::pair<std::string_view, std::string>> facts;
  std::string_view foot;
};

LinkRows prepare_link(const Link& link);
std::string text(const LinkRows& rows);

// Over everything, in an ImGui window of its own.
void draw_link(Frame& frame, const LinkRows& rows);

}  // namespace inflight
