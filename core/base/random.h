// Random: a seeded integer generator (splitmix64), the same on every platform. The only source of chance in a
// simulated run; it is passed in, never global. std:: distributions differ between libraries and are not used.
#pragma once

#include <cassert>
#include <cstdint>

namespace inflight {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t x = (state_ += 0x9E3779B97F4A7C15ULL);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
  }

  // Uniform in [0, bound), without bias. bound >= 1.
  std::uint64_t below(std::uint64_t bound) {
    assert(bound >= 1);
    const std::uint64_t reject_from = UINT64_MAX - UINT64_MAX % bound;
    std::uint64_t x = next();
    while (x >= reject_from) x = next();
    return x % bound;
  }

  // Uniform in [low, high].
  std::int64_t between(std::int64_t low, std::int64_t high) {
    assert(low <= high);
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }

 private:
  std::uint64_t state_;
};

}  // namespace inflight
