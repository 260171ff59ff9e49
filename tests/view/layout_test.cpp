// The window's regions at every size that we promise.
#include "app/view/layout.h"

#include <gtest/gtest.h>
#include <vector>

namespace inflight {
namespace {

struct Size {
  float width, height;
};
const std::vector<Size> kSizes{{1024, 768},  {1280, 720},  {1366, 768},  {1600, 900},  {1920, 1080},
                               {1920, 1200}, {2560, 1080}, {2560, 1440}, {3440, 1440}, {3840, 2160}};

std::vector<Rect> regions_of(const Layout& l) {
  return {l.title_bar, l.verbs,   l.code,  l.terminal, l.gate,    l.buffer,  l.reports,
          l.thread,    l.network, l.kafka, l.score,    l.caption, l.timeline};
}
std::vector<Rect> verbs_of(const Layout& l) {
  return {l.run, l.restart, l.back, l.step, l.poll, l.flush, l.reject, l.exit, l.speeds[0], l.speeds[1], l.speeds[2]};
}

void expect_apart(const std::vector<Rect>& rects, const Rect& inside) {
  for (std::size_t i = 0; i < rects.size(); ++i) {
    EXPECT_FALSE(rects[i].empty()) << i;
    EXPECT_TRUE(inside.contains(rects[i])) << i;
    for (std::size_t j = i + 1; j < rects.size(); ++j) EXPECT_FALSE(rects[i].overlaps(rects[j])) << i << " and " << j;
  }
}

TEST(Layout, RegionsAreInsideTheWindowAndApart) {
  for (const auto& [width, height] : kSizes) {
    SCOPED_TRACE(testing::Message() << width << "x" << height);
    const Layout layout = make_layout(width, height);
    expect_apart(regions_of(layout), layout.window);
  }
}

TEST(Layout, VerbsAreInsideTheirBarAndApart) {
  for (const auto& [width, height] : kSizes) {
    SCOPED_TRACE(testing::Message() << width << "x" << height);
    const Layout layout = make_layout(width, height);
    expect_apart(verbs_of(layout), layout.verbs);
  }
}

TEST(Layout, TitleBarsPartsAreApart) {
  for (const auto& [width, height] : kSizes) {
    SCOPED_TRACE(testing::Message() << width << "x" << height);
    const Layout l = make_layout(width, height);
    expect_apart({l.lesson, l.source, l.badge, l.ahead, l.theme}, l.title_bar);
  }
}

TEST(Layout, TheFrameHoldsAllThatIsGoneAtExitAndNothingElse) {
  for (const auto& [width, height] : kSizes) {
    SCOPED_TRACE(testing::Message() << width << "x" << height);
    const Layout l = make_layout(width, height);
    for (const Rect& inside : {l.code, l.terminal, l.gate, l.buffer, l.reports, l.thread, l.verdict}) {
      EXPECT_TRUE(l.process.contains(inside));
    }
    for (const Rect& outside : {l.network, l.kafka, l.score, l.caption}) EXPECT_FALSE(l.process.overlaps(outside));
  }
}

TEST(Layout, TheVerdictNeverHidesCodeGhostsOrScore) {
  for (const auto& [width, height] : kSizes) {
    SCOPED_TRACE(testing::Message() << width << "x" << height);
    const Layout l = make_layout(width, height);
    for (const Rect& kept : {l.code, l.buffer, l.score, l.kafka}) EXPECT_FALSE(l.verdict.overlaps(kept));
  }
}

TEST(Layout, SwitchesAreLargeEnoughToHit) {
  const Layout l = make_layout(1920, 1080);
  for (const Rect& r : {l.poll, l.flush}) {
    EXPECT_GE(r.w, 90);
    EXPECT_GE(r.h, 40);
  }
}

TEST(Layout, TwiceTheSizeIsTwiceEveryMeasure) {
  const Layout small = make_layout(1920, 1080);
  const Layout large = make_layout(3840, 2160);
  EXPECT_FLOAT_EQ(large.scale, 2 * small.scale);
  EXPECT_FLOAT_EQ(large.code.w, 2 * small.code.w);
  EXPECT_FLOAT_EQ(large.score.x, 2 * small.score.x);
}

TEST(Layout, RoomThatTheFontsDoNotUseGoesToTheStage) {
  const Layout tight = make_layout(1930, 1090);
  const Layout steady = make_layout(1930, 1090, 1);
  EXPECT_GT(tight.scale, 1);
  EXPECT_FLOAT_EQ(steady.scale, 1);
  EXPECT_FLOAT_EQ(steady.timeline.bottom(), 1090 - 16);
  EXPECT_FLOAT_EQ(steady.score.right(), 1930 - 16);
  EXPECT_GT(steady.code.h, make_layout(1920, 1080).code.h);
}

TEST(Layout, AWindowWithoutSizeIsNoDisaster) { EXPECT_GT(make_layout(0, 0).scale, 0); }

}  // namespace
}  // namespace inflight
