// Seeking; see cursor.h.
#include "core/recording/cursor.h"

#include <algorithm>

#include "core/world/apply.h"

namespace inflight {
namespace {

// Folding fewer events than this is cheaper than looking for a keyframe.
constexpr std::uint64_t kNear = 4096;

}  // namespace

bool Cursor::seek(std::uint64_t events, std::uint64_t budget) {
  const std::uint64_t target = std::min(events, recording_.size());
  if (target < world_.events || target - world_.events > kNear) {
    World kept = keyframes_.at_or_before(target);
    if (target < world_.events || kept.events > world_.events) world_ = std::move(kept);
  }
  for (; world_.events < target && budget > 0; --budget) apply(world_, recording_.fact(world_.events));
  return world_.events == target;
}

}  // namespace inflight
