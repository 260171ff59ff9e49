// Preparing and drawing the time line; see timeline.h.
#include "app/view/timeline.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/durations.h"
#include "core/base/duration.h"

namespace inflight {
namespace {

constexpr std::array<std::string_view, kLaneCount> kLaneNames{"produced", "in Kafka", "callback"};

// Digits of a second that an axis of this span can show.
int decimals_for(Nanos span) { return span >= 5 * kSecond ? 2 : span >= 50 * kMillisecond ? 3 : 6; }

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

std::string axis_label(const TimeAxis& axis, Nanos at) {
  if (at == 0) return "0 s";
  if (at >= kSecond || axis.to() < kSecond) return format_duration(at);
  std::string digits = fmt::format("{:09}", at);
  digits.erase(digits.find_last_not_of('0') + 1);
  return fmt::format("0.{} s", digits);
}

Nanos axis_step(Nanos span) {
  const Nanos most = std::max<Nanos>(1, span / 21 * 2);
  Nanos decade = 1;
  while (decade * 10 <= most) decade *= 10;
  for (const Nanos digit : {5, 2}) {
    if (decade * digit <= most) return decade * digit;
  }
  return decade;
}

Nanos axis_step(const TimeAxis& axis, const std::function<float(std::string_view)>& width) {
  const auto fits = [&](Nanos step) {
    const float room = axis.width * static_cast<float>(static_cast<double>(step) / static_cast<double>(axis.span));
    for (Nanos at = axis.from / step * step; at <= axis.to(); at = saturating_add(at, step)) {
      if (width(axis_label(axis, at)) > room) return false;
    }
    return true;
  };
  Nanos step = axis_step(axis.span);
  while (step < axis.span && !fits(step)) {
    Nanos digit = step;
    while (digit >= 10) digit /= 10;
    step = digit == 2 ? step / 2 * 5 : step * 2;  // 1, 2, 5, 10 …
  }
  return step;
}

Nanos shown_until(const StageInput& input) {
  const bool stands = input.showing.stands && input.at_ns >= input.end_ns;
  return stands ? input.at_ns - 1 : std::max(input.end_ns, input.at_ns);
}

TimelineRows prepare_timeline(const StageInput& input, const TimelinePart& part) {
  TimelineRows rows;
  rows.from_ns = part.from;
  rows.span_ns = part.span;
  rows.step_ns = axis_step(part.span);
  rows.until_ns = shown_until(input);
  const TimeWindow window{part.from, saturating_add(part.from, part.span), part.apart};
  const TimeWindow seen{window.from, std::min(window.to, rows.until_ns), window.apart};
  for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
    rows.lanes[lane] = input.lanes.marks(static_cast<Lane>(lane), seen);
  }
  rows.marked = input.marked;
  if (part.all_lanes) rows.more = prepare_time_lanes(input, window, rows.until_ns);
  rows.head_ns = input.at_ns;
  rows.head = format_seconds(input.at_ns, decimals_for(part.span));
  if (input.process_gone()) rows.exited_ns = input.world.exit.at_ns;
  return rows;
}

void say_pace(TimelineRows& rows, const Showing& showing, const Speed& speed, Nanos skipped_ns) {
  rows.skips = skipped_ns > 0;
  if (rows.skips) {
    rows.pace = fmt::format("{}, nothing happened", short_duration(skipped_ns));
  } else if (showing.stands) {
    rows.pace = "clock paused";
  } else if (showing.slowed > 1) {
    rows.pace = fmt::format("slow motion 1 : {}", with_commas(showing.slowed));
  } else if (speed.is_ratio()) {
    rows.pace = words_of(speed);
  }
}

std::string text(const TimelineRows& rows) {
  const std::string from = rows.from_ns == 0 ? "" : fmt::format(" from {}", format_duration(rows.from_ns));
  std::string out = fmt::format("time line{} to {}, every {}, at {}\n", from,
                                format_duration(saturating_add(rows.from_ns, rows.span_ns)),
                                format_duration(rows.step_ns), rows.head);
  for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
    out += fmt::format("  {}:", kLaneNames[lane]);
    for (const Mark& mark : rows.lanes[lane]) {
      out += fmt::format(" [{}: {}{}]", format_duration(mark.first_ns), mark.count,
                         mark.failed > 0 ? fmt::format(", {} failed", mark.failed) : "");
    }
    out += '\n';
  }
  if (rows.more) out += text(*rows.more);
  if (!rows.pace.empty()) out += fmt::format("  {}{}\n", rows.skips ? "skipped " : "", rows.pace);
  const auto instant = [](const std::optional<Nanos>& at) { return at ? format_duration(*at) : "?"; };
  if (rows.marked.from_ns || rows.marked.to_ns) {
    out += fmt::format("  marked [{} to {}]{}\n", instant(rows.marked.from_ns), instant(rows.marked.to_ns),
                       rows.marked.loops ? ", loops" : "");
  }
  if (rows.exited_ns >= 0) out += fmt::format("  exit at {}\n", format_duration(rows.exited_ns));
  return out;
}

}  // namespace inflight
