// Frame: what a region needs to draw itself: paint, widgets, what is on its way, and where its commands
// go.
#pragma once

#include <vector>

#include "app/session/command.h"
#include "app/view/exit_show.h"
#include "app/view/layout.h"
#include "app/view/paint.h"
#include "app/view/travel.h"
#include "app/view/widgets.h"

namespace inflight {

struct GridRows;

struct Frame {
  Paint& paint;
  Widgets& widgets;
  const Layout& layout;
  std::vector<Command>& commands;  // what the user asked for in this frame
  Travels& travels;                // what is on its way
  const GridRows& grid;            // the messages of the run
  ExitShow exit;                   // how far the exit's choreography has got

  // The same, in another paint, or in another layout too.
  Frame with(Paint& other) const { return with(other, layout); }
  Frame with(Paint& other, const Layout& place) const { return {other, widgets, place, commands, travels, grid, exit}; }

  void emit(CommandId id, std::int64_t argument = 0) { commands.push_back({id, argument}); }
};

}  // namespace inflight
