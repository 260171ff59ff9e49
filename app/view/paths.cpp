// The geometry of the connections; see paths.h.
#include "app/view/paths.h"

#include <algorithm>
#include <cmath>

namespace inflight {
namespace {

constexpr float kTrayMiddle = 76;  // units from a card's top to the middle of its tray's first row

float distance(Point from, Point to) { return std::hypot(to.x - from.x, to.y - from.y); }

}  // namespace

void Path::to(Point point) {
  if (count_ < points_.size()) points_[count_++] = point;
}

float Path::length() const {
  float sum = 0;
  for (std::size_t i = 1; i < count_; ++i) sum += distance(points_[i - 1], points_[i]);
  return sum;
}

Point Path::at(float share) const {
  float left = length() * std::clamp(share, 0.0F, 1.0F);
  for (std::size_t i = 1; i < count_; ++i) {
    const float step = distance(points_[i - 1], points_[i]);
    if (left <= step && step > 0) {
      const float part = left / step;
      return {points_[i - 1].x + (points_[i].x - points_[i - 1].x) * part,
              points_[i - 1].y + (points_[i].y - points_[i - 1].y) * part};
    }
    left -= step;
  }
  return count_ == 0 ? Point{} : points_[count_ - 1];
}

float out_y(const Layout& l) { return l.buffer.y + kTrayMiddle * l.scale; }
float back_y(const Layout& l) { return l.reports.y + kTrayMiddle * l.scale; }
float gate_y(const Layout& l) { return std::max(l.reports.y + 108 * l.scale, l.gate.y + 110 * l.scale); }
float lane_left(const Layout& l) { return l.network.x + 4 * l.scale; }
float lane_right(const Layout& l) { return l.network.right() - 6 * l.scale; }

std::array<Point, 4> produce_curve(const Layout& l, float line_y) {
  const Point from{l.code.right() + 2 * l.scale, line_y};
  const Point to{l.buffer.x - 2 * l.scale, out_y(l)};
  const float wide = to.x - from.x;
  return {from, Point{from.x + wide * 0.78F, from.y}, Point{from.x + wide * 0.55F, to.y}, to};
}

Path produce_path(const Layout& l, float line_y) {
  constexpr int kSteps = 24;
  const std::array<Point, 4> c = produce_curve(l, line_y);
  Path path;
  for (int i = 0; i <= kSteps; ++i) {
    const float t = static_cast<float>(i) / kSteps;
    const float s = 1 - t;
    const std::array<float, 4> k{s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
    Point at;
    for (std::size_t j = 0; j < 4; ++j) at = {at.x + k[j] * c[j].x, at.y + k[j] * c[j].y};
    path.to(at);
  }
  return path;
}

Path callback_path(const Layout& l, float line_y) {
  const float x = l.code.right() - 6 * l.scale;
  Path path;
  path.to({l.gate.cx(), gate_y(l)});
  path.to({x, gate_y(l)});
  path.to({x, line_y});
  path.to({x - 14 * l.scale, line_y});
  return path;
}

}  // namespace inflight
