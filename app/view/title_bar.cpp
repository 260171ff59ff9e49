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
  if (input.is_recording && goes_on) {
    return fmt::format("Reading the recording: {} %. Escape stops.", input.percent_read);
  }
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

namespace {

std::vector<MenuEntry> prepare_menu(const StageInput& input) {
  std::vector<MenuEntry> menu;
  const auto add = [&](CommandId id, std::string_view words = {}, bool chosen = false) -> MenuEntry& {
    const CommandInfo& command = info(id);
    return menu.emplace_back(MenuEntry{.name = std::string(command.name),
                                       .words = std::string(words.empty() ? command.words : words),
                                       .why_not = input.reason(id),
                                       .key = command.key,
                                       .command = {id},
                                       .chosen = chosen});
  };
  add(CommandId::restart);
  add(CommandId::go_to_start);
  add(CommandId::go_to_end);
  add(CommandId::now);
  add(CommandId::just_now).starts_group = true;
  add(CommandId::speed_ratio, fmt::format("Speed: {}", words_of(input.speed))).slider =
      Slider{input.speed.doublings(), -Speed::kMostDoublings, Speed::kMostDoublings, input.speed.is_ratio()};
  add(CommandId::loop, {}, input.marked.loops);
  add(CommandId::choose_interest, "What is interesting…");
  add(CommandId::nobody_polled).starts_group = true;
  add(CommandId::before_exit);
  add(CommandId::next_lesson);
  add(CommandId::my_kafka, "My Kafka…").starts_group = true;
  add(CommandId::copy_script);
  add(CommandId::copy_for_shell);
  add(CommandId::recent, "Recent files…");
  add(CommandId::save);
  add(CommandId::copy_link);
  add(CommandId::paste_link);
  add(CommandId::kill, "kill -9 the process").starts_group = true;
  add(CommandId::toggle_full, "Full: configuration, faults, brokers", input.look.full).starts_group = true;
  add(CommandId::toggle_presenter, "Presenter mode", input.look.presenter);
  add(CommandId::zoom, "Zoom into one region").command.argument = -1;
  add(CommandId::toggle_chart, "Chart of the messages", input.look.shows == StageShows::chart);
  add(CommandId::toggle_transcript, {}, input.look.shows == StageShows::transcript);
  add(CommandId::toggle_compare, "Compare two runs", input.look.shows == StageShows::compare);
  add(CommandId::toggle_motion, {}, input.look.reduce_motion);
  add(CommandId::toggle_theme, input.look.dark ? "Light theme" : "Dark theme");
  add(CommandId::help, "All commands and keys").starts_group = true;
  add(CommandId::simplified);
  add(CommandId::quit);
  return menu;
}

}  // namespace

TitleRows prepare_title(const StageInput& input) {
  TitleRows rows;
  rows.lesson = input.lesson.title.empty() ? std::string(input.script_name)
                : input.lesson.number > 0  ? fmt::format("{}  {}", input.lesson.number, input.lesson.title)
                                           : input.lesson.title;
  for (const LessonName& lesson : input.lessons) {
    rows.lessons.push_back({.name = fmt::format("{}", lesson.number),
                            .words = fmt::format("{}  {}", lesson.number, lesson.title),
                            .command = {CommandId::choose_lesson, lesson.number},
                            .chosen = lesson.number == input.lesson.number});
  }
  const CommandInfo& recent = info(CommandId::recent);
  rows.lessons.push_back({.name = std::string(recent.name),
                          .words = "Recent files…",
                          .key = recent.key,
                          .command = {recent.id},
                          .starts_group = true});
  rows.source = fmt::format("{}: {}", input.is_recording ? "Recording of" : "Runs on", words_of(input.source));
  for (const RunSource source : {RunSource::simulated, RunSource::mock, RunSource::cluster}) {
    const auto number = static_cast<std::int64_t>(source);
    rows.sources.push_back({.name = fmt::format("{}", number),
                            .words = std::string(words_of(source)),
                            .sentence = std::string(sentence_of(source)),
                            .why_not = input.reason(CommandId::choose_source),
                            .command = {CommandId::choose_source, number},
                            .chosen = source == input.source});
  }
  rows.real = input.source != RunSource::simulated;
  rows.badge = rows.real ? "REAL librdkafka" : "SIMULATED";
  rows.ahead = ahead_of(input);
  rows.now_is_ahead = rows.ahead.starts_with("still") && input.reason(CommandId::now).empty();
  if (input.is_recording) {
    rows.badge = "RECORDING";
    if (input.look.presenter && rows.ahead.empty()) rows.ahead = words_of(input.source);  // there is no drop-down then
  }
  rows.presenter = input.look.presenter;
  rows.menu = prepare_menu(input);
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
  out += "menu\n";
  for (const MenuEntry& entry : rows.menu) {
    out += fmt::format("  {}{}{}{}\n", entry.chosen ? "* " : "", entry.words,
                       entry.key.empty() ? "" : fmt::format(" [{}]", entry.key),
                       entry.why_not.empty() ? "" : fmt::format(" (no: {})", entry.why_not));
  }
  return out;
}

namespace {

Touch draw_flat_button(Frame& f, std::string_view name, Rect place, std::string_view sentence) {
  Paint& p = f.paint;
  const Touch touch = f.widgets.touch(p, name, place, "", sentence);
  if (touch.hovered || touch.focused) p.fill(place, Role::panel, 8);
  if (touch.focused) p.stroke(place, Role::accent, 2, 8);
  return touch;
}

void draw_present(Frame& f, const TitleRows& rows) {
  Paint& p = f.paint;
  const Rect place = f.layout.present;
  if (place.empty()) return;
  const CommandInfo& command = info(CommandId::toggle_presenter);
  if (draw_flat_button(f, command.name, place, command.sentence).pressed) f.emit(command.id);
  const Role ink = rows.presenter ? Role::text : Role::dim;
  const float wide = p.width(Type::text, command.words) + p.u(14) + p.width(Type::axis, command.key);
  const float x = place.cx() - wide / 2;
  const float words = p.text(Type::text, x, place.cy(), ink, command.words);
  p.text(Type::axis, x + words + p.u(14), place.cy(), Role::dim, command.key);
}

void draw_help_button(Frame& f) {
  const Rect place = f.layout.help;
  if (place.empty()) return;
  const CommandInfo& command = info(CommandId::help);
  if (draw_flat_button(f, command.name, place, command.sentence).pressed) f.emit(command.id);
  f.paint.text(Type::heading, place.cx(), place.cy(), Role::dim, "?", Align::centre);
}

// Three bars.
void draw_menu_button(Frame& f, const TitleRows& rows) {
  Paint& p = f.paint;
  const Rect place = f.layout.menu;
  const Touch touch = draw_flat_button(f, "menu", place, "More commands, with their keys.");
  for (int bar = -1; bar <= 1; ++bar) {
    const float y = std::round(place.cy() + p.u(7) * static_cast<float>(bar));
    p.line(place.cx() - p.u(11), y, place.cx() + p.u(11), y, Role::dim, 2);
  }
  draw_menu_list(f, {"menu", "", rows.menu}, place, touch.pressed);
}

// Where the program runs is in sight always, in pictures too.
void draw_badge(Frame& f, const TitleRows& rows) {
  Paint& p = f.paint;
  const Rect most = f.layout.badge;
  const Rect badge{most.x, most.y, p.width(Type::label, rows.badge) + p.u(24), most.h};
  p.stroke(badge, rows.real ? Role::green : Role::dim, 1.4F, 6);
  p.text(Type::label, badge.cx(), badge.cy(), rows.real ? Role::green : Role::text, rows.badge, Align::centre);
}

// While a run is ahead of the play head, a click leads to where it is.
void draw_ahead(Frame& f, const TitleRows& rows) {
  Paint& p = f.paint;
  const Rect place = f.layout.ahead;
  if (!rows.now_is_ahead) return p.text_in(place, Type::text, Role::amber, rows.ahead);
  const CommandInfo& now = info(CommandId::now);
  const float words = std::min(p.width(Type::text, rows.ahead), place.w - p.u(60));
  const Rect button{place.x - p.u(10), place.y, words + p.u(56), place.h};
  if (draw_flat_button(f, now.name, button, now.sentence).pressed) f.emit(now.id);
  p.text_in({place.x, place.y, words + 1, place.h}, Type::text, Role::amber, rows.ahead);
  p.text(Type::axis, place.x + words + p.u(16), place.cy(), Role::dim, now.key);
}

}  // namespace

void draw_title_bar(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Layout& l = f.layout;
  const TitleRows rows = prepare_title(input);
  if (!l.title_bar.empty()) {
    p.fill(l.title_bar, Role::bar);
    p.fill({0, l.title_bar.bottom() - 1, l.window.w, std::max(1.0F, p.u(1.5F))}, Role::outline);
    p.text(Type::heading, p.u(20), l.title_bar.cy(), Role::text, "Inflight");
    draw_menu(f, {"choose_lesson", info(CommandId::choose_lesson).sentence, rows.lessons}, rows.lesson, l.lesson,
              Type::text);
    // The drop-down and the badge stand together in the middle.
    const float wide = std::min(p.width(Type::text, rows.source) + p.u(44), l.source.w);
    const Rect source{l.source.right() - wide, l.source.y, wide + 1, l.source.h};
    draw_menu(f, {"choose_source", info(CommandId::choose_source).sentence, rows.sources}, rows.source, source,
              Type::text);
  }
  draw_badge(f, rows);
  draw_ahead(f, rows);
  draw_present(f, rows);
  draw_help_button(f);
  draw_menu_button(f, rows);
}

}  // namespace inflight
