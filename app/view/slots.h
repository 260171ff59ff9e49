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
  std::int32_t most_rows = 6;
  bool from_right = false;  // a single row fills from its right end
  bool hollow = false;      // its squares are not drawn here: they fall
};

// Squares that a tray can hold.
constexpr std::size_t room_of(const Tray& tray) {
  return static_cast<std::size_t>(tray.columns) * static_cast<std::size_t>(tray.most_rows);
}

// Draws the tray from the top of `area`, as high as it needs; returns its rectangle. `block`: the block's look. What
// is on its way has an empty slot; `memory` keeps where everything is.
Rect draw_tray(Frame& frame, const Tray& tray, Rect area, Outcome block, TrayMemory& memory);
// A message's square, ringed if it is followed (or marked as what just moved), dimmed if another one is.
void draw_message(Frame& frame, Rect rect, const Slot& slot, bool numbered);
// A message that falls out of a process that ends, from where it was to where it lies as a ghost; `i` is its place in
// the heap, so that not all fall at once.
void draw_falling(Frame& frame, Rect from, Rect to, const Slot& living, Outcome ghost, std::size_t i);
// What lies in a heap of more than can be drawn one by one.
void draw_heap(Frame& frame, Rect rect, Role role, std::string_view words);

}  // namespace inflight
