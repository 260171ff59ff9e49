// Scale: how large the 1920x1080 layout is drawn in a window. A pure function.
#pragma once

#include <algorithm>
#include <cmath>

namespace inflight {

// The smallest scale: text of 18 becomes 12.
inline constexpr float kSmallestScale = 2.0F / 3.0F;

// Width and height in pixels; content_scale is what the monitor asks for (1 at 96 dpi): text is never smaller for the
// eye than at kSmallestScale there. In steps of 1/24, so that dragging a window's edge does not bake fonts at each
// pixel.
inline float ui_scale(int width, int height, float content_scale) {
  const float fitting = std::min(static_cast<float>(width) / 1920.0F, static_cast<float>(height) / 1080.0F);
  const float steps = std::floor(std::clamp(fitting, 0.0F, 4.0F) * 24.0F + 0.001F) / 24.0F;
  return std::max(steps, kSmallestScale * std::clamp(content_scale, 1.0F, 4.0F));
}

}  // namespace inflight
