// Drawing trays of messages; see slots.h.
#include "app/view/slots.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/stage_input.h"

namespace inflight {
namespace {

constexpr float kPad = 4;        // units between the tray's edge and its squares
constexpr float kOneRow = 34;    // height of a slot in a single row
constexpr float kManyRows = 26;  // pitch of several rows

void draw_block(Frame& f, const Tray& tray, Rect inner, Outcome block) {
  Paint& p = f.paint;
  p.fill(inner, role_of(block), 4);
  p.number(Type::strong, inner.cx(), inner.cy(), Role::on_accent, counted(tray.count, "message", "messages"),
           Align::centre, inner.w - p.u(16));
}

}  // namespace

Rect draw_tray(Frame& f, const Tray& tray, Rect area, Outcome block) {
  Paint& p = f.paint;
  const bool as_block = tray.slots.empty() && tray.count > 0;
  const auto shown = static_cast<std::int32_t>(tray.slots.size());
  const std::int32_t rows = as_block ? 1 : std::max(1, (shown + tray.columns - 1) / tray.columns);
  const float pad = p.u(kPad);
  const float pitch_y = rows == 1 ? p.u(kOneRow) : p.u(kManyRows);
  const Rect frame{area.x, area.y, area.w, pitch_y * static_cast<float>(rows) + 2 * pad};
  p.fill(frame, Role::panel_deep, 7);
  p.stroke(frame, Role::outline, 1, 7);
  const Rect inner = frame.inset(pad);
  if (as_block) {
    draw_block(f, tray, inner, block);
    return frame;
  }
  const float pitch_x = inner.w / static_cast<float>(tray.columns);
  // All squares bear numbers, or none does: the highest number of the row decides.
  MessageId highest = 0;
  for (const Slot& slot : tray.slots) highest = std::max(highest, slot.message);
  const bool numbered = rows == 1 && p.width(Type::label, fmt::format("{}", highest)) <= pitch_x - 1;
  const std::int32_t skip = tray.from_right && rows == 1 ? tray.columns - shown : 0;
  for (std::int32_t i = 0; i < rows * tray.columns; ++i) {
    const auto column = static_cast<float>(i % tray.columns);
    const auto row = static_cast<float>(i / tray.columns);
    const Rect cell{inner.x + column * pitch_x + 1, inner.y + row * pitch_y + 1, pitch_x - 2, pitch_y - 2};
    const std::int32_t at = i - skip;
    if (at < 0 || at >= shown) {
      empty_slot(p, cell);
      continue;
    }
    const Slot& slot = tray.slots[static_cast<std::size_t>(at)];
    square(p, cell, slot.outcome, numbered ? fmt::format("{}", slot.message) : std::string());
    p.hint(cell, fmt::format("Message {}: {}.", slot.message, words_of(slot.outcome)));
  }
  return frame;
}

}  // namespace inflight
