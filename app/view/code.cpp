// Preparing and drawing the code; see code.h.
#include "app/view/code.h"

#include <algorithm>
#include <fmt/format.h>
#include <imgui.h>

#include "app/view/marks.h"

namespace inflight {
namespace {

constexpr float kPitch = 29;      // units a line
constexpr float kFirstLine = 41;  // from the card's top to the first line's upper edge

bool within(const FunctionInfo& function, std::int32_t line) {
  return function.line <= line && line <= function.last_line;
}

// The line that the newest callback_started names, if it is near.
std::int32_t line_of_newest_callback(const StageInput& input) {
  constexpr std::uint64_t kLookBack = 256;
  const std::uint64_t newest = std::min(input.world.events, input.recording.size());
  for (std::uint64_t i = newest; i > 0 && newest - i < kLookBack; --i) {
    const Event& event = input.recording.event(i - 1);
    if (event.kind == EventKind::callback_started) return event.flags;
  }
  return 0;
}

std::size_t indentation_of(std::string_view text) { return std::min(text.find_first_not_of(" \t"), text.size()); }

}  // namespace

std::optional<FunctionInfo> running_callback(const StageInput& input) {
  if (input.world.program.callback() == kNoMessage) return std::nullopt;
  for (const std::int32_t line : {line_of_newest_callback(input), input.world.program.line}) {
    for (const FunctionInfo& function : input.functions) {
      if (line > 0 && within(function, line)) return function;
    }
  }
  return std::nullopt;
}

std::int32_t current_line(const StageInput& input) {
  const ProgramState& program = input.world.program;
  const std::optional<FunctionInfo> callback = running_callback(input);
  if (!callback || !within(*callback, program.line)) return program.line;
  const std::uint64_t kept = std::min<std::uint64_t>(program.visits, program.recent_lines.size());
  for (std::uint64_t back = 1; back <= kept; ++back) {
    const LineVisit& visit = program.recent_lines[(program.visits - back) % program.recent_lines.size()];
    if (!within(*callback, visit.line)) return visit.line;
  }
  return program.line;
}

CodeRows prepare_code(const StageInput& input, std::int32_t first, std::int32_t count) {
  return prepare_code(input, first, count, input.process_gone());
}

CodeRows prepare_code(const StageInput& input, std::int32_t first, std::int32_t count, bool gone) {
  CodeRows rows;
  rows.name = input.script_name;
  rows.total = static_cast<std::int32_t>(input.source_lines.size());
  rows.gone = gone;
  const std::optional<FunctionInfo> callback = running_callback(input);
  const std::int32_t current = rows.gone ? 0 : current_line(input);
  const std::int32_t last = std::min(rows.total, first + count - 1);
  for (std::int32_t number = std::max(first, 1); number <= last; ++number) {
    CodeLine line{.number = number, .text = input.source_lines[static_cast<std::size_t>(number - 1)]};
    line.runs_anew = input.switches_run_anew;
    line.why_not = input.reason(CommandId::toggle_line);
    line.lit = callback && within(*callback, number);
    rows.lines.push_back(line);
  }
  for (const StatementInfo& statement : input.statements) {
    const bool switchable = statement.calls_poll || statement.calls_flush;
    const std::int32_t end = statement.compound ? statement.line : statement.last_line;
    const bool off = input.is_off(statement.line);
    for (CodeLine& line : rows.lines) {
      if (line.number < statement.line || line.number > statement.last_line) continue;
      if (line.number == statement.line) line.switchable |= switchable;
      line.off |= off;
      line.current |= current == statement.line && line.number <= end;
    }
    if (statement.calls_produce && rows.produce_line == 0) rows.produce_line = statement.line;
  }
  for (CodeLine& line : rows.lines) line.current |= line.number == current;
  if (callback) rows.callback_line = callback->line;
  return rows;
}

std::string text(const CodeRows& rows) {
  std::string out = fmt::format("code of {}{}\n", rows.name, rows.gone ? ", process ended" : "");
  for (const CodeLine& line : rows.lines) {
    out += fmt::format("{}{}{:4} {} {}{}\n", line.current ? '>' : ' ', line.lit ? '*' : ' ', line.number,
                       !line.switchable ? "   "
                       : line.off       ? "[ ]"
                                        : "[x]",
                       line.text, line.off ? "   OFF" : "");
  }
  return out;
}

std::int32_t CodeScroll::first(std::int32_t current, std::int32_t total, std::int32_t fit, std::int32_t wheel) {
  if (current > 0 && current != followed_) {
    followed_ = current;
    const std::int32_t margin = std::min(2, fit / 4);
    if (current < first_ + margin) first_ = current - margin;
    if (current > first_ + fit - 1 - margin) first_ = current - fit + 1 + margin;
  }
  first_ = std::clamp(first_ + wheel, 1, std::max(1, total - fit + 1));
  return first_;
}

float CodeAnchors::y_of(std::int32_t line) const {
  const auto index = static_cast<float>(std::clamp(line, first, first + fit - 1) - first);
  return top + (index + 0.5F) * pitch;
}

namespace {

void draw_check_box(Frame& f, const CodeLine& line, Rect row, float x) {
  Paint& p = f.paint;
  const float size = p.u(21);
  const Rect box{x, row.cy() - size / 2, size, size};
  const std::string_view what = line.runs_anew ? line.off ? "Click to run again with this statement."
                                                          : "Click to run again without this statement."
                                : line.off     ? "Off: this statement is not run. Click to switch it on."
                                               : "Click to switch this statement off.";
  const Touch touch =
      f.widgets.touch(p, fmt::format("toggle_line {}", line.number), box.inset(-p.u(4)), line.why_not, what);
  if (touch.pressed) f.emit(CommandId::toggle_line, line.number);
  if (line.off) {
    p.stroke(box, touch.hovered ? Role::text : Role::dim, 2, 4);
  } else {
    p.fill(box, Role::accent, 4);
    tick(p, box.cx(), box.cy(), size * 0.62F, Role::on_accent);
  }
  if (touch.focused) p.stroke(box.inset(-p.u(4)), Role::accent, 2, 6);
}

void draw_line(Frame& f, const CodeLine& line, Rect row, float dim) {
  Paint& p = f.paint;
  // A line that ran stays lit for a moment, or the eye would not see it run.
  const float glow = line.lit || line.current ? 1 : f.travels.line_glow(line.number);
  if (glow > 0) p.fill(row, Role::accent_soft, 3, glow);
  if (line.current) p.fill({row.x, row.y, p.u(5), row.h}, Role::accent);
  p.text(Type::axis_mono, row.x + p.u(36), row.cy(), Role::dim, fmt::format("{}", line.number), Align::right);
  if (line.switchable) draw_check_box(f, line, row, row.x + p.u(47));
  const Rect room{row.x + p.u(75), row.y, row.w - p.u(75), row.h};
  const bool bright = line.current || line.lit;
  p.text_in(room, Type::code, line.off ? Role::dim : Role::text, line.text, Align::left, bright ? 1.0F : dim);
  if (!line.off || line.text.empty()) return;
  const std::size_t indent = indentation_of(line.text);
  const float from = room.x + p.width(Type::code, line.text.substr(0, indent));
  const float to = std::min(room.x + p.width(Type::code, line.text), room.right());
  p.line(from, row.cy(), to, row.cy(), Role::text, 2, 0.8F);
  if (!line.switchable) return;
  const Rect tag{to + p.u(14), row.y + p.u(2), p.u(50), row.h - p.u(4)};
  if (tag.right() > row.right()) return;
  p.stroke(tag, Role::dim, 1.2F, 5);
  p.text(Type::label, tag.cx(), tag.cy(), Role::text, "OFF", Align::centre);
}

}  // namespace

CodeAnchors draw_code(Frame& f, const StageInput& input, CodeScroll& scroll) {
  Paint& p = f.paint;
  const Rect card = f.layout.code;
  const float pitch = std::max(p.u(kPitch), p.height(Type::code) * 1.2F);
  const auto fit = std::max(1, static_cast<int>((card.h - p.u(kFirstLine)) / pitch));
  const auto total = static_cast<std::int32_t>(input.source_lines.size());
  const bool hovered = ImGui::IsMouseHoveringRect({card.x, card.y}, {card.right(), card.bottom()}, false);
  const int wheel = hovered ? static_cast<int>(-3 * ImGui::GetIO().MouseWheel) : 0;
  const bool gone = input.process_gone() && f.exit.alive() < 1;  // until then its last line is lit
  const CodeRows rows = prepare_code(input, scroll.first(current_line(input), total, fit, wheel), fit, gone);
  const std::int32_t first = rows.lines.empty() ? 1 : rows.lines.front().number;

  p.card(card);
  p.text(Type::strong, card.x + p.u(16), card.y + p.u(24), Role::dim, "Your code  ·  your thread");
  p.text(Type::code, card.right() - p.u(16), card.y + p.u(24), Role::dim, rows.name, Align::right);
  const CodeAnchors anchors{rows.produce_line, first, fit, card.y + p.u(kFirstLine), pitch};
  const float dim = rows.gone ? 1 - 0.28F * (1 - f.exit.alive()) : 1;
  for (const CodeLine& line : rows.lines) {
    draw_line(f, line, {card.x + p.u(4), anchors.y_of(line.number) - pitch / 2, card.w - p.u(8), pitch}, dim);
  }
  return anchors;
}

}  // namespace inflight
