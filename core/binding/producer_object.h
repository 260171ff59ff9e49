// Producer as confluent-kafka-python 1.7.0 has it (Producer.c), over a Host.
#pragma once

#include "core/binding/host.h"
#include "core/binding/session.h"
#include "core/script/machine.h"

namespace inflight::binding {

class ProducerObject final : public script::Object {
 public:
  static const script::Type kType;
  ProducerObject(script::Machine& machine, ProducerId its_id) : Object(kType), id(its_id), machine_(machine) {}
  void clear() override {
    default_callback.reset();
    error_callback.reset();
  }
  // The last reference is gone: rd_kafka_destroy() without flush.
  void dropped() override;
  // outq_len: messages plus operations; in 1.7.0 also what bool() goes by.
  bool has_length() const override { return true; }
  std::int64_t length() override;

  const ProducerId id;
  script::Value default_callback;  // conf's on_delivery
  script::Value error_callback;
  bool only_errors = false;  // delivery.report.only.error, which Python does itself

 private:
  script::Machine& machine_;
};

// Runs the callbacks of one producer, inside its poll() or flush().
class ProducerDeliveries final : public Deliveries {
 public:
  ProducerDeliveries(script::Machine& machine, ProducerObject& producer) : m_(machine), producer_(producer) {}
  void deliver(const DeliveryReport& report) override;
  void error(KafkaError error, std::string_view reason) override;
  void fatal(KafkaError error, std::string_view reason) override;

 private:
  // An exception stops the delivery: librdkafka yields, and what is left stays queued (facts, 6.1).
  template <typename F>
  std::string guarded(F&& run);
  script::Machine& m_;
  ProducerObject& producer_;
};

// Producer(conf, **more): makes the configuration of it. Raises for what librdkafka or Inflight would refuse.
script::Value make_producer(script::Machine& machine, const script::Value&, const script::Args& args);

// The module confluent_kafka.
const script::ModuleSpec& kafka_module();
// The module time, on the host's clocks.
const script::ModuleSpec& time_module();

}  // namespace inflight::binding
