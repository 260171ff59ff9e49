// Message's methods; see message_object.h. A payload given as str is bytes here, as in Python 3.
#include "core/binding/message_object.h"

#include <array>

namespace inflight::binding {

using script::Args;
using script::Machine;
using script::Method;
using script::Value;

namespace {

const MessageObject& self_of(const Value& self) { return self.to<MessageObject>(); }

Value as_bytes(Machine& m, const Value& payload) {
  const script::Str* text = payload.get<script::Str>();
  return text != nullptr ? m.bytes(text->text) : payload;
}

Value error(Machine&, const Value& self, const Args&) { return self_of(self).error; }
Value topic(Machine&, const Value& self, const Args&) { return self_of(self).topic; }
Value value(Machine& m, const Value& self, const Args&) { return as_bytes(m, self_of(self).value); }
Value key(Machine& m, const Value& self, const Args&) { return as_bytes(m, self_of(self).key); }

Value partition(Machine&, const Value& self, const Args&) {
  return self_of(self).partition == -1 ? Value::none() : Value::integer(self_of(self).partition);
}
Value offset(Machine&, const Value& self, const Args&) {
  return self_of(self).offset < 0 ? Value::none() : Value::integer(self_of(self).offset);
}
Value timestamp(Machine& m, const Value& self, const Args&) {
  return m.tuple({Value::integer(self_of(self).timestamp_type), Value::integer(self_of(self).timestamp_ms)});
}
Value latency(Machine&, const Value& self, const Args&) {
  if (self_of(self).latency_ns < 0) return Value::none();
  return Value::real(static_cast<double>(self_of(self).latency_ns / 1000) / 1000000.0);
}
// 1.7.0 does not give the headers back to a producer.
Value headers(Machine&, const Value&, const Args&) { return Value::none(); }

constexpr std::array kMethods{Method{"error", error},         Method{"topic", topic},
                              Method{"value", value},         Method{"key", key},
                              Method{"partition", partition}, Method{"offset", offset},
                              Method{"timestamp", timestamp}, Method{"latency", latency},
                              Method{"headers", headers}};

}  // namespace

const script::Type MessageObject::kType{"Message", nullptr, kMethods, nullptr, "cimpl"};

MessageObject::MessageObject(const DeliveryReport& report, Value its_error, Value its_topic, Value its_value,
                             Value its_key)
    : Object(kType),
      error(std::move(its_error)),
      topic(std::move(its_topic)),
      value(std::move(its_value)),
      key(std::move(its_key)),
      partition(report.partition),
      offset(report.offset),
      timestamp_type(report.timestamp_type),
      timestamp_ms(report.timestamp_ms),
      latency_ns(report.latency_ns) {}

void MessageObject::clear() {
  error.reset();
  topic.reset();
  value.reset();
  key.reset();
}

std::int64_t MessageObject::length() {
  if (const script::Str* text = value.get<script::Str>()) return static_cast<std::int64_t>(text->text.size());
  if (const script::Bytes* bytes = value.get<script::Bytes>()) return static_cast<std::int64_t>(bytes->data.size());
  return 0;
}

}  // namespace inflight::binding
