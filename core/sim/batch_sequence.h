// BatchSequence: what a batch of an idempotent producer bears beside its records: the producer's id and epoch, and the
// number of its first record. Others bear none.
#pragma once

#include <cstdint>
#include <fmt/format.h>
#include <string>

namespace inflight::sim {

// rd_kafka_pid_t. Default: none.
struct ProducerEpoch {
  std::int64_t id = -1;
  std::int32_t epoch = -1;

  bool valid() const { return id >= 0; }
  std::string text() const { return valid() ? fmt::format("PID{{Id:{},Epoch:{}}}", id, epoch) : "PID{Invalid}"; }
  friend bool operator==(const ProducerEpoch&, const ProducerEpoch&) = default;
};

struct BatchSequence {
  ProducerEpoch producer;
  std::int64_t first = 0;         // of the first record, counted from 0 in each partition and epoch
  std::int64_t first_number = 0;  // the first message's, counted from 1 in each partition for good (rkm msgid)
  std::int64_t count = 0;

  std::int64_t next() const { return first + count; }
  std::int64_t last_number() const { return first_number + count - 1; }
};

}  // namespace inflight::sim
