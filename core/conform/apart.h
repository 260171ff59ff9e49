// run_apart(): trials in processes of their own, several at a time. Nothing that one does to its broker's ports, and no
// assertion of the real library's, reaches another.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/conform/trial.h"

namespace inflight::conform {

// In the order of the cases; without recordings. A process that takes far longer than `budget_ns` is killed, and its
// trial has failed. Forks: call it while this process has no other threads.
std::vector<Trial> run_apart(std::span<const Case> cases, std::size_t at_once, Nanos budget_ns);

}  // namespace inflight::conform
