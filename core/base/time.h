// Time as every part of Inflight counts it: signed 64-bit nanoseconds, never a float.
// A run's time starts at 0. What a user types ("400ms") is parsed in base/duration.h.
#pragma once

#include <cstdint>
#include <limits>

namespace inflight {

using Nanos = std::int64_t;

inline constexpr Nanos kMicrosecond = 1'000;
inline constexpr Nanos kMillisecond = 1'000'000;
inline constexpr Nanos kSecond = 1'000'000'000;
inline constexpr Nanos kForever = std::numeric_limits<Nanos>::max();

// a + b for b >= 0, held at kForever instead of overflowing.
constexpr Nanos saturating_add(Nanos a, Nanos b) { return a > kForever - b ? kForever : a + b; }

}  // namespace inflight
