// Paths: the ways that things take between the stations, in pixels, from the layout alone. Connections draw them;
// travels go along them.
#pragma once

#include <array>
#include <cstddef>

#include "app/view/layout.h"

namespace inflight {

struct Point {
  float x = 0, y = 0;
};

// A chain of points, few enough to need no memory of its own.
class Path {
 public:
  void to(Point point);
  // The point at a share of the path's length, 0 to 1.
  Point at(float share) const;
  float length() const;

 private:
  std::array<Point, 32> points_;
  std::size_t count_ = 0;
};

float out_y(const Layout& layout);   // from the buffer to Kafka
float back_y(const Layout& layout);  // from Kafka to the report queue
float gate_y(const Layout& layout);  // the middle of the gate

// The network's lane: a capsule stays between these.
float lane_left(const Layout& layout);
float lane_right(const Layout& layout);

// 1: from the end of the line that produces, up into the buffer; a cubic curve's four points.
std::array<Point, 4> produce_curve(const Layout& layout, float line_y);
Path produce_path(const Layout& layout, float line_y);
// 5: from the gate to the callback's line, along the code's right edge.
Path callback_path(const Layout& layout, float line_y);

}  // namespace inflight
