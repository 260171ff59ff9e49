// Drawing the connections; see connections.h.
#include "app/view/connections.h"

#include <array>
#include <imgui.h>

#include "app/view/gate.h"

namespace inflight {
namespace {

constexpr float kTrayMiddle = 76;  // units from a card's top to the middle of its tray's first row

// 1: from the line that produces, up into the buffer.
void draw_produce(Frame& f, const CodeAnchors& anchors, bool busy) {
  Paint& p = f.paint;
  const Layout& l = f.layout;
  const ImVec2 from{l.code.right() + p.u(2), anchors.produce_y};
  const ImVec2 to{l.buffer.x - p.u(2), l.buffer.y + p.u(kTrayMiddle)};
  const float bend = from.x + (to.x - from.x) * 0.78F;
  const ImVec2 c1{bend, from.y};
  const ImVec2 c2{from.x + (to.x - from.x) * 0.55F, to.y};
  const Role role = busy ? Role::slate : Role::arrow;
  p.list().AddBezierCubic(from, c1, c2, to, p.colour(role), p.u(3));
  p.head(to.x, to.y, 1, 0, role);
  const ImVec2 badge = ImVec2(0.512F * from.x + 0.384F * c1.x + 0.096F * c2.x + 0.008F * to.x,
                              0.512F * from.y + 0.384F * c1.y + 0.096F * c2.y + 0.008F * to.y);
  p.station(badge.x, badge.y, "1");
}

// 5: from the gate to the callback's first line, along the code's right edge.
void draw_callback(Frame& f, const CodeAnchors& anchors) {
  Paint& p = f.paint;
  const Layout& l = f.layout;
  const float x = l.code.right() - p.u(6);
  const float y = gate_y(l);
  const float radius = p.u(12);
  const float gap = p.u(6);
  const float from = l.gate.cx() - p.u(26);
  for (float at = from; at > x + radius; at -= gap) p.disc(at, y, 1.6F, Role::green);
  const float top = anchors.callback_y;
  for (float at = y - p.u(4); at > top; at -= gap) p.disc(x, at, 1.6F, Role::green);
  p.head(x - p.u(14), top, -1, 0, Role::green);
  p.line(x - p.u(12), top, x, top, Role::green, 3);
  p.station(l.gate.x + p.u(18), top + p.u(18), "5");
}

}  // namespace

void draw_connections(Frame& f, const StageInput& input, const CodeAnchors& anchors) {
  if (input.process_gone()) return;
  Paint& p = f.paint;
  const Layout& l = f.layout;
  const World& world = input.world;
  draw_produce(f, anchors, world.produced > 0);
  const float out_y = l.buffer.y + p.u(kTrayMiddle);
  const float in_y = l.reports.y + p.u(kTrayMiddle);
  const bool waits = world.count(Outcome::buffered) > 0;
  const bool reported = world.count(Outcome::report_waiting) + world.count(Outcome::failure_waiting) > 0;
  p.arrow(l.buffer.right() - p.u(13), out_y, l.thread.x - 1, out_y, waits ? Role::slate : Role::arrow, 2.4F);
  p.arrow(l.thread.x - 1, in_y, l.reports.right() - p.u(13), in_y, reported ? Role::amber : Role::arrow, 2.4F);
  if (running_callback(input)) draw_callback(f, anchors);
}

}  // namespace inflight
