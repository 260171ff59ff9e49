// See run_name.h.
#include "app/session/run_name.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/session/switches.h"
#include "core/base/duration.h"

namespace inflight {
namespace {

// As exact as it is said: tenths of a second, else the shortest that has three digits.
std::string instant(Nanos at) {
  if (at >= kSecond) return format_seconds(at, 1);
  if (at >= kMillisecond) return fmt::format("{} ms", at / kMillisecond);
  return fmt::format("{} us", at / kMicrosecond);
}

std::string switched(const Program& program, const std::vector<std::int32_t>& lines, bool on) {
  const std::string_view state = on ? "on" : "off";
  if (lines == poll_lines(program)) return fmt::format("poll {}", state);
  if (lines == flush_lines(program)) return fmt::format("flush {}", state);
  if (lines.size() > 1) return fmt::format("{} lines {}", lines.size(), state);
  return fmt::format("line {} {}", lines.front(), state);
}

std::string done(const Action& action) {
  const std::string broker = action.broker == 0 ? "broker" : fmt::format("broker {}", action.broker);
  switch (action.kind) {
    case ActionKind::reject_next: return "rejected";
    case ActionKind::exit_now: return "exit";
    case ActionKind::kill: return "kill -9";
    case ActionKind::type_line: return "a line typed";
    case ActionKind::broker_down: return broker + " down";
    case ActionKind::broker_up: return broker + " back";
    case ActionKind::cut_connections: return "cut off";
    case ActionKind::move_leader: return action.broker == 0 ? "leader moved" : broker + " leads";
    case ActionKind::pause_broker: return broker + " paused";
    case ActionKind::resume_broker: return broker + " resumed";
    case ActionKind::lose_next_answer: return "ack lost";
    case ActionKind::set_latency: return fmt::format("latency {}", format_duration(action.round_trip_ns));
    case ActionKind::switch_line: break;
  }
  return "";
}

bool lasts(ActionKind kind) {
  return kind == ActionKind::switch_line || kind == ActionKind::broker_down || kind == ActionKind::pause_broker ||
         kind == ActionKind::move_leader || kind == ActionKind::set_latency;
}

}  // namespace

std::string_view at_the_start(ActionKind kind) { return lasts(kind) ? "from the start" : "at the start"; }

std::string name_of_run(const Program& program, const std::vector<Action>& actions) {
  if (actions.empty()) return "";
  const Action& newest = actions.back();
  std::string what = done(newest);
  if (newest.kind == ActionKind::switch_line) {
    std::vector<std::int32_t> lines;  // that were switched with it
    for (auto at = actions.rbegin(); at != actions.rend(); ++at) {
      if (at->kind != newest.kind || at->at_ns != newest.at_ns || at->on != newest.on) break;
      lines.push_back(at->line);
    }
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    what = switched(program, lines, newest.on);
  }
  if (newest.at_ns == 0) return fmt::format("{} {}", what, at_the_start(newest.kind));
  return fmt::format("{} at {}", what, instant(newest.at_ns));
}

}  // namespace inflight
