// Preparing and drawing the card of a link; see link_card.h.
#include "app/view/link_card.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

#include "app/session/run_name.h"
#include "app/view/card_button.h"
#include "app/view/keys.h"
#include "app/view/overlay.h"
#include "app/view/stage_input.h"
#include "core/base/duration.h"
#include "core/binding/script_secrets.h"

namespace inflight {
namespace {

constexpr std::size_t kLines = 9;
constexpr std::size_t kMostNamed = 4;  // of a list; the rest is counted

// "a, b, c and 3 more"
std::string listed(const std::vector<std::string>& all) {
  std::string out;
  for (std::size_t i = 0; i < std::min(all.size(), kMostNamed); ++i) out += (i > 0 ? ", " : "") + all[i];
  if (all.size() > kMostNamed) out += fmt::format(" and {} more", all.size() - kMostNamed);
  return out;
}

template <typename All, typename Say>
std::string listed(const All& all, Say say) {
  std::vector<std::string> words;
  for (const auto& each : all) words.push_back(say(each));
  return listed(words);
}

std::string said_of(const Action& action) {
  const std::string at =
      action.at_ns == 0 ? std::string(at_the_start(action.kind)) : fmt::format("at {}", format_duration(action.at_ns));
  if (action.kind != ActionKind::switch_line) return fmt::format("{} {}", words_of(action), at);
  return fmt::format("line {} {} {}", action.line, action.on ? "on" : "off", at);
}

// Where it is no plain broker: "3 brokers, min.insync.replicas=2, unclean elections".
std::string cluster_of(const RunOptions& run) {
  std::vector<std::string> all;
  if (run.brokers > 1) all.push_back(counted(run.brokers, "broker", "brokers"));
  if (run.min_insync > 1) all.push_back(fmt::format("min.insync.replicas={}", run.min_insync));
  if (run.unclean) all.emplace_back("unclean elections");
  return listed(all);
}

}  // namespace

LinkRows prepare_link(const Link& link) {
  const RunOptions& run = link.options;
  LinkRows rows{.title = fmt::format("A link to {}", one_line(run.script_name)),
                .foot = "Opens simulated. Nothing connects anywhere."};
  const std::string shown = secrets_in(run.script).shown;
  std::string_view rest = shown;
  std::size_t lines = 0;
  for (; !rest.empty(); ++lines) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (lines < kLines) rows.code.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (lines > kLines) {
    rows.more = fmt::format("and {} below", counted(static_cast<std::int64_t>(lines - kLines), "line", "lines"));
  }
  const auto fact = [&](std::string_view name, std::string value) {
    if (!value.empty()) rows.facts.emplace_back(name, std::move(value));
  };
  fact("Topics", listed(run.topics, [](const TopicSpec& topic) {
         const std::string copies =
             topic.replicas == 0 ? "" : ", " + counted(topic.replicas, "copy of each", "copies of each");
         return fmt::format("{} with {}{}", topic.name, counted(topic.partitions, "partition", "partitions"), copies);
       }));
  fact("Cluster", cluster_of(run));
  fact("Configuration", listed(run.properties, [](const Property& property) {
         return fmt::format("{}={}", property.name, one_line(property.value));
       }));
  if (run.properties.empty()) fact("Configuration", "as the program has it");
  fact("Round trip", format_duration(run.rtt_ns));
  fact("Switched off", listed(run.lines_off, [](std::int32_t line) { return fmt::format("line {}", line); }));
  fact("Actions", run.actions.empty() ? "none by a person" : listed(run.actions, said_of));
  fact("Shows", link.position_ns > 0 ? fmt::format("the instant {}", format_seconds(link.position_ns, 3))
                                     : "the program, before it runs");
  return rows;
}

std::string text(const LinkRows& rows) {
  std::string out = fmt::format("{}\n", rows.title);
  for (const std::string& line : rows.code) out += fmt::format("  | {}\n", line);
  if (!rows.more.empty()) out += fmt::format("  | {}\n", rows.more);
  for (const auto& [name, value] : rows.facts) out += fmt::format("  {}: {}\n", name, value);
  return out + fmt::format("  {}\n", rows.foot);
}

namespace {

// Units.
constexpr float kWide = 940;
constexpr float kPad = 36;
constexpr float kTitle = 52;
constexpr float kCode = 27;  // a line
constexpr float kFact = 32;
constexpr float kName = 170;  // the column of the facts' names
constexpr float kFoot = 46;
constexpr float kButton = 64;
constexpr float kGap = 16;

float code_height(const LinkRows& rows) {
  return kCode * static_cast<float>(rows.code.size() + (rows.more.empty() ? 0 : 1)) + 24;
}

void draw_code(Paint& p, const LinkRows& rows, Rect area) {
  p.fill(area, Role::panel_deep, 10);
  Rect row{area.x + p.u(18), area.y + p.u(12), area.w - p.u(36), p.u(kCode)};
  for (const std::string& line : rows.code) {
    p.text_in(row, Type::code, Role::text, line);
    row.y += row.h;
  }
  p.text_in(row, Type::axis, Role::dim, rows.more);
}

void draw_buttons(Frame& f, Rect row) {
  const float half = (row.w - f.paint.u(kGap)) / 2;
  const CommandInfo& open = info(CommandId::open_shown_link);
  const CardButton cancel{.name = "dismiss", .words = "Cancel", .key = "Esc", .sentence = "Leaves all as it is."};
  const CardButton go{.name = open.name,
                      .words = std::string(open.words),
                      .key = "Enter",
                      .sentence = open.sentence,
                      .primary = true,
                      .runs = false};
  const bool nothing_focused = f.widgets.focused().empty();
  if (draw_card_button(f, cancel, {row.x, row.y, half, row.h})) f.emit(CommandId::dismiss);
  const bool pressed = draw_card_button(f, go, {row.right() - half, row.y, half, row.h});
  if (pressed || (nothing_focused && key_pressed("Enter"))) f.emit(open.id);
}

void draw_card(Frame& f, const LinkRows& rows) {
  Paint& p = f.paint;
  const Rect window = f.layout.window;
  const float wide = std::min(p.u(kWide), window.w - p.u(32));
  const float high = p.u(2 * kPad + kTitle + code_height(rows) + kGap + kFact * static_cast<float>(rows.facts.size()) +
                         kFoot + kButton);
  const Rect card{window.w / 2 - wide / 2, std::max(p.u(8), window.h / 2 - high / 2), wide, high};
  p.fill(card, Role::panel, 16);
  p.stroke(card, Role::outline_strong, 1.5F, 16);
  const Rect inner = card.inset(p.u(kPad));
  p.text_in({inner.x, inner.y - p.u(4), inner.w, p.u(36)}, Type::heading, Role::text, rows.title);
  float y = inner.y + p.u(kTitle);
  draw_code(p, rows, {inner.x, y, inner.w, p.u(code_height(rows))});
  y += p.u(code_height(rows) + kGap);
  for (const auto& [name, value] : rows.facts) {
    p.text(Type::text, inner.x, y + p.u(kFact / 2), Role::dim, name);
    p.text_in({inner.x + p.u(kName), y, inner.w - p.u(kName), p.u(kFact)}, Type::text, Role::text, value);
    y += p.u(kFact);
  }
  p.text(Type::strong, inner.x, y + p.u(kFoot / 2 - 4), Role::accent, rows.foot);
  draw_buttons(f, {inner.x, y + p.u(kFoot), inner.w, p.u(kButton)});
}

}  // namespace

void draw_link(Frame& f, const LinkRows& rows) {
  draw_overlay(f, "Link", [&](Frame& over) { draw_card(over, rows); });
}

}  // namespace inflight
