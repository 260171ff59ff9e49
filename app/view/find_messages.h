// Finding the messages that a region shows without looking at all of them: pages whose counts say that they hold none
// are skipped.
#pragma once

#include <vector>

#include "core/world/world.h"

namespace inflight {

using StagePredicate = bool (*)(Outcome outcome, Stage stage);

// How many accepted messages are so.
std::int64_t count_messages(const World& world, StagePredicate is_so);

// The newest `most` of them, in ascending order.
std::vector<MessageId> find_messages(const World& world, StagePredicate is_so, std::size_t most);

}  // namespace inflight
