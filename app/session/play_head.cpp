// Moving through a recording; see play_head.h.
#include "app/session/play_head.h"

#include <algorithm>

namespace inflight {
namespace {

// A frame that took longer than this (the window was dragged, the machine slept) does not make the run jump.
constexpr Nanos kLongestFrame = 100 * kMillisecond;
// How far ahead of what is seen a simulated run is computed, in time on screen: two frames.
constexpr Nanos kAhead = 33 * kMillisecond;

}  // namespace

std::int64_t PlayHead::factor(Speed speed) { return speed == Speed::fast ? 4 : 1; }

void PlayHead::play(Nanos now) {
  playing_ = true;
  last_now_ = now;
  events_limit_ = UINT64_MAX;
}

void PlayHead::pause() { playing_ = false; }

void PlayHead::seek(Nanos at) {
  at_ = std::max<Nanos>(at, 0);
  events_limit_ = UINT64_MAX;
  playing_ = false;
}

void PlayHead::step_to(Nanos at, std::uint64_t events) {
  at_ = at;
  events_limit_ = events;
  playing_ = false;
}

bool PlayHead::tick(Nanos now, Nanos end, bool ended) {
  if (!playing_) return false;
  const Nanos passed = std::clamp<Nanos>(now - last_now_, 0, kLongestFrame);
  last_now_ = now;
  const Nanos before = at_;
  at_ = std::max(at_, std::min(saturating_add(at_, passed * factor(speed_)), end));
  if (ended && at_ >= end) {
    playing_ = false;
    return true;
  }
  return at_ != before;
}

Nanos PlayHead::wanted(Nanos now) const {
  if (!playing_) return at_;
  const Nanos passed = std::clamp<Nanos>(now - last_now_, 0, kLongestFrame);
  return saturating_add(at_, (passed + kAhead) * factor(speed_));
}

}  // namespace inflight
