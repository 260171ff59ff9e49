// Settings: a producer's configuration as the client model uses it, read from librdkafka's property names and aliases.
// Which values are allowed was checked before (core/binding); what is not modelled is named in SimulatedRun.
#pragma once

#include <cstdint>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/binding/host.h"
#include "core/sim/partitioner.h"

namespace inflight::sim {

// Defaults are librdkafka 2.0.2's (facts, 10).
struct Settings {
  Nanos linger_ns = 5 * kMillisecond;
  std::int64_t batch_num_messages = 10'000;
  std::int64_t batch_size = 1'000'000;
  std::int64_t max_messages = 100'000;  // queue.buffering.max.messages; 0: no limit
  std::int64_t max_kbytes = 1'048'576;
  std::int64_t message_max_bytes = 1'000'000;
  Nanos message_timeout_ns = 300 * kSecond;  // 0: never
  Nanos socket_timeout_ns = 60 * kSecond;
  Nanos setup_timeout_ns = 30 * kSecond;    // socket.connection.setup.timeout.ms
  Nanos request_timeout_ns = 30 * kSecond;  // the broker's (facts, 3.1)
  Nanos retry_backoff_ns = 100 * kMillisecond;
  Nanos reconnect_backoff_ns = 100 * kMillisecond;
  Nanos reconnect_backoff_max_ns = 10 * kSecond;
  Nanos fast_refresh_ns = 250 * kMillisecond;  // topic.metadata.refresh.fast.interval.ms
  std::int64_t retries = 2'147'483'647;
  std::int64_t max_in_flight = 1'000'000;
  std::int64_t acks = -1;
  bool idempotent = false;
  bool gapless = false;
  bool creates_topics = true;              // allow.auto.create.topics: true unless it is given, for producers
  Nanos topic_patience_ns = 30 * kSecond;  // topic.metadata.propagation.max.ms
  std::int64_t client_id_bytes = 7;        // "rdkafka": every request bears it
  Partitioner partitioner = Partitioner::consistent_random;
  Nanos sticky_ns = 10 * kMillisecond;  // sticky.partitioning.linger.ms; by default twice linger
};

// The error is rd_kafka_new's sentence, where the values contradict each other.
Result<Settings> read_settings(const Properties& properties);

}  // namespace inflight::sim
