// Widgets: everything that can be clicked, under a stable name (a command's name, or name and argument like
// "toggle_line 12"), with its rectangle of this frame. Tests and lessons point at the names. Tab and Shift+Tab move the
// keyboard's focus, Enter presses. UI thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/command.h"
#include "app/view/paint.h"

namespace inflight {

// What the mouse and the keyboard do to a widget in this frame.
struct Touch {
  bool pressed = false;
  bool hovered = false;
  bool held = false;
  bool focused = false;  // by keyboard: show a ring
};

class Widgets {
 public:
  // Once a frame, before any widget.
  void begin_frame();
  // A widget that can't be used now says why on hover, and is never pressed.
  Touch touch(Paint& paint, std::string_view name, Rect rect, std::string_view why_not, std::string_view sentence);
  // Where a widget was drawn last; empty if it was not.
  Rect find(std::string_view name) const;
  std::vector<std::string> names() const;

 private:
  struct Widget {
    std::string name;
    Rect rect;
    bool usable = true;
  };
  void move_focus(bool back);

  std::vector<Widget> shown_;  // of the last whole frame
  std::vector<Widget> drawn_;  // of this frame so far
  std::string focus_;          // name; empty: none
  bool enter_ = false;         // Enter was pressed in this frame
};

}  // namespace inflight
