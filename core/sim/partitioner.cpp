// See partitioner.h. The hashes are those of Kafka's clients, so that a key goes where another client puts it.
#include "core/sim/partitioner.h"

namespace inflight::sim {
namespace {

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

std::uint32_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

// MurmurHash2, as the Java client's default has it: without the sign.
std::uint32_t murmur2(std::string_view bytes) {
  constexpr std::uint32_t kMix = 0x5BD1E995;
  std::uint32_t hash = 0x9747B28C ^ static_cast<std::uint32_t>(bytes.size());
  std::size_t at = 0;
  for (; at + 4 <= bytes.size(); at += 4) {
    std::uint32_t word =
        byte_at(bytes, at) | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2) << 16 | byte_at(bytes, at + 3) << 24;
    word *= kMix;
    word ^= word >> 24;
    word *= kMix;
    hash = (hash * kMix) ^ word;
  }
  const std::size_t rest = bytes.size() - at;
  if (rest == 3) hash ^= byte_at(bytes, at + 2) << 16;
  if (rest >= 2) hash ^= byte_at(bytes, at + 1) << 8;
  if (rest >= 1) hash = (hash ^ byte_at(bytes, at)) * kMix;
  hash ^= hash >> 13;
  hash *= kMix;
  hash ^= hash >> 15;
  return hash & 0x7FFFFFFF;
}

// FNV-1a, as Sarama's default has it: the absolute value.
std::uint32_t fnv1a(std::string_view bytes) {
  std::uint32_t hash = 0x811C9DC5;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
  return hash > 0x7FFFFFFF ? ~hash + 1 : hash;
}

}  // namespace

std::int64_t partition_hash(Partitioner partitioner, bool has_key, std::string_view key) {
  switch (partitioner) {
    case Partitioner::random: return has_key ? kByChance : kSticky;
    case Partitioner::consistent: return crc32(key);
    case Partitioner::consistent_random: return key.empty() ? kSticky : std::int64_t{crc32(key)};
    case Partitioner::murmur2: return murmur2(key);
    case Partitioner::murmur2_random: return has_key ? std::int64_t{murmur2(key)} : kSticky;
    case Partitioner::fnv1a: return fnv1a(key);
    case Partitioner::fnv1a_random: return has_key ? std::int64_t{fnv1a(key)} : kSticky;
  }
  return kByChance;
}

}  // namespace inflight::sim
