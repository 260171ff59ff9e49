// A topic as it is written on the command line, in a lesson and in a recording.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/run/options.h"

namespace inflight {

// "orders:3" -> a topic of three partitions; partitions default to 1.
Result<TopicSpec> parse_topic(std::string_view text);

}  // namespace inflight
