// The check of one fact in the file: FNV-1a over eight bytes at a time, folded to 32 bits. It tells a fact from junk;
// it guards against nobody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "core/recorder/record.h"

namespace inflight::recorder {

inline std::uint64_t fnv(std::uint64_t hash, std::span<const std::byte> bytes) {
  constexpr std::uint64_t kPrime = 0x100000001B3ULL;
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i, 8);
    hash = (hash ^ word) * kPrime;
    hash ^= hash >> 29;
  }
  for (; i < bytes.size(); ++i) hash = (hash ^ static_cast<std::uint64_t>(bytes[i])) * kPrime;
  return hash;
}

inline std::uint32_t checksum(const Head& head, std::span<const std::byte> payload) {
  const auto bytes = std::as_bytes(std::span(&head, 1)).subspan(offsetof(Head, extra));
  const std::uint64_t hash = fnv(fnv(0xCBF29CE484222325ULL, bytes), payload);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace inflight::recorder
