// Drawing the time line and following the mouse on it; see timeline.h.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <imgui.h>

#include "app/view/timeline.h"

namespace inflight {
namespace {

constexpr std::array<std::string_view, kLaneCount> kLaneNames{"produced", "in Kafka", "callback"};
// Beyond the play head: it happened, but not yet in what is shown.
constexpr float kFaint = 0.35F;
constexpr float kCloser = 1.25F;  // one notch of the wheel

Role role_of(Lane lane, const Mark& mark) {
  return lane == Lane::produced ? Role::slate : mark.failed > 0 ? Role::vermilion : Role::green;
}

// What a lane is drawn from and into.
struct LanePlace {
  const Lanes& lanes;
  Lane lane;
  const TimelineRows& rows;
  const TimeAxis& axis;
  float cy, high;
};

// A long mark: the denser it is somewhere, the stronger its colour there.
void draw_density(Paint& p, const LanePlace& place, const Mark& mark) {
  constexpr float kShades = 6;
  const TimeAxis& axis = place.axis;
  const Nanos from = std::max(mark.first_ns, axis.from);
  const Nanos to = std::min(saturating_add(mark.last_ns, 1), axis.to());
  const float x0 = axis.x(from);
  const float wide = axis.x(to) - x0;
  std::vector<std::int64_t> counts(static_cast<std::size_t>(std::max(1.0F, wide / p.u(3))));
  place.lanes.count(place.lane, from, to, counts);
  const auto most = static_cast<float>(std::max<std::int64_t>(1, *std::max_element(counts.begin(), counts.end())));
  const float step = wide / static_cast<float>(counts.size());
  const Role role = role_of(place.lane, mark);
  const float head = axis.x(place.rows.head_ns);
  const auto shade = [&](std::size_t i) {
    if (counts[i] == 0) return 0.0F;
    const float strength = 0.4F + 0.6F * std::ceil(kShades * static_cast<float>(counts[i]) / most) / kShades;
    return x0 + step * static_cast<float>(i) > head ? strength * kFaint : strength;
  };
  // Columns of one shade are one rectangle.
  for (std::size_t i = 0; i < counts.size();) {
    const float alpha = shade(i);
    std::size_t end = i + 1;
    while (end < counts.size() && shade(end) == alpha) ++end;
    const Rect body{x0 + step * static_cast<float>(i), place.cy - place.high / 2, step * static_cast<float>(end - i),
                    place.high};
    if (alpha > 0) p.fill(body, role, 0, alpha);
    i = end;
  }
}

void draw_mark(Paint& p, const LanePlace& place, const Mark& mark) {
  const Role role = role_of(place.lane, mark);
  const float alpha = mark.first_ns > place.rows.head_ns ? kFaint : 1.0F;
  const float x0 = place.axis.inside(mark.first_ns);
  const float x1 = place.axis.inside(mark.last_ns);
  const std::string count = with_commas(mark.count);
  const float label = p.width(Type::label, count) + p.u(12);
  const bool named = place.high >= p.u(14) && place.lane != Lane::produced && mark.count > 1;
  if (x1 - x0 > 2 * label) {
    draw_density(p, place, mark);
    if (place.high < p.u(14)) return;
    const Rect chip{(x0 + x1 - label) / 2, place.cy - place.high / 2, label, place.high};
    p.fill(chip, Role::bar, 3);
    p.fill(chip, role, 3, alpha);
    p.number(Type::label, chip.cx(), chip.cy(), Role::on_accent, count, Align::centre);
    return;
  }
  if (!named) {
    p.fill({x0 - p.u(2), place.cy - place.high / 2, std::max(p.u(4), x1 - x0 + p.u(4)), place.high}, role, 1, alpha);
    return;
  }
  // What comes at the axis' end is told within the card.
  const float wide = std::max(x1 - x0, label);
  const float left = std::min(x0 - p.u(2), place.axis.left + place.axis.width + p.u(16) - wide);
  const Rect body{left, place.cy - place.high / 2 - p.u(1), wide, place.high + p.u(2)};
  p.fill(body, role, 3, alpha);
  p.number(Type::label, body.cx(), body.cy(), Role::on_accent, count, Align::centre);
}

// Which part of the run is shown, at the card's foot.
void draw_part(Paint& p, Rect card, const TimeView& view, const TimeAxis& axis) {
  if (!view.zoomed()) return;
  const auto all = static_cast<float>(view.all());
  const float from = static_cast<float>(view.from()) / all;
  const float wide = static_cast<float>(view.span()) / all;
  const float y = card.bottom() - p.u(4);
  p.fill({axis.left, y, axis.width, p.u(3)}, Role::outline, 1.5F);
  p.fill({axis.left + from * axis.width, y, std::max(p.u(6), wide * axis.width), p.u(3)}, Role::accent, 1.5F);
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

bool shows_exit(const TimelineRows& rows, const TimeAxis& axis) {
  return rows.exited_ns >= 0 && axis.has(rows.exited_ns);
}

// Where the words of the first row stand.
WordPlaces place_words(Paint& p, Rect card, const TimelineRows& rows, const TimeAxis& axis, bool head) {
  HeadAndExit lines{.left = axis.left - p.u(4), .right = card.right() - p.u(8), .gap = p.u(16)};
  lines.head = axis.inside(rows.head_ns);
  if (head) lines.head_width = p.width(Type::code_bold, rows.head);
  lines.exit = axis.inside(rows.exited_ns);
  if (shows_exit(rows, axis)) lines.exit_width = p.width(Type::strong, "exit");
  return place_words(lines);
}

void draw_head(Paint& p, Rect card, float x, float foot, float disc) {
  const float top = card.y + p.u(disc + 6);
  p.line(x, top, x, card.bottom() - p.u(foot), Role::accent, 3);
  p.disc(x, top, disc, Role::accent);
}

// All of it in a strip: what is where, without names and counts; the time stands before it.
void draw_slim(Frame& f, const StageInput& input, const TimelineRows& rows, const TimeAxis& axis) {
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  const bool labelled = card.h >= p.u(40);
  const float lanes = labelled ? card.h - p.u(20) : card.h;
  const float pitch = (lanes - p.u(6)) / static_cast<float>(kLaneCount);
  for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
    const float cy = card.y + p.u(3) + pitch * (static_cast<float>(lane) + 0.5F);
    const LanePlace place{input.lanes, static_cast<Lane>(lane), rows, axis, cy, pitch * 0.76F};
    for (const Mark& mark : rows.lanes[lane]) draw_mark(p, place, mark);
  }
  if (labelled) draw_axis(p, axis, card.bottom() - p.u(11), card.right() - p.u(6));
  if (shows_exit(rows, axis)) {
    const float x = std::round(axis.x(rows.exited_ns));
    p.line(x, card.y + p.u(2), x, card.bottom() - p.u(2), Role::pink, 1.5F);
    p.hint({x - p.u(6), card.y, p.u(12), card.h}, "The process exited here.");
  }
  if (input.is_fresh()) return;
  const Rect words{card.x + p.u(16), card.y, axis.left - card.x - p.u(24), labelled ? card.h * 0.56F : card.h};
  if (labelled || rows.pace.empty()) {
    p.text_in(words, labelled ? Type::code_bold : Type::axis_mono, Role::text, rows.head);
  }
  if (!rows.pace.empty()) {
    const float y = labelled ? card.y + card.h * 0.5F : card.y;
    p.text_in({words.x, y, words.w, card.bottom() - y}, Type::axis, Role::dim, rows.pace);
  }
  if (axis.has(rows.head_ns)) draw_head(p, card, std::round(axis.x(rows.head_ns)), 3, 5);
}

// The row above the lanes, `row` below the card's top, with what stands in it; and the lines through all of them.
void draw_lines(Frame& f, const TimelineRows& rows, const TimeAxis& axis, bool fresh, float row) {
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  const bool exit = shows_exit(rows, axis);
  const WordPlaces words = place_words(p, card, rows, axis, !fresh);
  const float cy = card.y + p.u(row);
  if (exit) {
    const float x = std::round(axis.x(rows.exited_ns));
    p.line(x, card.y + p.u(14), x, card.bottom() - p.u(22), Role::pink, 1.5F);
    p.text(Type::strong, words.exit, cy, Role::pink, "exit");
  }
  if (fresh) return;
  const float x = std::round(axis.inside(rows.head_ns));
  if (axis.has(rows.head_ns)) draw_head(p, card, x, 12, 8);
  const float head_right = words.head + p.text(Type::code_bold, words.head, cy, Role::text, rows.head);
  if (rows.pace.empty()) return;
  // Beyond all that stands in the row, on the side that has room.
  const float wide = p.width(Type::axis, rows.pace) + (rows.skips ? p.u(30) : 0);
  const float exit_right = exit ? words.exit + p.width(Type::strong, "exit") : 0;
  float from = std::max({x, head_right, exit_right}) + p.u(16);
  if (from + wide > card.right() - p.u(10)) {
    from = std::min({x, words.head, exit ? words.exit : x}) - p.u(18) - wide;
  }
  draw_pace(f, rows, from, cy);
}

void draw_three(Frame& f, const StageInput& input, const TimelineRows& rows, const TimeAxis& axis) {
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
    const float cy = card.y + p.u(42) + p.u(32) * static_cast<float>(lane);
    p.text(Type::text, card.x + p.u(16), cy, Role::dim, kLaneNames[lane]);
    const LanePlace place{input.lanes, static_cast<Lane>(lane), rows, axis, cy, p.u(14)};
    for (const Mark& mark : rows.lanes[lane]) draw_mark(p, place, mark);
  }
  draw_axis(p, axis, card.bottom() - p.u(12), card.right() - p.u(6));
  draw_lines(f, rows, axis, input.is_fresh(), 21);
}

// All lanes, in the order of the journey; what was done and said stands above them, below the words, which it would
// meet in one row.
void draw_all(Frame& f, const StageInput& input, const TimelineRows& rows, const TimeAxis& axis) {
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  const TimeLanes& more = *rows.more;
  const float top = card.y + p.u(36);
  const float pitch = (card.bottom() - p.u(20) - top) / 5.2F;
  float cy = top + pitch / 2;
  const auto lane = [&](std::string_view name, float weight = 1) {
    const float middle = cy + pitch * (weight - 1) / 2;
    p.text(Type::axis, card.x + p.u(16), middle, Role::dim, name);
    cy += pitch * weight;
    return middle;
  };
  const auto marks = [&](Lane which, float middle) {
    const LanePlace place{input.lanes, which, rows, axis, middle, p.u(14)};
    for (const Mark& mark : rows.lanes[static_cast<std::size_t>(which)]) draw_mark(p, place, mark);
  };
  draw_calls(f, more, axis, lane("your thread"), std::min(p.u(16), pitch - p.u(1)), rows.head_ns);
  marks(Lane::produced, lane("produced"));
  draw_requests(f, more, axis, lane("requests", 1.2F), pitch * 1.2F - p.u(2), rows.head_ns);
  marks(Lane::stored, lane("in Kafka"));
  marks(Lane::callback, lane("callback"));
  p.text(Type::axis, card.x + p.u(16), card.y + p.u(28), Role::dim, "notes");
  draw_notes(f, more, axis, card.y + p.u(29), p.u(14), rows.head_ns);
  draw_axis(p, axis, card.bottom() - p.u(11), card.right() - p.u(6));
  draw_lines(f, rows, axis, input.is_fresh(), 13);
}

// Two brackets and a tint between them, stronger while it loops.
void draw_marked(Paint& p, Rect card, const Marked& marked, const TimeAxis& axis) {
  const Rect inner = card.inset(p.u(3));
  const auto bracket = [&](const std::optional<Nanos>& at, float side) {
    if (!at || !axis.has(*at)) return;
    const float x = std::round(axis.x(*at));
    p.line(x, inner.y, x, inner.bottom(), Role::accent, 2);
    p.line(x, inner.y, x + p.u(side), inner.y, Role::accent, 2);
    p.line(x, inner.bottom(), x + p.u(side), inner.bottom(), Role::accent, 2);
  };
  if (marked.whole()) {
    const float x = axis.inside(*marked.from_ns);
    p.fill({x, inner.y, axis.inside(*marked.to_ns) - x, inner.h}, Role::accent, 0, marked.loops ? 0.16F : 0.07F);
  }
  bracket(marked.from_ns, 8);
  bracket(marked.to_ns, -8);
}

// Where two runs that are compared first differ: a line with a lozenge at its top, below what is written there.
void draw_difference(Frame& f, const StageInput& input, const TimeAxis& axis) {
  if (!input.compared || input.compared->told.difference.kind == Difference::Kind::none) return;
  const Nanos at = input.compared->told.difference.at_ns;
  if (!axis.has(at)) return;
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  const float x = std::round(axis.x(at));
  const float y = card.y + p.u(41);  // below the words and the notes
  p.dashed_line(x, y, x, card.bottom() - p.u(4), Role::accent, 2, 5, 4);
  p.triangle(x - p.u(7), y, x, y - p.u(7), x + p.u(7), y, Role::accent);
  p.triangle(x - p.u(7), y, x + p.u(7), y, x, y + p.u(7), Role::accent);
  p.hint({x - p.u(7), card.y, p.u(14), card.h}, "The two runs first differ here.");
}

}  // namespace

TimeAxis time_axis(const Paint& p, Rect card, const TimeView& view) {
  return {card.x + p.u(134), card.w - p.u(134 + 22), view.from(), view.span()};
}

void draw_axis(Paint& p, const TimeAxis& axis, float cy, float right) {
  const Nanos step = axis_step(axis, [&](std::string_view label) { return p.width(Type::axis, label) + p.u(14); });
  for (Nanos at = (axis.from + step - 1) / step * step; at <= axis.to(); at = saturating_add(at, step)) {
    const float x = axis.x(at);
    p.line(x, cy - p.u(9), x, cy - p.u(2), Role::dim, 1.5F);
    const std::string label = axis_label(axis, at);
    if (x + p.u(5) + p.width(Type::axis, label) > right || at == kForever) return;
    p.text(Type::axis, x + p.u(5), cy, Role::dim, label);
  }
}

// The play head is gripped near its line; what is zoomed anywhere else, and then stays under the mouse. A click that
// moves nothing seeks.
void follow_mouse(Frame& f, const Touch& touch, const TimeAxis& axis, float head, TimeView& view, TimelineGrip& grip) {
  using Hold = TimelineGrip::Hold;
  const ImGuiIO& io = ImGui::GetIO();
  const float x = io.MousePos.x;
  const auto seek = [&] { f.emit(CommandId::seek, axis.at(x)); };
  const bool begins = touch.held && grip.hold == Hold::nothing;
  if (begins) {
    const bool at_head = std::abs(x - head) <= f.paint.u(9);
    grip = {at_head || !view.zoomed() ? Hold::head : Hold::window, x, axis.at(x)};
  }
  // The mouse may have moved in the frame that lets go, too; and it is nowhere when another window has it.
  const Hold led = ImGui::IsMousePosValid() ? grip.hold : Hold::nothing;
  if (led == Hold::head) {
    if (begins || x != grip.x) seek();  // a mouse at rest would undo what a key does meanwhile
    grip.x = x;
  } else if (led == Hold::window) {
    grip.moved |= std::abs(x - grip.x) > f.paint.u(4);
    if (grip.moved) view.move_to(grip.at - (axis.at(x) - axis.from));
    if (!grip.moved && touch.pressed) seek();
  }
  if (!touch.held) grip = {};
  if (touch.hovered && io.MouseWheel != 0) view.zoom(axis.at(x), std::pow(kCloser, -io.MouseWheel));
}

void draw_timeline(Frame& f, const StageInput& input, TimeView& view, TimelineGrip& grip) {
  Paint& p = f.paint;
  const Rect card = f.layout.timeline;
  p.card(card, Role::bar);
  const auto axis_now = [&] { return time_axis(p, card, view); };
  const Rect touched{axis_now().left, card.y, axis_now().width, card.h};
  const Touch touch = f.widgets.touch(p, "seek", touched, input.reason(CommandId::seek), "");
  if (input.reason(CommandId::seek).empty()) {
    follow_mouse(f, touch, axis_now(), axis_now().x(input.at_ns), view, grip);
  } else {
    grip = {};
  }
  const TimeAxis axis = axis_now();
  TimelineRows rows = prepare_timeline(input, {axis.from, axis.span, axis.of(p.u(5)), f.layout.setup.lanes});
  say_pace(rows, input.showing, input.speed, f.travels.skipped_ns());
  if (touch.focused) p.stroke(card, Role::accent, 2, 12);
  f.layout.slim_timeline ? draw_slim(f, input, rows, axis)
  : rows.more            ? draw_all(f, input, rows, axis)
                         : draw_three(f, input, rows, axis);
  draw_marked(p, card, rows.marked, axis);
  draw_difference(f, input, axis);
  draw_part(p, card, view, axis);
}

}  // namespace inflight
