// Drawing trays of messages; see slots.h.
#include "app/view/slots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "app/view/ease.h"
#include "app/view/stage_input.h"

namespace inflight {
namespace {

constexpr float kPad = 4;        // units between the tray's edge and its squares
constexpr float kOneRow = 34;    // height of a slot in a single row
constexpr float kManyRows = 26;  // pitch of several rows
constexpr float kDimmed = 0.55F;

void draw_block(Frame& f, const Tray& tray, Rect inner, Outcome block) {
  Paint& p = f.paint;
  p.fill(inner, role_of(block), 4);
  p.number(Type::strong, inner.cx(), inner.cy(), Role::on_accent, counted(tray.count, "message", "messages"),
           Align::centre, inner.w - p.u(16));
}

}  // namespace

void draw_message(Frame& f, Rect rect, const Slot& slot, bool numbered) {
  const bool ringed = f.travels.follows(slot.message) || f.travels.just_moved() == slot.message;
  Paint p = f.paint.faded(f.travels.dimmed(slot.message) ? kDimmed : 1);
  square(p, rect, slot.outcome, numbered ? fmt::format("{}", slot.message) : std::string());
  if (ringed) f.paint.stroke(rect.inset(-f.paint.u(3)), Role::accent, 2.5F, 5);
  f.paint.hint(rect, fmt::format("Message {}: {}.", slot.message, words_of(slot.outcome)));
}

void draw_falling(Frame& f, Rect from, Rect to, const Slot& living, Outcome ghost, std::size_t i) {
  constexpr float kSpread = 0.3F;  // of the fall's time, between the first and the last to let go
  constexpr std::array<float, 7> kLetsGo{0, 0.6F, 0.25F, 0.9F, 0.45F, 0.1F, 0.75F};
  constexpr float kHits = 0.8F;
  const float t = std::clamp((f.exit.fall - kSpread * kLetsGo[i % kLetsGo.size()]) / (1 - kSpread), 0.0F, 1.0F);
  // It falls faster and faster, and rebounds once, a little.
  const float down = t < kHits ? t * t / (kHits * kHits) : 1 - 0.05F * std::sin((t - kHits) / (1 - kHits) * 3.1416F);
  Rect at = between(from, to, ease(t));
  at.y = between(from.y, to.y, down);
  const float gone = ease(std::clamp((t - 0.25F) / 0.55F, 0.0F, 1.0F));
  const std::string number = fmt::format("{}", living.message);
  Paint before = f.paint.faded(1 - gone);
  Paint after = f.paint.faded(gone);
  const bool numbered = f.paint.width(Type::label, number) <= at.w - 1;
  if (gone < 1) square(before, at, living.outcome, numbered ? number : "");
  if (gone > 0)
    square(after, at, ghost, numbered && ghost != Outcome::in_doubt && ghost != Outcome::never_told ? number : "");
  f.paint.hint(to, fmt::format("Message {}: {}.", living.message, words_of(ghost)));
}

void draw_heap(Frame& f, Rect rect, Role role, std::string_view words) {
  Paint p = f.paint.faded(f.exit.fall);
  p.dashes(rect, role, 2, 6, 7, 5);
  p.number(Type::heading, rect.cx(), rect.cy(), role, words, Align::centre, rect.w - p.u(20));
}

Rect draw_tray(Frame& f, const Tray& tray, Rect area, Outcome block, TrayMemory& memory) {
  Paint& p = f.paint;
  const Travels& travels = f.travels;
  const bool as_block = tray.slots.empty() && tray.count > 0;
  const auto shown = static_cast<std::int32_t>(tray.slots.size());
  const std::int32_t rows = as_block ? 1 : std::max(1, (shown + tray.columns - 1) / tray.columns);
  const float pad = p.u(kPad);
  const float pitch_y = rows == 1 ? p.u(kOneRow) : p.u(kManyRows);
  const float height = pitch_y * static_cast<float>(rows) + 2 * pad;
  const Rect frame{area.x, area.y, area.w, memory.height(height, travels.clock(), travels.moving())};
  p.fill(frame, Role::panel_deep, 7);
  p.stroke(frame, Role::outline, 1, 7);
  const Rect inner = frame.inset(pad);
  const float pitch_x = inner.w / static_cast<float>(tray.columns);
  const std::int32_t skip = tray.from_right && rows == 1 ? tray.columns - shown : 0;
  const auto cell_of = [&](std::int32_t i) {
    const auto column = static_cast<float>(i % tray.columns);
    const auto row = static_cast<float>(i / tray.columns);
    return Rect{inner.x + column * pitch_x + 1, inner.y + row * pitch_y + 1, pitch_x - 2, pitch_y - 2};
  };
  memory.begin(area, as_block ? Rect{inner.cx() - pitch_x / 2, inner.y + 1, pitch_x - 2, pitch_y - 2}
                              : cell_of(tray.from_right ? tray.columns - 1 : std::min(shown, rows * tray.columns - 1)));
  if (as_block) {
    draw_block(f, tray, inner, block);
    memory.end();
    return frame;
  }
  for (std::int32_t i = 0; i < rows * tray.columns; ++i) {
    if (cell_of(i).bottom() <= frame.bottom()) empty_slot(p, cell_of(i));
  }
  // All squares bear numbers, or none does: the highest number of the row decides.
  MessageId highest = 0;
  for (const Slot& slot : tray.slots) highest = std::max(highest, slot.message);
  const bool numbered = rows == 1 && p.width(Type::label, fmt::format("{}", highest)) <= pitch_x - 1;
  for (std::int32_t i = 0; i < shown; ++i) {
    const Slot& slot = tray.slots[static_cast<std::size_t>(i)];
    const Rect at = memory.place(slot.message, cell_of(skip + i), travels.clock(), travels.moving());
    if (!tray.hollow && !travels.away(slot.message)) draw_message(f, at, slot, numbered);
  }
  memory.end();
  return frame;
}

}  // namespace inflight
