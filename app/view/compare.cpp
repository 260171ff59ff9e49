// Preparing and drawing two runs side by side; see compare.h.
#include "app/view/compare.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/durations.h"
#include "app/view/score.h"
#include "core/base/duration.h"

namespace inflight {
namespace {

std::string_view words_of(RunSource source) { return source == RunSource::simulated ? "simulated" : "real librdkafka"; }

std::string_view where(const World& world, bool at_end) {
  if (at_end) return ", its end";
  return world.phase == Phase::running ? "" : ", exited";
}

void tell_difference(const DifferenceTold& told, bool both_ended, CompareRows& rows) {
  const Difference& found = told.difference;
  if (found.kind == Difference::Kind::none) {
    rows.difference = told.looks   ? "Looking for the first difference…"
                      : both_ended ? "No difference: the same happens in both, if not at the same instants."
                                   : "No difference so far.";
    return;
  }
  const auto happened = [](const std::string& sentence, Nanos at) {
    return at < 0 ? sentence : fmt::format("{}: {}", format_seconds(at, 3), sentence);
  };
  rows.difference = fmt::format("First difference, at {}", format_seconds(found.at_ns, 3));
  rows.difference_ns = found.at_ns;
  rows.sides[0].happened = happened(told.shown, told.shown_at_ns);
  rows.sides[1].happened = happened(told.other, told.other_at_ns);
}

std::string parting_of(const Compared& two) {
  const auto said = [](const PastRun& branch) {
    if (branch.parted.at_ns == 0) return fmt::format("They part at the start: {}.", branch.name);
    return fmt::format("The same until {}, then: {}.", short_duration(branch.parted.at_ns), branch.name);
  };
  if (two.shown.parted.from != 0 && two.shown.parted.from == two.other.number) return said(two.shown);
  if (two.other.parted.from != 0 && two.other.parted.from == two.shown.number) return said(two.other);
  return "";
}

}  // namespace

CompareRows prepare_compare(const StageInput& input) {
  CompareRows rows;
  if (!input.compared) {
    rows.nothing = !input.world.started && input.past_runs.empty()
                       ? "Nothing has run yet. Run it, then once more with a switch turned, and compare the two."
                   : input.is_fresh() ? "Run it, then compare it with the runs before."
                                      : "Run it once more with a switch turned, then compare.";
    return rows;
  }
  const Compared& two = *input.compared;
  const bool ended = input.status == RunStatus::ended && input.at_ns >= input.recording.end_ns();
  const bool other_ended = two.other.ended && two.at_ns >= two.recording->end_ns();
  const auto side = [](const PastRun& run, const World& world, Nanos at, bool at_end) {
    return CompareSide{.name = name_of(run),
                       .source = std::string(words_of(run.source)),
                       .at = fmt::format("at {}{}", format_seconds(at, 2), where(world, at_end))};
  };
  rows.sides = {side(two.shown, input.world, input.at_ns, ended), side(two.other, *two.world, two.at_ns, other_ended)};
  tell_difference(two.told, two.shown.ended && two.other.ended, rows);
  rows.parted = parting_of(two);
  return rows;
}

std::string text(const CompareRows& rows) {
  if (!rows.nothing.empty()) return fmt::format("compare: {}\n", rows.nothing);
  std::string out = "compare\n";
  for (const CompareSide& side : rows.sides) out += fmt::format("  {} ({}), {}\n", side.name, side.source, side.at);
  if (!rows.parted.empty()) out += fmt::format("  {}\n", rows.parted);
  out += fmt::format("  {}\n", rows.difference);
  for (const CompareSide& side : rows.sides) {
    if (!side.happened.empty()) out += fmt::format("    {}: {}\n", side.name, side.happened);
  }
  return out;
}

namespace {

void draw_nothing(Frame& f, const std::string& words, Rect place) {
  Paint& p = f.paint;
  p.card(place, Role::bar);
  p.text(Type::heading, place.cx(), place.cy() - p.u(40), Role::text, "Two runs side by side", Align::centre);
  float y = place.cy();
  for (const std::string_view line : p.wrap(Type::text, words, place.w * 0.6F)) {
    p.text(Type::text, place.cx(), y, Role::text, line, Align::centre);
    y += p.u(28);
  }
  p.text(Type::axis, place.cx(), y + p.u(16), Role::dim, "V or Escape leaves", Align::centre);
}

void draw_side(Frame& f, const CompareSide& side, const World& world, bool in_view, Rect card) {
  Paint& p = f.paint;
  p.card(card, Role::bar);
  if (in_view) p.fill({card.x + p.u(12), card.y, card.w - p.u(24), p.u(4)}, Role::accent, 2);
  const Rect inner = card.inset(p.u(24), p.u(18));
  const float at = p.width(Type::code_bold, side.at);
  p.text(Type::code_bold, inner.right(), inner.y + p.u(14), Role::text, side.at, Align::right);
  p.text_in({inner.x, inner.y, inner.w - at - p.u(24), p.u(28)}, Type::heading, Role::text, side.name);
  p.text(Type::text, inner.x, inner.y + p.u(44), Role::dim,
         fmt::format("{}{}", side.source, in_view ? ", the run in view" : ""));
  draw_tally(f, world, {inner.x, inner.y + p.u(78), inner.w, inner.h - p.u(78)});
}

void draw_difference(Frame& f, const CompareRows& rows, Rect card) {
  Paint& p = f.paint;
  p.card(card);
  const bool known = rows.difference_ns >= 0;
  if (known) {
    const Touch touch = f.widgets.touch(p, "first_difference", card, "", "To this instant.");
    if (touch.hovered) p.fill(card, Role::accent_soft, 12, 0.6F);
    if (touch.hovered || touch.focused) p.stroke(card, Role::accent, 2, 12);
    if (touch.pressed) f.emit(CommandId::seek, rows.difference_ns);
  }
  const Rect inner = card.inset(p.u(24), p.u(12));
  const float head = p.text(Type::heading, inner.x, inner.y + p.u(16), Role::text, rows.difference);
  if (!rows.parted.empty()) {
    p.text_in({inner.x + head + p.u(24), inner.y, inner.w - head - p.u(24), p.u(32)}, Type::text, Role::dim,
              rows.parted, Align::right);
  }
  if (!known) return;
  // Each below its own run.
  const float half = (card.w - p.u(12)) / 2;
  for (std::size_t i = 0; i < 2; ++i) {
    const float x = inner.x + static_cast<float>(i) * (half + p.u(12));
    p.paragraph({x, inner.y + p.u(40), half - p.u(36), inner.h - p.u(40)}, Type::text, Role::text,
                rows.sides[i].happened, 26);
  }
}

void draw_choice(Frame& f, const StageInput& input, std::size_t run, Rect row) {
  Paint& p = f.paint;
  const PastRun& past = input.past_runs[run];
  const bool other = run == input.compared->run;
  const std::string why_not = past.is_shown ? "This is the run in view."
                              : !past.kept  ? "Its recording was not kept, so it can't be compared."
                                            : "";
  const Touch touch = f.widgets.touch(p, fmt::format("compare_with {}", run), row, why_not, "Compares with this run.");
  const Rect body = row.inset(0, p.u(2));
  if (other || (touch.hovered && why_not.empty())) p.fill(body, Role::accent_soft, 8, other ? 1.0F : 0.6F);
  if (touch.focused) p.stroke(body, Role::accent, 2, 8);
  if (past.is_shown) p.fill({body.x, body.y, p.u(4), body.h}, Role::accent, 2);
  const Rect words{row.x + p.u(16), row.y, row.w - p.u(24), row.h};
  const Role role = past.kept ? Role::text : Role::dim;
  p.text_in({words.x, row.y + p.u(4), words.w, row.h * 0.46F}, other ? Type::strong : Type::text, role, name_of(past));
  const std::string counts = past.ended ? fmt::format("{} told, {} in Kafka, {} lost", with_commas(past.told),
                                                      with_commas(past.in_kafka), with_commas(past.lost))
                                        : "left before its end";
  const std::string_view real = past.source == RunSource::simulated ? "" : "real: ";
  p.text_in({words.x, row.y + row.h * 0.48F, words.w, row.h * 0.42F}, Type::axis, Role::dim,
            fmt::format("{}{}", real, counts));
  if (touch.pressed) f.emit(CommandId::compare_with, static_cast<std::int64_t>(run) + 1);
}

void draw_choices(Frame& f, const StageInput& input, Rect card) {
  Paint& p = f.paint;
  p.card(card, Role::bar);
  p.text(Type::strong, card.x + p.u(20), card.y + p.u(26), Role::text, "Compare with");
  const auto count = static_cast<float>(std::max<std::size_t>(1, input.past_runs.size()));
  const float room = card.h - p.u(48 + 110);
  Rect row{card.x + p.u(8), card.y + p.u(46), card.w - p.u(16), std::min(p.u(64), room / count)};
  for (std::size_t run = input.past_runs.size(); run-- > 0;) {  // the newest first
    draw_choice(f, input, run, row);
    row.y += row.h;
  }
  float y = card.bottom() - p.u(92);
  if (input.forgotten_runs > 0) {
    p.text(Type::axis, card.x + p.u(20), y, Role::dim,
           counted(input.forgotten_runs, "older run is", "older runs are") + " not kept.");
  }
  for (const CommandId id : {CommandId::compare_with, CommandId::show_other, CommandId::toggle_compare}) {
    const CommandInfo& command = info(id);
    const bool leaves = id == CommandId::toggle_compare;
    y += p.u(23);
    p.text(Type::axis, card.x + p.u(20), y, Role::dim, command.key);
    p.text(Type::axis, card.x + p.u(100), y, Role::dim, leaves ? "Leave" : command.words);
  }
}

}  // namespace

void draw_compare(Frame& f, const StageInput& input, const GridRows& other) {
  Paint& p = f.paint;
  const Layout& l = f.layout;
  const Rect stage{l.process.x, l.process.y, l.score.right() - l.process.x, l.process.h};
  const CompareRows rows = prepare_compare(input);
  if (!rows.nothing.empty()) return draw_nothing(f, rows.nothing, stage);
  const float gap = p.u(12);
  const float list = std::min(p.u(328), stage.w * 0.22F);
  const float wide = (stage.w - list - 2 * gap) / 2;
  const float foot = p.u(126);
  const float high = stage.h - foot - gap;
  const Rect left{stage.x, stage.y, wide, high};
  const Rect right{left.right() + gap, stage.y, wide, high};
  draw_side(f, rows.sides[0], input.world, true, left);
  Frame beside{f.paint, f.widgets, f.layout, f.commands, f.travels, other, f.exit};
  draw_side(beside, rows.sides[1], *input.compared->world, false, right);
  draw_difference(f, rows, {stage.x, left.bottom() + gap, right.right() - stage.x, foot});
  draw_choices(f, input, {right.right() + gap, stage.y, list, stage.h});
}

}  // namespace inflight
