// ChildFacts: where every fact of the child goes, from the program's thread and from librdkafka's. It redacts texts,
// names partitions by dense ids, numbers requests, and keeps the brokers' state. Any thread may call it.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/redact.h"
#include "core/binding/host.h"
#include "core/event/event.h"
#include "core/recorder/writer.h"

namespace inflight {

class ChildFacts {
 public:
  explicit ChildFacts(recorder::Writer& writer) : writer_(writer) {}

  // Values of secret properties are blanked in all texts from now on.
  void hide_secrets(const Properties& properties);
  void hide_secrets(Redactor secrets);  // at the start: these first
  std::string redacted(std::string_view text);

  // Stamps and writes. `extra`: the record's hash beside message_offered.
  void commit(const Fact& fact, std::uint64_t extra = 0);
  template <typename Struct>
  void tell(Origin origin, const Struct& fields, std::uint64_t extra = 0) {
    commit(make_fact(0, origin, fields), extra);
  }

  // The dense id of a partition, which is made known at its first mention. kNoPartition for number < 0.
  PartitionId partition(std::string_view topic, std::int32_t number);
  // The same for a message that ended so. A failure makes no partition known: the one asked for may not be there.
  PartitionId partition_of_outcome(std::string_view topic, std::int32_t number, KafkaError error);
  RequestId next_request() { return next_request_.fetch_add(1); }
  // A producer's connection to a broker came up or went down; told when it changes.
  void broker_is(BrokerId broker, bool up);

 private:
  recorder::Writer& writer_;
  std::mutex mutex_;
  Redactor redactor_;
  std::map<std::pair<std::string, std::int32_t>, PartitionId, std::less<>> partitions_;
  std::map<BrokerId, bool> brokers_;
  std::atomic<RequestId> next_request_{0};
};

}  // namespace inflight
