// The line from a caption to what it speaks of.
#include "app/view/leader.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

void expect_free_way(const Layout& l, bool all_reached) {
  const Rect words{l.caption.cx() - l.caption.w / 4, l.caption.y + 8, l.caption.w / 2, l.caption.h - 16};
  const std::vector<std::pair<CaptionAt, Rect>> regions{
      {CaptionAt::code, l.code},       {CaptionAt::terminal, l.terminal}, {CaptionAt::buffer, l.buffer},
      {CaptionAt::thread, l.thread},   {CaptionAt::network, l.network},   {CaptionAt::log, l.kafka},
      {CaptionAt::reports, l.reports}, {CaptionAt::gate, l.gate},         {CaptionAt::score, l.score}};
  // Between network and gate there are no cards: their ways are free.
  const std::vector<Rect> cards{l.configuration, l.faults, l.brokers, l.parts,   l.timeline, l.code,
                                l.terminal,      l.buffer, l.thread,  l.reports, l.kafka,    l.score};
  for (const auto& [at, own] : regions) {
    const std::vector<LeaderPoint> points = leader_to(l, at, words, false);
    SCOPED_TRACE(name_of(at));
    if (points.empty() && !all_reached) continue;
    ASSERT_GE(points.size(), 2u);
    EXPECT_TRUE(own.inset(-1).contains({points.back().x, points.back().y, 0, 0}));
    if (at == CaptionAt::network && words.cy() > l.process.bottom()) {
      EXPECT_LT(points.back().y, l.network.bottom() - 40 * l.scale) << "it is long enough to be seen as a line";
    }
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      const auto [x1, x2] = std::minmax(points[i].x, points[i + 1].x);
      const auto [y1, y2] = std::minmax(points[i].y, points[i + 1].y);
      for (const Rect& card : cards) {
        EXPECT_TRUE(card == own || !card.overlaps({x1, y1, x2 - x1, y2 - y1})) << "crosses the card at " << card.x;
      }
    }
  }
}

TEST(Leader, EndsAtItsRegionAndCrossesNoOtherCard) {
  for (const auto& [width, height] : std::vector<std::pair<float, float>>{{1280, 720}, {1920, 1080}, {2560, 1080}}) {
    SCOPED_TRACE(testing::Message() << width << "x" << height);
    expect_free_way(make_layout(width, height), true);
    const inflight::Setup full{.configuration = true, .faults = true, .partitions = true, .brokers = 3, .parts = true};
    expect_free_way(make_layout(width, height, 1e9F, full), false);
    expect_free_way(make_layout(width, height, 1e9F, {.presenter = true}), false);
  }
}

TEST(Leader, DoesNotPointToWhatTheVerdictCovers) {
  const Layout l = make_layout(1920, 1080);
  const Rect words{600, 866, 700, 34};
  for (const CaptionAt covered : {CaptionAt::terminal, CaptionAt::reports, CaptionAt::gate, CaptionAt::thread}) {
    EXPECT_TRUE(leader_to(l, covered, words, true).empty()) << name_of(covered);
  }
  const std::vector<LeaderPoint> to_ghosts = leader_to(l, CaptionAt::buffer, words, true);
  for (const LeaderPoint& point : to_ghosts) EXPECT_FALSE(l.verdict.overlaps({point.x, point.y, 1, 1}));
  EXPECT_TRUE(leader_to(l, CaptionAt::nowhere, words, false).empty());
}

}  // namespace
}  // namespace inflight
