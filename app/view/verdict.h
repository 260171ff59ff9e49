// The verdict after the exit: what the shell would see, what became of the messages, and who was told. From the ledger
// alone, so it is true whatever the program did. Beside it what the person said before the run, and what to try next.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

// A switch to turn, and run again with it.
struct TryNext {
  CommandId toggle = CommandId::toggle_flush;
  std::string words;        // "Turn flush() on, run again"
  bool would_help = false;  // nothing would have been lost
};

struct VerdictRows {
  enum class Tone : std::uint8_t { good, loss, unheard, failure, open } tone = Tone::good;
  std::string exit;     // "Exit code 0. No error."
  std::string verdict;  // "10 of 100 messages are gone."
  std::string detail;   // "90 are in Kafka. Your program was told of 90. …"
  std::string said;     // "You said 100."; empty: nothing was said, or it was about another run
  std::string was;      // "It was 90."; empty: not known
  bool right = false;   // what was said came true
  std::vector<TryNext> tries;
  bool next_lesson = false;
};

// None while the process lives, while the exit is still being shown, and until the log has been read.
std::optional<VerdictRows> prepare_verdict(const StageInput& input);
std::string text(const VerdictRows& rows);
void draw_verdict(Frame& frame, const StageInput& input);

// The exit has been seen: what covers a part of the stage may come.
bool exit_was_shown(const StageInput& input);

}  // namespace inflight
