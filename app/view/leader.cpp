// Finding the leader's way and drawing it; see leader.h.
#include "app/view/leader.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>

namespace inflight {
namespace {

bool is_above_the_stage(const Layout& l, Rect words) { return words.cy() < l.process.y; }

// The way out of the words, along the gap between them and the stage, to `x`.
std::vector<LeaderPoint> along_the_gap(const Layout& l, Rect words, float x) {
  const float unit = l.scale;
  const bool above = is_above_the_stage(l, words);
  // A way that begins just beside the words needs no corner.
  const bool beside = x > words.x + 8 * unit && x < words.right() - 8 * unit;
  const float start = beside ? x : x < words.x ? words.x + 16 * unit : words.right() - 16 * unit;
  const float edge = above ? words.bottom() + unit : words.y - 2 * unit;
  const float gap = above ? (std::max(edge, l.caption.bottom() - 4 * unit) + l.process.y) / 2
                          : std::min((l.process.bottom() + l.caption.y) / 2, edge - 4 * unit);
  std::vector<LeaderPoint> points{{start, edge}};
  if (std::abs(start - x) > 1) points.insert(points.end(), {{start, gap}, {x, gap}});
  return points;
}

// Straight to the near edge of a region.
std::vector<LeaderPoint> to_edge(const Layout& l, Rect words, Rect region, float y) {
  const bool narrow = region.w < 120 * l.scale;
  const float margin = narrow ? region.w / 2 : 24 * l.scale;
  const float x = std::max(region.x + margin, std::min(words.cx(), region.right() - margin));
  std::vector<LeaderPoint> points = along_the_gap(l, words, x);
  points.push_back({x, y});
  return points;
}

// Through a gap between two cards, and to the side of one of them.
std::vector<LeaderPoint> to_side(const Layout& l, Rect words, float gap_x, LeaderPoint end) {
  std::vector<LeaderPoint> points = along_the_gap(l, words, gap_x);
  points.push_back({gap_x, end.y});
  points.push_back(end);
  return points;
}

// The gaps that go up through the stage.
float left_gap(const Layout& l) { return (l.process.x + l.code.x) / 2; }
float memory_gap(const Layout& l) { return (l.buffer.right() + l.thread.x) / 2; }
float score_gap(const Layout& l) { return (l.kafka.right() + l.score.x) / 2; }

// For presenting the caption stands above the stage. Heads of columns lie between: the line passes beside their words.
std::vector<LeaderPoint> from_above(const Layout& l, CaptionAt at, Rect words, bool verdict) {
  const auto down_to = [&](float x, float y) {
    std::vector<LeaderPoint> points = along_the_gap(l, words, x);
    points.push_back({x, y});
    return points;
  };
  const float unit = l.scale;
  switch (at) {
    case CaptionAt::code: return down_to(l.code.right() - 40 * unit, l.code.y);
    case CaptionAt::buffer: return down_to(l.buffer.right() - 20 * unit, l.buffer.y);
    case CaptionAt::network: return down_to(l.network.cx(), l.network.y);
    case CaptionAt::log: return down_to(l.kafka.cx(), l.kafka.y);
    default: break;
  }
  if (verdict) return {};
  switch (at) {
    case CaptionAt::gate: return down_to(l.gate.cx(), l.gate.y);
    case CaptionAt::thread: return down_to(l.thread.cx(), l.thread.y);
    case CaptionAt::terminal: return to_side(l, words, left_gap(l), {l.terminal.x, l.terminal.cy()});
    case CaptionAt::reports: return to_side(l, words, memory_gap(l), {l.reports.right(), l.reports.cy()});
    default: return {};
  }
}

std::vector<LeaderPoint> way_to(const Layout& l, CaptionAt at, Rect words, bool verdict) {
  const float unit = l.scale;
  if (is_above_the_stage(l, words)) return from_above(l, at, words, verdict);
  // With more than the essential on the stage, some regions have others below them.
  const auto reaches_down = [&](Rect region) { return region.bottom() >= l.process.bottom() - 40 * unit; };
  switch (at) {
    case CaptionAt::log:
      return reaches_down(l.kafka) ? to_edge(l, words, l.kafka, l.kafka.bottom())
                                   : to_side(l, words, score_gap(l), {l.kafka.right(), l.kafka.cy()});
    case CaptionAt::score:
      return reaches_down(l.score) ? to_edge(l, words, l.score, l.score.bottom())
                                   : to_side(l, words, score_gap(l), {l.score.x, l.score.cy()});
    case CaptionAt::network:  // beyond its edge, which has no frame: a line that ends there points to nothing
      return to_edge(l, words, l.network, l.network.bottom() - 72 * unit);
    case CaptionAt::code: return to_side(l, words, left_gap(l), {l.code.x, l.code.bottom() - 64 * unit});
    case CaptionAt::grid: return to_side(l, words, score_gap(l), {l.score.x, l.score.y + 250 * unit});
    case CaptionAt::buffer: {
      // The thread's card is gone once the process is; before, there is a gap on this side of it.
      const float gap = verdict ? (l.thread.right() + l.process.right()) / 2 : memory_gap(l);
      return to_side(l, words, gap, {l.buffer.right(), l.buffer.cy()});
    }
    default: break;
  }
  if (verdict) return {};
  switch (at) {
    case CaptionAt::terminal:
      return reaches_down(l.terminal) ? to_edge(l, words, l.terminal, l.terminal.bottom())
                                      : to_side(l, words, left_gap(l), {l.terminal.x, l.terminal.cy()});
    case CaptionAt::reports:
      return reaches_down(l.reports) ? to_edge(l, words, l.reports, l.reports.bottom())
                                     : to_side(l, words, memory_gap(l), {l.reports.right(), l.reports.cy()});
    case CaptionAt::thread: return to_edge(l, words, l.thread, l.thread.bottom());
    case CaptionAt::gate: return to_edge(l, words, l.gate, l.gate.bottom() - 24 * unit);
    default: return {};
  }
}

// True if a stretch of the way lies over a card that it does not end at.
bool crosses_a_card(const Layout& l, const std::vector<LeaderPoint>& way) {
  const Rect end{way.back().x, way.back().y, 0, 0};
  for (const Rect& card : {l.code, l.terminal, l.buffer, l.reports, l.thread, l.kafka, l.score, l.configuration,
                           l.faults, l.brokers, l.parts, l.timeline}) {
    if (card.empty() || card.inset(-1).contains(end)) continue;
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
      const auto [x1, x2] = std::minmax(way[i].x, way[i + 1].x);
      const auto [y1, y2] = std::minmax(way[i].y, way[i + 1].y);
      if (card.overlaps({x1, y1, x2 - x1, y2 - y1})) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<LeaderPoint> leader_to(const Layout& l, CaptionAt at, Rect words, bool verdict) {
  std::vector<LeaderPoint> way = way_to(l, at, words, verdict);
  if (way.size() < 2 || crosses_a_card(l, way)) return {};
  return way;
}

void draw_leader(Paint& p, const std::vector<LeaderPoint>& points) {
  if (points.size() < 2) return;
  ImDrawList& list = p.list();
  list.PathLineTo({points.front().x, points.front().y});
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const LeaderPoint& corner = points[i];
    const auto toward = [&](const LeaderPoint& other) {
      const float dx = other.x - corner.x;
      const float dy = other.y - corner.y;
      const float length = std::max(1.0F, std::hypot(dx, dy));
      const float radius = std::min(p.u(10), length / 2);
      return ImVec2{corner.x + dx / length * radius, corner.y + dy / length * radius};
    };
    list.PathLineTo(toward(points[i - 1]));
    list.PathBezierQuadraticCurveTo({corner.x, corner.y}, toward(points[i + 1]));
  }
  list.PathLineTo({points.back().x, points.back().y});
  list.PathStroke(p.colour(Role::accent), 0, std::max(1.0F, p.u(2)));
  p.disc(points.back().x, points.back().y, 7, Role::ground);
  p.disc(points.back().x, points.back().y, 5, Role::accent);
}

}  // namespace inflight
