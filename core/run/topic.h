// Topics and partitions as they are written on the command line, in a lesson and in a recording, and what a cluster can
// be asked to be.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/run/options.h"

namespace inflight {

// "orders:3" -> a topic of three partitions; partitions default to 1. "orders:3:2": each of them has two replicas.
Result<TopicSpec> parse_topic(std::string_view text);
std::string text_of(const TopicSpec& topic);

struct PartitionName {
  std::string topic;
  std::int32_t number = 0;
};
// "orders[0]".
Result<PartitionName> parse_partition(std::string_view text);

// Whether this source and these rules can have such a cluster; the error names the option that they can't follow.
Status check_cluster(const RunOptions& options);
// The copies that each partition of a topic has.
std::int32_t replicas_of(const TopicSpec& topic, const RunOptions& options);

}  // namespace inflight
