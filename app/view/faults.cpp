// Preparing and drawing the faults; see faults.h. They are called as --fault and lessons call them (core/run/fault.h).
#include "app/view/faults.h"

#include <fmt/format.h>

namespace inflight {

std::vector<Verb> prepare_faults(const StageInput& input) {
  std::vector<Verb> rows;
  const auto add = [&](CommandId id, std::string_view words) {
    rows.push_back({.id = id, .words = std::string(words), .why_not = input.reason(id)});
  };
  add(CommandId::reject_next, "Reject next");
  add(CommandId::lose_next_ack, "Lose next ack");
  const std::string which = input.world.brokers.size() > 1 ? "Broker 1" : "Broker";
  add(CommandId::toggle_broker, which + (input.broker_is_down ? " up" : " down"));
  add(CommandId::cut_connections, "Cut off");  // the whole words would be cut
  add(CommandId::toggle_latency, input.is_slowed ? "Usual latency" : "Latency 1 s");
  add(CommandId::kill, info(CommandId::kill).words);
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
  // The key goes first where both would not fit; the page of keys has it.
  const float words = p.width(Type::strong, verb.words);
  const bool with_key = words + p.width(Type::axis, command.key) + p.u(36) <= place.w;
  if (with_key) p.text(Type::axis, place.right() - p.u(10), place.cy(), Role::dim, command.key, Align::right);
  p.text_in({place.x + p.u(12), place.y, place.w - p.u(18), place.h}, Type::strong, usable ? Role::text : Role::dim,
            verb.words);
}

}  // namespace

// What becomes of the next batch, then what is done to the broker, then its latency and the end of the process.
void draw_faults(Frame& f, const StageInput& input) {
  const Rect card = f.layout.faults;
  if (card.empty()) return;
  Paint& p = f.paint;
  p.card(card, Role::bar);
  p.text(Type::strong, card.x + p.u(16), card.y + p.u(19), Role::text, "Faults");
  const std::vector<Verb> rows = prepare_faults(input);
  const float pitch = p.u(51);
  const Rect first{card.x + p.u(10), card.y + p.u(34), card.w - p.u(20), p.u(46)};
  const float half = (first.w - p.u(6)) / 2;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float x = i % 2 == 0 ? first.x : first.right() - half;
    draw_fault(f, rows[i], {x, first.y + pitch * static_cast<float>(i / 2), half, first.h});
  }
}

}  // namespace inflight
