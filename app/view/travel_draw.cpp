// Squares and capsules along the connections; see travel_draw.h.
#include "app/view/travel_draw.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/ease.h"
#include "app/view/marks.h"
#include "app/view/network.h"
#include "app/view/paths.h"
#include "app/view/slots.h"

namespace inflight {
namespace {

constexpr float kSide = 26;      // units, of a square between two trays
constexpr float kTurns = 0.5F;   // of its way, where a refused message turns back
constexpr float kAtGate = 0.5F;  // of the way to the callback
constexpr Nanos kFade = 140 * kMillisecond;

struct Stretch {
  const CodeAnchors& anchors;
  Nanos clock;
  float share(const Flight& flight) const { return share_of(clock, flight.from_ns, flight.to_ns); }
};

Rect around(Point at, float side) { return {at.x - side / 2, at.y - side / 2, side, side}; }

void draw_ring(Frame& f, const Flight& flight, Rect at) {
  if (f.travels.follows(flight.message)) f.paint.stroke(at.inset(-f.paint.u(3)), Role::accent, 2.5F, 5);
}

// A square on its way, with its number if there is room.
void draw_square(Frame& f, const Flight& flight, Rect at, Outcome look, bool marked) {
  Paint p = f.paint.faded(f.travels.dimmed(flight.message) ? 0.55F : 1);
  const std::string number = fmt::format("{}", flight.message);
  const bool numbered = !marked && p.width(Type::label, number) <= at.w + 4;
  square(p, at, look, numbered ? number : "");
  draw_ring(f, flight, at);
}

void draw_produced(Frame& f, const Flight& flight, const Stretch& s) {
  const Rect slot = f.travels.buffer().knows(flight.message) || flight.to.empty()
                        ? f.travels.buffer().find(flight.message)
                        : flight.to;
  Path path = produce_path(f.layout, s.anchors.y_of(flight.line));
  path.to({slot.cx(), slot.cy()});
  const float t = ease(s.share(flight));
  const Point at = path.at(t);
  const float side = f.paint.u(kSide);
  const float w = between(side, slot.w, t);
  const float h = between(side, slot.h, t);
  draw_square(f, flight, {at.x - w / 2, at.y - h / 2, w, h}, Outcome::buffered, false);
}

void draw_refused(Frame& f, const Flight& flight, const Stretch& s) {
  const float t = s.share(flight);
  const float way = t < 0.5F ? ease(2 * t) : ease(2 - 2 * t);
  const Point at = produce_path(f.layout, s.anchors.y_of(flight.line)).at(kTurns * way);
  Paint p = f.paint.faded(1 - ease(std::clamp(5 * t - 4, 0.0F, 1.0F)));
  const Rect body = around(at, p.u(kSide));
  p.fill(body, Role::ground, 3);
  refused_square(p, body);
  if (t < 0.35F) return;
  const std::string_view name = error_name(flight.error);
  const float w = p.width(Type::label, name) + p.u(16);
  const Rect tag{body.x - p.u(8) - w, body.cy() - p.u(13), w, p.u(26)};
  p.fill(tag, Role::panel, 5);
  p.stroke(tag, Role::dim, 1.2F, 5);
  p.text(Type::label, tag.cx(), tag.cy(), Role::text, name, Align::centre);
}

// Into the thread, getting smaller: there it becomes part of a capsule.
void draw_gathering(Frame& f, Flight& flight, const Stretch& s) {
  if (flight.from.empty()) flight.from = f.travels.buffer().find(flight.message);
  // Still in the air on its way into the buffer: it is drawn there.
  if (s.clock < flight.from_ns && f.travels.away(flight.message)) return;
  const float t = ease(s.share(flight));
  const float side = f.paint.u(12);
  const Rect into = around({f.layout.thread.cx(), out_y(f.layout)}, side);
  draw_square(f, flight, between(flight.from, into, t), Outcome::buffered, t > 0.7F);
}

void draw_retried(Frame& f, const Flight& flight, const Stretch& s) {
  const Rect slot = f.travels.buffer().find(flight.message);
  const Rect from = around({f.layout.thread.cx(), out_y(f.layout)}, f.paint.u(12));
  draw_square(f, flight, between(from, slot, ease(s.share(flight))), Outcome::buffered, false);
}

void draw_reported(Frame& f, Flight& flight, const Stretch& s, const World& world) {
  if (s.clock < flight.from_ns) return;  // still in its capsule
  const Rect slot = f.travels.reports().find(flight.message);
  const float side = f.paint.u(12);
  Path path;
  if (flight.from.empty()) {
    path.to({f.layout.thread.cx(), back_y(f.layout)});
  } else {
    path.to({flight.from.cx(), flight.from.cy()});
    path.to({f.layout.thread.cx(), out_y(f.layout)});
    path.to({f.layout.thread.cx(), back_y(f.layout)});
  }
  path.to({slot.cx(), slot.cy()});
  const float t = ease(s.share(flight));
  const Point at = path.at(t);
  const float w = between(side, slot.w, t);
  const float h = between(side, slot.h, t);
  const bool failed = world.messages[flight.message].stage.known == Known::failure;
  draw_square(f, flight, {at.x - w / 2, at.y - h / 2, w, h},
              failed ? Outcome::failure_waiting : Outcome::report_waiting, false);
}

// The name of what went wrong, beside the gate, as its message goes through.
void draw_error(Frame& f, const Flight& flight, float t) {
  Paint p = f.paint.faded(ease(std::clamp(6 * t - 2, 0.0F, 1.0F)));
  const std::string_view name = error_name(flight.error);
  const float w = p.width(Type::label, name) + p.u(18);
  const Rect tag{f.layout.code.right() - p.u(14) - w, gate_y(f.layout) + p.u(10), w, p.u(28)};
  p.fill(tag, Role::panel_deep, 5);
  p.stroke(tag, Role::vermilion, 1.6F, 5);
  p.text(Type::label, tag.cx(), tag.cy(), Role::vermilion, name, Align::centre);
}

bool is_newest_error(const Travels& travels, const Flight& flight, Nanos clock) {
  return std::none_of(travels.flights().begin(), travels.flights().end(), [&](const Flight& other) {
    return other.leg == Leg::callback && other.error != KafkaError::NO_ERROR && other.from_ns <= clock &&
           other.from_ns > flight.from_ns;
  });
}

void draw_called_back(Frame& f, Flight& flight, const Stretch& s) {
  if (s.clock < flight.from_ns && f.travels.away(flight.message)) return;  // not in the queue yet
  const Rect slot = flight.from.empty() ? f.travels.reports().find(flight.message) : flight.from;
  const bool failed = flight.error != KafkaError::NO_ERROR;
  const float t = s.share(flight);
  const float y = gate_y(f.layout);
  Path to_gate;
  to_gate.to({slot.cx(), slot.cy()});
  to_gate.to({f.layout.reports.x + f.paint.u(12), slot.cy()});  // along the tray, not over the words below it
  to_gate.to({f.layout.gate.cx(), y});
  Path onward;
  onward.to({f.layout.gate.cx(), y});
  if (flight.line > 0) onward = callback_path(f.layout, s.anchors.y_of(flight.line));
  const bool through = t >= kAtGate;
  const Point at = through ? onward.at(ease((t - kAtGate) / (1 - kAtGate))) : to_gate.at(ease(t / kAtGate));
  const float side = f.paint.u(24);
  const float grown = std::min(1.0F, 3 * t);
  const float w = between(slot.w, side, grown);
  const float h = between(slot.h, side, grown);
  if (failed && is_newest_error(f.travels, flight, s.clock)) draw_error(f, flight, t);
  const float seen = 1 - share_of(s.clock, flight.to_ns, flight.to_ns + kFade);
  if (seen <= 0) return;
  Paint p = f.paint.faded(seen);
  Frame fading = f.with(p);
  const Outcome waiting = failed ? Outcome::failure_waiting : Outcome::report_waiting;
  const Outcome told = failed ? Outcome::failed : Outcome::delivered;
  draw_square(fading, flight, {at.x - w / 2, at.y - h / 2, w, h}, through ? told : waiting, through);
}

// In the thread, before the network and behind it.
void draw_in_thread(Frame& f, const Convoy& convoy, Nanos clock) {
  constexpr Nanos kAppears = 90 * kMillisecond;
  constexpr Nanos kThread = 110 * kMillisecond;
  const Layout& l = f.layout;
  Capsule capsule{.request = convoy.request, .messages = convoy.count, .attempt = convoy.attempt};
  mark(capsule, convoy, f.travels);
  const float w = capsule_width(f.paint, capsule);
  const float end = lane_left(l) + w / 2;
  if (clock < convoy.enters_ns) {
    const Nanos leaves = convoy.enters_ns - kThread;
    const float size = ease(share_of(clock, leaves - kAppears, leaves));
    if (size <= 0) return;
    const float x = between(l.thread.cx(), end, ease(share_of(clock, leaves, convoy.enters_ns)));
    return draw_capsule(f.paint, capsule, x, out_y(l), size);
  }
  if (convoy.home_ns == kForever || convoy.landed || convoy.back < 1) return;
  capsule.returning = true;
  capsule.rejected = convoy.rejected;
  const float t = share_of(clock, convoy.home_ns, convoy.home_ns + kThread);
  draw_capsule(f.paint, capsule, between(end, l.thread.cx(), ease(t)), back_y(l), 1 - 0.6F * t);
}

Path path_of(const Frame& f, const Flow& flow, const CodeAnchors& anchors) {
  const Layout& l = f.layout;
  Path path;
  switch (flow.leg) {
    case Leg::produce:
    case Leg::refuse:
      path = produce_path(l, anchors.y_of(anchors.produce_line));
      path.to({l.buffer.x + f.paint.u(40), out_y(l)});
      return path;
    case Leg::report:
      path.to({l.thread.cx(), back_y(l)});
      path.to({l.reports.right() - f.paint.u(60), back_y(l)});
      return path;
    case Leg::callback:
      path.to({l.reports.x + f.paint.u(30), gate_y(l)});
      path.to({l.gate.x, gate_y(l)});
      return path;
    case Leg::gather:
    case Leg::retry: break;
  }
  path.to({l.buffer.right() - f.paint.u(60), out_y(l)});
  path.to({l.thread.cx(), out_y(l)});
  return path;
}

void draw_flow(Frame& f, const Flow& flow, const Stretch& s) {
  const float t = share_of(s.clock, flow.from_ns, flow.to_ns);
  const float way = flow.leg == Leg::refuse ? kTurns * (t < 0.5F ? 2 * t : 2 - 2 * t) : t;
  const Point at = path_of(f, flow, s.anchors).at(ease(way));
  Paint p = f.paint.faded(std::min({1.0F, 8 * t, 8 * (1 - t)}));
  const std::string count = with_commas(flow.count);
  const float w = std::max(p.u(36), p.width(Type::label, count) + p.u(16));
  const Rect body{at.x - w / 2, at.y - p.u(12), w, p.u(24)};
  const Role role = flow.leg == Leg::report     ? Role::amber
                    : flow.leg == Leg::callback ? Role::green
                    : flow.leg == Leg::refuse   ? Role::dim
                                                : Role::slate;
  p.fill(body, role, 12);
  p.stroke(body, Role::ground, 2, 12);
  p.text(Type::label, body.cx(), body.cy(), Role::on_accent, count, Align::centre);
}

void draw_flight(Frame& f, Flight& flight, const Stretch& s, const StageInput& input) {
  switch (flight.leg) {
    case Leg::produce: return draw_produced(f, flight, s);
    case Leg::refuse: return draw_refused(f, flight, s);
    case Leg::gather: return draw_gathering(f, flight, s);
    case Leg::retry: return draw_retried(f, flight, s);
    case Leg::report: return draw_reported(f, flight, s, input.world);
    case Leg::callback: return draw_called_back(f, flight, s);
  }
}

}  // namespace

void draw_travels(Frame& f, const StageInput& input, const CodeAnchors& anchors) {
  Travels& travels = f.travels;
  if (!travels.moving()) return;
  const Stretch stretch{anchors, travels.clock()};
  for (const Convoy& convoy : travels.convoys()) draw_in_thread(f, convoy, travels.clock());
  for (Flight& flight : travels.flights()) draw_flight(f, flight, stretch, input);
  for (const Flow& flow : travels.flows()) draw_flow(f, flow, stretch);
}

}  // namespace inflight
