// Widgets: everything that can be clicked, under a stable name (a command's name, or name and argument like
// "toggle_line 12"), with its rectangle of this frame. Tests and lessons point at the names. Tab and Shift+Tab move the
// keyboard's focus, in a list Up and Down too; Enter presses. What lies over everything (a list, the page of keys) is a
// layer of its own: while it is there, the focus stays in it. UI thread.
#pragma once

#include <functional>
#include <span>
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
  // What is drawn from here to end_layer() lies over everything else.
  void begin_layer() { ++layer_; }
  void end_layer() { --layer_; }
  bool in_layer() const { return top_layer_ > 0; }  // something lay over the stage in the last frame
  // A widget that can't be used now says why on hover, and is never pressed.
  Touch touch(Paint& paint, std::string_view name, Rect rect, std::string_view why_not, std::string_view sentence);
  // The widgets that follow lie on a card on top: Tab comes to them first.
  void raise() { raised_ = true; }
  // A field for a few words; `words` ends with a zero. Escape or Tab leaves it; on a layer, Tab goes right into the
  // next. `hidden`: dots stand for the letters. True if Enter was pressed in it.
  bool text_field(Paint& paint, std::string_view name, Rect rect, const char* hint, std::span<char> words,
                  bool hidden = false);
  // Where a widget was drawn last; empty if it was not.
  Rect find(std::string_view name) const;
  std::vector<std::string> names() const;
  // The focus was moved a frame or two ago, and a field that it came to is not being typed in yet.
  bool wants_another_frame() const { return settles_ > 0; }
  // What the keyboard is on; empty: nothing.
  std::string_view focused() const { return focus_; }

 private:
  struct Widget {
    std::string name;
    Rect rect;
    bool usable = true;
    int layer = 0;
    bool raised = false;
  };
  void move_focus(bool back);
  void note_layers();

  std::vector<Widget> shown_;  // of the last whole frame
  std::vector<Widget> drawn_;  // of this frame so far
  std::string focus_;          // name; empty: none
  bool enter_ = false;         // Enter was pressed in this frame
  bool moved_ = false;         // the focus was moved in this frame
  int settles_ = 0;            // frames that ImGui needs to follow
  int layer_ = 0;
  int top_layer_ = 0;  // of the last whole frame
  bool raised_ = false;
};

}  // namespace inflight
