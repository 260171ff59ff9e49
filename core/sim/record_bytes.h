// How many bytes a message takes in a produce request, as MsgVersion 2 writes it (rd_kafka_msgset_writer_write_msg_v2).
// Whether it still fits in is judged before it is written, by its largest possible framing (facts, 2.3).
#pragma once

#include <cstdint>

#include "core/sim/ground.h"

namespace inflight::sim {

inline constexpr std::int64_t kMostFraming = 36;  // RD_KAFKAP_MESSAGE_V2_MAX_OVERHEAD

// Zigzag and seven bits a byte.
constexpr std::int64_t varint_bytes(std::int64_t value) {
  auto rest = static_cast<std::uint64_t>(value < 0 ? -2 * value - 1 : 2 * value);
  std::int64_t bytes = 1;
  while (rest >>= 7) ++bytes;
  return bytes;
}

// The largest that it may be.
inline std::int64_t most_bytes(const Message& message) {
  return kMostFraming + message.payload_bytes + message.key_bytes + message.header_bytes;
}

// What it is as number `index` of a batch that begins with `first`.
inline std::int64_t record_bytes(const Message& message, const Message& first, std::int64_t index) {
  const std::int64_t later_ms = (message.produced_ns - first.produced_ns) / kMillisecond;
  const std::int64_t inner = 1 + varint_bytes(later_ms) + varint_bytes(index) +
                             varint_bytes(message.has_key ? message.key_bytes : -1) + message.key_bytes +
                             varint_bytes(message.has_value ? message.payload_bytes : -1) + message.payload_bytes +
                             varint_bytes(message.headers) + message.header_bytes;
  return varint_bytes(inner) + inner;
}

// A produce request up to its first record: request header, produce header with one topic and one partition, and the
// record batch's own header.
constexpr std::int64_t request_header_bytes(std::int64_t client_id_bytes, std::int64_t topic_bytes) {
  constexpr std::int64_t kRequest = 4 + 2 + 2 + 4 + 2;
  constexpr std::int64_t kProduce = 2 + 2 + 4 + 4 + 2 + 4 + 4 + 4;
  constexpr std::int64_t kBatch = 61;
  return kRequest + client_id_bytes + kProduce + topic_bytes + kBatch;
}

}  // namespace inflight::sim
