// Layout: where every region of the window is, from the window's size alone. Measured at 1920x1080 and scaled by the
// smaller of the two ratios; what a window has beyond 16:9 goes to the code, the memory and the log.
#pragma once

#include <array>

#include "app/view/rect.h"

namespace inflight {

struct Layout {
  float scale = 1;  // pixels a unit of the 1920x1080 layout
  Rect window;

  Rect title_bar;
  Rect lesson;  // drop-downs and buttons of the title bar
  Rect source;  // "Runs on"
  Rect badge;   // SIMULATED
  Rect ahead;   // "still running: 3.2 s ahead"
  Rect theme;

  Rect verbs;
  Rect run, restart, back, step, poll, flush, reject, exit;
  std::array<Rect, 3> speeds;

  Rect process;  // the dashed frame: all that is gone at exit
  Rect code, terminal, gate, buffer, reports, thread;
  Rect network, kafka, score;
  Rect verdict;  // over terminal and report queue, after the exit

  Rect caption;
  Rect timeline;
};

// Sizes in pixels. The scale is the largest at which all fits, but not above `most`, the scale that the fonts have:
// room beyond that goes to the regions that can use it. Below 1280x720 texts stop getting smaller and may be cut.
Layout make_layout(float width, float height, float most = 1e9F);

}  // namespace inflight
