// Look: how the window is set up, whatever runs in it. The view owns it, the window keeps it in the settings file.
#pragma once

#include <cstdint>

namespace inflight {

struct Look {
  bool dark = true;
  bool full = false;           // level Full: configuration, faults, partitions, brokers; else Essential
  bool presenter = false;      // larger, with less around it, for a projector
  bool reduce_motion = false;  // nothing travels
};

}  // namespace inflight
