// KafkaError: librdkafka's error codes (rd_kafka_resp_err_t) without librdkafka, so that the simulator, the recordings
// and the window speak of errors by the library's own names.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace inflight {

// The numeric value is librdkafka's; 0 is success.
enum class KafkaError : std::int16_t {
#define INFLIGHT_KAFKA_ERROR(name, code, text) name = (code),
#include "core/base/kafka_errors.inl"
#undef INFLIGHT_KAFKA_ERROR
};

// librdkafka's short name (rd_kafka_err2name): "_MSG_TIMED_OUT"; "NO_ERROR" for 0; "UNKNOWN_CODE" for what it lacks.
std::string_view error_name(KafkaError error);

// The error of that short name, as librdkafka and Kafka's documentation have it.
std::optional<KafkaError> error_named(std::string_view name);

// The text that rd_kafka_err2str gives: "Local: Queue full".
std::string_view error_text(KafkaError error);

}  // namespace inflight
