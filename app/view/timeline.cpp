// Preparing and drawing the time line; see timeline.h.
#include "app/view/timeline.h"

#include <algorithm>
#include <fmt/format.h>
#include <imgui.h>

#include "core/base/duration.h"

namespace inflight {
namespace {

constexpr std::array<std::string_view, kLaneCount> kLaneNames{"produced", "in Kafka", "callback"};

std::string axis_label(Nanos at) { return at == 0 ? "0 s" : format_duration(at); }

// Digits of a second that an axis of this span can show.
int decimals_for(Nanos span) { return span >= 5 * kSecond ? 2 : span >= 50 * kMillisecond ? 3 : 6; }

void add_marks(const Lanes& lanes, Lane lane, Nanos span, Nanos apart, std::vector<TimelineMark>& into) {
  for (const Mark& mark : lanes.marks(lane, 0, span)) {
    if (!into.empty() && mark.first_ns - into.back().last_ns < apart) {
      into.back().last_ns = mark.last_ns;
      into.back().count += mark.count;
      into.back().failed += mark.failed;
    } else {
      into.push_back({mark.first_ns, mark.last_ns, mark.count, mark.failed});
    }
  }
}

}  // namespace

Nanos timeline_span(Nanos reached) {
  if (reached <= 0) return 10'500 * kMillisecond;
  for (Nanos decade = kMillisecond; decade < kForever / 100; decade *= 10) {
    for (const Nanos digit : {1, 2, 5}) {
      const Nanos span = decade * digit + decade * digit / 20;
      if (span >= reached) return span;
    }
  }
  return kForever;
}

TimelineRows prepare_timeline(const StageInput& input, Nanos span, Nanos apart) {
  TimelineRows rows;
  rows.span_ns = span;
  rows.step_ns = std::max<Nanos>(1, span / 21 * 2);
  Nanos decade = 1;
  while (decade * 10 <= rows.step_ns) decade *= 10;
  for (const Nanos digit : {10, 5, 2, 1}) {
    if (decade * digit <= rows.step_ns) {
      rows.step_ns = decade * digit;
      break;
    }
  }
  for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
    add_marks(input.lanes, static_cast<Lane>(lane), span, apart, rows.lanes[lane]);
  }
  rows.head_ns = input.at_ns;
  rows.head = format_seconds(input.at_ns, decimals_for(span));
  if (input.process_gone()) rows.exited_ns = input.world.exit.at_ns;
  return rows;
}

std::string text(const TimelineRows& rows) {
  std::string out = fmt::format("time line to {}, every {}, at {}\n", format_duration(rows.span_ns),
                                format_duration(rows.step_ns), rows.head);
  for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
    out += fmt::format("  {}:", kLaneNames[lane]);
    for (const TimelineMark& mark : rows.lanes[lane]) {
      out += fmt::format(" [{}: {}{}]", format_duration(mark.first_ns), mark.count,
                         mark.failed > 0 ? fmt::format(", {} failed", mark.failed) : "");
    }
    out += '\n';
  }
  if (rows.exited_ns >= 0) out += fmt::format("  exit at {}\n", format_duration(rows.exited_ns));
  return out;
}

namespace {

struct Axis {
  float left, width;
  Nanos span;
  float x(Nanos at) const {
    return left + width * static_cast<float>(static_cast<double>(at) / static_cast<double>(span));
  }
  Nanos at(float px) const {
    const double share = std::clamp(static_cast<double>(px - left) / static_cast<double>(width), 0.0, 1.0);
    return static_cast<Nanos>(share * static_cast<double>(span));
  }
};

void draw_mark(Frame& f, Lane lane, const TimelineMark& mark, const Axis& axis, float cy, float alpha) {
  Paint& p = f.paint;
  const float x0 = axis.x(mark.first_ns);
  const float x1 = axis.x(mark.last_ns);
  const Role role = lane == Lane::produced ? Role::slate : mark.failed > 0 ? Role::vermilion : Role::green;
  if (lane == Lane::produced || mark.count == 1) {
    p.fill({x0 - p.u(2), cy - p.u(7), std::max(p.u(4), x1 - x0 + p.u(4)), p.u(14)}, role, 1, alpha);
    return;
  }
  const std::string count = with_commas(mark.count);
  const float wide = std::max(x1 - x0, p.width(Type::label, count) + p.u(12));
  const Rect body{x0 - p.u(2), cy - p.u(8), wide, p.u(16)};
  p.fill(body, role, 3, alpha);
  p.number(Type::label, body.cx(), body.cy(), Role::on_accent, count, Align::centre);
}

void draw_axis(Frame& f, const TimelineRows& rows, const Axis& axis, float cy) {
  Paint& p = f.paint;
  for (Nanos at = 0; at <= rows.span_ns && rows.step_ns > 0; at += rows.step_ns) {
    const float x = axis.x(at);
    p.line(x, cy - p.u(9), x, cy - p.u(2), Role::dim, 1.5F);
    p.text(Type::axis, x + p.u(5), cy, Role::dim, axis_label(at));
  }
}

// Near the left edge the head's time stands to its right.
bool head_reads_right(Frame& f, const Axis& axis, float x) { return x - axis.left < f.paint.u(140); }

void draw_head(Frame& f, const TimelineRows& rows, const Axis& axis) {
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  const float x = std::round(axis.x(std::min(rows.head_ns, rows.span_ns)));
  const float top = card.y + p.u(14);
  p.line(x, top, x, card.bottom() - p.u(12), Role::accent, 3);
  p.disc(x, top, 8, Role::accent);
  const bool right = head_reads_right(f, axis, x);
  p.text(Type::code_bold, right ? x + p.u(16) : x - p.u(16), card.y + p.u(21), Role::text, rows.head,
         right ? Align::left : Align::right);
}

void draw_exit(Frame& f, const TimelineRows& rows, const Axis& axis) {
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  const float x = std::round(axis.x(rows.exited_ns));
  p.line(x, card.y + p.u(14), x, card.bottom() - p.u(22), Role::pink, 1.5F);
  // Beside the head's time, or below it where that stands on this side.
  const float y = card.y + p.u(head_reads_right(f, axis, x) ? 106 : 21);
  const bool room = x + p.u(60) < card.right();
  p.text(Type::strong, room ? x + p.u(14) : x - p.u(14), room ? y : card.y + p.u(106), Role::pink, "exit",
         room ? Align::left : Align::right);
}

}  // namespace

void draw_timeline(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  p.card(card, Role::bar);
  const Nanos span = timeline_span(std::max(input.end_ns, input.at_ns));
  const Axis axis{card.x + p.u(134), card.w - p.u(134 + 22), span};
  const TimelineRows rows = prepare_timeline(input, span, axis.at(axis.left + p.u(5)));
  const Rect touched{axis.left, card.y, axis.width, card.h};
  const Touch touch = f.widgets.touch(p, "seek", touched, input.reason(CommandId::seek), "");
  if (touch.held || touch.pressed) f.emit(CommandId::seek, axis.at(ImGui::GetIO().MousePos.x));

  for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
    const float cy = card.y + p.u(42) + p.u(32) * static_cast<float>(lane);
    p.text(Type::text, card.x + p.u(16), cy, Role::dim, kLaneNames[lane]);
    for (const TimelineMark& mark : rows.lanes[lane]) {
      draw_mark(f, static_cast<Lane>(lane), mark, axis, cy, mark.first_ns > rows.head_ns ? 0.35F : 1.0F);
    }
  }
  draw_axis(f, rows, axis, card.bottom() - p.u(12));
  if (rows.exited_ns >= 0) draw_exit(f, rows, axis);
  if (!input.is_fresh()) draw_head(f, rows, axis);
}

}  // namespace inflight
