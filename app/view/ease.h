// How things get from one place to another: shares of a way, and rectangles between two. Pure.
#pragma once

#include <algorithm>

#include "app/view/rect.h"
#include "core/base/time.h"

namespace inflight {

// How much of the time between two instants is over, 0 to 1.
inline float share_of(Nanos now, Nanos from, Nanos to) {
  if (now >= to) return 1;
  return now <= from ? 0 : static_cast<float>(now - from) / static_cast<float>(to - from);
}

// Sets off softly and arrives softly.
inline float ease(float share) { return share * share * (3 - 2 * share); }

inline float between(float from, float to, float share) { return from + (to - from) * share; }
inline Rect between(const Rect& from, const Rect& to, float share) {
  return {between(from.x, to.x, share), between(from.y, to.y, share), between(from.w, to.w, share),
          between(from.h, to.h, share)};
}

}  // namespace inflight
