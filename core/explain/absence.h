// What is said of a run in which something does not happen that happened in another one. The sentence stands by itself:
// it names what is missing, so it holds whether or not the other run was read about first.
#pragma once

#include <string>

#include "core/event/event.h"
#include "core/world/world.h"

namespace inflight {

// `fact`: the other run's; `world`: as it found that one. `over`: it never happens; else it has not happened so far.
std::string absence_of(const Fact& fact, const World& world, bool over);

}  // namespace inflight
