// The local buffer by partition, for level Full: a batch fills for one partition, and each has its own countdown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/slots.h"
#include "app/view/stage_input.h"

namespace inflight {

struct PartitionTray {
  std::string name;    // "orders[0]"
  Tray tray;           // its oldest messages; the count is of all
  std::string leaves;  // "4.6 s left", "at once"; empty: nothing waits
};

struct PartitionTrays {
  std::string heading;  // "12 waiting"
  std::vector<PartitionTray> trays;
  std::string linger;  // what holds for all: "linger.ms = 5 s, 15 fill a batch"
};

// Nothing if there is no more than one partition, if too many messages wait to look at each, or once the process is
// gone: then the buffer is drawn as a whole.
std::optional<PartitionTrays> prepare_partitions(const StageInput& input);
std::string text(const PartitionTrays& rows);
void draw_partitions(Frame& frame, const PartitionTrays& rows);

}  // namespace inflight
