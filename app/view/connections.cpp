// Drawing the connections; see connections.h.
#include "app/view/connections.h"

#include <algorithm>
#include <array>
#include <imgui.h>

#include "app/view/paths.h"

namespace inflight {
namespace {

ImVec2 vec(Point point) { return {point.x, point.y}; }

void draw_produce(Paint& p, const Layout& l, float line_y, bool busy) {
  const std::array<Point, 4> c = produce_curve(l, line_y);
  const Role role = busy ? Role::slate : Role::arrow;
  p.list().AddBezierCubic(vec(c[0]), vec(c[1]), vec(c[2]), vec(c[3]), p.colour(role), p.u(3));
  p.head(c[3].x, c[3].y, 1, 0, role);
  constexpr std::array<float, 4> kBadge{0.512F, 0.384F, 0.096F, 0.008F};
  Point badge;
  for (std::size_t i = 0; i < 4; ++i) badge = {badge.x + kBadge[i] * c[i].x, badge.y + kBadge[i] * c[i].y};
  p.station(badge.x, badge.y, "1");
}

// Dots up to the callback's line, with a head.
void draw_callback(Paint& p, const Layout& l, float line_y) {
  const Path path = callback_path(l, line_y);
  const float gap = p.u(6);
  const float length = path.length();
  for (float at = p.u(26); at < length - p.u(16); at += gap) {
    const Point dot = path.at(at / length);
    p.disc(dot.x, dot.y, 1.6F, Role::green);
  }
  const float x = l.code.right() - p.u(6);
  p.head(x - p.u(14), line_y, -1, 0, Role::green);
  p.line(x - p.u(12), line_y, x, line_y, Role::green, 3);
  p.station(l.gate.x + p.u(18), line_y + p.u(18), "5");
}

// The line that the newest callback on its way, or the one that runs, goes to. 0: none.
std::int32_t called_line(const StageInput& input, const Travels& travels) {
  if (const auto callback = running_callback(input)) return callback->line;
  const auto& flights = travels.flights();
  const auto found = std::find_if(flights.rbegin(), flights.rend(),
                                  [](const Flight& flight) { return flight.leg == Leg::callback && flight.line > 0; });
  return found == flights.rend() ? 0 : found->line;
}

}  // namespace

void draw_connections(Frame& f, const StageInput& input, const CodeAnchors& anchors) {
  const float alive = input.process_gone() ? f.exit.alive() : 1;
  if (alive <= 0) return;
  Paint p = f.paint.faded(alive);
  const Layout& l = f.layout;
  const World& world = input.world;
  draw_produce(p, l, anchors.y_of(anchors.produce_line), world.produced > 0);
  const bool waits = world.count(Outcome::buffered) > 0;
  const bool reported = world.count(Outcome::report_waiting) + world.count(Outcome::failure_waiting) > 0;
  p.arrow(l.buffer.right() - p.u(11), out_y(l), l.thread.x - 1, out_y(l), waits ? Role::slate : Role::arrow, 2.4F);
  p.arrow(l.thread.x - 1, back_y(l), l.reports.right() - p.u(11), back_y(l), reported ? Role::amber : Role::arrow,
          2.4F);
  if (const std::int32_t line = called_line(input, f.travels); line > 0) draw_callback(p, l, anchors.y_of(line));
}

}  // namespace inflight
