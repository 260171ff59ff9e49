// Preparing and drawing the terminal; see terminal.h.
#include "app/view/terminal.h"

#include <algorithm>
#include <fmt/format.h>

namespace inflight {

TerminalRows prepare_terminal(const StageInput& input, std::size_t fit) {
  TerminalRows rows;
  const auto& output = input.world.program.output;
  const std::size_t shown = std::min(fit, output.size());
  rows.earlier = static_cast<std::int64_t>(output.size() - shown);
  for (std::size_t i = output.size() - shown; i < output.size(); ++i) {
    rows.lines.push_back(input.recording.text(output[i].ref));
  }
  if (!output.empty()) return rows;
  if (input.is_fresh()) {
    rows.empty = "What the program prints appears here.";
  } else {
    rows.empty = input.world.told == 0 ? "(nothing printed: no callback has run)" : "(nothing printed)";
  }
  return rows;
}

std::string text(const TerminalRows& rows) {
  std::string out = "terminal\n";
  if (rows.earlier > 0) out += fmt::format("  ({} above)\n", rows.earlier);
  for (const std::string_view line : rows.lines) out += fmt::format("  {}\n", line);
  if (!rows.empty.empty()) out += fmt::format("  {}\n", rows.empty);
  return out;
}

void draw_terminal(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Rect card = f.layout.terminal;
  const float pitch = std::max(p.u(30), p.height(Type::code) * 1.3F);
  const float top = card.y + p.u(38);
  const auto fit = static_cast<std::size_t>(std::max(1.0F, (card.bottom() - p.u(8) - top) / pitch));
  const TerminalRows rows = prepare_terminal(input, fit);
  p.card(card, Role::panel_deep);
  p.text(Type::strong, card.x + p.u(16), card.y + p.u(22), Role::dim, "Terminal");
  Rect row{card.x + p.u(16), top, card.w - p.u(32), pitch};
  for (const std::string_view line : rows.lines) {
    p.text_in(row, Type::code, Role::text, line);
    row.y += pitch;
  }
  if (!rows.empty.empty()) p.text_in({row.x, row.y + pitch * 0.7F, row.w, pitch}, Type::code, Role::dim, rows.empty);
}

}  // namespace inflight
