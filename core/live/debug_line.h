// DebugLine: the two lines of librdkafka's `msg` debug log that tell what no interceptor does (facts, 7.2 e):
//   127.0.0.1:45039/1: orders [1]: Produce MessageSet with 3 message(s) (91 bytes, ApiVersion 7, ...)
//   127.0.0.1:45039/1: orders [1]: MessageSet with 3 message(s) (MsgId 0, BaseSeq -1) delivered
//   127.0.0.1:45039/1: orders [1]: MessageSet with 3 message(s) (...) encountered error: Broker: ... (actions
//   Retry,...)
// Lines of librdkafka 2.0.2. What doesn't read so is no DebugLine.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/kafka_error.h"

namespace inflight {

struct DebugLine {
  enum class Kind : std::uint8_t { formed, answered };
  Kind kind = Kind::formed;
  std::string_view topic;  // a view into the line
  std::int32_t partition = -1;
  std::uint32_t count = 0;
  KafkaError error = KafkaError::NO_ERROR;  // answered
  bool retries = false;                     // answered: the messages go back into the buffer, as far as they may
};

std::optional<DebugLine> parse_debug_line(std::string_view line);

}  // namespace inflight
