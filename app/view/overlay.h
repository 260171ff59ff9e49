// What lies over everything: the dimmed stage and, on it, a page of its own in an ImGui window of its own. Its widgets
// are a layer, so that the keyboard's focus stays in it.
#pragma once

#include <functional>

#include "app/view/frame.h"

namespace inflight {

// `draw` gets a frame that paints over everything.
void draw_overlay(Frame& frame, const char* name, const std::function<void(Frame&)>& draw);

// The mouse was pressed beside the page, which was there before: it asks to be closed. Inside `draw`.
bool pressed_beside(Rect card);

}  // namespace inflight
