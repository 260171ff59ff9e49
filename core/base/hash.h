// A 64-bit hash that is the same on every machine, compiler and run: for state hashes and for matching records.
#pragma once

#include <cstdint>
#include <string_view>

namespace inflight {

inline constexpr std::uint64_t kHashStart = 0x9E3779B97F4A7C15ULL;

// Mixes one 64-bit value into a hash (the finalizer of splitmix64 over hash and value).
constexpr std::uint64_t hash_mix(std::uint64_t hash, std::uint64_t value) {
  std::uint64_t x = hash ^ (value + 0x9E3779B97F4A7C15ULL + (hash << 6) + (hash >> 2));
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

// Hash of bytes: eight at a time, little endian by arithmetic, then the length.
constexpr std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t hash = kHashStart) {
  std::uint64_t word = 0;
  int filled = 0;
  for (const char c : bytes) {
    word |= static_cast<std::uint64_t>(static_cast<unsigned char>(c)) << (8 * filled);
    if (++filled == 8) {
      hash = hash_mix(hash, word);
      word = 0;
      filled = 0;
    }
  }
  return hash_mix(hash_mix(hash, word), bytes.size());
}

}  // namespace inflight
