// Pictures of the whole window, drawn offscreen and written beside the build for people to look at.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/view/story.h"

namespace inflight {

struct Size {
  int width, height;
};
inline constexpr Size kLarge{1920, 1080};
inline constexpr Size kSmall{1280, 720};

// The pixels; none on a machine that can't make pictures.
std::vector<std::uint8_t> draw(
    Story& story, Size size, std::string_view theme_name, const std::string& name,
    const std::function<void(StageInput&)>& change = [](StageInput&) {});

// A machine without EGL can't make pictures; everything else about the view is tested without.
#define SKIP_WITHOUT_PICTURES(pixels) \
  if (pixels.empty()) GTEST_SKIP() << "no offscreen GL here"

}  // namespace inflight
