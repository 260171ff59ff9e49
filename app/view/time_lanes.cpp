// Preparing and drawing the time line's further lanes; see time_lanes.h.
#include "app/view/time_lanes.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/durations.h"
#include "core/base/duration.h"
#include "core/base/kafka_error.h"
#include "core/explain/sentence.h"

namespace inflight {
namespace {

// Beyond the play head: it happened, but not yet in what is shown.
constexpr float kFaint = 0.35F;

void clip(TimelineSpan& span, const Spent& spent, Nanos until) {
  span.from_ns = spent.from_ns;
  span.to_ns = std::min(spent.to_ns, until);
  span.count = spent.count;
}

std::string lasted(const Spent& spent) {
  return spent.to_ns == kForever ? "so far not over" : short_duration(spent.to_ns - spent.from_ns);
}

TimelineSpan call_span(const Lanes& lanes, const Spent& spent, Nanos until) {
  TimelineSpan span;
  clip(span, spent, until);
  if (spent.count > 1) {
    span.sentence = fmt::format("Your thread: {} short calls of poll(), flush() or sleep.", with_commas(spent.count));
    return span;
  }
  span.name = name_of(lanes.call(spent.index));
  const std::string took = spent.to_ns > until ? "it waits" : lasted(spent);
  span.sentence = fmt::format("Your thread is in {}: {}.", span.name, took);
  return span;
}

TimelineSpan request_span(const Lanes& lanes, std::size_t row, const Spent& spent, Nanos until) {
  TimelineSpan span;
  clip(span, spent, until);
  if (spent.count > 1) {
    span.sentence = fmt::format("{} requests, one after the other.", with_commas(spent.count));
    return span;
  }
  const RequestSpan& request = lanes.request(row, spent.index);
  const bool open = spent.to_ns > until;
  span.failed = !open && request.error != KafkaError::NO_ERROR;
  if (request.messages > 0) span.name = with_commas(request.messages);
  const std::string what = request.messages > 0
                               ? fmt::format("A request with {}", counted(request.messages, "message", "messages"))
                               : std::string("A request");
  span.sentence = open          ? fmt::format("{}: no answer yet.", what)
                  : span.failed ? fmt::format("{}: {} after {}.", what, error_name(request.error), lasted(spent))
                                : fmt::format("{}: answered after {}.", what, lasted(spent));
  return span;
}

template <typename Notes>
std::vector<TimelineNote> notes_of(const StageInput& input, const TimeWindow& window, Notes notes) {
  std::vector<TimelineNote> found;
  for (std::span<const Moment> left = notes(window.from, window.to); !left.empty();) {
    const Moment& first = left.front();
    const Nanos end = saturating_add(first.at_ns, window.apart);
    const auto next =
        std::partition_point(std::next(left.begin()), left.end(), [&](const Moment& note) { return note.at_ns < end; });
    found.push_back({first.at_ns, next - left.begin(), sentence_of(input.recording.fact(first.event), input.world)});
    left = {next, left.end()};
  }
  return found;
}

}  // namespace

std::vector<TimelineSpan> call_spans(const Lanes& lanes, const TimeWindow& window, Nanos until) {
  std::vector<TimelineSpan> spans;
  for (const Spent& spent : lanes.calls(window)) spans.push_back(call_span(lanes, spent, until));
  return spans;
}

TimeLanes prepare_time_lanes(const StageInput& input, const TimeWindow& window, Nanos until) {
  const Lanes& lanes = input.lanes;
  const TimeWindow seen{window.from, std::min(window.to, until), window.apart};
  TimeLanes rows;
  rows.calls = call_spans(lanes, seen, until);
  for (std::size_t row = 0; row < lanes.request_rows(); ++row) {
    std::vector<TimelineSpan>& spans = rows.requests.emplace_back();
    for (const Spent& spent : lanes.requests(row, seen)) spans.push_back(request_span(lanes, row, spent, until));
  }
  rows.crowd = lanes.crowd(seen);
  rows.actions = notes_of(input, seen, [&](Nanos from, Nanos to) { return lanes.actions(from, to); });
  rows.captions = notes_of(input, seen, [&](Nanos from, Nanos to) { return lanes.captions(from, to); });
  return rows;
}

namespace {

void add_spans(std::string& out, std::string_view lane, const std::vector<TimelineSpan>& spans) {
  out += fmt::format("  {}:", lane);
  for (const TimelineSpan& span : spans) {
    const std::string name = span.count > 1 ? fmt::format("{} short", span.count) : span.name;
    out += fmt::format(" [{} to {}: {}{}]", format_duration(span.from_ns), format_duration(span.to_ns), name,
                       span.failed ? ", failed" : "");
  }
  out += '\n';
}

void add_notes(std::string& out, std::string_view lane, const std::vector<TimelineNote>& notes) {
  for (const TimelineNote& note : notes) {
    const std::string more = note.count > 1 ? fmt::format(" (and {} more)", note.count - 1) : "";
    out += fmt::format("  {} at {}: {}{}\n", lane, format_duration(note.at_ns), note.sentence, more);
  }
}

}  // namespace

std::string text(const TimeLanes& lanes) {
  std::string out;
  add_spans(out, "your thread", lanes.calls);
  for (const auto& row : lanes.requests) add_spans(out, "requests", row);
  for (const Mark& mark : lanes.crowd) {
    out += fmt::format("  further requests: [{}: {}]\n", format_duration(mark.first_ns), mark.count);
  }
  add_notes(out, "done", lanes.actions);
  add_notes(out, "caption", lanes.captions);
  return out;
}

namespace {

// A shaded span with its name where that fits; beyond the play head it is faint.
void draw_span(Paint& p, const TimelineSpan& span, const TimeAxis& axis, Rect lane, Role role, Nanos head) {
  const float x0 = axis.inside(span.from_ns);
  const float x1 = std::max(axis.inside(span.to_ns), x0 + p.u(2));
  const Rect body{x0, lane.y, x1 - x0, lane.h};
  const float alpha = span.from_ns > head ? kFaint : 1.0F;
  const bool thin = body.w < p.u(6);
  p.fill(body, role, 2, alpha * (thin ? 0.8F : span.count > 1 ? 0.45F : 0.28F));
  if (span.count == 1 && !thin) p.stroke(body, span.failed ? Role::vermilion : role, 1.2F, 2, alpha);
  const bool named = !span.name.empty() && lane.h >= p.height(Type::label) * 0.8F;
  if (named && p.width(Type::label, span.name) + p.u(8) <= body.w) {
    p.text(Type::label, body.cx(), body.cy(), Role::text, span.name, Align::centre, alpha);
  }
  p.hint(body, span.sentence);
}

}  // namespace

void draw_calls(Frame& f, const TimeLanes& lanes, const TimeAxis& axis, float cy, float high, Nanos head) {
  for (const TimelineSpan& span : lanes.calls) {
    draw_span(f.paint, span, axis, {axis.left, cy - high / 2, axis.width, high}, Role::dim, head);
  }
}

void draw_requests(Frame& f, const TimeLanes& lanes, const TimeAxis& axis, float cy, float high, Nanos head) {
  Paint& p = f.paint;
  const std::size_t rows = lanes.requests.size() + (lanes.crowd.empty() ? 0 : 1);
  if (rows == 0) return;
  const float pitch = high / static_cast<float>(rows);
  float y = cy - high / 2;
  for (const auto& row : lanes.requests) {
    for (const TimelineSpan& span : row) {
      draw_span(p, span, axis, {axis.left, y, axis.width, pitch - 1}, Role::sky, head);
    }
    y += pitch;
  }
  for (const Mark& mark : lanes.crowd) {
    const float x = axis.inside(mark.first_ns);
    const Rect body{x, y, std::max(p.u(3), axis.inside(mark.last_ns) - x), pitch - 1};
    p.fill(body, Role::sky, 0, mark.first_ns > head ? kFaint : 0.8F);
    p.hint(body, fmt::format("{} more requests were sent while others were on their way.", with_commas(mark.count)));
  }
}

float note_x(const TimeAxis& axis, const TimelineNote& note, std::span<const TimelineNote> others, float apart,
             float side) {
  const float x = axis.x(note.at_ns);
  const auto near = std::partition_point(others.begin(), others.end(),
                                         [&](const TimelineNote& other) { return axis.x(other.at_ns) <= x - apart; });
  if (near == others.end() || axis.x(near->at_ns) >= x + apart) return x;
  return (x + axis.x(near->at_ns) + side * apart) / 2;
}

void draw_notes(Frame& f, const TimeLanes& lanes, const TimeAxis& axis, float cy, float high, Nanos head) {
  Paint& p = f.paint;
  const float r = high * 0.36F;
  const float apart = 2 * r + p.u(3);
  const auto about = [&](float x, const TimelineNote& note) {
    const std::string more = note.count > 1 ? fmt::format(" And {} more.", note.count - 1) : "";
    p.hint({x - r - p.u(2), cy - high / 2, 2 * r + p.u(4), high}, one_line(note.sentence) + more);
  };
  for (const TimelineNote& note : lanes.captions) {
    const float x = note_x(axis, note, lanes.actions, apart, -1);
    p.stroke({x - r, cy - r * 0.8F, 2 * r, r * 1.6F}, Role::dim, 1.4F, 2, note.at_ns > head ? kFaint : 1.0F);
    about(x, note);
  }
  for (const TimelineNote& note : lanes.actions) {
    const float x = note_x(axis, note, lanes.captions, apart, 1);
    p.triangle(x - r, cy - r, x + r, cy - r, x, cy + r, Role::accent, note.at_ns > head ? kFaint : 1.0F);
    about(x, note);
  }
}

}  // namespace inflight
