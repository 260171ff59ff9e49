// Preparing and drawing the gate; see gate.h.
#include "app/view/gate.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/ease.h"
#include "app/view/paths.h"

namespace inflight {
namespace {

std::string seconds_of(Nanos timeout) {
  std::string digits = fmt::format("{}.{:09}", timeout / kSecond, timeout % kSecond);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

// Messages whose report was not served yet: flush() returns when none is left.
std::int64_t unserved(const World& world) {
  std::int64_t sum = 0;
  for (const Outcome outcome : {Outcome::buffered, Outcome::in_flight, Outcome::stored_unacked, Outcome::report_waiting,
                                Outcome::failure_waiting}) {
    sum += world.count(outcome);
  }
  return sum;
}

}  // namespace

GateRows prepare_gate(const StageInput& input) {
  if (!input.process_gone()) return prepare_living_gate(input);
  GateRows rows;
  rows.gone = true;
  return rows;
}

GateRows prepare_living_gate(const StageInput& input) {
  GateRows rows;
  const ProgramState& program = input.world.program;
  rows.open = program.serves();
  rows.call = input.poll == SwitchState::none && input.flush != SwitchState::none ? "flush()" : "poll()";
  for (const auto& active : program.calls) {
    if (active.call != Call::poll && active.call != Call::flush) continue;
    rows.call = fmt::format("{}({})", name_of(active.call), active.timeout_ns < 0 ? "" : seconds_of(active.timeout_ns));
  }
  if (std::any_of(program.calls.begin(), program.calls.end(), [](auto& c) { return c.call == Call::flush; })) {
    rows.waits = fmt::format("{} left", with_commas(unserved(input.world)));
  }
  for (const Producer& producer : input.world.producers) rows.pressed |= producer.reports_waiting() > 0;
  const MessageId id = program.callback();
  if (id != kNoMessage && id < input.world.messages.size) rows.passing = Slot{id, input.world.outcome(id)};
  return rows;
}

std::string text(const GateRows& rows) {
  if (rows.gone) return "gate: gone\n";
  std::string out = fmt::format("gate {} {}\n", rows.call,
                                rows.open      ? "open"
                                : rows.pressed ? "shut, pressed"
                                               : "shut");
  if (!rows.waits.empty()) out += fmt::format("  waiting: {}\n", rows.waits);
  if (rows.passing) out += fmt::format("  {} {}\n", rows.passing->message, id_of(rows.passing->outcome));
  return out;
}

namespace {

// Two halves of a bar that slide apart.
void draw_bars(Paint& p, float x, float y, float half, float opening, Role role) {
  const float gap = p.u(24) * opening;
  const float width = p.u(7);
  if (gap <= 0) return p.fill({x - width / 2, y - half, width, 2 * half}, role, 3.5F);
  p.fill({x - width / 2, y - half, width, half - gap}, role, 3.5F);
  p.fill({x - width / 2, y + gap, width, half - gap}, role, 3.5F);
}

void draw_passing(Frame& f, const Slot& slot, float x, float y) {
  Paint& p = f.paint;
  const Role role = role_of(slot.outcome);
  p.line(f.layout.reports.x + p.u(10), y, x, y, role, 4);
  square(p, {x - p.u(12), y - p.u(12), p.u(24), p.u(24)}, slot.outcome);
  if (f.travels.follows(slot.message)) p.stroke({x - p.u(15), y - p.u(15), p.u(30), p.u(30)}, Role::accent, 2.5F, 5);
  p.triangle(x - p.u(26), y, x - p.u(15), y - p.u(6), x - p.u(15), y + p.u(6), role);
}

bool travels_through(const Travels& travels, MessageId id) {
  return std::any_of(travels.flights().begin(), travels.flights().end(),
                     [&](const Flight& flight) { return flight.leg == Leg::callback && flight.message == id; });
}

}  // namespace

void draw_gate(Frame& f, const StageInput& input) {
  const float alive = input.process_gone() ? f.exit.alive() : 1;
  if (alive <= 0) return;
  Paint p = f.paint.faded(alive);
  const GateRows rows = prepare_living_gate(input);
  const float x = f.layout.gate.cx();
  const float y = gate_y(f.layout);
  const float half = p.u(66);
  const float opening = f.travels.moving() ? ease(f.travels.gate_opening()) : rows.open ? 1 : 0;
  // The word says what is drawn; a message may still be on its way through.
  const bool open = opening > 0.5F;
  const bool asked = open || (f.travels.moving() && f.travels.gate_asked());
  draw_bars(p, x, y, half, opening, rows.pressed || open ? Role::amber : Role::outline_strong);
  p.text_in({f.layout.gate.x, y - half - p.u(34), f.layout.gate.w, p.u(26)}, Type::axis_mono,
            asked ? Role::text : Role::dim, rows.call, Align::centre);
  const Role state = open ? Role::green : rows.pressed ? Role::amber : Role::dim;
  p.text(Type::label, x, y + half + p.u(20), state, open ? "open" : "shut", Align::centre);
  if (!rows.waits.empty()) {
    p.text(Type::label, x, y + half + p.u(44), Role::dim, "waits", Align::centre);
    p.number(Type::strong, x, y + half + p.u(66), Role::text, rows.waits, Align::centre, f.layout.gate.w - p.u(4));
  }
  if (rows.passing && !travels_through(f.travels, rows.passing->message)) draw_passing(f, *rows.passing, x, y);
  p.hint(f.layout.gate, "Open only while your thread is inside poll() or flush().");
}

}  // namespace inflight
