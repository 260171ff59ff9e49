// Cursor: a world that moves along a recording, forwards by folding and backwards from a keyframe. Each reader has its
// own; a cursor belongs to one thread.
#pragma once

#include <cstdint>

#include "core/recording/keyframes.h"
#include "core/recording/recording.h"
#include "core/world/world.h"

namespace inflight {

class Cursor {
 public:
  Cursor(const Recording& recording, const Keyframes& keyframes) : recording_(recording), keyframes_(keyframes) {}

  const World& world() const { return world_; }

  // Moves to the world after exactly `events` events (at most the recording's size), folding at most `budget` events
  // on the way. Returns true once it is there; else call again.
  bool seek(std::uint64_t events, std::uint64_t budget = UINT64_MAX);

 private:
  const Recording& recording_;
  const Keyframes& keyframes_;
  World world_;
};

}  // namespace inflight
