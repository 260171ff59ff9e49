// Preparing and drawing the score; see score.h.
#include "app/view/score.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/view/grid.h"
#include "app/view/marks.h"
#include "app/view/past_runs.h"
#include "app/view/question.h"
#include "app/view/verdict.h"

namespace inflight {
namespace {

// From the end of the journey to its start, as the grid reads: what is old and settled first.
constexpr std::array<Outcome, kOutcomeCount> kLegendOrder{
    Outcome::delivered,        Outcome::delivered_missing, Outcome::failed,         Outcome::failed_stored,
    Outcome::stored_no_report, Outcome::never_told,        Outcome::lost,           Outcome::lost_no_report,
    Outcome::in_doubt,         Outcome::failure_waiting,   Outcome::report_waiting, Outcome::stored_unacked,
    Outcome::in_flight,        Outcome::buffered};

void add_exit_lines(const World& world, ScoreRows& rows) {
  const auto add = [&](std::int64_t count, std::string words, Role role) {
    if (count > 0) rows.exit_lines.push_back({count, std::move(words), role});
  };
  const std::int64_t lost = world.count(Outcome::buffered);
  const std::int64_t unheard = world.count(Outcome::report_waiting) + world.count(Outcome::stored_unacked);
  add(lost, lost == 1 ? "is lost" : "are lost", Role::pink);
  add(world.count(Outcome::in_flight), "may arrive or not", Role::sky);
  add(unheard, "in Kafka, you never hear", Role::amber);
  add(world.count(Outcome::failure_waiting), "failed, you never hear", Role::vermilion);
}

LegendLine line_of(Outcome outcome, std::int64_t count) {
  std::string fewer;
  if (outcome == Outcome::failed_stored) fewer = "said failed, yet in Kafka";
  if (outcome == Outcome::delivered_missing) fewer = "delivered, not in Kafka";
  return {LegendLine::Kind::outcome, outcome, count, std::string(words_of(outcome)), std::move(fewer)};
}

// Callbacks that failed, by their errors' names. If nothing else failed than what those callbacks said, their lines
// stand for the outcome's own; else they follow it.
void add_failed(const World& world, ScoreRows& rows) {
  std::int64_t told = 0;
  for (const auto& [error, count] : world.callbacks) told += error == KafkaError::NO_ERROR ? 0 : count;
  const bool all = told == world.count(Outcome::failed) && world.count(Outcome::failed_stored) == 0;
  for (const Outcome outcome : {Outcome::failed, Outcome::failed_stored}) {
    const std::int64_t count = world.count(outcome);
    if (count > 0 && !all) rows.legend.push_back(line_of(outcome, count));
  }
  for (const auto& [error, count] : world.callbacks) {
    if (error == KafkaError::NO_ERROR) continue;
    rows.legend.push_back({all ? LegendLine::Kind::outcome : LegendLine::Kind::error, Outcome::failed, count,
                           fmt::format("failed: {}", error_name(error)), std::string(error_name(error))});
  }
}

void add_foot(const StageInput& input, ScoreRows& rows) {
  const World& world = input.world;
  if (input.prediction_open()) {
    if (!input.prediction || !input.asked || !world.started) return;
    rows.foot = ScoreRows::Foot::prediction;
    rows.said = what_was_said(*input.asked, *input.prediction);
  } else if (world.started && world.phase == Phase::running) {
    rows.foot = ScoreRows::Foot::if_exit;
    add_exit_lines(world, rows);
  } else if (!input.past_runs.empty() && (input.is_fresh() || exit_was_shown(input))) {
    rows.foot = ScoreRows::Foot::past_runs;
  }
}

}  // namespace

namespace {

// All but the foot.
ScoreRows tally_of(const World& world) {
  ScoreRows rows;
  rows.figures = {{world.produced, "produced", Role::text},
                  {world.told, "told", Role::green},
                  {world.in_kafka(), "in Kafka", Role::green}};
  if (world.phase == Phase::settled) {
    rows.figures.push_back({world.lost(), "lost", Role::pink});
  }
  for (const Outcome outcome : kLegendOrder) {
    if (outcome == Outcome::failed) add_failed(world, rows);
    if (outcome == Outcome::failed || outcome == Outcome::failed_stored) continue;
    if (const std::int64_t count = world.count(outcome); count > 0) rows.legend.push_back(line_of(outcome, count));
  }
  for (const auto& [error, count] : world.refused) {
    rows.legend.push_back({LegendLine::Kind::refused, {}, count, fmt::format("refused: {}", error_name(error))});
  }
  if (world.duplicates > 0) {
    rows.legend.push_back({LegendLine::Kind::copies, {}, world.duplicates, "second copies in the log"});
  }
  return rows;
}

}  // namespace

ScoreRows prepare_score(const StageInput& input) {
  ScoreRows rows = tally_of(input.world);
  add_foot(input, rows);
  return rows;
}

std::string text(const ScoreRows& rows) {
  std::string out = "score\n";
  for (const Figure& figure : rows.figures) out += fmt::format("  {} {}\n", with_commas(figure.count), figure.label);
  for (const LegendLine& line : rows.legend) out += fmt::format("  [{}] {}\n", with_commas(line.count), line.words);
  if (rows.foot == ScoreRows::Foot::prediction) out += fmt::format("  {}\n", rows.said);
  if (rows.foot != ScoreRows::Foot::if_exit) return out;
  out += "  if it exits now:\n";
  for (const ExitLine& line : rows.exit_lines) out += fmt::format("    {} {}\n", with_commas(line.count), line.words);
  if (rows.exit_lines.empty()) out += "    nothing is lost\n";
  return out;
}

namespace {

// As wide as the widest number of so many digits, so that a size does not change with each count.
float width_of(Paint& p, std::string digits) {
  for (char& c : digits) c = c >= '0' && c <= '9' ? '0' : c;
  return p.width(Type::score, digits);
}

// How the figures stand: one size for all of them, as a share of the type's, and the columns' widths.
struct FigureColumns {
  float share = 1;
  std::vector<float> widths;
  std::vector<std::string> counts;  // as they are written
};

// While it runs the columns stay where they are. After the exit a fourth figure comes and nothing changes any more:
// then each is as wide as what stands in it.
FigureColumns figure_columns(Paint& p, const ScoreRows& rows, float room, std::string (*written)(std::int64_t)) {
  FigureColumns columns;
  for (const Figure& figure : rows.figures) columns.counts.push_back(written(figure.count));
  if (rows.figures.size() == 3) {
    columns.widths = {room * 0.36F, room * 0.34F, room * 0.30F};
    for (std::size_t i = 0; i < 3; ++i) {
      const float fits = (columns.widths[i] - p.u(12)) / width_of(p, columns.counts[i]);
      columns.share = std::min(columns.share, fits);
    }
    return columns;
  }
  constexpr float kLeast = 0.2F;
  for (columns.share = 0.9F;; columns.share -= 0.02F) {
    columns.widths.clear();
    float sum = 0;
    for (std::size_t i = 0; i < rows.figures.size(); ++i) {
      const float number = columns.share * width_of(p, columns.counts[i]);
      columns.widths.push_back(std::max(number, p.width(Type::text, rows.figures[i].label)));
      sum += columns.widths.back();
    }
    // The last column needs no gap after it.
    const float gap = (room - sum) / static_cast<float>(rows.figures.size() - 1);
    if (gap < p.u(18) && columns.share > kLeast) continue;
    for (float& width : columns.widths) width += std::min(gap, p.u(28));
    return columns;
  }
}

void draw_figures(Frame& f, const ScoreRows& rows, Rect area) {
  Paint& p = f.paint;
  constexpr float kReadable = 0.5F;
  FigureColumns columns = figure_columns(p, rows, area.w, with_commas);
  if (columns.share < kReadable) columns = figure_columns(p, rows, area.w, in_short);
  float x = area.x;
  for (std::size_t i = 0; i < rows.figures.size(); ++i) {
    const Figure& figure = rows.figures[i];
    const std::string& count = columns.counts[i];
    const float wide = p.width(Type::score, count) * columns.share;
    p.number(Type::score, x, area.y + p.u(22), figure.role, count, Align::left, wide);
    p.hint({x, area.y, columns.widths[i], p.u(70)}, fmt::format("{} {}", with_commas(figure.count), figure.label));
    p.text(Type::text, x, area.y + p.u(58), Role::dim, figure.label);
    x += columns.widths[i];
  }
}

// Words that would not fit are said in fewer, then set smaller, before they are cut.
void draw_words(Paint& p, Rect room, std::string_view words, Role role = Role::text, std::string_view fewer = {}) {
  if (!fewer.empty() && p.width(Type::text, words) > room.w) words = fewer;
  p.text_in(room, p.width(Type::text, words) <= room.w ? Type::text : Type::axis, role, words);
}

void draw_legend_mark(Paint& p, const LegendLine& line, Rect box) {
  if (line.kind == LegendLine::Kind::outcome) return square(p, box, line.outcome);
  if (line.kind == LegendLine::Kind::error) return cross(p, box.cx(), box.cy(), box.w * 0.4F, Role::vermilion);
  if (line.kind == LegendLine::Kind::refused) return refused_square(p, box);
  p.stroke(box, Role::green, 1.4F, 3);
  p.text(Type::label, box.cx(), box.cy(), Role::green, "2", Align::centre);
}

void draw_legend(Frame& f, const ScoreRows& rows, Rect area) {
  if (rows.legend.empty()) return;
  Paint& p = f.paint;
  const float pitch = std::min(p.u(36), area.h / static_cast<float>(rows.legend.size()));
  const float box = std::min(p.u(25), pitch - p.u(3));
  float counts = p.width(Type::strong, "00");
  for (const LegendLine& line : rows.legend) {
    counts = std::max(counts, p.width(Type::strong, with_commas(line.count)));
  }
  const float count_right = area.x + p.u(38) + counts;
  Rect row{area.x, area.y, area.w, pitch};
  for (const LegendLine& line : rows.legend) {
    draw_legend_mark(p, line, {row.x, row.cy() - box / 2, box, box});
    p.text(Type::strong, count_right, row.cy(), Role::text, with_commas(line.count), Align::right);
    const float x = count_right + p.u(12);
    const bool failed = line.kind == LegendLine::Kind::error || line.outcome == Outcome::failed;
    draw_words(p, {x, row.y, area.right() - x, row.h}, line.words, failed ? Role::vermilion : Role::text,
               line.short_words);
    row.y += pitch;
  }
}

void draw_if_exit(Frame& f, const ScoreRows& rows, Rect card) {
  Paint& p = f.paint;
  p.fill(card, Role::panel, 12);
  p.stroke(card, Role::vermilion, 2, 12);
  p.text(Type::strong, card.x + p.u(16), card.y + p.u(24), Role::text, "If it exits now");
  const Rect area{card.x + p.u(16), card.y + p.u(44), card.w - p.u(28), card.h - p.u(52)};
  if (rows.exit_lines.empty()) {
    tick(p, area.x + p.u(12), area.y + p.u(20), p.u(18), Role::green);
    p.text_in({area.x + p.u(34), area.y, area.w - p.u(34), p.u(40)}, Type::text, Role::text, "Nothing is lost.");
    return;
  }
  const float pitch = std::min(p.u(36), area.h / static_cast<float>(rows.exit_lines.size()));
  float counts = p.width(Type::heading, "00");
  for (const ExitLine& line : rows.exit_lines) {
    counts = std::max(counts, p.width(Type::heading, with_commas(line.count)));
  }
  const float right = area.x + std::min(counts, p.u(88));
  Rect row{area.x, area.y, area.w, pitch};
  for (const ExitLine& line : rows.exit_lines) {
    p.number(Type::heading, right, row.cy(), line.role, with_commas(line.count), Align::right, p.u(88));
    const float x = right + p.u(12);
    draw_words(p, {x, row.y, area.right() - x, row.h}, line.words);
    row.y += pitch;
  }
}

// What was predicted stays in sight until the run has shown it.
void draw_said(Frame& f, const ScoreRows& rows, Rect card) {
  Paint& p = f.paint;
  p.fill(card, Role::panel, 12);
  p.stroke(card, Role::accent, 2, 12);
  const Rect inner = card.inset(p.u(16), 0);
  p.number(Type::subtitle, inner.x, card.y + p.u(54), Role::accent, rows.said, Align::left, inner.w);
  p.text_in({inner.x, card.y + p.u(80), inner.w, p.u(34)}, Type::text, Role::dim, "The run will show it.");
}

// The least heights of the grid and of the foot, in units: with less room there is no foot.
constexpr float kLeastGrid = 160;
constexpr float kLeastFoot = 100;

}  // namespace

void draw_tally(Frame& f, const World& world, Rect place) {
  Paint& p = f.paint;
  const ScoreRows rows = tally_of(world);
  draw_figures(f, rows, {place.x, place.y, std::min(place.w, p.u(440)), p.u(80)});
  const float top = place.y + p.u(92);
  const float high = place.bottom() - top;
  if (place.w >= p.u(560)) {
    const float grid = std::min(place.w * 0.52F, p.u(390));
    draw_grid(f, {place.x - p.u(8), top, grid, std::min(high, p.u(300))});
    return draw_legend(f, rows, {place.x + grid + p.u(20), top, place.w - grid - p.u(20), high});
  }
  const float grid = std::min(p.u(300), high * 0.55F);
  draw_grid(f, {place.x - p.u(8), top, place.w + p.u(8), grid});
  draw_legend(f, rows, {place.x, top + grid + p.u(12), place.w, high - grid - p.u(12)});
}

void draw_score(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Rect card = f.layout.score;
  const ScoreRows rows = prepare_score(input);
  p.card(card, Role::bar);
  const Rect inner = card.inset(p.u(16), p.u(14));
  draw_figures(f, rows, {inner.x, inner.y, inner.w + p.u(8), p.u(80)});

  // Where there is little room, the squares alone say what the legend would.
  if (card.h < p.u(440)) {
    return draw_grid(f, {inner.x - p.u(8), card.y + p.u(98), inner.w + p.u(16), card.h - p.u(98 + 10)});
  }
  const PastRunsRows runs = prepare_past_runs(input);
  const bool has_foot = rows.foot != ScoreRows::Foot::none;
  const float most = rows.foot == ScoreRows::Foot::past_runs ? height_of_past_runs(p, runs) : p.u(142);
  // Ten rows of squares are always kept, so that the legend stays where it is; a long legend takes some of their room.
  const float grid_top = card.y + p.u(102);
  const float gap = p.u(12);
  const float least_legend = std::max(p.u(24), p.height(Type::text)) * static_cast<float>(rows.legend.size());
  const float end = card.bottom() - p.u(14);
  const float room = end - grid_top - p.u(kLeastGrid) - 3 * gap - least_legend;
  if (has_foot && room < p.u(kLeastFoot) && rows.foot == ScoreRows::Foot::past_runs && input.past_runs.size() > 1) {
    // A low score, as for presenting: runs to compare are worth more than squares that the verdict has counted.
    return draw_past_runs(f, runs, {card.x + p.u(8), grid_top - p.u(8), card.w - p.u(16), end + p.u(8) - grid_top});
  }
  const float foot = has_foot && room >= p.u(kLeastFoot) ? end - std::min(most, room) : end;
  const float grid_height = std::min(p.u(300), foot - gap - least_legend - gap - grid_top);
  const float legend_top = grid_top + grid_height + gap;
  draw_grid(f, {inner.x - p.u(8), grid_top, inner.w + p.u(16), grid_height});
  draw_legend(f, rows, {inner.x, legend_top, inner.w, foot - gap - legend_top});
  if (foot == end) return;
  const Rect place{card.x + p.u(14), foot, card.w - p.u(28), end - foot};
  switch (rows.foot) {
    case ScoreRows::Foot::none: return;
    case ScoreRows::Foot::if_exit: return draw_if_exit(f, rows, place);
    case ScoreRows::Foot::prediction: return draw_said(f, rows, place);
    case ScoreRows::Foot::past_runs: return draw_past_runs(f, runs, {card.x + p.u(8), foot, card.w - p.u(16), place.h});
  }
}

}  // namespace inflight
