// A drop-down: a button in a bar that opens a list. One is open at a time; a click elsewhere or Escape closes it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/view/frame.h"

namespace inflight {

struct MenuEntry {
  std::string words;
  std::string sentence;  // below the words
  std::string why_not;   // empty: it can be chosen
  std::int64_t argument = 0;
  bool chosen = false;
};

struct Menu {
  CommandId command;       // what choosing an entry emits
  std::string_view title;  // on the button: "Runs on: Simulation"
  std::span<const MenuEntry> entries;
};

// The button in `place`, and its list below while it is open. The widgets are "choose_lesson" for the button and
// "choose_lesson 3" for an entry.
void draw_menu(Frame& frame, const Menu& menu, Rect place, Type type);

}  // namespace inflight
