// Drawing the chart; see chart.h.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <imgui.h>

#include "app/view/chart.h"
#include "app/view/marks.h"

namespace inflight {
namespace {

// Where the parts of the chart are.
struct Places {
  Rect card;
  Rect plot;  // rows by time
  float pitch = 1;
  float y(std::size_t row) const { return plot.y + pitch * static_cast<float>(row); }
};

// What was told, or is over, is paler than what is on its way: the eye follows the journey.
float strength_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::buffered:
    case Outcome::in_flight:
    case Outcome::report_waiting:
    case Outcome::failure_waiting: return 1;
    case Outcome::delivered:
    case Outcome::failed:
    case Outcome::stored_no_report: return 0.42F;
    default: return 0.3F;
  }
}

bool is_dashed(Outcome outcome) {
  return outcome == Outcome::lost || outcome == Outcome::lost_no_report || outcome == Outcome::never_told;
}

void draw_span(Paint& p, const ChartSpan& span, Rect body, float alpha) {
  const Role role = role_of(span.outcome);
  p.fill(body, role, 0, alpha * strength_of(span.outcome));
  if (span.outcome == Outcome::stored_unacked && body.h >= 4) {
    p.line(body.x, body.y + 0.5F, body.right(), body.y + 0.5F, role, 1, alpha);
    p.line(body.x, body.bottom() - 0.5F, body.right(), body.bottom() - 0.5F, role, 1, alpha);
  }
  if (is_dashed(span.outcome)) {
    constexpr float kMostDashes = 24;
    const float period = std::max(p.u(14), body.w / kMostDashes);
    for (float x = body.x; x < body.right(); x += period) {
      p.fill({x, body.y, std::min(period * 0.6F, body.right() - x), body.h}, role, 0, alpha * 0.8F);
    }
  } else if (strength_of(span.outcome) < 1) {
    p.fill({body.x, body.y, std::min(body.w, p.u(3)), body.h}, role, 0, alpha);  // the instant that it came
  }
}

// The legend of the score, in a row. Returns the y below it.
float draw_legend(Paint& p, const ChartRows& rows, float left, float right, float top) {
  const float box = p.u(22);
  float x = left;
  float y = top;
  for (const LegendLine& line : rows.legend) {
    const std::string count = line.count > 0 ? with_commas(line.count) : "";
    const float number = count.empty() ? 0 : p.width(Type::strong, count) + p.u(8);
    const float wide = box + p.u(9) + number + p.width(Type::text, line.words) + p.u(30);
    if (x > left && x + wide - p.u(30) > right) {
      x = left;
      y += p.u(32);
    }
    square(p, {x, y, box, box}, line.outcome);
    const float cy = y + box / 2;
    const float words = x + box + p.u(9);
    if (number > 0) p.text(Type::strong, words, cy, Role::text, count);
    p.text(Type::text, words + number, cy, Role::text, line.words);
    x += wide;
  }
  return y + box;
}

// The number of the message that a row begins with, as often as there is room.
void draw_numbers(Paint& p, const ChartRows& rows, const Places& at) {
  const float least = p.height(Type::axis) * 1.25F;
  const auto messages = static_cast<float>(rows.room * rows.per_row);
  const float in_messages = messages / std::max(1.0F, at.plot.h / least);
  std::size_t step = 1;
  for (std::size_t decade = 1; static_cast<float>(step) < in_messages; decade *= 10) {
    for (const std::size_t digit : {1, 2, 5}) {
      step = decade * digit;
      if (static_cast<float>(step) >= in_messages) break;
    }
  }
  const float high = at.pitch / static_cast<float>(rows.per_row);
  for (std::size_t id = 0; id < std::max<std::size_t>(1, rows.messages); id += step) {
    const float cy = at.plot.y + high * (static_cast<float>(id) + 0.5F);
    if (cy > at.plot.bottom()) return;
    p.text(Type::axis, at.plot.x - p.u(12), cy, Role::dim, with_commas(static_cast<std::int64_t>(id)), Align::right);
  }
}

// flush() or a poll() that waits: a band through all rows, with its name at the top.
void draw_calls(Paint& p, const ChartRows& rows, const TimeAxis& axis, const Places& at) {
  for (const TimelineSpan& call : rows.calls) {
    const float x0 = axis.inside(call.from_ns);
    const Rect band{x0, at.plot.y, std::max(p.u(2), axis.inside(call.to_ns) - x0), at.plot.h};
    p.fill(band, Role::accent, 0, 0.13F);
    for (const float x : {band.x, band.right()}) p.line(x, band.y, x, band.bottom(), Role::accent, 1.2F, 0.7F);
    const std::string name = call.name + "()";
    const Rect chip{band.x, band.y, p.width(Type::label, name) + p.u(12), p.u(20)};
    if (chip.right() > at.card.right()) continue;
    p.fill(chip, Role::accent, 3);
    p.text(Type::label, chip.cx(), chip.cy(), Role::on_accent, name, Align::centre);
  }
}

void draw_lines(Paint& p, const ChartRows& rows, const TimeAxis& axis, const Places& at) {
  if (rows.exited_ns >= 0 && axis.has(rows.exited_ns)) {
    const float x = std::round(axis.x(rows.exited_ns));
    p.line(x, at.plot.y, x, at.plot.bottom(), Role::pink, 2);
    const Rect chip{x - p.width(Type::strong, "exit") - p.u(14), at.plot.y, p.width(Type::strong, "exit") + p.u(14),
                    p.u(24)};
    p.fill(chip, Role::bar, 3);
    p.text(Type::strong, chip.cx(), chip.cy(), Role::pink, "exit", Align::centre);
  }
  if (!axis.has(rows.head_ns)) return;
  const float x = std::round(axis.x(rows.head_ns));
  p.line(x, at.plot.y, x, at.plot.bottom(), Role::accent, 3);
}

}  // namespace

void draw_chart(Frame& f, const StageInput& input, Rect card, TimeView& view, TimelineGrip& grip) {
  Paint& p = f.paint;
  p.card(card, Role::bar);
  const Rect touched = card.inset(p.u(134), 0);
  const Touch touch = f.widgets.touch(p, "chart", touched, input.reason(CommandId::seek), "");
  if (input.reason(CommandId::seek).empty()) {
    const TimeAxis before = time_axis(p, card, view);
    follow_mouse(f, touch, before, before.x(input.at_ns), view, grip);
  } else {
    grip = {};
  }
  if (touch.focused) p.stroke(card, Role::accent, 2, 12);
  const TimeAxis axis = time_axis(p, card, view);
  // A row is at least three pixels high.
  const auto most_rows = static_cast<std::size_t>(std::max(1.0F, (card.h - p.u(150)) / 3));
  const ChartRows rows = prepare_chart(input, {axis.from, axis.span, axis.of(1.5F)}, most_rows);
  p.text(Type::strong, card.x + p.u(16), card.y + p.u(24), Role::text, "Where each message was");
  const std::string grain =
      rows.per_row == 1 ? std::string("a row a message")
                        : fmt::format("a row: {} messages", with_commas(static_cast<std::int64_t>(rows.per_row)));
  p.text(Type::text, card.right() - p.u(22), card.y + p.u(24), Role::dim, grain, Align::right);
  if (rows.spans.empty() && rows.messages == 0) {
    p.text(Type::text, card.cx(), card.cy(), Role::dim, "No message yet: each becomes a row when it is produced.",
           Align::centre);
    return;
  }
  const float legend = draw_legend(p, rows, card.x + p.u(16), card.right() - p.u(22), card.y + p.u(44));
  Places at{card, {axis.left, legend + p.u(14), axis.width, 0}};
  at.plot.h = card.bottom() - p.u(32) - at.plot.y;
  at.pitch = std::min(at.plot.h / static_cast<float>(rows.room), p.u(30));
  draw_numbers(p, rows, at);
  const float gap = at.pitch >= 7 ? 1.0F : 0;
  for (const ChartSpan& span : rows.spans) {
    const float y = std::round(at.y(span.row));
    const float x0 = axis.inside(span.from_ns);
    // What nothing changes any more reaches to the edge.
    const float x1 = span.to_ns >= axis.to() ? card.right() - p.u(8) : axis.inside(span.to_ns);
    const Rect body{x0, y, std::max(1.0F, x1 - x0), std::max(1.0F, std::round(at.y(span.row + 1)) - y - gap)};
    const bool later = span.from_ns > rows.head_ns;
    draw_span(p, span, body, later ? 0.35F : 1.0F);
  }
  draw_calls(p, rows, axis, at);
  draw_lines(p, rows, axis, at);
  draw_axis(p, axis, card.bottom() - p.u(14), card.right() - p.u(6));
  if (!touch.hovered || input.is_fresh()) return;
  const float mouse = ImGui::GetIO().MousePos.y;
  if (mouse < at.plot.y || mouse >= at.plot.bottom()) return;
  const auto row = static_cast<std::size_t>((mouse - at.plot.y) / at.pitch);
  const Rect about{axis.left, std::round(at.y(row)), axis.width, std::max(2.0F, at.pitch)};
  const std::string sentence = chart_sentence(input, rows, row);
  if (!sentence.empty()) p.stroke(about, Role::text, 1);
  p.hint(about, sentence);
}

}  // namespace inflight
