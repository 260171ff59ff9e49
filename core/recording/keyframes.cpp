// Keeping and finding keyframes; see keyframes.h.
#include "core/recording/keyframes.h"

#include <algorithm>

#include "core/world/apply.h"

namespace inflight {

bool Keyframes::advance(std::uint64_t budget) {
  const std::uint64_t size = recording_.size();
  const std::uint64_t end = size - front_.events > budget ? front_.events + budget : size;
  while (front_.events < end) {
    apply(front_, recording_.fact(front_.events));
    if (front_.events % interval_ == 0) keep();
  }
  return front_.events < size;
}

void Keyframes::keep() {
  const std::scoped_lock lock(mutex_);
  kept_.push_back(front_);
  if (kept_.size() <= most_) return;
  interval_ *= 2;
  std::erase_if(kept_, [&](const World& world) { return world.events % interval_ != 0; });
}

World Keyframes::at_or_before(std::uint64_t events) const {
  const std::scoped_lock lock(mutex_);
  const auto after = std::upper_bound(kept_.begin(), kept_.end(), events,
                                      [](std::uint64_t n, const World& world) { return n < world.events; });
  return after == kept_.begin() ? World{} : *std::prev(after);
}

std::size_t Keyframes::count() const {
  const std::scoped_lock lock(mutex_);
  return kept_.size();
}

}  // namespace inflight
