// Preparing and drawing the terminal; see terminal.h.
#include "app/view/terminal.h"

#include <algorithm>
#include <fmt/format.h>

namespace inflight {

namespace {

// What a shell says after the program, and to somebody who asks how it ended (POSIX: 128 + 9 for kill -9).
std::vector<std::string> shell_of(const StageInput& input) {
  if (!input.process_gone()) return {};
  std::vector<std::string> lines;
  if (input.world.exit.how == ExitHow::killed) lines.push_back("Killed");
  lines.push_back("$ echo $?");
  lines.push_back(fmt::format("{}", input.world.exit.code));
  return lines;
}

}  // namespace

TerminalRows prepare_terminal(const StageInput& input, std::size_t fit, std::size_t held) {
  TerminalRows rows;
  const auto& output = input.world.program.output;
  rows.shell = shell_of(input);
  const std::size_t arrived = output.size() - std::min(held, output.size());
  const std::size_t shown = std::min(fit - std::min(fit, rows.shell.size()), arrived);
  rows.earlier = static_cast<std::int64_t>(arrived - shown);
  for (std::size_t i = arrived - shown; i < arrived; ++i) {
    rows.lines.push_back(input.recording.text(output[i].ref));
  }
  if (!output.empty() || !rows.shell.empty()) return rows;
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
  for (const std::string& line : rows.shell) out += fmt::format("  {}\n", line);
  if (!rows.empty.empty()) out += fmt::format("  {}\n", rows.empty);
  return out;
}

void draw_terminal(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Rect card = f.layout.terminal;
  const float pitch = std::max(p.u(30), p.height(Type::code) * 1.2F);
  const float top = card.y + p.u(38);
  const auto fit = static_cast<std::size_t>(std::max(1.0F, (card.bottom() - p.u(8) - top) / pitch));
  TerminalRows rows = prepare_terminal(input, fit, f.travels.lines_held());
  if (f.exit.breath < 1) rows.shell.clear();
  p.card(card, Role::panel_deep);
  p.text(Type::strong, card.x + p.u(16), card.y + p.u(22), Role::dim, "Terminal");
  Rect row{card.x + p.u(16), top, card.w - p.u(32), pitch};
  for (std::size_t i = 0; i < rows.lines.size(); ++i) {
    const float glow = f.travels.output_glow(rows.lines.size() - 1 - i);
    if (glow > 0) p.fill({card.x + p.u(4), row.y, card.w - p.u(8), row.h}, Role::accent_soft, 3, glow * glow);
    p.text_in(row, Type::code, Role::text, rows.lines[i]);
    row.y += pitch;
  }
  for (const std::string& line : rows.shell) {
    p.text_in(row, Type::code, Role::dim, line);
    row.y += pitch;
  }
  if (rows.empty.empty()) return;
  const float y = row.y + pitch * 0.7F;
  p.paragraph({row.x, y, row.w, card.bottom() - p.u(8) - y}, Type::code, Role::dim, rows.empty, 30);
}

}  // namespace inflight
