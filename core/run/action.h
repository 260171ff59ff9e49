// Action: what a person does to a run while it goes on. A run takes actions from the point that it has reached; a
// simulated run made again with the same actions gives the same events.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/time.h"
#include "core/event/event.h"

namespace inflight {

struct Action {
  Nanos at_ns = 0;
  ActionKind kind = ActionKind::exit_now;
  std::int32_t line = 0;    // switch_line: the statement
  bool on = true;           // switch_line
  std::string text;         // type_line; reject_next: the error's name, or empty for POLICY_VIOLATION;
                            // move_leader: the partition, "orders[0]"
  BrokerId broker = 0;      // broker_down, broker_up: which, 0 for 1; cut_connections: whose, 0 for all;
                            // move_leader: the new leader, 0 for the next one
  Nanos round_trip_ns = 0;  // set_latency
  friend bool operator==(const Action&, const Action&) = default;
};

// What is said beside the action's name: "broker 2", "400ms", "orders[0] to broker 2"; or nothing.
std::string argument_of(const Action& action);

}  // namespace inflight
