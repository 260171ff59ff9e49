// The measures of the window; see layout.h.
#include "app/view/layout.h"

#include <algorithm>
#include <cmath>

namespace inflight {
namespace {

constexpr float kWidth = 1920;
constexpr float kHeight = 1080;

// Turns units into whole pixels, so that edges are sharp and neighbours meet.
struct Grid {
  float scale;
  Rect operator()(float left, float top, float right, float bottom) const {
    const float x = std::round(left * scale);
    const float y = std::round(top * scale);
    return {x, y, std::round(right * scale) - x, std::round(bottom * scale) - y};
  }
};

void lay_out_bars(Layout& l, const Grid& at, float width) {
  const float middle = width / 2;
  l.title_bar = at(0, 0, width, 56);
  l.lesson = at(130, 8, 560, 48);
  l.source = at(middle - 320, 8, middle + 4, 48);
  l.badge = at(middle + 10, 12, middle + 180, 44);
  l.ahead = at(middle + 220, 8, width - 190, 48);
  l.theme = at(width - 150, 8, width - 16, 48);

  l.verbs = at(0, 56, width, 130);
  const float shift = (width - kWidth) / 2;
  const auto verb = [&](float left, float right) { return at(left + shift, 66, right + shift, 120); };
  l.run = verb(16, 212);
  l.restart = verb(222, 334);
  l.back = verb(344, 428);
  l.step = verb(438, 522);
  l.poll = verb(556, 824);
  l.flush = verb(838, 1106);
  l.reject = verb(1120, 1384);
  l.exit = verb(1398, 1588);
  l.speeds = {verb(1612, 1706), verb(1710, 1804), verb(1808, 1904)};
}

void lay_out_stage(Layout& l, const Grid& at, float width, float height) {
  const float wider = width - kWidth;
  const float taller = height - kHeight;
  const float code_right = 722 + wider * 0.6F;
  const float memory_left = code_right + 80;
  const float memory_right = 1184 + wider;
  const float bottom = 830 + taller;
  const float code_bottom = 636 + taller * 0.7F;
  const float middle = 560 + taller * 0.5F;

  l.process = at(16, 142, 1244 + wider, 846 + taller);
  l.code = at(32, 184, code_right, code_bottom);
  l.terminal = at(32, code_bottom + 12, code_right, bottom);
  l.gate = at(code_right, 184, memory_left, bottom);
  l.buffer = at(memory_left, 184, memory_right, middle - 48);
  l.reports = at(memory_left, middle, memory_right, bottom);
  l.thread = at(memory_right + 8, 184, memory_right + 48, bottom);
  l.network = at(1246 + wider, 142, 1382 + wider, 846 + taller);
  l.kafka = at(1384 + wider, 142, 1562 + wider, 846 + taller);
  l.score = at(1576 + wider, 142, 1904 + wider, 846 + taller);
  l.verdict = at(32, code_bottom + 4, memory_right + 48, bottom + 4);
  l.caption = at(16, 856 + taller, width - 16, 908 + taller);
  l.timeline = at(16, 918 + taller, width - 16, 1064 + taller);
}

}  // namespace

Layout make_layout(float width, float height, float most) {
  width = std::max(width, 1.0F);
  height = std::max(height, 1.0F);
  Layout l;
  l.scale = std::min({width / kWidth, height / kHeight, most});
  l.window = {0, 0, width, height};
  const Grid at{l.scale};
  lay_out_bars(l, at, width / l.scale);
  lay_out_stage(l, at, width / l.scale, height / l.scale);
  return l;
}

}  // namespace inflight
