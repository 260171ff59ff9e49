// Switches and stops; see controls.h.
#include "core/script/controls.h"

namespace inflight {

Controls::Controls(std::int32_t lines)
    : lines_(lines), off_(std::make_unique<std::atomic<bool>[]>(static_cast<std::size_t>(lines) + 1)) {}

void Controls::switch_line(std::int32_t line, bool on) {
  if (line >= 1 && line <= lines_) off_[static_cast<std::size_t>(line)].store(!on, std::memory_order_relaxed);
}

bool Controls::is_off(std::int32_t line) const {
  return line >= 1 && line <= lines_ && off_[static_cast<std::size_t>(line)].load(std::memory_order_relaxed);
}

}  // namespace inflight
