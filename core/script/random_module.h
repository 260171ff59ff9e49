// The random module, as CPython's for a given seed. Without random.seed() the numbers are those of seed 0, because a
// run must give the same events each time.
#pragma once

#include "core/script/machine.h"

namespace inflight::script {

const ModuleSpec& random_module();

}  // namespace inflight::script
