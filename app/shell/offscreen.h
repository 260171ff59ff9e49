// Offscreen: ImGui without a window or display, by EGL's surfaceless platform (software GL will do). Two equal frames
// are equal to the byte. One at a time in a process; it belongs to the thread that made it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/base/result.h"

namespace inflight {

class Offscreen {
 public:
  // 1 to 16384 pixels each way. The error says what the machine lacks.
  static Result<std::unique_ptr<Offscreen>> create(int width, int height);
  virtual ~Offscreen() = default;

  // Has the GL texture of the current ImGui fonts made anew; call it after load_fonts().
  virtual void fonts_changed() = 0;
  // One ImGui frame of 1/60 s; `draw` fills it. Input is whatever the caller set in ImGui's IO.
  virtual void frame(const std::function<void()>& draw) = 0;
  // The last frame: RGBA, top row first.
  virtual std::vector<std::uint8_t> pixels() const = 0;
};

}  // namespace inflight
