// KeyQueue: key events on their way to ImGui. A key that goes down and up between two frames would never be seen down,
// and of a chord whose keys go up in any order only a part; somebody who types fast, or a slow frame, would lose it. So
// releases after a press wait for the next frame. (From 1.87 on ImGui does this itself.) A value; main thread.
#pragma once

#include <deque>

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
    bool pressed = false;
    while (!waiting_.empty()) {
      const KeyEvent event = waiting_.front();
      if (pressed && !event.down) return;
      pressed |= event.down;
      waiting_.pop_front();
      give(event);
    }
  }

 private:
  std::deque<KeyEvent> waiting_;
};

}  // namespace inflight
