// See action.h.
#include "core/run/action.h"

#include <fmt/format.h>

#include "core/base/duration.h"

namespace inflight {

std::string argument_of(const Action& action) {
  const std::string broker = action.broker == 0 ? "" : fmt::format("broker {}", action.broker);
  switch (action.kind) {
    case ActionKind::set_latency: return format_duration(action.round_trip_ns);
    case ActionKind::move_leader: return fmt::format("{} to {}", action.text, broker.empty() ? "the next" : broker);
    default: return action.text.empty() ? broker : action.text;
  }
}

}  // namespace inflight
