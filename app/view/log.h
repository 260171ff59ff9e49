// Kafka's log: the newest records of each partition, as a consumer has read them.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct LogRecord {
  std::int64_t offset = 0;
  MessageId message = kNoMessage;  // kNoMessage: somebody else's
  bool in_sync = true;             // all brokers in sync have it: a consumer may read it
};

// A broker's copy of a partition.
struct LogCopy {
  BrokerId broker = 0;
  bool leads = false;
  bool in_sync = true;
  std::int64_t behind = 0;  // records that it lacks
};

struct PartitionRows {
  std::string name;             // "orders[0]"
  std::int64_t records = 0;     // read in this run
  std::vector<LogCopy> copies;  // where there are several
  bool leaderless = false;      // and none of them leads
  bool earlier = false;         // there are records above those shown
  std::vector<LogRecord> last;
  std::size_t first = 0;  // which of the partition's records the first of these is
  float slide = 0;        // rows that they have moved up by: the newest slides in, the first out
  float newest = 1;       // how much of the newest is there, where none has to make room for it
};

struct LogRows {
  std::vector<PartitionRows> partitions;
  std::int64_t hidden = 0;   // partitions that are not shown
  std::int64_t records = 0;  // that a consumer reads, in all partitions
};

// `fit`: rows that the region can hold, headings among them.
LogRows prepare_log(const StageInput& input, std::int32_t fit);
// The same with the newest records only as far as they are seen to have arrived.
LogRows prepare_arriving_log(const StageInput& input, std::int32_t fit, const Travels& travels);
std::string text(const LogRows& rows);
void draw_log(Frame& frame, const StageInput& input);

}  // namespace inflight
