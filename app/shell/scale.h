// Scale: how large a layout is drawn in a window. Pure functions.
#pragma once

#include <algorithm>
#include <cmath>

namespace inflight {

// The smallest scale: text of 18 becomes 12.
inline constexpr float kSmallestScale = 2.0F / 3.0F;

// What an app wants its letters to be like: the window's design in units, which is what has room in it, and how much
// larger than that its largest part is.
struct Lettering {
  float wide = 1920;
  float high = 1080;
  float enlarged = 1;
};

// Width and height in pixels; content_scale is what the monitor asks for (1 at 96 dpi): text is never smaller for the
// eye than at kSmallestScale there. In steps of 1/24, so that dragging a window's edge does not bake fonts at each
// pixel.
inline float ui_scale(int width, int height, float content_scale, const Lettering& lettering = {}) {
  const float fitting =
      std::min(static_cast<float>(width) / lettering.wide, static_cast<float>(height) / lettering.high);
  const float steps = std::floor(std::clamp(fitting, 0.0F, 4.0F) * 24.0F + 0.001F) / 24.0F;
  return std::max(steps, kSmallestScale * std::clamp(content_scale, 1.0F, 4.0F));
}

}  // namespace inflight
