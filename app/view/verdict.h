// The verdict after the exit: what the shell would see, what became of the messages, and who was told. From the ledger
// alone, so it is true whatever the program did.
#pragma once

#include <optional>
#include <string>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct VerdictRows {
  enum class Tone : std::uint8_t { good, loss, unheard, failure, open } tone = Tone::good;
  std::string exit;     // "Exit code 0. No error."
  std::string verdict;  // "10 of 100 messages are gone."
  std::string detail;   // "90 are in Kafka. Your program was told of 90. …"
};

// None while the process lives.
std::optional<VerdictRows> prepare_verdict(const StageInput& input);
std::string text(const VerdictRows& rows);
void draw_verdict(Frame& frame, const StageInput& input);

}  // namespace inflight
