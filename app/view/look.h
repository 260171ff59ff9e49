// Look: how the window is set up, whatever runs in it. The view owns it, the window keeps it in the settings file.
#pragma once

#include <cstdint>

namespace inflight {

// What stands in the stage's place: the loop itself, or a still picture of the run.
enum class StageShows : std::uint8_t { loop, chart, transcript, compare };

struct Look {
  bool dark = true;
  bool full = false;           // level Full: configuration, faults, partitions, brokers; else Essential
  bool presenter = false;      // larger, with less around it, for a projector
  bool reduce_motion = false;  // nothing travels
  StageShows shows = StageShows::loop;
};

}  // namespace inflight
