// Shapes, see paint.h; text is in paint_text.cpp.
#include "app/view/paint.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>
#include <vector>

namespace inflight {
namespace {

ImVec2 top_left(Rect r) { return {r.x, r.y}; }
ImVec2 bottom_right(Rect r) { return {r.right(), r.bottom()}; }

// The outline of a rounded rectangle as a closed chain of points, clockwise from the top left.
std::vector<ImVec2> outline_of(Rect r, float radius) {
  constexpr int kSteps = 6;
  constexpr float kQuarter = 1.5707963F;
  radius = std::min({radius, r.w / 2, r.h / 2});
  const std::array<ImVec2, 4> centres{{{r.x + radius, r.y + radius},
                                       {r.right() - radius, r.y + radius},
                                       {r.right() - radius, r.bottom() - radius},
                                       {r.x + radius, r.bottom() - radius}}};
  std::vector<ImVec2> points;
  for (int corner = 0; corner < 4; ++corner) {
    for (int step = 0; step <= kSteps; ++step) {
      const float angle = kQuarter * (2.0F + static_cast<float>(corner) + static_cast<float>(step) / kSteps);
      const ImVec2 c = centres[static_cast<std::size_t>(corner)];
      points.push_back({c.x + radius * std::cos(angle), c.y + radius * std::sin(angle)});
    }
  }
  points.push_back(points.front());
  return points;
}

// The dashes along a chain of points, piece by piece: draw(from, to, number of the dash). Lengths in pixels.
template <typename Draw>
void for_each_dash(const std::vector<ImVec2>& points, float dash, float gap, Draw draw) {
  float left = dash;  // of the dash or gap that we are in
  bool drawing = true;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    ImVec2 from = points[i];
    const ImVec2 to = points[i + 1];
    float length = std::hypot(to.x - from.x, to.y - from.y);
    while (length > 0) {
      const float step = std::min(left, length);
      const ImVec2 next{from.x + (to.x - from.x) * step / length, from.y + (to.y - from.y) * step / length};
      if (drawing) draw(from, next, number);
      from = next;
      length -= step;
      left -= step;
      if (left <= 0) {
        drawing = !drawing;
        if (drawing) ++number;
        left = drawing ? dash : gap;
      }
    }
  }
}

void dash_along(ImDrawList& list, const std::vector<ImVec2>& points, ImU32 colour, float thickness, float dash,
                float gap) {
  for_each_dash(points, dash, gap,
                [&](ImVec2 from, ImVec2 to, std::uint32_t) { list.AddLine(from, to, colour, thickness); });
}

// A number from 0 to 1 that looks like chance and is always the same for the same `of`.
float scatter(std::uint32_t of) {
  of = (of ^ 61U ^ (of >> 16U)) * 9U;
  of = (of ^ (of >> 4U)) * 0x27d4eb2dU;
  return static_cast<float>((of ^ (of >> 15U)) & 0xFFFFU) / 65535.0F;
}

}  // namespace

Paint::Paint(ImDrawList& list, const Theme& theme, const Fonts& fonts, float scale, Hint& hint)
    : list_(&list), theme_(theme), fonts_(&fonts), scale_(scale), hint_(hint) {
  covered_ = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
}

Paint Paint::on(ImDrawList& list) const {
  Paint other = *this;
  other.list_ = &list;
  other.covered_ = false;
  return other;
}

Paint Paint::at(const Fonts& fonts, float scale) const {
  Paint other = *this;
  other.fonts_ = &fonts;
  other.scale_ = scale;
  return other;
}

Paint Paint::faded(float alpha) const {
  Paint other = *this;
  other.fade_ *= alpha;
  return other;
}

std::uint32_t Paint::colour(Role role, float alpha) const {
  const Rgba c = theme_[role];
  alpha *= fade_;
  return IM_COL32(c.r, c.g, c.b, static_cast<int>(std::lround(static_cast<float>(c.a) * alpha)));
}

void Paint::fill(Rect r, Role role, float radius, float alpha) {
  if (!r.empty()) list_->AddRectFilled(top_left(r), bottom_right(r), colour(role, alpha), u(radius));
}

void Paint::stroke(Rect r, Role role, float thickness, float radius, float alpha) {
  if (r.empty()) return;
  const float width = std::max(1.0F, u(thickness));
  const Rect inner = r.inset(width / 2 - 0.5F);
  list_->AddRect(top_left(inner), bottom_right(inner), colour(role, alpha), u(radius), 0, width);
}

void Paint::card(Rect r, Role ground, Role edge) {
  fill(r, ground, 12);
  stroke(r, edge, 1, 12);
}

void Paint::dashes(Rect r, Role role, float thickness, float radius, float dash, float gap, float alpha) {
  const float width = std::max(1.0F, u(thickness));
  dash_along(*list_, outline_of(r.inset(width / 2), u(radius)), colour(role, alpha), width, std::max(1.0F, u(dash)),
             std::max(1.0F, u(gap)));
}

void Paint::broken_dashes(Rect r, Role role, float thickness, float radius, float dash, float gap, float apart) {
  const float width = std::max(1.0F, u(thickness));
  const ImU32 ink = colour(role);
  for_each_dash(outline_of(r.inset(width / 2), u(radius)), std::max(1.0F, u(dash)), std::max(1.0F, u(gap)),
                [&](ImVec2 from, ImVec2 to, std::uint32_t number) {
                  const ImVec2 middle{(from.x + to.x) / 2, (from.y + to.y) / 2};
                  const float turn = apart * (scatter(number) - 0.5F) * 2.4F;
                  const ImVec2 drift{apart * u(34) * (scatter(number + 7'001) - 0.5F),
                                     apart * apart * u(20 + 70 * scatter(number + 13'007))};
                  const auto moved = [&](ImVec2 p) {
                    const float x = p.x - middle.x, y = p.y - middle.y;
                    return ImVec2{middle.x + drift.x + x * std::cos(turn) - y * std::sin(turn),
                                  middle.y + drift.y + x * std::sin(turn) + y * std::cos(turn)};
                  };
                  list_->AddLine(moved(from), moved(to), ink, width);
                });
}

void Paint::line(float x1, float y1, float x2, float y2, Role role, float thickness, float alpha) {
  list_->AddLine({x1, y1}, {x2, y2}, colour(role, alpha), std::max(1.0F, u(thickness)));
}

void Paint::dashed_line(float x1, float y1, float x2, float y2, Role role, float thickness, float dash, float gap) {
  dash_along(*list_, {{x1, y1}, {x2, y2}}, colour(role), std::max(1.0F, u(thickness)), u(dash), u(gap));
}

void Paint::arrow(float x1, float y1, float x2, float y2, Role role, float thickness) {
  const float length = std::max(1.0F, std::hypot(x2 - x1, y2 - y1));
  line(x1, y1, x2, y2, role, thickness);
  head(x2, y2, (x2 - x1) / length, (y2 - y1) / length, role, thickness);
}

void Paint::head(float x, float y, float dx, float dy, Role role, float thickness) {
  const float size = u(4 + 2.4F * thickness);
  const std::array<ImVec2, 3> points{{{x - dx * size - dy * size * 0.62F, y - dy * size + dx * size * 0.62F},
                                      {x, y},
                                      {x - dx * size + dy * size * 0.62F, y - dy * size - dx * size * 0.62F}}};
  list_->AddPolyline(points.data(), 3, colour(role), 0, std::max(1.0F, u(thickness)));
}

void Paint::triangle(float x1, float y1, float x2, float y2, float x3, float y3, Role role, float alpha) {
  list_->AddTriangleFilled({x1, y1}, {x2, y2}, {x3, y3}, colour(role, alpha));
}

void Paint::disc(float x, float y, float radius, Role role, float alpha) {
  list_->AddCircleFilled({x, y}, u(radius), colour(role, alpha));
}

void Paint::ring(float x, float y, float radius, Role role, float thickness, float alpha) {
  list_->AddCircle({x, y}, u(radius), colour(role, alpha), 0, std::max(1.0F, u(thickness)));
}

void Paint::station(float cx, float cy, std::string_view digit) {
  disc(cx, cy, 14, Role::ground);
  ring(cx, cy, 14, Role::dim, 1.5F);
  text(Type::strong, cx, cy, Role::text, digit, Align::centre);
}

void Paint::hint(Rect r, std::string_view sentence) {
  if (!covered_ && !sentence.empty() && ImGui::IsMouseHoveringRect(top_left(r), bottom_right(r), false))
    hint_ = {std::string(sentence), r};
}

void Paint::cover(Rect r) {
  if (ImGui::IsMouseHoveringRect(top_left(r), bottom_right(r), false)) hint_ = {};
}

}  // namespace inflight
