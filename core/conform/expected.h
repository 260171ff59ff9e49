// expected(): what a script prints under any client that is librdkafka underneath, as far as timing can't change it;
// for a comparison that is made elsewhere, like that with python3 and confluent_kafka.
#pragma once

#include <nlohmann/json.hpp>

#include "core/base/result.h"
#include "core/conform/trial.h"

namespace inflight::conform {

// The case, with what is equal in all its simulated runs. Members:
//   name, repeat, topics (["orders:1"]), rtt_ns, faults (how many), brokers, too_long,
//   script: without what is switched off,
//   output: lines; null where timing may change one,
//   lines_known: whether there are exactly so many,
//   exit: the measure "exit"; null if timing may change it,
//   traceback: of an uncaught exception; null likewise.
Result<nlohmann::ordered_json> expected(const Case& the_case, Nanos budget_ns, Thorough thorough);

}  // namespace inflight::conform
