// Keyframes: worlds kept at intervals along a recording, so that any instant is reached by folding a bounded number of
// events from the nearest one. Made by one thread (the indexer) as the recording grows; asked by any. Under a budget:
// when there are too many, every second one is dropped and the interval doubles.
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "core/recording/recording.h"
#include "core/world/world.h"

namespace inflight {

class Keyframes {
 public:
  explicit Keyframes(const Recording& recording, std::uint64_t interval = 65536, std::size_t most = 192)
      : recording_(recording), interval_(interval), most_(most) {}

  // Folds at most `budget` more events and keeps the keyframes on the way. Returns true while there is more to do.
  // Called from one thread.
  bool advance(std::uint64_t budget);

  // The newest kept world that has at most `events` events. An empty world if there is none.
  World at_or_before(std::uint64_t events) const;

  std::size_t count() const;

 private:
  void keep();

  const Recording& recording_;
  std::uint64_t interval_;
  const std::size_t most_;
  World front_;  // how far it is; the indexer's own
  mutable std::mutex mutex_;
  std::vector<World> kept_;  // ascending by events; guarded by mutex_
};

}  // namespace inflight
