// See frame_pacer.h.
#include "app/shell/frame_pacer.h"

#include <algorithm>

namespace inflight {

void FramePacer::drew(Nanos now) {
  if (due_ > 0) --due_;
  last_ = now;
  ++frames_;
}

Nanos FramePacer::wait(Nanos now) const {
  if (due_ == 0 && !moving_) return kForever;
  return std::max<Nanos>(0, last_ + kFrame - now);
}

}  // namespace inflight
