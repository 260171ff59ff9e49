// What a record looks like, for telling which message it is: child and parent compute the same 64 bits from the topic,
// the lengths, the key and the value's first 256 bytes. The payload itself is never recorded.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "core/base/hash.h"

namespace inflight {

struct RecordContent {
  std::string_view key;
  bool has_key = false;
  std::string_view value;
  bool has_value = false;
};

inline std::uint64_t record_hash(std::string_view topic, const RecordContent& record) {
  constexpr std::size_t kOfValue = 256;
  std::uint64_t hash = hash_bytes(topic);
  hash = hash_mix(hash, record.has_key ? record.key.size() + 1 : 0);
  hash = hash_bytes(record.key, hash);
  hash = hash_mix(hash, record.has_value ? record.value.size() + 1 : 0);
  return hash_bytes(record.value.substr(0, kOfValue), hash);
}

}  // namespace inflight
