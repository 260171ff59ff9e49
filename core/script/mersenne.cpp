// MT19937 with init_by_array, as CPython's _randommodule.c; see mersenne.h.
#include "core/script/mersenne.h"

#include <algorithm>
#include <bit>

namespace inflight::script {

void MersenneTwister::seed(std::uint64_t number) {
  const std::array<std::uint32_t, 2> key{static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32)};
  const std::size_t length = key[1] != 0 ? 2 : 1;
  state_[0] = 19650218U;
  for (std::uint32_t i = 1; i < 624; ++i) state_[i] = 1812433253U * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
  std::size_t i = 1;
  std::size_t j = 0;
  const auto advance = [&] {
    if (++i >= 624) {
      state_[0] = state_[623];
      i = 1;
    }
  };
  for (std::size_t n = 0; n < 624; ++n) {
    state_[i] =
        (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1664525U)) + key[j] + static_cast<std::uint32_t>(j);
    advance();
    if (++j >= length) j = 0;
  }
  for (std::size_t n = 0; n < 623; ++n) {
    state_[i] = (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1566083941U)) - static_cast<std::uint32_t>(i);
    advance();
  }
  state_[0] = 0x80000000U;
  at_ = 624;
}

std::uint32_t MersenneTwister::next() {
  if (at_ >= 624) {
    for (std::size_t i = 0; i < 624; ++i) {
      const std::uint32_t y = (state_[i] & 0x80000000U) | (state_[(i + 1) % 624] & 0x7FFFFFFFU);
      state_[i] = state_[(i + 397) % 624] ^ (y >> 1) ^ ((y & 1U) != 0 ? 0x9908B0DFU : 0U);
    }
    at_ = 0;
  }
  std::uint32_t y = state_[at_++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9D2C5680U;
  y ^= (y << 15) & 0xEFC60000U;
  return y ^ (y >> 18);
}

double MersenneTwister::real() {
  const std::uint32_t a = next() >> 5;
  const std::uint32_t b = next() >> 6;
  return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
}

std::uint64_t MersenneTwister::below(std::uint64_t bound) {
  const auto bits = static_cast<int>(std::bit_width(bound));
  const auto draw = [&]() -> std::uint64_t {
    if (bits <= 32) return next() >> (32 - bits);
    const std::uint64_t low = next();
    return low | (static_cast<std::uint64_t>(next() >> (64 - bits)) << 32);
  };
  std::uint64_t number = draw();
  while (number >= bound) number = draw();
  return number;
}

}  // namespace inflight::script
