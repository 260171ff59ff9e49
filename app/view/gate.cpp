// Preparing and drawing the gate; see gate.h.
#include "app/view/gate.h"

#include <fmt/format.h>

namespace inflight {
namespace {

std::string seconds_of(Nanos timeout) {
  std::string digits = fmt::format("{}.{:09}", timeout / kSecond, timeout % kSecond);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

}  // namespace

GateRows prepare_gate(const StageInput& input) {
  GateRows rows;
  rows.gone = input.process_gone();
  if (rows.gone) return rows;
  const ProgramState& program = input.world.program;
  rows.open = program.serves();
  rows.call = input.poll == SwitchState::none && input.flush != SwitchState::none ? "flush()" : "poll()";
  for (const auto& active : program.calls) {
    if (active.call != Call::poll && active.call != Call::flush) continue;
    rows.call = fmt::format("{}({})", name_of(active.call), active.timeout_ns < 0 ? "" : seconds_of(active.timeout_ns));
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
  if (rows.passing) out += fmt::format("  {} {}\n", rows.passing->message, id_of(rows.passing->outcome));
  return out;
}

float gate_y(const Layout& layout) { return layout.reports.y + 108 * layout.scale; }

void draw_gate(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const GateRows rows = prepare_gate(input);
  if (rows.gone) return;
  const float x = f.layout.gate.cx();
  const float y = gate_y(f.layout);
  const Role bars = rows.pressed || rows.open ? Role::amber : Role::outline_strong;
  const float half = p.u(66);
  const float opening = rows.open ? p.u(24) : 0;
  const auto bar = [&](float from, float to) { p.fill({x - p.u(3.5F), from, p.u(7), to - from}, bars, 3.5F); };
  if (rows.open) {
    bar(y - half, y - opening);
    bar(y + opening, y + half);
  } else {
    bar(y - half, y + half);
  }
  p.text_in({f.layout.gate.x, y - half - p.u(34), f.layout.gate.w, p.u(26)}, Type::axis_mono,
            rows.open ? Role::text : Role::dim, rows.call, Align::centre);
  const Role state = rows.open ? Role::green : rows.pressed ? Role::amber : Role::dim;
  std::string_view words = rows.open ? "gate open" : "gate shut";
  if (p.width(Type::label, words) > f.layout.gate.w) words = rows.open ? "open" : "shut";
  p.text(Type::label, x, y + half + p.u(20), state, words, Align::centre);
  if (rows.passing) {
    const Role role = role_of(rows.passing->outcome);
    p.line(f.layout.reports.x + p.u(10), y, x, y, role, 4);
    square(p, {x - p.u(12), y - p.u(12), p.u(24), p.u(24)}, rows.passing->outcome);
    p.triangle(x - p.u(26), y, x - p.u(15), y - p.u(6), x - p.u(15), y + p.u(6), role);
  }
  p.hint(f.layout.gate, "Open only while your thread is inside poll() or flush().");
}

}  // namespace inflight
