// FramePacer: when to draw. A frame while something moves, three after each input (ImGui needs them to settle), one
// after each change; else none, and the window sleeps until something wakes it. A value: time is an argument.
// UI thread.
#pragma once

#include <cstdint>

#include "core/base/time.h"

namespace inflight {

class FramePacer {
 public:
  // Shorter than a frame of a 120 Hz screen: only a limit where the screen doesn't set the pace.
  static constexpr Nanos kShortestFrame = 8 * kMillisecond;
  static constexpr int kFramesAfterInput = 3;

  void input_came() { owed_ = kFramesAfterInput; }
  void picture_changed() { owed_ = owed_ > 1 ? owed_ : 1; }

  // How long to wait for events from now on: 0 is draw at once, kForever is sleep until an event.
  Nanos wait(Nanos now, bool moving) const;
  bool due(Nanos now, bool moving) const { return wait(now, moving) == 0; }
  void frame_drawn(Nanos now);

  // Frames drawn since the start.
  std::uint64_t frames() const { return frames_; }

 private:
  int owed_ = kFramesAfterInput;  // a new window has a picture to draw
  std::uint64_t frames_ = 0;
  Nanos drawn_at_ = 0;
};

// A wait as glfwWaitEventsTimeout takes it, in seconds. kForever has none: use glfwWaitEvents.
double timeout_seconds(Nanos wait);

}  // namespace inflight
