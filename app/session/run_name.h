// The name of a run, made from what a person did in it.
#pragma once

#include <string>
#include <vector>

#include "core/binding/program.h"
#include "core/run/action.h"

namespace inflight {

// The newest of the actions, and when: "poll off at 1.2 s", "rejected at 2.0 s". Empty if there are none.
std::string name_of_run(const Program& program, const std::vector<Action>& actions);

}  // namespace inflight
