// Paint: drawing by role. Rectangles are pixels; other lengths (radii, strokes) are units of the 1920x1080 layout and
// scale by themselves. Text positions are the middle of the line's height. One frame, UI thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/shell/fonts.h"
#include "app/shell/theme.h"
#include "app/view/rect.h"

struct ImDrawList;

namespace inflight {

enum class Align : std::uint8_t { left, centre, right };

// The sentence that belongs to what the mouse rests on.
struct Hint {
  std::string words;
  Rect about;
};

class Paint {
 public:
  Paint(ImDrawList& list, const Theme& theme, const Fonts& fonts, float scale, Hint& hint);

  // The same brushes on another draw list: a drop-down lies over everything.
  Paint on(ImDrawList& list) const;
  // The same brushes in another size, with the fonts that are baked for it.
  Paint at(const Fonts& fonts, float scale) const;
  // Something lies over all that is drawn from now on: it explains nothing to the mouse.
  void cover_all() { covered_ = true; }
  // The same brushes, fainter: for what appears, goes, or is not meant.
  Paint faded(float alpha) const;

  float u(float units) const { return units * scale_; }
  std::uint32_t colour(Role role, float alpha = 1) const;
  ImDrawList& list() { return *list_; }

  void fill(Rect rect, Role role, float radius = 0, float alpha = 1);
  void stroke(Rect rect, Role role, float thickness = 1, float radius = 0, float alpha = 1);
  void card(Rect rect, Role ground = Role::panel, Role edge = Role::outline);
  // The outline as dashes (or dots, if a dash is as long as the stroke is thick).
  void dashes(Rect rect, Role role, float thickness, float radius, float dash, float gap, float alpha = 1);
  // The same outline as it breaks: each dash on its own, further and further from its place. apart: 0 to 1.
  void broken_dashes(Rect rect, Role role, float thickness, float radius, float dash, float gap, float apart);
  void line(float x1, float y1, float x2, float y2, Role role, float thickness = 1, float alpha = 1);
  void dashed_line(float x1, float y1, float x2, float y2, Role role, float thickness, float dash, float gap);
  // A line with an open head at its end.
  void arrow(float x1, float y1, float x2, float y2, Role role, float thickness = 3);
  // An open arrow head at a point, looking along (dx, dy), a unit vector.
  void head(float x, float y, float dx, float dy, Role role, float thickness = 3);
  void triangle(float x1, float y1, float x2, float y2, float x3, float y3, Role role, float alpha = 1);
  void disc(float x, float y, float radius, Role role, float alpha = 1);
  void ring(float x, float y, float radius, Role role, float thickness, float alpha = 1);

  void push_font(Type type) const;  // for what ImGui writes itself
  float height(Type type) const;    // of a line, pixels
  float width(Type type, std::string_view text) const;
  // Returns the text's width.
  float text(Type type, float x, float cy, Role role, std::string_view text, Align align = Align::left,
             float alpha = 1);
  // Within a rectangle, on one line; too long a text ends in an ellipsis, and hovering shows all of it.
  void text_in(Rect rect, Type type, Role role, std::string_view text, Align align = Align::left, float alpha = 1);
  // The lines of a text that is wrapped at spaces, and at its own line breaks, to a width in pixels.
  std::vector<std::string_view> wrap(Type type, std::string_view text, float width) const;
  // Wrapped at spaces, and at its own line breaks if its lines are not too wide for that, from the top; if not all
  // lines fit the last one ends in an ellipsis, and hovering shows all of it. Returns the y below the last line.
  float paragraph(Rect rect, Type type, Role role, std::string_view text, float line_pitch, float alpha = 1);
  // All lines of such a paragraph fit.
  bool holds(Rect rect, Type type, std::string_view text, float line_pitch) const;
  // On one line, smaller if it would be wider than `most` pixels. Returns the width drawn.
  float number(Type type, float x, float cy, Role role, std::string_view digits, Align align, float most = 1e9F);
  // Reads from bottom to top, centred.
  void upward_text(float cx, float cy, Type type, Role role, std::string_view text, float alpha = 1);
  std::string fit(Type type, std::string_view text, float most) const;
  // A station of the loop: its number in a circle.
  void station(float cx, float cy, std::string_view digit);

  // Shown beside the rectangle while the mouse rests on it.
  void hint(Rect rect, std::string_view sentence);
  // What is drawn from here on covers the rectangle: the hints of what lies under it are not shown.
  void cover(Rect rect);

 private:
  float pitch_of(Type type, float line_pitch) const;
  // The text with its own line breaks, or without them if one of its lines is too wide: a word or two of it would stand
  // alone before the next break.
  std::string flowing(Type type, std::string_view text, float width) const;
  std::string fit_with_ellipsis(Type type, std::string_view text, float most) const;

  ImDrawList* list_;
  const Theme& theme_;
  const Fonts* fonts_;
  float scale_;
  Hint& hint_;
  float fade_ = 1;
  bool covered_;  // what lies over it has the mouse
};

}  // namespace inflight
