// Preparing and drawing the title bar; see title_bar.h.
#include "app/view/title_bar.h"

#include <cmath>
#include <fmt/format.h>

#include "app/view/durations.h"

namespace inflight {
namespace {

std::string_view words_of(RunSource source) {
  switch (source) {
    case RunSource::simulated: return "Simulation";
    case RunSource::mock: return "Real librdkafka, built-in broker";
    case RunSource::cluster: return "Real librdkafka, my Kafka";
    case RunSource::attached: return "A program that is watched";
  }
  return "";
}

std::string_view sentence_of(RunSource source) {
  switch (source) {
    case RunSource::simulated: return "Our model of librdkafka and a cluster: exact, repeatable, and you may go back.";
    case RunSource::mock: return "The real library in a process of its own, against a broker inside Inflight.";
    case RunSource::cluster: return "The real library in a process of its own, against your cluster.";
    case RunSource::attached: return "Any program that uses librdkafka, watched from inside.";
  }
  return "";
}

std::string ahead_of(const StageInput& input) {
  const bool goes_on = input.status == RunStatus::running || input.status == RunStatus::settling;
  const Nanos ahead = input.end_ns - input.at_ns;
  if (input.source != RunSource::simulated && goes_on && ahead > 300 * kMillisecond) {
    return fmt::format("still running: {} ahead", short_duration(ahead));
  }
  if (input.world.gaps > 0) return fmt::format("{} not observed", counted(input.world.gaps, "fact was", "facts were"));
  if (input.world.anomalies > 0) {
    return counted(input.world.anomalies, "fact contradicts another", "facts contradict others");
  }
  return "";
}

}  // namespace

TitleRows prepare_title(const StageInput& input) {
  TitleRows rows;
  rows.lesson = input.lesson.title.empty() ? std::string(input.script_name)
                : input.lesson.number > 0  ? fmt::format("{}  {}", input.lesson.number, input.lesson.title)
                                           : input.lesson.title;
  for (const LessonName& lesson : input.lessons) {
    rows.lessons.push_back({.words = fmt::format("{}  {}", lesson.number, lesson.title),
                            .argument = lesson.number,
                            .chosen = lesson.number == input.lesson.number});
  }
  rows.source = fmt::format("Runs on: {}", words_of(input.source));
  for (const SourceChoice& choice : input.sources) {
    rows.sources.push_back({.words = std::string(words_of(choice.source)),
                            .sentence = std::string(sentence_of(choice.source)),
                            .why_not = choice.why_not,
                            .argument = static_cast<std::int64_t>(choice.source),
                            .chosen = choice.source == input.source});
  }
  rows.real = input.source != RunSource::simulated;
  rows.badge = rows.real ? "REAL librdkafka" : "SIMULATED";
  rows.ahead = ahead_of(input);
  return rows;
}

std::string text(const TitleRows& rows) {
  std::string out = fmt::format("title: {} | {} | {}\n", rows.lesson, rows.source, rows.badge);
  for (const MenuEntry& entry : rows.lessons) out += fmt::format("  {} {}\n", entry.chosen ? '>' : ' ', entry.words);
  for (const MenuEntry& entry : rows.sources) {
    out += fmt::format("  {} {}{}\n", entry.chosen ? '>' : ' ', entry.words,
                       entry.why_not.empty() ? "" : fmt::format(" (no: {})", entry.why_not));
  }
  if (!rows.ahead.empty()) out += fmt::format("  {}\n", rows.ahead);
  return out;
}

namespace {

// A disc, half filled: light and dark.
void draw_theme_button(Frame& f) {
  Paint& p = f.paint;
  const Rect place = f.layout.theme;
  const CommandInfo& command = info(CommandId::toggle_theme);
  const Touch touch = f.widgets.touch(p, command.name, place, "", command.sentence);
  if (touch.pressed) f.emit(CommandId::toggle_theme);
  if (touch.hovered || touch.focused) p.fill(place, Role::panel, 8);
  if (touch.focused) p.stroke(place, Role::accent, 2, 8);
  const float x = place.right() - p.u(56);
  p.ring(x, place.cy(), 8, Role::dim, 1.8F);
  constexpr int kSteps = 12;
  const float radius = p.u(8);
  for (int i = 0; i < kSteps; ++i) {
    const float a0 = 3.1415927F * (0.5F + static_cast<float>(i) / kSteps);
    const float a1 = 3.1415927F * (0.5F + static_cast<float>(i + 1) / kSteps);
    p.triangle(x, place.cy(), x + radius * std::cos(a0), place.cy() - radius * std::sin(a0), x + radius * std::cos(a1),
               place.cy() - radius * std::sin(a1), Role::dim);
  }
  p.text(Type::text, x - p.u(18), place.cy(), Role::dim, "Theme", Align::right);
  p.text(Type::axis, x + p.u(24), place.cy(), Role::dim, command.key);
}

}  // namespace

void draw_title_bar(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Layout& l = f.layout;
  const TitleRows rows = prepare_title(input);
  p.fill(l.title_bar, Role::bar);
  p.fill({0, l.title_bar.bottom() - 1, l.window.w, std::max(1.0F, p.u(1.5F))}, Role::outline);
  p.text(Type::heading, p.u(20), l.title_bar.cy(), Role::text, "Inflight");
  draw_menu(f, {CommandId::choose_lesson, rows.lesson, rows.lessons}, l.lesson, Type::text);

  // The drop-down and the badge stand together in the middle.
  const float wide = std::min(p.width(Type::text, rows.source) + p.u(44), l.source.w);
  const Rect source{l.source.right() - wide, l.source.y, wide + 1, l.source.h};
  draw_menu(f, {CommandId::choose_source, rows.source, rows.sources}, source, Type::text);
  const float badge_width = p.width(Type::label, rows.badge) + p.u(24);
  const Rect badge{l.badge.x, l.badge.y, badge_width, l.badge.h};
  p.stroke(badge, rows.real ? Role::green : Role::dim, 1.4F, 6);
  p.text(Type::label, badge.cx(), badge.cy(), rows.real ? Role::green : Role::text, rows.badge, Align::centre);
  p.text_in(l.ahead, Type::text, Role::amber, rows.ahead);
  draw_theme_button(f);
}

}  // namespace inflight
