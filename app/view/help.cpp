// Preparing and drawing the page of keys; see help.h.
#include "app/view/help.h"

#include <algorithm>
#include <fmt/format.h>
#include <initializer_list>

#include "app/view/overlay.h"

namespace inflight {

HelpRows prepare_help(const StageInput& input) {
  const auto group = [&](std::string_view heading, std::initializer_list<CommandId> ids) {
    HelpGroup made{.heading = heading, .lines = {}};
    for (const CommandId id : ids) {
      const CommandInfo& command = info(id);
      made.lines.push_back({id, command.key, command.words, command.sentence, input.reason(id)});
    }
    return made;
  };
  using enum CommandId;
  HelpRows rows;
  rows.columns = {
      {group("Run", {run, hold, step, back, step_line, back_line, go_to_start, go_to_end, restart}),
       group("Speed", {speed_story, speed_normal, speed_fast, slower, faster}),
       group("Two runs", {toggle_compare, compare_with, show_other})},
      {group("Look closer",
             {step_interesting, back_interesting, choose_interest, just_now, mark_from, mark_to, loop, now}),
       group("Time line", {time_closer, time_wider, time_earlier, time_later, time_whole})},
      {group("Change what happens", {toggle_poll, toggle_flush, reject_next, lose_next_ack, toggle_broker,
                                     cut_connections, toggle_latency, exit_now, kill}),
       group("Moments", {next_moment, last_moment, nobody_polled, before_exit, next_lesson})},
      {group("Window", {toggle_full, toggle_presenter, toggle_chart, toggle_transcript, zoom, toggle_motion,
                        toggle_theme, simplified, help, dismiss, quit}),
       group("Bring and take", {recent, save, copy_link, paste_link, copy_script, copy_for_shell, my_kafka})}};
  rows.foot =
      "Point at a command for a sentence about it. Tab and Shift+Tab go from button to button; Enter presses one.";
  return rows;
}

std::string text(const HelpRows& rows) {
  std::string out = "keys\n";
  for (const auto& column : rows.columns) {
    for (const HelpGroup& group : column) {
      out += fmt::format("  {}\n", group.heading);
      for (const HelpLine& line : group.lines) {
        out += fmt::format("    {:11} {}: {}{}\n", line.key, line.words, line.sentence,
                           line.why_not.empty() ? "" : fmt::format(" (no: {})", line.why_not));
      }
    }
  }
  return out + fmt::format("  {}\n", rows.foot);
}

namespace {

constexpr float kHeading = 46;  // units, of a group's heading
constexpr float kTitle = 66;    // of the page's title
constexpr float kFoot = 44;     // of the line below all
constexpr float kKeys = 132;    // the column of keys
constexpr float kLeastPitch = 30;
constexpr float kMostPitch = 46;

float lines_in(const std::vector<HelpGroup>& column) {
  std::size_t lines = 0;
  for (const HelpGroup& group : column) lines += group.lines.size();
  return static_cast<float>(lines);
}

// The page's rectangle, and how far its lines are apart in units: as far as the window allows.
struct Page {
  Rect card;
  float pitch;
};

Page place_page(const Frame& f, const HelpRows& rows) {
  const float u = f.layout.scale;
  const Rect window = f.layout.window;
  const float most_high = window.h / u - 32;
  float pitch = kMostPitch;
  for (const auto& column : rows.columns) {
    const float rest = kTitle + kFoot + kHeading * static_cast<float>(column.size());
    pitch = std::min(pitch, (most_high - rest) / lines_in(column));
  }
  pitch = std::max(pitch, kLeastPitch);
  float high = 0;
  for (const auto& column : rows.columns) {
    high = std::max(high, kHeading * static_cast<float>(column.size()) + pitch * lines_in(column));
  }
  high += kTitle + kFoot;
  const float wide = std::min(1860.0F, window.w / u - 32);
  return {{window.w / 2 - wide * u / 2, window.h / 2 - high * u / 2, wide * u, high * u}, pitch};
}

void draw_key(Paint& p, Rect row, std::string_view key, bool usable) {
  const float wide = std::max(p.u(34), p.width(Type::label, key) + p.u(18));
  const Rect cap{row.x + p.u(kKeys) - p.u(14) - wide, row.cy() - p.u(14), wide, p.u(28)};
  p.fill(cap, Role::panel_deep, 6);
  p.stroke(cap, usable ? Role::outline_strong : Role::outline, 1.4F, 6);
  p.text(Type::label, cap.cx(), cap.cy(), usable ? Role::text : Role::dim, key, Align::centre);
}

void draw_line(Frame& f, Paint& p, const HelpLine& line, Rect row) {
  const bool usable = line.why_not.empty();
  const Touch touch = f.widgets.touch(p, fmt::format("help {}", info(line.id).name), row, line.why_not, line.sentence);
  if (touch.pressed) f.emit(line.id, line.id == CommandId::zoom ? -1 : 0);
  const Rect body = row.inset(0, p.u(1.5F));
  if (touch.hovered && usable) p.fill(body, Role::accent_soft, 8);
  if (touch.focused) p.stroke(body, Role::accent, 2, 8);
  draw_key(p, row, line.key, usable);
  const Rect words{row.x + p.u(kKeys), row.y, row.w - p.u(kKeys + 8), row.h};
  p.text_in(words, Type::strong, usable ? Role::text : Role::dim, line.words);
}

void draw_page(Frame& f, Paint& p, const HelpRows& rows, const Page& page) {
  const Rect card = page.card;
  p.fill(card, Role::panel, 16);
  p.stroke(card, Role::outline_strong, 1.5F, 16);
  const float left = card.x + p.u(20);
  p.text(Type::heading, left + p.u(16), card.y + p.u(38), Role::text, "Keys");
  p.text(Type::axis, card.right() - p.u(32), card.y + p.u(38), Role::dim, "? or Escape closes", Align::right);
  const float wide = (card.w - p.u(40)) / static_cast<float>(rows.columns.size());
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    const float x = left + wide * static_cast<float>(i);
    float y = card.y + p.u(kTitle);
    for (const HelpGroup& group : rows.columns[i]) {
      p.text(Type::strong, x + p.u(16), y + p.u(kHeading / 2), Role::accent, group.heading);
      y += p.u(kHeading);
      for (const HelpLine& line : group.lines) {
        draw_line(f, p, line, {x, y, wide - p.u(12), p.u(page.pitch)});
        y += p.u(page.pitch);
      }
    }
  }
  const Rect foot{left + p.u(16), card.bottom() - p.u(kFoot), card.w - p.u(72), p.u(32)};
  p.text_in(foot, Type::text, Role::dim, rows.foot);
}

}  // namespace

bool draw_help(Frame& f, const StageInput& input) {
  const HelpRows rows = prepare_help(input);
  bool closes = false;
  draw_overlay(f, "Keys", [&](Frame& over) {
    const Page page = place_page(over, rows);
    draw_page(over, over.paint, rows, page);
    closes = pressed_beside(page.card);
  });
  return closes;
}

}  // namespace inflight
