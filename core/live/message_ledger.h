// MessageLedger: which messages lie in a producer's local buffer, by partition, in the order in which librdkafka sends
// them. No interface of librdkafka tells what a request carries; its debug line "Produce MessageSet with N message(s)"
// gives topic, partition and N, and the messages are the first N of that partition (facts, 7.2). Not thread-safe: its
// owner locks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/ids.h"

namespace inflight {

class MessageLedger {
 public:
  // A message was offered. `partition` points at its rd_kafka_message_t's field, which is -1 until the partitioner has
  // run (in produce(), or later in another thread when the metadata comes). librdkafka keeps the message, and so the
  // pointer, until the delivery callback has returned; forget() must be called before that.
  void offered(MessageId message, std::string_view topic, const std::int32_t* partition);

  // The message left the buffer for good: refused, acknowledged, or failed.
  void forget(MessageId message);

  // The next `count` messages of a partition leave in a request; fewer if fewer are known.
  std::vector<MessageId> take(std::string_view topic, std::int32_t partition, std::size_t count);

  // Messages of a failed request are in the buffer again; they keep their place by id.
  void give_back(std::string_view topic, std::int32_t partition, const std::vector<MessageId>& messages);

 private:
  using Place = std::pair<std::string, std::int32_t>;
  void place_known(const std::string& topic);

  std::map<std::string, std::map<MessageId, const std::int32_t*>, std::less<>> unplaced_;  // by topic
  std::map<Place, std::set<MessageId>> buffered_;
  std::map<MessageId, Place> place_of_;  // of messages in buffered_; of those in requests too, until forgotten
};

}  // namespace inflight
