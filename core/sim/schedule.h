// Schedule: what will happen in virtual time, ordered by (time, sequence number), both integers. An entry is plain
// data; the simulator knows what each kind means.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/base/time.h"

namespace inflight::sim {

enum class Due : std::uint8_t {
  connect,    // producer: the backoff before the next attempt to connect is over; which: the connection
  connected,  // producer: its connection is up (API versions answered); which: the connection
  serve,      // producer: a broker thread looks at its queues; which: the broker
  tick,       // producer: what its main thread does once a second
  leaders,    // producer: its main thread asks for leaders that are missing
  look,       // producer: its broker threads take over what was queued meanwhile
  purge,      // producer: its broker threads give up; which: Client::kPurge...
  seek_id,    // producer: it asks for a producer id; which: the timer's number, 0 always
  arrives,    // request: at the broker
  closed,     // producer: the broker has closed its connection; which: the connection
  fetched,    // partition: a follower has what it fetched; which: replica and session
  fetch,      // partition: a follower's request is at the leader; which: replica and session
  expires,    // request: the broker has waited for the replicas for too long
  missed,     // broker: the controller misses it; which: its session
  answered,   // producer: an answer may be here; which: the connection
  action,     // index into the run's actions
  fault,      // one or more of the run's faults are due
  kill,       // RunOptions::until_ns is over
};

struct Entry {
  Nanos at_ns = 0;
  std::uint64_t sequence = 0;
  Due due = Due::serve;
  std::int64_t who = 0;    // producer, request, partition, broker or action
  std::int64_t which = 0;  // connection or broker, where it matters
};

class Schedule {
 public:
  void add(Nanos at, Due due, std::int64_t who, std::int64_t which = 0) {
    heap_.push_back({at, next_++, due, who, which});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }
  bool empty() const { return heap_.empty(); }
  const Entry& first() const { return heap_.front(); }
  Entry take() {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    const Entry entry = heap_.back();
    heap_.pop_back();
    return entry;
  }

 private:
  static bool later(const Entry& a, const Entry& b) {
    return a.at_ns != b.at_ns ? a.at_ns > b.at_ns : a.sequence > b.sequence;
  }
  std::vector<Entry> heap_;
  std::uint64_t next_ = 0;
};

}  // namespace inflight::sim
