// The rules of drawing only when needed; see frame_pacer.h.
#include "app/shell/frame_pacer.h"

#include <algorithm>

namespace inflight {

Nanos FramePacer::wait(Nanos now, bool moving) const {
  if (!moving && owed_ == 0) return kForever;
  if (frames_ == 0) return 0;
  return std::clamp<Nanos>(drawn_at_ + kShortestFrame - now, 0, kShortestFrame);
}

void FramePacer::frame_drawn(Nanos now) {
  drawn_at_ = now;
  owed_ = std::max(owed_ - 1, 0);
  ++frames_;
}

double timeout_seconds(Nanos wait) { return static_cast<double>(wait) / static_cast<double>(kSecond); }

}  // namespace inflight
