// Drawing the regions in order; see stage.h.
#include "app/view/stage.h"

#include <algorithm>
#include <imgui.h>
#include <utility>

#include "app/view/brokers.h"
#include "app/view/buffer.h"
#include "app/view/caption.h"
#include "app/view/compare.h"
#include "app/view/connections.h"
#include "app/view/faults.h"
#include "app/view/gate.h"
#include "app/view/grid.h"
#include "app/view/help.h"
#include "app/view/interest.h"
#include "app/view/keys.h"
#include "app/view/log.h"
#include "app/view/network.h"
#include "app/view/partitions.h"
#include "app/view/parts.h"
#include "app/view/past_runs.h"
#include "app/view/process.h"
#include "app/view/question.h"
#include "app/view/recent.h"
#include "app/view/reports.h"
#include "app/view/score.h"
#include "app/view/simplified.h"
#include "app/view/terminal.h"
#include "app/view/title_bar.h"
#include "app/view/travel_draw.h"
#include "app/view/verbs.h"
#include "app/view/verdict.h"

namespace inflight {
namespace {

constexpr ImGuiWindowFlags kStageFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                         ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav;

// The sentence stands below what it explains, else above it: never over it, nor over its neighbours in a bar.
void draw_hint(Paint& on_stage, const Hint& hint, Rect window) {
  if (hint.words.empty()) return;
  Paint p = on_stage.on(*ImGui::GetForegroundDrawList());
  const std::vector<std::string_view> lines = p.wrap(Type::text, hint.words, p.u(560));
  const float pitch = p.height(Type::text) * 1.15F;
  float wide = 0;
  for (const std::string_view line : lines) wide = std::max(wide, p.width(Type::text, line));
  const float high = pitch * static_cast<float>(lines.size());
  Rect card{hint.about.x, hint.about.bottom() + p.u(8), wide + p.u(28), high + p.u(20)};
  if (card.bottom() > window.bottom() - p.u(8)) card.y = hint.about.y - p.u(8) - card.h;
  // What fills the window has no outside: there the sentence follows the mouse.
  if (card.y < p.u(8)) card.y = std::min(ImGui::GetIO().MousePos.y + p.u(24), window.bottom() - card.h - p.u(8));
  card.x = std::clamp(card.x, p.u(8), std::max(p.u(8), window.right() - card.w - p.u(8)));
  p.fill(card, Role::panel, 8);
  p.stroke(card, Role::outline_strong, 1.5F, 8);
  float y = card.y + p.u(10) + pitch / 2;
  for (const std::string_view line : lines) {
    p.text(Type::text, card.x + p.u(14), y, Role::text, line);
    y += pitch;
  }
}

void draw_region(Frame& f, const StageInput& input, Region region, CodeScroll& scroll) {
  switch (region) {
    case Region::code: draw_code(f, input, scroll); return;
    case Region::buffer: return draw_buffer(f, input);
    case Region::log: return draw_log(f, input);
    case Region::reports: return draw_reports(f, input);
    case Region::terminal: return draw_terminal(f, input);
    case Region::score: return draw_score(f, input);
  }
}

// The three figures beside a zoomed region, one below the other.
void draw_figure_column(Frame& f, const StageInput& input, Rect column, std::string_view foot) {
  if (column.empty()) return;
  Paint& p = f.paint;
  p.card(column, Role::bar);
  float y = column.y + p.u(50);
  for (const Figure& figure : prepare_score(input).figures) {
    p.number(Type::score, column.x + p.u(24), y, figure.role, with_commas(figure.count), Align::left,
             column.w - p.u(40));
    p.text(Type::text, column.x + p.u(24), y + p.u(38), Role::dim, figure.label);
    y += p.u(110);
  }
  p.text(Type::axis, column.cx(), column.bottom() - p.u(24), Role::dim, foot, Align::centre);
}

}  // namespace

Setup setup_of(const StageInput& input) {
  const auto shows = [&](std::string_view region) {
    return input.look.full || std::find(input.reveal.begin(), input.reveal.end(), region) != input.reveal.end();
  };
  return {.presenter = input.look.presenter,
          .configuration = shows("configuration"),
          .faults = shows("faults"),
          .partitions = shows("partitions"),
          .brokers = shows("brokers") ? std::clamp(static_cast<std::int32_t>(input.world.brokers.size()), 3, 6) : 0,
          .parts = shows("len"),
          .lanes = input.look.full};
}

// What level Full adds, or a lesson reveals. All in the process is gone with it.
void StageView::draw_added(Frame& f, const StageInput& input) {
  draw_config(f, input, search_);
  draw_faults(f, input);
  draw_length(f, input);
  draw_brokers(f, input, brokers_);
}

void StageView::draw_stage(Frame& f, const StageInput& input) {
  draw_process(f, input);
  const CodeAnchors anchors = draw_code(f, input, scroll_);
  draw_terminal(f, input);
  const auto partitions = f.layout.setup.partitions ? prepare_partitions(input) : std::nullopt;
  partitions ? draw_partitions(f, *partitions) : draw_buffer(f, input);
  draw_reports(f, input);
  draw_added(f, input);
  draw_connections(f, input, anchors);
  draw_gate(f, input);
  draw_cracks(f, input);
  draw_network(f, input);
  draw_log(f, input);
  draw_travels(f, input, anchors);
  draw_score(f, input);
}

void StageView::draw_comparison(Frame& f, const StageInput& input) {
  static const GridRows kNone;
  const auto& two = input.compared;
  draw_compare(f, input, two ? other_grid_.rows(*two->world, *two->recording, input.showing.jumped) : kNone);
}

// The transcript in the stage's place, with the score's figures beside it.
void StageView::draw_sentences(Frame& f, const StageInput& input) {
  const Layout& l = f.layout;
  const float column = 240 * l.scale;
  const Rect stage{l.process.x, l.process.y, l.score.right() - l.process.x, l.process.h};
  draw_transcript(f, input, {stage.x, stage.y, stage.w - column, stage.h}, transcript_);
  draw_figure_column(f, input, {stage.right() - column + 16 * l.scale, stage.y, column - 16 * l.scale, stage.h}, "");
}

// The stage, or what stands in its place.
void StageView::draw_place(Frame& f, const StageInput& input, const Fonts& fonts, std::span<const Fonts> enlarged) {
  switch (input.look.shows) {
    case StageShows::chart: return draw_chart(f, input, stage_place(f.layout), time_, chart_grip_);
    case StageShows::compare: return draw_comparison(f, input);
    case StageShows::transcript: return draw_sentences(f, input);
    default: return zoomed_ ? draw_zoomed(f, input, fonts, enlarged) : draw_stage(f, input);
  }
}

void StageView::draw_zoomed(Frame& f, const StageInput& input, const Fonts& fonts, std::span<const Fonts> enlarged) {
  const ZoomedLayout wanted = make_zoomed(f.layout, *zoomed_);
  // The largest letters that are there and not too large; the region has the more room, the smaller they are.
  const Fonts* letters = &fonts;
  for (const Fonts& candidate : enlarged) {
    const float factor = candidate.scale / fonts.scale;
    if (factor <= wanted.factor + 0.01F && candidate.scale > letters->scale) letters = &candidate;
  }
  ZoomedLayout zoomed = make_zoomed(f.layout, *zoomed_, letters->scale / fonts.scale + 0.01F);
  Paint paint = f.paint.at(*letters, zoomed.layout.scale);
  Frame inner = f.with(paint, zoomed.layout);
  draw_region(inner, input, *zoomed_, scroll_);
  draw_figure_column(f, input, zoomed.figures, "Z or Escape leaves");
}

// Lists that a key opens.
void StageView::draw_lists(Frame& f, const StageInput& input) {
  const std::optional<CommandId> opens = std::exchange(opens_, std::nullopt);
  draw_interest(f, input, opens == CommandId::choose_interest);
  draw_recent(f, recent_, opens == CommandId::recent);
}

void StageView::show_recent(std::vector<MenuEntry> files) {
  recent_ = std::move(files);
  opens_ = CommandId::recent;
}

float StageView::enlarged_by() const { return zoomed_ ? make_zoomed(layout_, *zoomed_).factor : 1; }

void StageView::toggle_zoom(std::int64_t argument) {
  if (zoomed_) return zoomed_.reset();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (argument >= 0 && argument < static_cast<std::int64_t>(kRegionCount)) {
    zoomed_ = static_cast<Region>(argument);
  } else if (const auto under = region_at(layout_, mouse.x, mouse.y)) {
    zoomed_ = under;
  } else {
    zoomed_ = static_cast<Region>((static_cast<std::size_t>(zoomed_last_) + 1) % kRegionCount);
  }
  zoomed_last_ = *zoomed_;
}

bool StageView::take(const Command& command) {
  // Whatever is done, no page is in its way.
  const bool help_was_open = std::exchange(help_is_open_, false);
  const bool simplified_was_open = std::exchange(simplified_is_open_, false);
  const bool page_was_open = help_was_open || simplified_was_open;
  switch (command.id) {
    case CommandId::help: help_is_open_ = !help_was_open; return true;
    case CommandId::simplified: simplified_is_open_ = !simplified_was_open; return true;
    case CommandId::choose_interest: opens_ = command.id; return true;
    case CommandId::zoom: toggle_zoom(command.argument); return true;
    case CommandId::dismiss:
      if (std::exchange(link_, std::nullopt) || std::exchange(kafka_.open, false)) return true;
      if (!page_was_open && !zoomed_) return false;
      if (!page_was_open) zoomed_.reset();
      return true;
    default: return take_time(command.id);
  }
}

bool StageView::take_time(CommandId id) {
  constexpr double kCloser = 0.5;
  constexpr double kAside = 0.25;  // of what is shown
  switch (id) {
    case CommandId::time_closer: time_.zoom_at_head(kCloser); return true;
    case CommandId::time_wider: time_.zoom_at_head(1 / kCloser); return true;
    case CommandId::time_earlier: time_.pan(-kAside); return true;
    case CommandId::time_later: time_.pan(kAside); return true;
    case CommandId::time_whole: time_.show_all(); return true;
    default: return false;
  }
}

// What the keyboard asks for. Escape closes an open list, and nothing else with it; Left and Right are a list's too. A
// dialog has the keys to itself.
std::vector<Command> StageView::typed_commands(const StageInput& input) const {
  const std::size_t choices = input.question ? input.question->choices.size() : 0;
  std::vector<Command> commands = pressed_commands(input.look.presenter, choices);
  const bool list_is_open = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
  std::erase_if(commands, [&](const Command& command) {
    if (command.id == CommandId::dismiss) return list_is_open;
    if (list_is_open && (command.id == CommandId::back || command.id == CommandId::step)) return true;
    if (link_ && command.id == CommandId::dismiss) return false;
    return (kafka_.open || link_) && command.id != CommandId::quit;
  });
  return commands;
}

std::vector<Command> StageView::draw(const StageInput& input, float width, float height, const Theme& theme,
                                     const Fonts& fonts, std::span<const Fonts> enlarged) {
  std::vector<Command> commands = typed_commands(input);
  const Nanos reached = std::max(input.end_ns, input.at_ns);
  if (input.look.shows != StageShows::chart) chart_grip_ = {};  // a key took it from under the mouse
  time_.update(
      timeline_span(reached, input.status == RunStatus::ended), input.at_ns,
      input.playing && grip_.hold == TimelineGrip::Hold::nothing && chart_grip_.hold == TimelineGrip::Hold::nothing);
  if (input.is_fresh()) time_.show_all();
  Setup setup = setup_of(input);
  setup.lanes |= time_.zoomed();
  layout_ = make_layout(width, height, fonts.scale, setup);
  Hint hint;
  widgets_.begin_frame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({width, height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin("Inflight", nullptr, kStageFlags);
  Paint paint(*ImGui::GetWindowDrawList(), theme, fonts, layout_.scale, hint);
  if (help_is_open_ || simplified_is_open_ || kafka_.open || link_) paint.cover_all();
  travels_.update(input);
  Frame frame{paint,           widgets_, layout_,
              commands,        travels_, grid_.rows(input.world, input.recording, input.showing.jumped),
              exit_show(input)};
  paint.fill(layout_.window, Role::ground);
  draw_verbs(frame, input);
  draw_title_bar(frame, input);
  const bool loop = input.look.shows == StageShows::loop && !zoomed_;
  draw_place(frame, input, fonts, enlarged);
  draw_caption(frame, input, loop);
  draw_timeline(frame, input, time_, grip_);
  if (loop) draw_verdict(frame, input);
  draw_question(frame, input);
  draw_lists(frame, input);
  ImGui::End();
  ImGui::PopStyleVar(2);
  if (help_is_open_ && draw_help(frame, input)) help_is_open_ = false;
  if (simplified_is_open_ && draw_simplified(frame, input)) simplified_is_open_ = false;
  if (kafka_.open) draw_my_kafka(frame, input, kafka_);
  if (link_) draw_link(frame, *link_);
  draw_hint(paint, hint, layout_.window);
  return commands;
}

std::string stage_text(const StageInput& input) {
  const auto lines = static_cast<std::int32_t>(input.source_lines.size());
  std::string out = text(prepare_title(input)) + text(prepare_verbs(input)) + text(prepare_code(input, 1, lines)) +
                    text(prepare_terminal(input, 6)) + text(prepare_buffer(input)) + text(prepare_reports(input)) +
                    text(prepare_gate(input)) + text(prepare_network(input)) + text(prepare_log(input, 18)) +
                    text(prepare_score(input)) + text(prepare_grid(input));
  if (input.look.shows == StageShows::compare) out += text(prepare_compare(input));
  if (prepare_score(input).foot == ScoreRows::Foot::past_runs) out += text(prepare_past_runs(input));
  const Setup setup = setup_of(input);
  if (setup.configuration) out += text(prepare_config(input, ""), 8);
  if (setup.faults) out += text_of_faults(prepare_faults(input));
  if (const auto partitions = prepare_partitions(input); partitions && setup.partitions) out += text(*partitions);
  if (setup.parts) out += text(prepare_length(input));
  if (setup.brokers > 0) out += text(prepare_brokers(input));
  const Nanos span = timeline_span(std::max(input.end_ns, input.at_ns), input.status == RunStatus::ended);
  out += text(prepare_timeline(input, {0, span, span / 300, setup.lanes}));
  if (input.look.shows == StageShows::transcript) {
    constexpr std::uint64_t kBefore = 12;
    const std::uint64_t in_view = input.world.events;
    out += text(prepare_transcript(input, in_view - std::min(in_view, kBefore), kBefore + 4));
  }
  const CaptionRow caption = prepare_caption(input);
  out += "caption: " + (caption.problem ? "! " + caption.words : caption.words) + "\n";
  if (const auto verdict = prepare_verdict(input)) out += text(*verdict);
  if (const auto question = prepare_question(input)) out += text(*question);
  return out;
}

}  // namespace inflight
