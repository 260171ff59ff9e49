// StageView: the whole window drawn from a StageInput, and what the user asked for in return. Holds only what is the
// view's own: scrolling, the keyboard's focus, open menus. UI thread, inside an ImGui frame.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/view/code.h"
#include "app/view/stage_input.h"
#include "app/view/widgets.h"

namespace inflight {

class StageView {
 public:
  // Size in pixels. The commands are those of buttons and keys; they have not been performed.
  std::vector<Command> draw(const StageInput& input, float width, float height, const Theme& theme, const Fonts& fonts);
  // Where a widget was drawn last, by name; empty if it was not.
  Rect widget(std::string_view name) const { return widgets_.find(name); }
  std::vector<std::string> widget_names() const { return widgets_.names(); }

 private:
  Widgets widgets_;
  CodeScroll scroll_;
};

// All regions as text, for tests and for those who can't see the window.
std::string stage_text(const StageInput& input);

}  // namespace inflight
