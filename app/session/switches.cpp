// See switches.h.
#include "app/session/switches.h"

#include <algorithm>

namespace inflight {
namespace {

template <typename Calls>
std::vector<std::int32_t> lines_with(const Program& program, Calls calls) {
  std::vector<std::int32_t> found;
  for (const StatementInfo& statement : program.statements()) {
    if (calls(statement)) found.push_back(statement.line);
  }
  return found;
}

SwitchState through(const std::vector<std::int32_t>& lines, const std::vector<std::int32_t>& off_at_first,
                    const std::vector<Action>& actions) {
  const bool turned = std::any_of(actions.begin(), actions.end(), [&](const Action& action) {
    return action.kind == ActionKind::switch_line && std::find(lines.begin(), lines.end(), action.line) != lines.end();
  });
  if (turned) return SwitchState::mixed;
  const auto off = std::count_if(lines.begin(), lines.end(), [&](std::int32_t line) {
    return std::binary_search(off_at_first.begin(), off_at_first.end(), line);
  });
  return switch_state(std::ssize(lines), off);
}

}  // namespace

std::vector<std::int32_t> poll_lines(const Program& program) {
  return lines_with(program, [](const StatementInfo& s) { return s.calls_poll; });
}

std::vector<std::int32_t> flush_lines(const Program& program) {
  return lines_with(program, [](const StatementInfo& s) { return s.calls_flush; });
}

SwitchState switch_state(std::ptrdiff_t all, std::ptrdiff_t off) {
  if (all == 0) return SwitchState::none;
  if (off == 0) return SwitchState::on;
  return off == all ? SwitchState::off : SwitchState::mixed;
}

void switch_in(std::vector<std::int32_t>& lines_off, std::int32_t line, bool on) {
  const auto at = std::lower_bound(lines_off.begin(), lines_off.end(), line);
  const bool is_off = at != lines_off.end() && *at == line;
  if (on && is_off) lines_off.erase(at);
  if (!on && !is_off) lines_off.insert(at, line);
}

void note_switches(const Program& program, const std::vector<std::int32_t>& off_at_first,
                   const std::vector<Action>& actions, PastRun& run) {
  run.poll = through(poll_lines(program), off_at_first, actions);
  run.flush = through(flush_lines(program), off_at_first, actions);
}

}  // namespace inflight
