// Preparing and drawing the score; see score.h.
#include "app/view/score.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/view/grid.h"
#include "app/view/marks.h"

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

}  // namespace

ScoreRows prepare_score(const StageInput& input) {
  const World& world = input.world;
  ScoreRows rows;
  rows.figures = {{world.produced, "produced", Role::text},
                  {world.told, "told", Role::green},
                  {world.in_kafka(), "in Kafka", Role::green}};
  if (input.process_gone()) {
    rows.figures.push_back({world.count(Outcome::lost) + world.count(Outcome::lost_no_report), "lost", Role::pink});
  }
  for (const Outcome outcome : kLegendOrder) {
    if (const std::int64_t count = world.count(outcome); count > 0) {
      rows.legend.push_back({LegendLine::Kind::outcome, outcome, count, std::string(words_of(outcome))});
    }
  }
  for (const auto& [error, count] : world.refused) {
    rows.legend.push_back({LegendLine::Kind::refused, {}, count, fmt::format("refused: {}", error_name(error))});
  }
  if (world.duplicates > 0) {
    rows.legend.push_back({LegendLine::Kind::copies, {}, world.duplicates, "second copies in the log"});
  }
  rows.if_exit = world.started && world.phase == Phase::running;
  if (rows.if_exit) add_exit_lines(world, rows);
  return rows;
}

std::string text(const ScoreRows& rows) {
  std::string out = "score\n";
  for (const Figure& figure : rows.figures) out += fmt::format("  {} {}\n", with_commas(figure.count), figure.label);
  for (const LegendLine& line : rows.legend) out += fmt::format("  [{}] {}\n", with_commas(line.count), line.words);
  if (!rows.if_exit) return out;
  out += "  if it exits now:\n";
  for (const ExitLine& line : rows.exit_lines) out += fmt::format("    {} {}\n", with_commas(line.count), line.words);
  if (rows.exit_lines.empty()) out += "    nothing is lost\n";
  return out;
}

namespace {

// All figures in one size: the largest, up to the type's, in which each fits its column.
void draw_figures(Frame& f, const ScoreRows& rows, Rect area) {
  Paint& p = f.paint;
  constexpr std::array<float, 3> kThree{0.36F, 0.34F, 0.30F};
  constexpr std::array<float, 4> kFour{0.30F, 0.22F, 0.27F, 0.21F};
  const bool four = rows.figures.size() > kThree.size();
  const auto column = [&](std::size_t i) { return area.w * (four ? kFour[i] : kThree[i]); };
  float share = 1;
  for (std::size_t i = 0; i < rows.figures.size(); ++i) {
    const float wide = p.width(Type::score, with_commas(rows.figures[i].count));
    share = std::min(share, (column(i) - p.u(12)) / wide);
  }
  float x = area.x;
  for (std::size_t i = 0; i < rows.figures.size(); ++i) {
    const Figure& figure = rows.figures[i];
    const std::string count = with_commas(figure.count);
    p.number(Type::score, x, area.y + p.u(22), figure.role, count, Align::left, p.width(Type::score, count) * share);
    p.text(Type::text, x, area.y + p.u(58), Role::dim, figure.label);
    x += column(i);
  }
}

// Words that would not fit are set smaller before they are cut.
void draw_words(Paint& p, Rect room, std::string_view words) {
  p.text_in(room, p.width(Type::text, words) <= room.w ? Type::text : Type::axis, Role::text, words);
}

void draw_legend_mark(Paint& p, const LegendLine& line, Rect box) {
  if (line.kind == LegendLine::Kind::outcome) return square(p, box, line.outcome);
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
    draw_words(p, {x, row.y, area.right() - x, row.h}, line.words);
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

}  // namespace

void draw_score(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Rect card = f.layout.score;
  const ScoreRows rows = prepare_score(input);
  p.card(card, Role::bar);
  const Rect inner = card.inset(p.u(16), p.u(14));
  draw_figures(f, rows, {inner.x, inner.y, inner.w + p.u(8), p.u(80)});

  const float foot = rows.if_exit ? card.bottom() - p.u(156) : card.bottom() - p.u(14);
  // Ten rows of squares are always kept, so that the legend stays where it is; a long legend takes some of their room.
  const float grid_top = card.y + p.u(102);
  const float gap = p.u(12);
  const float least_legend = std::max(p.u(24), p.height(Type::text)) * static_cast<float>(rows.legend.size());
  const float grid_height = std::min(p.u(300), foot - gap - least_legend - gap - grid_top);
  const float legend_top = grid_top + grid_height + gap;
  draw_grid(f, input, {inner.x - p.u(8), grid_top, inner.w + p.u(16), grid_height});
  draw_legend(f, rows, {inner.x, legend_top, inner.w, foot - gap - legend_top});
  if (rows.if_exit) draw_if_exit(f, rows, {card.x + p.u(14), foot, card.w - p.u(28), p.u(142)});
}

}  // namespace inflight
