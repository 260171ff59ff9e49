// The window's regions at every size that we promise.
#include "app/view/layout.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <vector>

#include "app/shell/scale.h"
#include "app/view/timeline.h"

namespace inflight {
namespace {

struct Size {
  float width, height;
};
const std::vector<Size> kSizes{{1024, 768},  {1280, 720},  {1366, 768},  {1600, 900},  {1920, 1080},
                               {1920, 1200}, {2560, 1080}, {2560, 1440}, {3440, 1440}, {3840, 2160}};

// The setups that a window can have.
struct Case {
  std::string name;
  Setup setup;
};
const std::vector<Case> kCases{
    {"essential", {}},
    {"full", {.configuration = true, .faults = true, .partitions = true, .brokers = 3, .parts = true}},
    {"configuration revealed", {.configuration = true}},
    {"faults revealed", {.faults = true}},
    {"parts revealed", {.parts = true}},
    {"presenter", {.presenter = true}}};

// Calls with every size and setup: make_layout() as the window would, whose fonts have their own scale.
void for_all(const std::function<void(const Layout&)>& expect) {
  for (const auto& [width, height] : kSizes) {
    for (const Case& c : kCases) {
      SCOPED_TRACE(testing::Message() << c.name << " at " << width << "x" << height);
      const Extent design = design_of(c.setup);
      const float fonts =
          ui_scale(static_cast<int>(width), static_cast<int>(height), 1, {.wide = design.wide, .high = design.high});
      expect(make_layout(width, height, fonts, c.setup));
    }
  }
}

std::vector<Rect> shown(std::initializer_list<Rect> rects) {
  std::vector<Rect> some;
  std::copy_if(rects.begin(), rects.end(), std::back_inserter(some), [](const Rect& r) { return !r.empty(); });
  return some;
}
std::vector<Rect> regions_of(const Layout& l) {
  return shown({l.title_bar, l.verbs, l.code, l.terminal, l.gate, l.buffer, l.reports, l.thread, l.network, l.kafka,
                l.score, l.caption, l.timeline, l.configuration, l.faults, l.brokers, l.parts});
}
std::vector<Rect> verbs_of(const Layout& l) {
  return shown(
      {l.run, l.hold, l.back, l.step, l.poll, l.flush, l.reject, l.exit, l.speeds[0], l.speeds[1], l.speeds[2]});
}
std::vector<Rect> title_of(const Layout& l) {
  return shown({l.lesson, l.source, l.badge, l.ahead, l.present, l.help, l.menu});
}

void expect_apart(const std::vector<Rect>& rects, const Rect& inside) {
  for (std::size_t i = 0; i < rects.size(); ++i) {
    EXPECT_FALSE(rects[i].empty()) << i;
    EXPECT_TRUE(inside.contains(rects[i])) << i;
    for (std::size_t j = i + 1; j < rects.size(); ++j) EXPECT_FALSE(rects[i].overlaps(rects[j])) << i << " and " << j;
  }
}

TEST(Layout, RegionsAreInsideTheWindowAndApart) {
  for_all([](const Layout& l) { expect_apart(regions_of(l), l.window); });
}

TEST(Layout, VerbsAndTitleAreInsideTheirBarsAndApart) {
  for_all([](const Layout& l) {
    if (!l.setup.presenter) {
      expect_apart(verbs_of(l), l.verbs);
      expect_apart(title_of(l), l.title_bar);
      return;
    }
    std::vector<Rect> all = verbs_of(l);
    for (const Rect& r : title_of(l)) all.push_back(r);
    expect_apart(all, l.verbs);
  });
}

TEST(Layout, EverySetupHasTheWholeLoop) {
  for_all([](const Layout& l) {
    for (const Rect& r : {l.verbs, l.run, l.hold, l.poll, l.flush, l.exit, l.badge, l.menu, l.code, l.terminal, l.gate,
                          l.buffer, l.reports, l.thread, l.network, l.kafka, l.score, l.caption, l.timeline}) {
      EXPECT_FALSE(r.empty());
    }
  });
}

TEST(Layout, WhatASetupAddsIsThereAndNothingElse) {
  for_all([](const Layout& l) {
    EXPECT_EQ(l.configuration.empty(), !l.setup.configuration);
    EXPECT_EQ(l.faults.empty(), !l.setup.faults);
    EXPECT_EQ(l.brokers.empty(), !l.setup.brokers);
    EXPECT_EQ(l.parts.empty(), !l.setup.parts);
  });
}

TEST(Layout, TheFrameHoldsAllThatIsGoneAtExitAndNothingElse) {
  for_all([](const Layout& l) {
    for (const Rect& inside : {l.code, l.terminal, l.gate, l.buffer, l.reports, l.thread}) {
      EXPECT_TRUE(l.process.contains(inside));
    }
    for (const Rect& outside : {l.network, l.kafka, l.score, l.caption}) EXPECT_FALSE(l.process.overlaps(outside));
  });
}

TEST(Layout, TheVerdictNeverHidesCodeGhostsOrScore) {
  for_all([](const Layout& l) {
    EXPECT_TRUE(l.window.contains(l.verdict));
    for (const Rect& kept : {l.code, l.buffer, l.score, l.kafka, l.caption}) EXPECT_FALSE(l.verdict.overlaps(kept));
    // Exit's sentence, the verdict's 56 and a line below them.
    EXPECT_GE(l.verdict.h, 190 * l.scale - 1);
  });
}

// The code of every lesson is seen whole: its longest line and all its lines.
TEST(Layout, TheCodeHasRoomForFourteenLinesOfSixtyCharacters) {
  for_all([](const Layout& l) {
    EXPECT_GE(l.code.h, (41 + 14 * 29) * l.scale - 1);
    EXPECT_GE(l.code.w, 690 * l.scale - 1);
  });
}

TEST(Layout, ABatchOfFifteenHasItsNumbers) {
  for_all([](const Layout& l) { EXPECT_GE(l.buffer.w, 15 * 20 * l.scale); });
}

TEST(Layout, TheReportQueueSaysItsSentenceWhole) {
  for_all([](const Layout& l) {
    // Heading, tray, and two lines of text.
    if (l.setup.presenter) return;
    EXPECT_GE(l.reports.h, 164 * l.scale - 1);
  });
}

TEST(Layout, PresentingMakesTheSameThingsLarger) {
  const Layout usual = make_layout(1920, 1080);
  const Layout larger = make_layout(1920, 1080, 1e9F, {.presenter = true});
  EXPECT_GE(larger.scale, 1.24F * usual.scale);
  EXPECT_GE(larger.code.w, 1.24F * usual.code.w);
  EXPECT_GE(larger.caption.h, usual.caption.h);
}

TEST(Layout, PresentingAddsNothing) {
  const Layout l = make_layout(1920, 1080, 1e9F, {.presenter = true, .configuration = true, .parts = true});
  EXPECT_FALSE(l.setup.adds());
  EXPECT_TRUE(l.configuration.empty());
}

TEST(Layout, WhatIsTouchedIsLargeEnoughForAFinger) {
  for_all([](const Layout& l) {
    const float least = 44 * l.scale - 1;
    for (const Rect& r : verbs_of(l)) {
      EXPECT_GE(r.w, least);
      EXPECT_GE(r.h, least);
    }
    for (const Rect& r : shown({l.lesson, l.source, l.present, l.help, l.menu})) {
      EXPECT_GE(r.w, least);
      EXPECT_GE(r.h, least);
    }
  });
}

TEST(Layout, AZoomedRegionFillsTheStageAndCoversNothingThatStays) {
  for_all([](const Layout& l) {
    for (std::size_t i = 0; i < kRegionCount; ++i) {
      const ZoomedLayout zoomed = make_zoomed(l, static_cast<Region>(i));
      SCOPED_TRACE(name_of(static_cast<Region>(i)));
      EXPECT_GE(zoomed.factor, 1);
      EXPECT_LE(zoomed.factor, 2);
      EXPECT_TRUE(l.window.contains(zoomed.region));
      EXPECT_EQ(rect_of(zoomed.layout, static_cast<Region>(i)), zoomed.region);
      for (const Rect& kept : {l.verbs, l.caption, l.timeline, zoomed.figures}) {
        EXPECT_FALSE(zoomed.region.overlaps(kept));
        if (kept != zoomed.figures) {
          EXPECT_FALSE(zoomed.figures.overlaps(kept));
        }
      }
      EXPECT_EQ(zoomed.figures.empty(), static_cast<Region>(i) == Region::score);
    }
  });
}

TEST(Layout, ZoomingMakesTheCodeHalfAsLargeAgainAndQueuesTwiceAsLarge) {
  const Layout l = make_layout(1920, 1080);
  EXPECT_EQ(make_zoomed(l, Region::code).factor, 1.5F);
  EXPECT_EQ(make_zoomed(l, Region::buffer).factor, 2);
  EXPECT_EQ(make_zoomed(l, Region::reports).factor, 2);
  EXPECT_EQ(make_zoomed(l, Region::reports, 1.5F).factor, 1.5F);
}

TEST(Layout, TheRegionUnderTheMouseIsFound) {
  const Layout l = make_layout(1920, 1080);
  EXPECT_EQ(region_at(l, l.buffer.cx(), l.buffer.cy()), Region::buffer);
  EXPECT_EQ(region_at(l, l.kafka.cx(), l.kafka.cy()), Region::log);
  EXPECT_EQ(region_at(l, l.caption.cx(), l.caption.cy()), std::nullopt);
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

// A word of `width` at `x` and a line of a few pixels at `line`.
bool touches(float x, float width, float line) { return x < line && line < x + width; }

TEST(TimeLineWords, NeitherCoverEachOtherNorALine) {
  for (float exit = 0; exit <= 1000; exit += 7) {
    for (float head = 0; head <= 1000; head += 7) {
      SCOPED_TRACE(testing::Message() << "exit at " << exit << ", head at " << head);
      const HeadAndExit lines{
          .left = 0, .right = 1000, .head = head, .head_width = 80, .exit = exit, .exit_width = 40, .gap = 12};
      const WordPlaces words = place_words(lines);
      EXPECT_TRUE(words.head + 80 <= words.exit || words.exit + 40 <= words.head);
      EXPECT_FALSE(touches(words.head, 80, head));
      EXPECT_FALSE(touches(words.exit, 40, exit));
      EXPECT_FALSE(touches(words.exit, 40, head));
      if (std::abs(head - exit) >= 12 + 80) {
        EXPECT_FALSE(touches(words.head, 80, exit));
      }
    }
  }
}

TEST(TimeLineWords, TheTimeStandsLeftOfTheHeadWhereItCan) {
  EXPECT_FLOAT_EQ(place_words({.left = 0, .right = 1000, .head = 500, .head_width = 80, .gap = 12}).head, 408);
  EXPECT_FLOAT_EQ(place_words({.left = 0, .right = 1000, .head = 50, .head_width = 80, .gap = 12}).head, 62);
}

}  // namespace
}  // namespace inflight
