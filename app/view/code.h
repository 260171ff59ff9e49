// The code: the program's own text with the line that runs, the callback's lines lit while it runs, and a check box
// beside each statement that calls poll or flush.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct CodeLine {
  std::int32_t number = 0;
  std::string_view text;
  bool current = false;     // the statement that runs
  bool lit = false;         // a line of the callback that runs
  bool switchable = false;  // has a check box
  bool off = false;
  bool runs_anew = false;    // its check box begins another run
  std::string_view why_not;  // why it can't be switched, though it has a check box
};

struct CodeRows {
  std::string_view name;
  std::int32_t total = 0;
  std::vector<CodeLine> lines;
  bool gone = false;  // the process has ended
  // Lines that connections start or end at; 0: none.
  std::int32_t produce_line = 0;
  std::int32_t callback_line = 0;
};

// The callback that runs now, if it is known which.
std::optional<FunctionInfo> running_callback(const StageInput& input);
// The line that the program's thread is at; while a callback runs, the line that called poll or flush. 0: none.
std::int32_t current_line(const StageInput& input);

// Lines `first` (from 1) and the `count` - 1 that follow. `gone`: drawn as a program that has ended.
CodeRows prepare_code(const StageInput& input, std::int32_t first, std::int32_t count, bool gone);
CodeRows prepare_code(const StageInput& input, std::int32_t first, std::int32_t count);
std::string text(const CodeRows& rows);

// Which lines are seen: follows the current line, until somebody turns the wheel.
class CodeScroll {
 public:
  // The first line to show of `total`, when `fit` lines fit. Wheel: lines to move by, positive down.
  std::int32_t first(std::int32_t current, std::int32_t total, std::int32_t fit, std::int32_t wheel);

 private:
  std::int32_t first_ = 1;
  std::int32_t followed_ = 0;
};

// Where connections meet the code, in pixels.
struct CodeAnchors {
  std::int32_t produce_line = 0;
  std::int32_t first = 1, fit = 1;  // the lines that are seen
  float top = 0, pitch = 0;
  // The middle of a line; of the nearest one that is seen.
  float y_of(std::int32_t line) const;
};

CodeAnchors draw_code(Frame& frame, const StageInput& input, CodeScroll& scroll);

}  // namespace inflight
