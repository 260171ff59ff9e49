// KafkaError's methods and constants; see kafka_error_object.h.
#include "core/binding/kafka_error_object.h"

#include <array>
#include <fmt/format.h>

namespace inflight::binding {

using script::Args;
using script::Machine;
using script::Method;
using script::Value;

namespace {

const KafkaErrorObject& self_of(const Value& self) { return self.to<KafkaErrorObject>(); }

Value code(Machine&, const Value& self, const Args&) { return Value::integer(self_of(self).number); }
Value name(Machine& m, const Value& self, const Args&) { return m.text(error_name(self_of(self).code)); }
Value text(Machine& m, const Value& self, const Args&) { return m.text(self_of(self).text); }
Value fatal(Machine&, const Value& self, const Args&) { return Value::boolean(self_of(self).flags.fatal); }
Value retriable(Machine&, const Value& self, const Args&) { return Value::boolean(self_of(self).flags.retriable); }
Value aborts(Machine&, const Value& self, const Args&) { return Value::boolean(self_of(self).flags.aborts); }

constexpr std::array kMethods{
    Method{"code", code},   Method{"name", name},           Method{"str", text},
    Method{"fatal", fatal}, Method{"retriable", retriable}, Method{"txn_requires_abort", aborts}};

template <int Code>
Value constant(Machine&, const Value&, const Args&) {
  return Value::integer(Code);
}

constexpr Method kConstants[] = {
#define INFLIGHT_KAFKA_ERROR(name, code, text) {#name, constant<code>},
#include "core/base/kafka_errors.inl"
#undef INFLIGHT_KAFKA_ERROR
};

Value make(Machine& m, const Value&, const Args& args) {
  static constexpr std::array<std::string_view, 5> kNames{"error", "reason", "fatal", "retriable",
                                                          "txn_requires_abort"};
  const auto given = parse_args(m, args, "", kNames, 1);
  const auto flag = [&](std::size_t n) { return given[n] != nullptr && m.truth(*given[n]); };
  const std::int64_t number = m.index_of(*given[0], "");
  const auto known = static_cast<KafkaError>(static_cast<std::int16_t>(number));
  const bool has_reason = given[1] != nullptr && !given[1]->is_none();
  std::string reason = has_reason ? m.str(*given[1]) : std::string(error_text(known));
  return Value::of(
      m.heap().make<KafkaErrorObject>(number, std::move(reason), KafkaErrorObject::Flags{flag(2), flag(3), flag(4)}));
}

}  // namespace

const script::Type kKafkaErrorType{"KafkaError", nullptr, kMethods, make, "cimpl", kConstants};
const script::Type kKafkaExceptionType{"KafkaException", &script::errors::Exception, {}, nullptr, "cimpl"};

std::string KafkaErrorObject::repr() {
  return fmt::format("KafkaError{{{}code={},val={},str=\"{}\"}}", flags.fatal ? "FATAL," : "", error_name(code), number,
                     text);
}

bool KafkaErrorObject::equals(const Object& other) const {
  return &other.type() == &kKafkaErrorType && static_cast<const KafkaErrorObject&>(other).number == number;
}

Value make_error(Machine& machine, KafkaError code, std::string_view text, bool fatal) {
  return Value::of(machine.heap().make<KafkaErrorObject>(static_cast<std::int64_t>(code),
                                                         std::string(text.empty() ? error_text(code) : text),
                                                         KafkaErrorObject::Flags{fatal, false, false}));
}

void raise_kafka(Machine& machine, KafkaError code, std::string_view text, bool fatal) {
  machine.raise_value(machine.exception(kKafkaExceptionType, {make_error(machine, code, text, fatal)}));
}

}  // namespace inflight::binding
