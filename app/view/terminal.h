// The terminal: the last lines that the program printed.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct TerminalRows {
  std::vector<std::string_view> lines;  // the newest last
  std::vector<std::string> shell;       // after the exit: the shell's own lines, and how the process ended
  std::int64_t earlier = 0;             // lines above them
  std::string empty;                    // said when nothing was printed
};

// `held`: of the newest lines, how many have not appeared yet.
TerminalRows prepare_terminal(const StageInput& input, std::size_t fit, std::size_t held = 0);
std::string text(const TerminalRows& rows);
void draw_terminal(Frame& frame, const StageInput& input);

}  // namespace inflight
