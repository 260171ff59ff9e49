// KafkaError and KafkaException as confluent-kafka-python 1.7.0 has them (confluent_kafka.c).
#pragma once

#include <string>

#include "core/base/kafka_error.h"
#include "core/script/machine.h"

namespace inflight::binding {

extern const script::Type kKafkaErrorType;
extern const script::Type kKafkaExceptionType;

class KafkaErrorObject final : public script::Object {
 public:
  struct Flags {
    bool fatal = false;
    bool retriable = false;
    bool aborts = false;
  };
  KafkaErrorObject(std::int64_t its_number, std::string its_text, Flags its_flags)
      : Object(kKafkaErrorType),
        code(code_of(its_number)),
        number(its_number),
        text(std::move(its_text)),
        flags(its_flags) {}
  std::string repr() override;
  bool equals(const Object& other) const override;
  bool equals_integer(std::int64_t other) const override { return number == other; }

  const KafkaError code;
  const std::int64_t number;
  const std::string text;
  const Flags flags;

 private:
  static KafkaError code_of(std::int64_t number) { return static_cast<KafkaError>(static_cast<std::int16_t>(number)); }
};

// An empty text means librdkafka's own for the code.
script::Value make_error(script::Machine& machine, KafkaError code, std::string_view text = {}, bool fatal = false);

// KafkaException(KafkaError(code, text)).
[[noreturn]] void raise_kafka(script::Machine& machine, KafkaError code, std::string_view text, bool fatal = false);

}  // namespace inflight::binding
