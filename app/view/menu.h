// A drop-down: a button in a bar that opens a list. One is open at a time; a click elsewhere or Escape closes it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/view/frame.h"

namespace inflight {

// Something that goes by steps; a click, a drag, and Left and Right on the keyboard say which.
struct Slider {
  std::int64_t at = 0, least = 0, most = 0;
  bool chosen = false;  // else the knob only shows where it would be
};

struct MenuEntry {
  std::string name;  // of the widget, after the list's: "3"
  std::string words;
  std::string sentence;  // below the words
  std::string why_not;   // empty: it can be chosen; else shown below the words
  std::string_view key;  // at the right
  Command command;       // what choosing it emits
  bool chosen = false;
  bool starts_group = false;          // a line above it
  std::optional<Slider> slider = {};  // the command's argument is the step
};

struct Menu {
  std::string_view name;      // of the button's widget
  std::string_view sentence;  // on hover
  std::span<const MenuEntry> entries;
  bool stays = false;  // open when an entry was chosen: several may be
};

// A button with words in `place`, and its list below while it is open. The widgets are "choose_lesson" for the button
// and "choose_lesson 3" for an entry.
void draw_menu(Frame& frame, const Menu& menu, std::string_view title, Rect place, Type type);

// The list alone: opens when `opens`, below `button` and within the window.
void draw_menu_list(Frame& frame, const Menu& menu, Rect button, bool opens);

}  // namespace inflight
