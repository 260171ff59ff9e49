// InputQueue: what keyboard and mouse did, on its way to ImGui. A key that goes down and up between two frames would
// never be seen down, and of a chord whose keys go up in any order only a part; somebody who types fast, or a slow
// frame, would lose it. So releases after a press wait for the next frame, and so does a press of a key that was
// released in this one. A button goes down or up where the mouse was then, however far it has come since: what it does
// next waits. What is typed goes the same way, in order with the keys: after Tab it waits until the field that Tab
// leads to can take it. (From 1.87 on ImGui does most of this itself.) A value; main thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <utility>
#include <variant>
#include <vector>

namespace inflight {

struct KeyEvent {
  int key = 0;             // GLFW's code
  unsigned character = 0;  // what was typed, instead of a key; `down` then
  int scancode = 0;
  bool down = false;
  int mods = 0;
};

struct MouseEvent {
  enum class Kind : std::uint8_t { move, button, wheel } kind = Kind::move;
  double x = 0, y = 0;  // where it is, in pixels; of the wheel: how far it turned
  int button = 0;       // GLFW's number
  bool down = false;
};

class InputQueue {
 public:
  static constexpr int kTab = 258;
  static constexpr int kFramesAfterTab = 3;  // so many ImGui needs to lead the keyboard somewhere else

  void add(const KeyEvent& event) { waiting_.emplace_back(event); }
  void add(const MouseEvent& event) { waiting_.emplace_back(event); }
  bool empty() const { return waiting_.empty(); }

  // Gives the events of one frame, in order; `give` takes either kind. `typing`: in a field, where letters count as
  // what they write, however fast they come.
  template <typename Give>
  void give_frame(Give give, bool typing = false) {
    FrameSoFar frame{.typing = typing, .tabbing = tabbing_ > 0 && --tabbing_ > 0};
    while (!waiting_.empty()) {
      if (!std::visit([&](const auto& event) { return frame.takes(event); }, waiting_.front())) return;
      const Event event = std::move(waiting_.front());
      waiting_.pop_front();
      std::visit(give, event);
      const KeyEvent* key = std::get_if<KeyEvent>(&event);
      if (key == nullptr || key->key != kTab || !key->down) continue;
      tabbing_ = kFramesAfterTab;
      return;
    }
  }

 private:
  using Event = std::variant<KeyEvent, MouseEvent>;

  static bool writes(const KeyEvent& event) {
    constexpr int kFirst = 32, kLast = 162;  // GLFW's printable keys; 0: a character
    return event.key == 0 || (event.key >= kFirst && event.key <= kLast);
  }

  // What a frame was given decides what it can still take. Keys and the mouse take turns: nothing else would tell ImGui
  // which came first.
  struct FrameSoFar {
    bool typing = false, tabbing = false;
    bool keys = false, pressed = false, wrote = false;
    bool moved = false, clicked = false, turned = false;
    std::vector<int> released = {};

    bool takes(const KeyEvent& event) {
      if (moved || clicked || turned) return false;
      if (event.down ? tabbing : pressed) return false;
      if (event.down && wrote && !writes(event)) return false;  // what it leads away from has to take the letters first
      const bool again = std::find(released.begin(), released.end(), event.key) != released.end();
      if (event.down && again && !(typing && writes(event))) return false;
      if (!event.down) released.push_back(event.key);
      wrote |= event.character != 0;
      pressed |= event.down && !(typing && writes(event));
      return keys = true;
    }

    bool takes(const MouseEvent& event) {
      using Kind = MouseEvent::Kind;
      if (keys || clicked || (turned && event.kind != Kind::wheel)) return false;
      moved |= event.kind == Kind::move;
      clicked |= event.kind == Kind::button;
      turned |= event.kind == Kind::wheel;
      return true;
    }
  };

  std::deque<Event> waiting_;
  int tabbing_ = 0;  // frames until the rest is given
};

}  // namespace inflight
