// RdHost: the real librdkafka as a Host, in the child process. It configures producers as confluent-kafka-python does
// (a delivery callback is always set, facts 6.1), and every call and callback becomes facts. Belongs to the program's
// thread; librdkafka's threads reach the observers only.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/live/child_facts.h"
#include "core/live/producer_observer.h"
#include "core/live/rd.h"
#include "core/run/program_facts.h"

namespace inflight {

class RdHost : public ProgramFacts {
 public:
  // Times count from this moment.
  explicit RdHost(ChildFacts& facts);
  // Destroys what is left. A child that ends as python does never comes here: it exits, and memory is gone.
  ~RdHost() override;

  Result<ProducerId> create(const Properties& properties) override;
  KafkaError produce(ProducerId producer, const ProduceArgs& args) override;
  std::int32_t poll(ProducerId producer, Nanos timeout_ns, Deliveries& deliveries) override;
  KafkaError flush(ProducerId producer, Nanos timeout_ns, Deliveries& deliveries) override;
  KafkaError purge(ProducerId producer, bool in_queue, bool in_flight, bool non_blocking) override;
  std::int32_t outq_len(ProducerId producer) override;
  void yield(ProducerId producer) override;
  void destroy(ProducerId producer) override;
  Nanos monotonic_ns() override;
  Nanos wall_ns() override;
  void sleep(Nanos duration) override;
  void computed(std::int64_t steps) override;

  void callback_started(ProducerId producer, const DeliveryReport& report, std::int32_t line) override;

 protected:
  void commit(const Fact& fact) override { facts_.commit(fact); }
  PartitionId partition_of(const DeliveryReport& report) override {
    return facts_.partition_of_outcome(report.topic, report.partition, report.error);
  }

 private:
  friend struct HostCallbacks;
  // The opaque of librdkafka's callbacks.
  struct Producer {
    Producer(RdHost& owner, ProducerId number, ChildFacts& facts) : host(owner), id(number), observer(number, facts) {}
    RdHost& host;
    const ProducerId id;
    ProducerObserver observer;  // before rk: it must outlive the handle
    RdHandle rk;
    Deliveries* deliveries = nullptr;  // of the poll() or flush() that runs
    std::int64_t held = 0;             // accepted, and the delivery callback has not returned
  };
  void deliver(Producer& producer, const rd_kafka_message_t& message);
  Producer& at(ProducerId producer) { return *producers_[producer]; }

  ChildFacts& facts_;
  const Nanos start_ns_;
  std::vector<std::unique_ptr<Producer>> producers_;
  bool callback_ran_ = false;
  std::int64_t steps_ = 0;
};

}  // namespace inflight
