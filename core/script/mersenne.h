// The Mersenne Twister as CPython's random module seeds and uses it, so that a seeded script draws the same numbers.
#pragma once

#include <array>
#include <cstdint>

namespace inflight::script {

class MersenneTwister {
 public:
  MersenneTwister() { seed(0); }
  // random.seed(n) for an int: its absolute value.
  void seed(std::uint64_t number);
  std::uint32_t next();
  // In [0, 1), with 53 bits.
  double real();
  // Uniform in [0, bound); bound >= 1.
  std::uint64_t below(std::uint64_t bound);

 private:
  std::array<std::uint32_t, 624> state_{};
  std::size_t at_ = 624;
};

}  // namespace inflight::script
