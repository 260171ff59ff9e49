// KeyQueue: key events on their way to ImGui. A key that goes down and up between two frames would never be seen down,
// and of a chord whose keys go up in any order only a part; somebody who types fast, or a slow frame, would lose it. So
// releases after a press wait for the next frame, and so does a press of a key that was released in this one.
// (From 1.87 on ImGui does this itself.) What is typed goes the same way, in order with the keys: after Tab it waits
// until the field that Tab leads to can take it. A value; main thread.
#pragma once

#include <algorithm>
#include <deque>
#include <vector>

namespace inflight {

struct KeyEvent {
  int key = 0;             // GLFW's code
  unsigned character = 0;  // what was typed, instead of a key; `down` then
  int scancode = 0;
  bool down = false;
  int mods = 0;
};

class KeyQueue {
 public:
  static constexpr int kTab = 258;
  static constexpr int kFramesAfterTab = 3;  // so many ImGui needs to lead the keyboard somewhere else

  void add(const KeyEvent& event) { waiting_.push_back(event); }
  bool empty() const { return waiting_.empty(); }

  // Gives the events of one frame, in order. `typing`: in a field, where letters count as what they write, however fast
  // they come.
  template <typename Give>
  void give_frame(Give give, bool typing = false) {
    const bool tabbing = tabbing_ > 0 && --tabbing_ > 0;
    bool pressed = false, wrote = false;
    std::vector<int> released;
    while (!waiting_.empty()) {
      const KeyEvent event = waiting_.front();
      if (event.down ? tabbing : pressed) return;
      if (event.down && wrote && !writes(event)) return;  // what it leads away from has to take the letters first
      const bool again = std::find(released.begin(), released.end(), event.key) != released.end();
      if (event.down && again && !(typing && writes(event))) return;
      if (!event.down) released.push_back(event.key);
      wrote |= event.character != 0;
      pressed |= event.down && !(typing && writes(event));
      waiting_.pop_front();
      give(event);
      if (event.key != kTab || !event.down) continue;
      tabbing_ = kFramesAfterTab;
      return;
    }
  }

 private:
  static bool writes(const KeyEvent& event) {
    constexpr int kFirst = 32, kLast = 162;  // GLFW's printable keys; 0: a character
    return event.key == 0 || (event.key >= kFirst && event.key <= kLast);
  }

  std::deque<KeyEvent> waiting_;
  int tabbing_ = 0;  // frames until the rest is given
};

}  // namespace inflight
