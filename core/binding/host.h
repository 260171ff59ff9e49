// Host: what a program runs on, at librdkafka's level. The binding (confluent-kafka-python's behaviour) calls it; the
// simulator and the live child implement it. All calls come from the program's one thread and are synchronous: a call
// that blocks returns when it would return there (in virtual time on the simulator). Callbacks run inside poll() and
// flush(), through Deliveries, and may call the host again.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.h"
#include "core/base/kafka_error.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace inflight {

// One configuration property, as text, as librdkafka's rd_kafka_conf_set takes it.
struct Property {
  std::string name;
  std::string value;
};
using Properties = std::vector<Property>;

struct Header {
  std::string name;
  std::string value;
  bool has_value = true;
};

// What produce() is given (rd_kafka_producev). Views are valid during the call.
struct ProduceArgs {
  std::string_view topic;
  std::int32_t partition = -1;  // -1: the partitioner chooses
  std::string_view value;
  bool has_value = true;  // false: None, a null payload
  std::string_view key;
  bool has_key = false;
  std::span<const Header> headers;
  std::int64_t timestamp_ms = 0;  // 0: now
  MessageId message = 0;          // the id offered, as the message's opaque
  bool report_wanted = true;      // the program gave a callback
  std::int32_t line = 0;          // the statement that produces
};

// A delivery report (rd_kafka_message_t in dr_msg_cb).
struct DeliveryReport {
  MessageId message = kNoMessage;
  KafkaError error = KafkaError::NO_ERROR;
  std::string topic;
  std::int32_t partition = -1;
  std::int64_t offset = -1001;  // RD_KAFKA_OFFSET_INVALID
  std::int64_t timestamp_ms = -1;
  std::int32_t timestamp_type = 0;  // 0 not available, 1 create time, 2 log append time
  Nanos latency_ns = -1;            // rd_kafka_message_latency: now - produce, evaluated when asked
  std::int32_t status = 0;          // 0 not, 1 possibly, 2 surely persisted
};

// Who runs the callbacks: the binding. The message's slot is freed after deliver() returned (facts, 1.4).
class Deliveries {
 public:
  virtual ~Deliveries() = default;
  virtual void deliver(const DeliveryReport& report) = 0;
  // An error_cb event (rd_kafka_conf_set_error_cb).
  virtual void error(KafkaError error, std::string_view reason) = 0;
  // That event with _FATAL: what rd_kafka_fatal_error() says of it (facts, 3.11).
  virtual void fatal(KafkaError error, std::string_view reason) = 0;
};

// What the binding tells of the program itself; a host stamps it with its clock and makes facts of it.
class ProgramListener {
 public:
  virtual ~ProgramListener() = default;
  // About to run the first host call, sleep or print of the statement on this line.
  virtual void line_reached(std::int32_t line) = 0;
  // The calls that learners see. `timeout_ns` -1: without limit, or the call has none.
  enum class CallName : std::uint8_t { create, produce, poll, flush, purge, len, sleep, print };
  virtual void call_started(CallName call, Nanos timeout_ns) = 0;
  virtual void call_returned(CallName call, std::int64_t value, std::string_view exception) = 0;
  virtual void output(std::string_view line) = 0;
  virtual void callback_started(ProducerId producer, const DeliveryReport& report, std::int32_t line) = 0;
  virtual void callback_finished(ProducerId producer, MessageId message, std::string_view exception) = 0;
  // produce() refused this message, for reasons of the host's (QUEUE_FULL ...). Calls are counted from 1 over the run.
  virtual void refused(ProducerId producer, MessageId message, KafkaError error, std::int64_t call_number) = 0;
};

class Host : public ProgramListener {
 public:
  // rd_kafka_new. The error is librdkafka's text. Ids are dense, from 0.
  virtual Result<ProducerId> create(const Properties& properties) = 0;
  // rd_kafka_producev. NO_ERROR, or why the message was refused (_QUEUE_FULL, _UNKNOWN_PARTITION ...).
  virtual KafkaError produce(ProducerId producer, const ProduceArgs& args) = 0;
  // rd_kafka_poll: serves callbacks; returns the number of operations served, not of messages (facts, 4.2).
  // timeout_ns -1: without limit.
  virtual std::int32_t poll(ProducerId producer, Nanos timeout_ns, Deliveries& deliveries) = 0;
  // rd_kafka_flush: NO_ERROR when the queue is empty, or _TIMED_OUT (facts, 5.1).
  virtual KafkaError flush(ProducerId producer, Nanos timeout_ns, Deliveries& deliveries) = 0;
  // rd_kafka_purge.
  virtual KafkaError purge(ProducerId producer, bool in_queue, bool in_flight, bool non_blocking) = 0;
  // rd_kafka_outq_len: messages plus operations (facts, 4.7).
  virtual std::int32_t outq_len(ProducerId producer) = 0;
  // rd_kafka_yield: the poll() or flush() that runs stops after the current callback.
  virtual void yield(ProducerId producer) = 0;
  // rd_kafka_destroy without flush.
  virtual void destroy(ProducerId producer) = 0;

  // Clocks: monotonic from the run's start, and the wall clock since 1970.
  virtual Nanos monotonic_ns() = 0;
  virtual Nanos wall_ns() = 0;
  virtual void sleep(Nanos duration) = 0;
  // The machine took so many steps since the last call; called before each host call and at least every 10,000 steps.
  virtual void computed(std::int64_t steps) = 0;
};

}  // namespace inflight
