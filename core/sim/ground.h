// Ground: what the parts of a simulated run share: the virtual now, the schedule, the messages, the requests, and where
// facts go. Belongs to whoever holds the baton.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/base/redact.h"
#include "core/event/event.h"
#include "core/run/faults.h"
#include "core/run/options.h"
#include "core/sim/batch_sequence.h"
#include "core/sim/chance.h"
#include "core/sim/schedule.h"

namespace inflight::sim {

inline constexpr std::int64_t kNoOffset = -1001;  // RD_KAFKA_OFFSET_INVALID

// One message, from produce() on, as the model needs it.
struct Message {
  Nanos produced_ns = 0;
  Nanos deadline_ns = kForever;  // message.timeout.ms, from produce()
  Nanos backoff_until_ns = 0;    // not to be sent again before
  std::int64_t payload_bytes = 0;
  std::int64_t key_bytes = 0;
  std::int64_t header_bytes = 0;  // names and values, with the lengths before them
  std::int64_t headers = 0;
  bool has_key = false;
  bool has_value = true;
  std::int64_t offset = kNoOffset;           // where it lies in the log
  std::int64_t reported_offset = kNoOffset;  // what its report says
  PartitionId partition = kNoPartition;      // once the partitioner has chosen
  std::int32_t wanted_partition = -1;        // as given to produce()
  std::int64_t key_hash = -1;                // what the partitioner makes of the key (partitioner.h)
  std::int32_t topic = -1;                   // index in the client's topics
  std::int32_t retries = 0;                  // those that count (facts, 3.4)
  std::int64_t number = 0;                   // in its partition, from 1 (rkm_u.producer.msgid)
  std::int64_t batch_ends = 0;  // number of the last one of its batch, if it is the first of one sent again
  KafkaError error = KafkaError::NO_ERROR;
  ProducerId producer = 0;
  std::uint16_t attempts = 0;
  static constexpr std::uint8_t kGone = 3;
  std::uint8_t copies = 0;  // in the log; 2 stands for more, kGone for none any more
  std::uint8_t status = 0;  // 0 not, 1 possibly, 2 surely persisted
  bool accepted = false;
  bool report_wanted = true;
  bool in_flight = false;
  bool done = false;  // the library knows its outcome
  bool report_queued = false;
  bool report_taken = false;  // poll() or flush() has served it
  bool told = false;          // a callback ran
  bool stamped = false;       // the broker said when it appended it
};

// A produce request: one partition, one batch (facts, 2.2).
struct Request {
  RequestId id = 0;
  ProducerId producer = 0;
  PartitionId partition = kNoPartition;
  BrokerId broker = 0;
  std::int64_t connection = 0;  // the client's, to that broker
  std::vector<MessageId> messages;
  std::uint64_t sent_order = 0;  // among all requests sent
  Nanos sent_ns = -1;            // -1: formed, not sent
  Nanos timeout_ns = kForever;   // the client's own (facts, 3.1)
  KafkaError error = KafkaError::NO_ERROR;
  std::int64_t base_offset = -1;
  BatchSequence sequence;              // an idempotent producer's
  Nanos answered_ns = kForever;        // when its broker answered
  Nanos broker_timeout_ns = kForever;  // so long the broker may wait for the replicas (request.timeout.ms)
  std::int64_t acks = -1;
  std::uint16_t attempt = 1;
  bool open = true;   // the client still waits for its answer
  bool lost = false;  // its answer, on its way
  bool answered() const { return answered_ns != kForever; }
};

struct Ground {
  explicit Ground(const RunOptions& run_options)
      : options(run_options),
        random(static_cast<std::uint64_t>(run_options.seed)),
        chance(run_options.computer, run_options.seed),
        faults(run_options) {}

  // State changes before its fact is told, so that the two agree whenever somebody compares them.
  template <typename Struct>
  void tell(Origin origin, const Struct& fields) {
    accept(make_fact(now_ns, origin, fields));
  }
  void accept(const Fact& fact) {
    ++facts;
    last_fact_ns = fact.event.at_ns;
    if (faults.see(fact)) schedule.add(now_ns, Due::fault, 0);
    if (!sink) return;
    if (fact.text.empty() || secrets.empty()) return sink->accept(fact);
    const std::string text = secrets(fact.text);
    Fact clean = fact;
    clean.text = text;
    sink->accept(clean);
  }
  // The round trip to the broker, as the options say or as somebody has set it since.
  Nanos rtt() const { return set_rtt_ns.value_or(options.rtt_ns); }
  Nanos half_trip() const { return options.rules == Rules::mock ? 0 : rtt() / 2; }

  const RunOptions& options;
  Random random;  // what a run of the real library draws, too
  Chance chance;
  Faults faults;
  std::optional<Nanos> set_rtt_ns;
  Nanos now_ns = 0;
  Schedule schedule;
  std::vector<Message> messages;
  std::deque<Request> requests;  // by id; ids are dense
  std::uint64_t requests_sent = 0;
  FactSink* sink = nullptr;
  Redactor secrets;  // those of the script and of its producers: no fact tells one
  std::uint64_t facts = 0;
  Nanos last_fact_ns = 0;
};

inline constexpr Origin kCluster{.producer = 0, .thread = Threads::outside};

}  // namespace inflight::sim
