// The leader: a thin line from the caption to the part of the stage that it speaks of. It goes along the gaps between
// the cards, so that it crosses no text.
#pragma once

#include <vector>

#include "app/view/layout.h"
#include "app/view/paint.h"
#include "core/event/event.h"

namespace inflight {

struct LeaderPoint {
  float x = 0, y = 0;
};

// From the words to the edge of what they point to, corners between; empty for what is not on the stage, lies under the
// verdict while that is there, or can't be reached. `words`: where the caption's text stands.
std::vector<LeaderPoint> leader_to(const Layout& layout, CaptionAt at, Rect words, bool verdict);
void draw_leader(Paint& paint, const std::vector<LeaderPoint>& points);

}  // namespace inflight
