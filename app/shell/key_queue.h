// KeyQueue: key events on their way to ImGui. A key that goes down and up between two frames would never be seen down,
// and somebody who types fast, or a slow frame, would lose it; so its release waits for the next frame. (From 1.87 on
// ImGui does this itself.) A value; main thread.
#pragma once

#include <algorithm>
#include <deque>
#include <vector>

namespace inflight {

struct KeyEvent {
  int key = 0;  // GLFW's code
  int scancode = 0;
  bool down = false;
  int mods = 0;
};

class KeyQueue {
 public:
  void add(const KeyEvent& event) { waiting_.push_back(event); }
  bool empty() const { return waiting_.empty(); }

  // Gives the events of one frame, in order.
  template <typename Give>
  void give_frame(Give give) {
    std::vector<int> pressed;
    while (!waiting_.empty()) {
      const KeyEvent event = waiting_.front();
      const bool was_pressed = std::find(pressed.begin(), pressed.end(), event.key) != pressed.end();
      if (was_pressed) return;  // its next change belongs to the next frame
      if (event.down) pressed.push_back(event.key);
      waiting_.pop_front();
      give(event);
    }
  }

 private:
  std::deque<KeyEvent> waiting_;
};

}  // namespace inflight
