// Matcher: which message a record in the log is. By (partition, offset) if the library was told it, else by what the
// record looks like, lowest id first, else it is a second copy of a message, else somebody else's. Partitions are slots
// (partitions.h). Owned by one thread.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/ids.h"

namespace inflight {

class Matcher {
 public:
  // produce() offers a message that looks like this; a refused id may be offered again, looking otherwise.
  void offered(MessageId message, std::uint64_t hash);
  void refused(MessageId message);
  // The message is bound for this partition.
  void assigned(MessageId message, PartitionId partition);
  // The library was told that the message lies there.
  void acknowledged(MessageId message, PartitionId partition, std::int64_t offset);

  // A record was read. Returns its message, or kNoMessage for a foreign record.
  MessageId read(PartitionId partition, std::int64_t offset, std::uint64_t hash);
  // A record at this offset was there once and can't be read any more: its message, if the library was told.
  MessageId forgotten(PartitionId partition, std::int64_t offset);

 private:
  struct Entry {
    std::uint64_t hash = 0;
    PartitionId partition = kNoPartition;
    bool live = false;     // offered, not refused
    bool matched = false;  // a record was found
  };
  using Look = std::pair<std::uint64_t, PartitionId>;  // partition kNoPartition: not known yet
  struct LookHash {
    std::size_t operator()(const Look& look) const { return look.first ^ (look.second * 0x9E3779B97F4A7C15ULL); }
  };
  struct Alike {
    std::deque<MessageId> waiting;  // ascending, may hold some that have been matched otherwise
    MessageId last = kNoMessage;    // matched last: a further record is its second copy
  };
  Entry& entry(MessageId message);
  MessageId oldest(const Look& look);
  void match(MessageId message);

  std::vector<Entry> entries_;
  std::unordered_map<Look, Alike, LookHash> alike_;
  std::map<std::pair<PartitionId, std::int64_t>, MessageId> acknowledged_;  // and not read yet
};

}  // namespace inflight
