// Message as confluent-kafka-python 1.7.0 hands it to a delivery callback (confluent_kafka.c, Message_new0).
#pragma once

#include "core/binding/host.h"
#include "core/script/machine.h"

namespace inflight::binding {

class MessageObject final : public script::Object {
 public:
  static const script::Type kType;
  MessageObject(const DeliveryReport& its_report, script::Value its_error, script::Value its_topic,
                script::Value its_value, script::Value its_key);
  void clear() override;
  bool has_length() const override { return true; }
  std::int64_t length() override;

  script::Value error, topic, value, key;
  const std::int32_t partition;
  const std::int64_t offset;
  const std::int32_t timestamp_type;
  const std::int64_t timestamp_ms;
  const Nanos latency_ns;
};

}  // namespace inflight::binding
