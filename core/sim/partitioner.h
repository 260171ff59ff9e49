// The partitioners of librdkafka (facts, 1.9): what a message's key makes of it. Where a key does not decide, chance
// does, each time or for a time (sticky; facts, 1.10).
#pragma once

#include <cstdint>
#include <string_view>

namespace inflight::sim {

enum class Partitioner : std::uint8_t {
  random,
  consistent,
  consistent_random,  // the default
  murmur2,
  murmur2_random,
  fnv1a,
  fnv1a_random,
};

inline constexpr std::int64_t kByChance = -1;  // each message anew
inline constexpr std::int64_t kSticky = -2;    // one partition for a time, where that is not switched off

// A number of at least 0, of which the remainder by the number of partitions is the partition; or one of the above.
std::int64_t partition_hash(Partitioner partitioner, bool has_key, std::string_view key);

}  // namespace inflight::sim
