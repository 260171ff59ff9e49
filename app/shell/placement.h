// Placement: where a window is and how large, and how much of a wish the screens can grant. Pure functions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace inflight {

// Position in the desktop's coordinates, size at a content scale of 1, so that it means the same on every monitor.
struct Placement {
  static constexpr std::int32_t kAnywhere = INT32_MIN;
  static constexpr std::int32_t kLeastWidth = 640, kLeastHeight = 480;

  std::int32_t x = kAnywhere, y = kAnywhere;  // kAnywhere: as the window manager likes
  std::int32_t width = 1600, height = 900;
  bool maximized = false;

  bool has_place() const { return x != kAnywhere && y != kAnywhere; }
  friend bool operator==(const Placement&, const Placement&) = default;
};

// The part of a monitor that windows may use, and its content scale. The first of a list is the primary one.
struct Screen {
  std::int32_t x = 0, y = 0, width = 0, height = 0;
  float scale = 1;
};

// Pixels of the placement's rectangle that are on the screen.
inline std::int64_t overlap(const Placement& placement, const Screen& screen) {
  const auto scaled = [&](std::int32_t units) {
    return static_cast<std::int64_t>(static_cast<float>(units) * screen.scale);
  };
  const std::int64_t x = placement.x, y = placement.y;
  const std::int64_t wide = std::min(x + scaled(placement.width), std::int64_t{screen.x} + screen.width);
  const std::int64_t high = std::min(y + scaled(placement.height), std::int64_t{screen.y} + screen.height);
  return std::max<std::int64_t>(0, wide - std::max<std::int64_t>(x, screen.x)) *
         std::max<std::int64_t>(0, high - std::max<std::int64_t>(y, screen.y));
}

// The wish, moved and made smaller so that all of it is on one screen: the one that has the most of it. If none has
// any (a monitor was unplugged), the window manager chooses the place.
inline Placement fitting(Placement wish, std::span<const Screen> screens) {
  if (screens.empty()) return wish;
  const Screen* home = nullptr;
  std::int64_t most = 0;
  for (const Screen& screen : screens) {
    const std::int64_t here = wish.has_place() ? overlap(wish, screen) : 0;
    if (here > most) home = &screen;
    most = std::max(most, here);
  }
  const Screen& on = home != nullptr ? *home : screens.front();
  const auto units = [&](std::int32_t pixels) {
    return static_cast<std::int32_t>(static_cast<float>(pixels) / std::max(on.scale, 0.1F));
  };
  wish.width = std::max(1, std::min(wish.width, units(on.width)));
  wish.height = std::max(1, std::min(wish.height, units(on.height)));
  if (home == nullptr) {
    wish.x = wish.y = Placement::kAnywhere;
    return wish;
  }
  const auto within = [&](std::int32_t at, std::int32_t from, std::int32_t room, std::int32_t size) {
    const auto pixels = static_cast<std::int32_t>(static_cast<float>(size) * on.scale);
    return std::clamp(at, from, std::max(from, from + room - pixels));
  };
  wish.x = within(wish.x, on.x, on.width, wish.width);
  wish.y = within(wish.y, on.y, on.height, wish.height);
  return wish;
}

}  // namespace inflight
