// Preparing and drawing the faults; see faults.h.
#include "app/view/faults.h"

#include <fmt/format.h>

namespace inflight {

std::vector<Verb> prepare_faults(const StageInput& input) {
  std::vector<Verb> rows;
  for (const CommandId id : {CommandId::reject_next, CommandId::exit_now, CommandId::kill}) {
    rows.push_back({.id = id, .words = std::string(info(id).words), .why_not = input.reason(id)});
  }
  return rows;
}

std::string text_of_faults(const std::vector<Verb>& rows) {
  std::string out = "faults\n";
  for (const Verb& row : rows) {
    out += fmt::format("  {}{}\n", row.words, row.why_not.empty() ? "" : fmt::format(" (no: {})", row.why_not));
  }
  return out;
}

namespace {

void draw_fault(Frame& f, const Verb& verb, Rect place) {
  Paint& p = f.paint;
  const CommandInfo& command = info(verb.id);
  const bool usable = verb.why_not.empty();
  const Touch touch = f.widgets.touch(p, fmt::format("fault {}", command.name), place, verb.why_not, command.sentence);
  if (touch.pressed) f.emit(verb.id);
  p.fill(place, (touch.held || touch.hovered) && usable ? Role::accent_soft : Role::panel, 8, usable ? 1.0F : 0.6F);
  p.stroke(place, usable ? Role::outline_strong : Role::outline, 1.2F, 8);
  if (touch.focused) p.stroke(place, Role::accent, 2, 8);
  const float key = p.text(Type::axis, place.right() - p.u(10), place.cy(), Role::dim, command.key, Align::right);
  p.text_in({place.x + p.u(12), place.y, place.w - p.u(30) - key, place.h}, Type::strong,
            usable ? Role::text : Role::dim, verb.words);
}

}  // namespace

// Kafka's fault in a row of its own, what ends the process below it.
void draw_faults(Frame& f, const StageInput& input) {
  const Rect card = f.layout.faults;
  if (card.empty()) return;
  Paint& p = f.paint;
  p.card(card, Role::bar);
  p.text(Type::strong, card.x + p.u(16), card.y + p.u(19), Role::text, "Faults");
  const std::vector<Verb> rows = prepare_faults(input);
  const float pitch = p.u(51);
  const Rect first{card.x + p.u(10), card.y + p.u(34), card.w - p.u(20), p.u(46)};
  draw_fault(f, rows[0], first);
  const float half = (first.w - p.u(6)) / 2;
  draw_fault(f, rows[1], {first.x, first.y + pitch, half, first.h});
  draw_fault(f, rows[2], {first.right() - half, first.y + pitch, half, first.h});
}

}  // namespace inflight
