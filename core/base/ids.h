// Names of things by dense integers, counted from 0 over the whole run.
#pragma once

#include <cstdint>

namespace inflight {

using MessageId = std::uint32_t;    // in order of acceptance by produce()
using PartitionId = std::uint32_t;  // one per topic and partition number, in order of first mention
using ProducerId = std::uint16_t;   // in order of creation in the script
using RequestId = std::int64_t;     // one per produce request sent
using BrokerId = std::int32_t;      // the cluster's own number, from 0

inline constexpr MessageId kNoMessage = 0xFFFFFFFF;
inline constexpr PartitionId kNoPartition = 0xFFFFFFFF;
inline constexpr BrokerId kNoBroker = -1;

}  // namespace inflight
