// apply(): the only function that changes a World, the same for every source. Any order of facts is taken: an
// impossible transition is counted in World::anomalies, never asserted. Cost: constant for a fact about one message,
// and the number of ids for a request.
#pragma once

#include "core/world/world.h"

namespace inflight {

// `fact` must be committed already: event.text is the index that its recording gave its text.
void apply(World& world, const Fact& fact);

}  // namespace inflight
