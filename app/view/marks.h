// Marks: how each outcome looks, the same in grid, legend, buffer and log. Colour never carries meaning alone: each
// outcome has a shape of its own, drawn, not a glyph.
#pragma once

#include <string>
#include <string_view>

#include "app/view/paint.h"
#include "core/world/outcome.h"

namespace inflight {

Role role_of(Outcome outcome);
// True for outcomes whose square is an empty frame.
bool is_hollow(Outcome outcome);

// How it looks without its colour, "filled tick"; numbered: with the message's number in the mark's place. Outcomes
// whose colours come close for somebody never look the same, nor do those that are numbered side by side.
std::string shape_of(Outcome outcome, bool numbered = false);

// A message's square with its mark; with a label (its number) in the mark's place.
void square(Paint& paint, Rect rect, Outcome outcome, std::string_view label = {});
// A place where a message could be.
void empty_slot(Paint& paint, Rect rect);
// A refused call of produce(): it never became a message.
void refused_square(Paint& paint, Rect rect);

// Single marks, centred; `size` is the width in pixels.
void tick(Paint& paint, float cx, float cy, float size, Role role);
void cross(Paint& paint, float cx, float cy, float size, Role role);
void envelope(Paint& paint, float cx, float cy, float size, Role role);

}  // namespace inflight
