// TimeAxis: where an instant is on the screen. Plain data of one frame.
#pragma once

#include <algorithm>

#include "core/base/time.h"

namespace inflight {

struct TimeAxis {
  float left = 0, width = 1;  // pixels
  Nanos from = 0, span = 1;

  float x(Nanos at) const {
    const double share = (static_cast<double>(at) - static_cast<double>(from)) / static_cast<double>(span);
    return left + width * static_cast<float>(share);
  }
  // As far as the axis reaches.
  float inside(Nanos at) const { return std::clamp(x(at), left, left + width); }
  bool has(Nanos at) const { return at >= from && at <= to(); }
  Nanos at(float px) const {
    const double share = std::clamp(static_cast<double>(px - left) / static_cast<double>(width), 0.0, 1.0);
    return from + static_cast<Nanos>(share * static_cast<double>(span));
  }
  Nanos to() const { return saturating_add(from, span); }
  // What so many pixels are in time; at least 1 ns.
  Nanos of(float px) const {
    return std::max<Nanos>(
        1, static_cast<Nanos>(static_cast<double>(px) / static_cast<double>(width) * static_cast<double>(span)));
  }
};

}  // namespace inflight
