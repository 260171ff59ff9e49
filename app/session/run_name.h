// The name of a run, made from what a person did in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/binding/program.h"
#include "core/run/action.h"

namespace inflight {

// The newest of the actions, and when: "poll off at 1.2 s", "rejected at 2.0 s", "flush on from the start". Empty if
// there are none.
std::string name_of_run(const Program& program, const std::vector<Action>& actions);
// When an action was done that was done before anything ran: "from the start" if it lasts, else "at the start".
std::string_view at_the_start(ActionKind kind);

}  // namespace inflight
