// FramePacer: when to draw, as a value that is told what happens and what time it is. A window that is left alone draws
// nothing; after an input three frames are drawn (ImGui settles in two); while something moves, one each 16 ms at most.
#pragma once

#include <cstdint>

#include "core/base/time.h"

namespace inflight {

class FramePacer {
 public:
  void input() { due_ = kFramesAfterInput; }          // a key, the mouse, the window's size
  void changed() { due_ = due_ > 1 ? due_ : 1; }      // what is shown has changed
  void set_moving(bool moving) { moving_ = moving; }  // frames are wanted without input
  void drew(Nanos now);

  // How long to wait for events from now on: 0 to draw at once, kForever while there is nothing to draw.
  Nanos wait(Nanos now) const;
  std::uint64_t frames() const { return frames_; }

  static constexpr int kFramesAfterInput = 3;
  static constexpr Nanos kFrame = 15 * kMillisecond;  // a little less than 1/60 s: the screen's own beat decides

 private:
  int due_ = kFramesAfterInput;
  bool moving_ = false;
  Nanos last_ = -kFrame;
  std::uint64_t frames_ = 0;
};

}  // namespace inflight
