// A sentence for each event: what happened, in the words that learners hear. For the transcript, which is the run for
// those who listen to it instead of looking.
#pragma once

#include <string>

#include "core/event/event.h"
#include "core/world/world.h"

namespace inflight {

// `world`: as the event found it, for the names of topics and partitions. The sentence is one line.
std::string sentence_of(const Fact& fact, const World& world);

}  // namespace inflight
