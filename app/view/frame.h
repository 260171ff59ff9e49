// Frame: what a region needs to draw itself: paint, widgets, and where its commands go.
#pragma once

#include <vector>

#include "app/session/command.h"
#include "app/view/layout.h"
#include "app/view/paint.h"
#include "app/view/widgets.h"

namespace inflight {

struct Frame {
  Paint& paint;
  Widgets& widgets;
  const Layout& layout;
  std::vector<Command>& commands;  // what the user asked for in this frame

  void emit(CommandId id, std::int64_t argument = 0) { commands.push_back({id, argument}); }
};

}  // namespace inflight
