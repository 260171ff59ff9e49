// The title bar: name, lesson, where the program runs, and the ways to see it: for presenting, the keys, the menu of
// all that is no verb. For presenting only what matters of it is left, within the bar of verbs.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/menu.h"
#include "app/view/stage_input.h"

namespace inflight {

struct TitleRows {
  std::string lesson;  // "3  The last ten", or the script's name
  std::vector<MenuEntry> lessons;
  std::string source;  // "Runs on: Simulation"
  std::vector<MenuEntry> sources;
  std::string badge;  // "SIMULATED"
  bool real = false;
  std::string ahead;          // "still running: 3.2 s ahead"; or what the instrument lost
  bool now_is_ahead = false;  // a click on that leads to now
  bool presenter = false;
  std::vector<MenuEntry> menu;
};

TitleRows prepare_title(const StageInput& input);
std::string text(const TitleRows& rows);
void draw_title_bar(Frame& frame, const StageInput& input);

}  // namespace inflight
