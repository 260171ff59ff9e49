// Names and texts of librdkafka's errors; see kafka_error.h.
#include "core/base/kafka_error.h"

namespace inflight {

std::string_view error_name(KafkaError error) {
  switch (error) {
#define INFLIGHT_KAFKA_ERROR(name, code, text) \
  case KafkaError::name:                       \
    return #name;
#include "core/base/kafka_errors.inl"
#undef INFLIGHT_KAFKA_ERROR
  }
  return "UNKNOWN_CODE";
}

std::optional<KafkaError> error_named(std::string_view name) {
#define INFLIGHT_KAFKA_ERROR(error, code, text) \
  if (name == #error) return KafkaError::error;
#include "core/base/kafka_errors.inl"
#undef INFLIGHT_KAFKA_ERROR
  return std::nullopt;
}

std::string_view error_text(KafkaError error) {
  switch (error) {
#define INFLIGHT_KAFKA_ERROR(name, code, text) \
  case KafkaError::name:                       \
    return text;
#include "core/base/kafka_errors.inl"
#undef INFLIGHT_KAFKA_ERROR
  }
  return "Unknown error code";
}

}  // namespace inflight
