// Preparing and drawing the time line; see timeline.h.
#include "app/view/timeline.h"

#include <algorithm>
#include <fmt/format.h>
#include <imgui.h>

#include "app/view/durations.h"
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

Nanos timeline_span(Nanos reached, bool is_over) {
  // While it runs, nobody knows how long it will take: the axis begins with ten seconds, and seldom changes.
  if (!is_over) reached = std::max(reached, 10 * kSecond);
  for (Nanos decade = kMillisecond; decade < kForever / 100; decade *= 10) {
    for (const Nanos digit : {1, 2, 5}) {
      const Nanos span = decade * digit + decade * digit / 20;
      if (span >= reached) return span;
    }
  }
  return kForever;
}

WordPlaces place_words(const HeadAndExit& l) {
  const std::array<float, 2> heads{l.head - l.gap - l.head_width, l.head + l.gap};
  const auto inside = [&](float x, float width) { return x >= l.left && x + width <= l.right; };
  const auto crossed = [](float x, float width, float line) { return x < line + 2 && line < x + width + 2; };
  for (const float head : heads) {
    if (!inside(head, l.head_width)) continue;
    if (l.exit_width <= 0) return {head, 0};
    if (crossed(head, l.head_width, l.exit)) continue;
    for (const float exit : {l.exit + l.gap, l.exit - l.gap - l.exit_width}) {
      const bool apart = exit + l.exit_width <= head - l.gap / 2 || exit >= head + l.head_width + l.gap / 2;
      if (inside(exit, l.exit_width) && apart && !crossed(exit, l.exit_width, l.head)) return {head, exit};
    }
  }
  // The lines are too close for a word between them: the exit's word goes beyond the head's.
  const float head = inside(heads[0], l.head_width) ? heads[0] : heads[1];
  const float before = head - l.gap - l.exit_width;
  const bool fits =
      before >= l.left && !crossed(before, l.exit_width, l.exit) && !crossed(before, l.exit_width, l.head);
  return {head, fits ? before : head + l.head_width + l.gap};
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
    // While the run's clock stands before something, that has no mark yet.
    if (!input.showing.stands || input.at_ns < input.end_ns) continue;
    std::erase_if(rows.lanes[lane], [&](const TimelineMark& mark) { return mark.first_ns >= input.at_ns; });
  }
  rows.marked = input.marked;
  rows.head_ns = input.at_ns;
  rows.head = format_seconds(input.at_ns, decimals_for(span));
  if (input.process_gone()) rows.exited_ns = input.world.exit.at_ns;
  return rows;
}

void say_pace(TimelineRows& rows, const Showing& showing, Nanos skipped_ns) {
  rows.skips = skipped_ns > 0;
  if (rows.skips) {
    rows.pace = fmt::format("{}, nothing happened", short_duration(skipped_ns));
  } else if (showing.stands) {
    rows.pace = "clock paused";
  } else if (showing.slowed > 1) {
    rows.pace = fmt::format("slow motion 1 : {}", with_commas(showing.slowed));
  }
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
  if (!rows.pace.empty()) out += fmt::format("  {}{}\n", rows.skips ? "skipped " : "", rows.pace);
  const auto instant = [](const std::optional<Nanos>& at) { return at ? format_duration(*at) : "?"; };
  if (rows.marked.from_ns || rows.marked.to_ns) {
    out += fmt::format("  marked [{} to {}]{}\n", instant(rows.marked.from_ns), instant(rows.marked.to_ns),
                       rows.marked.loops ? ", loops" : "");
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

Role role_of(Lane lane, const TimelineMark& mark) {
  return lane == Lane::produced ? Role::slate : mark.failed > 0 ? Role::vermilion : Role::green;
}

void draw_mark(Frame& f, Lane lane, const TimelineMark& mark, const Axis& axis, float cy, float alpha) {
  Paint& p = f.paint;
  const float x0 = axis.x(mark.first_ns);
  const float x1 = axis.x(mark.last_ns);
  const Role role = role_of(lane, mark);
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

// Two brackets and a tint between them, stronger while it loops.
void draw_marked(Paint& p, Rect card, const Marked& marked, const Axis& axis) {
  const Rect inner = card.inset(p.u(3));
  const auto bracket = [&](Nanos at, float side) {
    const float x = std::round(axis.x(std::min(at, axis.span)));
    p.line(x, inner.y, x, inner.bottom(), Role::accent, 2);
    p.line(x, inner.y, x + p.u(side), inner.y, Role::accent, 2);
    p.line(x, inner.bottom(), x + p.u(side), inner.bottom(), Role::accent, 2);
  };
  if (marked.whole()) {
    const float x = axis.x(std::min(*marked.from_ns, axis.span));
    p.fill({x, inner.y, axis.x(std::min(*marked.to_ns, axis.span)) - x, inner.h}, Role::accent, 0,
           marked.loops ? 0.16F : 0.07F);
  }
  if (marked.from_ns) bracket(*marked.from_ns, 8);
  if (marked.to_ns) bracket(*marked.to_ns, -8);
}

// "⏩ 1.0 s, nothing happened"; the sign is drawn.
void draw_pace(Frame& f, const TimelineRows& rows, float x, float cy) {
  Paint& p = f.paint;
  if (rows.skips) {
    for (const float at : {x, x + p.u(10)}) {
      p.triangle(at, cy - p.u(7), at + p.u(10), cy, at, cy + p.u(7), Role::accent);
    }
    x += p.u(30);
  }
  p.text(Type::axis, x, cy, Role::dim, rows.pace);
}

// Where the words of the first row stand.
WordPlaces place_words(Paint& p, Rect card, const TimelineRows& rows, const Axis& axis, bool head) {
  HeadAndExit lines{.left = axis.left - p.u(4), .right = card.right() - p.u(8), .gap = p.u(16)};
  lines.head = axis.x(std::min(rows.head_ns, rows.span_ns));
  if (head) lines.head_width = p.width(Type::code_bold, rows.head);
  lines.exit = axis.x(rows.exited_ns);
  if (rows.exited_ns >= 0) lines.exit_width = p.width(Type::strong, "exit");
  return place_words(lines);
}

void draw_head(Paint& p, Rect card, float x, float foot, float disc) {
  const float top = card.y + p.u(disc + 6);
  p.line(x, top, x, card.bottom() - p.u(foot), Role::accent, 3);
  p.disc(x, top, disc, Role::accent);
}

// All of it in a strip: what is where, without names and counts; the time stands before it.
void draw_slim(Frame& f, const TimelineRows& rows, const Axis& axis, bool fresh) {
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  const bool labelled = card.h >= p.u(40);
  const float lanes = labelled ? card.h - p.u(20) : card.h;
  const float pitch = (lanes - p.u(6)) / static_cast<float>(kLaneCount);
  for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
    const float cy = card.y + p.u(3) + pitch * (static_cast<float>(lane) + 0.5F);
    for (const TimelineMark& mark : rows.lanes[lane]) {
      const float x = axis.x(mark.first_ns);
      const float w = std::max(p.u(4), axis.x(mark.last_ns) - x + p.u(4));
      p.fill({x - p.u(2), cy - pitch * 0.38F, w, pitch * 0.76F}, role_of(static_cast<Lane>(lane), mark), 1,
             mark.first_ns > rows.head_ns ? 0.35F : 1.0F);
    }
  }
  if (labelled) draw_axis(f, rows, axis, card.bottom() - p.u(11));
  if (rows.exited_ns >= 0) {
    const float x = std::round(axis.x(rows.exited_ns));
    p.line(x, card.y + p.u(2), x, card.bottom() - p.u(2), Role::pink, 1.5F);
    p.hint({x - p.u(6), card.y, p.u(12), card.h}, "The process exited here.");
  }
  if (fresh) return;
  const Rect words{card.x + p.u(16), card.y, axis.left - card.x - p.u(24), labelled ? card.h * 0.56F : card.h};
  if (labelled || rows.pace.empty()) {
    p.text_in(words, labelled ? Type::code_bold : Type::axis_mono, Role::text, rows.head);
  }
  if (!rows.pace.empty()) {
    const float y = labelled ? card.y + card.h * 0.5F : card.y;
    p.text_in({words.x, y, words.w, card.bottom() - y}, Type::axis, Role::dim, rows.pace);
  }
  draw_head(p, card, std::round(axis.x(std::min(rows.head_ns, rows.span_ns))), 3, 5);
}

void draw_whole(Frame& f, const TimelineRows& rows, const Axis& axis, bool fresh) {
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
    const float cy = card.y + p.u(42) + p.u(32) * static_cast<float>(lane);
    p.text(Type::text, card.x + p.u(16), cy, Role::dim, kLaneNames[lane]);
    for (const TimelineMark& mark : rows.lanes[lane]) {
      draw_mark(f, static_cast<Lane>(lane), mark, axis, cy, mark.first_ns > rows.head_ns ? 0.35F : 1.0F);
    }
  }
  draw_axis(f, rows, axis, card.bottom() - p.u(12));
  const WordPlaces words = place_words(p, card, rows, axis, !fresh);
  const float cy = card.y + p.u(21);
  if (rows.exited_ns >= 0) {
    const float x = std::round(axis.x(rows.exited_ns));
    p.line(x, card.y + p.u(14), x, card.bottom() - p.u(22), Role::pink, 1.5F);
    p.text(Type::strong, words.exit, cy, Role::pink, "exit");
  }
  if (fresh) return;
  const float x = std::round(axis.x(std::min(rows.head_ns, rows.span_ns)));
  draw_head(p, card, x, 12, 8);
  const float head_right = words.head + p.text(Type::code_bold, words.head, cy, Role::text, rows.head);
  if (rows.pace.empty()) return;
  // Beyond all that stands in the row, on the side that has room.
  const float wide = p.width(Type::axis, rows.pace) + (rows.skips ? p.u(30) : 0);
  const float exit_right = rows.exited_ns >= 0 ? words.exit + p.width(Type::strong, "exit") : 0;
  float from = std::max({x, head_right, exit_right}) + p.u(16);
  if (from + wide > card.right() - p.u(10)) {
    from = std::min({x, words.head, rows.exited_ns >= 0 ? words.exit : x}) - p.u(18) - wide;
  }
  draw_pace(f, rows, from, cy);
}

}  // namespace

void draw_timeline(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  p.card(card, Role::bar);
  const Nanos span = timeline_span(std::max(input.end_ns, input.at_ns), input.status == RunStatus::ended);
  const Axis axis{card.x + p.u(134), card.w - p.u(134 + 22), span};
  TimelineRows rows = prepare_timeline(input, span, axis.at(axis.left + p.u(5)));
  say_pace(rows, input.showing, f.travels.skipped_ns());
  const Rect touched{axis.left, card.y, axis.width, card.h};
  const Touch touch = f.widgets.touch(p, "seek", touched, input.reason(CommandId::seek), "");
  if (touch.held || (touch.pressed && touch.hovered)) f.emit(CommandId::seek, axis.at(ImGui::GetIO().MousePos.x));
  if (touch.focused) p.stroke(card, Role::accent, 2, 12);
  draw_marked(p, card, rows.marked, axis);
  f.layout.slim_timeline ? draw_slim(f, rows, axis, input.is_fresh()) : draw_whole(f, rows, axis, input.is_fresh());
}

}  // namespace inflight
