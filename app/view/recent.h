// The list of scripts and recordings that were opened lately, the newest first; a file that is gone says so.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/menu.h"

namespace inflight {

// Looks whether each is there: when the list opens, not in every frame.
std::vector<MenuEntry> prepare_recent(std::span<const std::string> paths);
std::string text_of_recent(std::span<const MenuEntry> entries);
void draw_recent(Frame& frame, std::span<const MenuEntry> entries, bool opens);

}  // namespace inflight
