// Preparing and drawing the transcript; see transcript.h.
#include "app/view/transcript.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <imgui.h>

#include "core/base/duration.h"
#include "core/explain/sentence.h"
#include "core/recording/landmarks.h"

namespace inflight {
namespace {

constexpr int kDecimals = 6;  // of a second

// The colour that the stage has for it.
Role role_of(const Event& event) {
  switch (event.kind) {
    case EventKind::message_accepted: return Role::slate;
    case EventKind::request_sent:
    case EventKind::retry_scheduled: return Role::sky;
    case EventKind::record_stored:
    case EventKind::replicated: return Role::green;
    case EventKind::report_queued:
    case EventKind::report_served: return Role::amber;
    case EventKind::callback_started:
    case EventKind::outcome_known:
    case EventKind::callback_finished:
      return event.kind != EventKind::callback_finished && event.a != 0 ? Role::vermilion : Role::green;
    case EventKind::response_received: return event.b != 0 ? Role::vermilion : Role::green;
    case EventKind::message_refused: return Role::vermilion;
    case EventKind::process_exited:
    case EventKind::producer_destroyed:
    case EventKind::response_dropped:
    case EventKind::broker_down:
    case EventKind::truth_settled: return Role::pink;
    case EventKind::caption:
    case EventKind::prediction:
    case EventKind::action:
    case EventKind::switched:
    case EventKind::fault: return Role::accent;
    default: return Role::outline_strong;
  }
}

}  // namespace

std::uint64_t transcript_length(const StageInput& input) {
  return std::max(input.world.events, input.recording.events_until(input.end_ns));
}

TranscriptRows prepare_transcript(const StageInput& input, std::uint64_t first, std::uint64_t count) {
  TranscriptRows rows{.total = transcript_length(input)};
  if (rows.total == 0) {
    rows.nothing = "Nothing has happened yet. Space runs the program.";
    return rows;
  }
  const std::uint64_t in_view = input.world.events;
  rows.where = fmt::format("sentence {} of {}", with_commas(static_cast<std::int64_t>(in_view)),
                           with_commas(static_cast<std::int64_t>(rows.total)));
  const World& names = input.names != nullptr ? *input.names : input.world;
  for (std::uint64_t i = first; i < std::min(rows.total, first + count); ++i) {
    const Fact fact = input.recording.fact(i);
    rows.lines.push_back({.event = i,
                          .time = format_seconds(fact.event.at_ns, kDecimals),
                          .sentence = sentence_of(fact, names),
                          .mark = role_of(fact.event),
                          .interesting = (only(landmark_of(fact.event)) & input.interesting) != 0,
                          .current = i + 1 == in_view,
                          .ahead = i >= in_view});
  }
  return rows;
}

std::string text(const TranscriptRows& rows) {
  std::string out = fmt::format("transcript: {}\n", rows.nothing.empty() ? rows.where : rows.nothing);
  for (const TranscriptLine& line : rows.lines) {
    out += fmt::format("  {} {}  {}{}\n",
                       line.current ? '>'
                       : line.ahead ? '.'
                                    : ' ',
                       line.time, line.sentence, line.interesting ? " *" : "");
  }
  return out;
}

std::uint64_t TranscriptScroll::first(std::uint64_t in_view, std::uint64_t total, std::uint64_t fit, std::int64_t wheel,
                                      bool moved) {
  const std::uint64_t last = total > fit ? total - fit : 0;
  const std::uint64_t current = in_view > 0 ? in_view - 1 : 0;
  if (moved) follows_ = true;
  if (wheel != 0) {
    const std::uint64_t by = static_cast<std::uint64_t>(std::abs(wheel));
    first_ = wheel < 0 ? first_ - std::min(first_, by) : std::min(last, first_ + by);
    follows_ = current >= first_ && current < first_ + fit && wheel > 0;
  }
  // What came before matters most, and a little of what comes.
  const std::uint64_t above = fit * 2 / 3;
  if (follows_ && wheel == 0) first_ = current - std::min(current, above);
  first_ = std::min(first_, last);
  return first_;
}

void TranscriptScroll::show(std::uint64_t first) {
  first_ = first;
  follows_ = false;
}

namespace {

constexpr float kPitch = 31;  // units, of a sentence
constexpr float kHead = 52;
constexpr float kTime = 148;
constexpr float kBar = 12;

void draw_line(Paint& p, const TranscriptLine& line, Rect row, bool hovered) {
  if (line.current) {
    p.fill(row, Role::accent_soft, 6);
    p.fill({row.x, row.y, p.u(4), row.h}, Role::accent, 2);
  } else if (hovered) {
    p.stroke(row, Role::outline_strong, 1.2F, 6);
  }
  const float alpha = line.ahead ? 0.62F : 1;
  const Rect time{row.x + p.u(12), row.y, p.u(kTime - 24), row.h};
  p.text_in(time, Type::axis_mono, Role::dim, line.time, Align::right, alpha);
  p.disc(row.x + p.u(kTime + 12), row.cy(), line.interesting ? 5 : 3, line.mark, alpha);
  const Rect words{row.x + p.u(kTime + 30), row.y, row.w - p.u(kTime + 38), row.h};
  p.text_in(words, line.interesting ? Type::strong : Type::text,
            line.interesting || line.current ? Role::text : Role::dim, line.sentence, Align::left, alpha);
}

// A click anywhere on the bar, or dragging its thumb, shows the sentences that are there.
void draw_bar(Frame& f, Rect bar, std::uint64_t first, std::uint64_t total, std::uint64_t fit,
              TranscriptScroll& scroll) {
  if (total <= fit) return;
  Paint& p = f.paint;
  const double share = static_cast<double>(fit) / static_cast<double>(total);
  const float thumb = std::max(p.u(36), bar.h * static_cast<float>(share));
  const auto last = static_cast<double>(total - fit);
  const float y = bar.y + (bar.h - thumb) * static_cast<float>(static_cast<double>(first) / last);
  const Touch touch = f.widgets.touch(p, "transcript_bar", bar.inset(p.u(-4), 0), "", "");
  p.fill(bar, Role::panel_deep, 6);
  p.fill({bar.x, y, bar.w, thumb}, touch.hovered || touch.held ? Role::dim : Role::outline_strong, 6);
  if (touch.focused) p.stroke(bar, Role::accent, 2, 6);
  if (!touch.held) return;
  const float to = (ImGui::GetIO().MousePos.y - bar.y - thumb / 2) / std::max(1.0F, bar.h - thumb);
  scroll.show(static_cast<std::uint64_t>(std::round(std::clamp(static_cast<double>(to), 0.0, 1.0) * last)));
}

void draw_head(Frame& f, const TranscriptRows& rows, Rect head, TranscriptScroll& scroll) {
  Paint& p = f.paint;
  float x = head.x + p.u(16);
  x += p.text(Type::strong, x, head.cy(), Role::text, "What happened, sentence by sentence") + p.u(20);
  p.text(Type::axis, x, head.cy(), Role::dim, rows.where);
  float right = head.right() - p.u(16);
  right -= p.text(Type::axis, right, head.cy(), Role::dim, "Y or Escape leaves", Align::right) + p.u(20);
  if (scroll.follows() || rows.lines.empty()) return;
  constexpr std::string_view kWords = "Back to the play head";
  const float wide = p.width(Type::text, kWords) + p.u(28);
  const Rect button{right - wide, head.cy() - p.u(17), wide, p.u(34)};
  const Touch touch = f.widgets.touch(p, "follow_transcript", button, "", "Follows the play head again.");
  if (touch.hovered) p.fill(button, Role::accent_soft, 8);
  p.stroke(button, touch.focused ? Role::accent : Role::outline_strong, touch.focused ? 2.0F : 1.4F, 8);
  p.text(Type::text, button.cx(), button.cy(), Role::text, kWords, Align::centre);
  if (touch.pressed) scroll.follow();
}

}  // namespace

void draw_transcript(Frame& f, const StageInput& input, Rect area, TranscriptScroll& scroll) {
  Paint& p = f.paint;
  p.card(area);
  const Rect list{area.x + p.u(8), area.y + p.u(kHead), area.w - p.u(24 + kBar), area.h - p.u(kHead + 10)};
  const float pitch = std::max(p.u(kPitch), p.height(Type::strong) * 1.2F);
  const auto fit = static_cast<std::uint64_t>(std::max(1.0F, list.h / pitch));
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const Touch touch = f.widgets.touch(p, "transcript", list, "", "");
  const bool hovered = ImGui::IsMouseHoveringRect({area.x, area.y}, {area.right(), area.bottom()}, false);
  const auto wheel = hovered ? static_cast<std::int64_t>(std::lround(-3 * ImGui::GetIO().MouseWheel)) : 0;
  const bool moved = input.showing.jumped || (!input.playing && input.showing.from != input.showing.to);
  const std::uint64_t first = scroll.first(input.world.events, transcript_length(input), fit, wheel, moved);
  const TranscriptRows rows = prepare_transcript(input, first, fit);
  draw_head(f, rows, {area.x, area.y, area.w, p.u(kHead)}, scroll);
  if (!rows.nothing.empty()) p.text(Type::text, area.cx(), area.cy(), Role::dim, rows.nothing, Align::centre);
  if (touch.focused) p.stroke(list, Role::accent, 2, 8);
  Rect row{list.x, list.y, list.w, pitch};
  for (const TranscriptLine& line : rows.lines) {
    const bool under = touch.hovered && mouse.y >= row.y && mouse.y < row.bottom();
    draw_line(p, line, row, under);
    if (under && touch.pressed) f.emit(CommandId::seek_event, static_cast<std::int64_t>(line.event));
    row.y += pitch;
  }
  draw_bar(f, {area.right() - p.u(kBar + 8), list.y, p.u(kBar), list.h}, first, rows.total, fit, scroll);
}

}  // namespace inflight
