// Slots: a tray of squares for messages, as in buffer and report queue. Numbered while there is room, else plain
// squares in rows, else one block with the count.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/view/frame.h"
#include "app/view/marks.h"
#include "core/base/ids.h"

namespace inflight {

struct Slot {
  MessageId message = kNoMessage;
  Outcome outcome = Outcome::buffered;
};

struct Tray {
  std::int64_t count = 0;   // messages in it
  std::vector<Slot> slots;  // those that are drawn as squares, in order; none if there are too many
  std::int32_t columns = 15;
  std::int32_t most_rows = 5;
  bool from_right = false;  // a single row fills from its right end
};

// Squares that a tray can hold.
constexpr std::size_t room_of(const Tray& tray) {
  return static_cast<std::size_t>(tray.columns) * static_cast<std::size_t>(tray.most_rows);
}

// Draws the tray from the top of `area`, as high as it needs; returns its rectangle. `block`: the block's look.
Rect draw_tray(Frame& frame, const Tray& tray, Rect area, Outcome block);

}  // namespace inflight
