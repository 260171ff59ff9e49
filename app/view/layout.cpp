// The measures of the window; see layout.h.
#include "app/view/layout.h"

#include <algorithm>
#include <cmath>

namespace inflight {
namespace {

// Turns units into whole pixels, so that edges are sharp and neighbours meet.
struct Grid {
  float scale;
  Rect operator()(float left, float top, float right, float bottom) const {
    const float x = std::round(left * scale);
    const float y = std::round(top * scale);
    return {x, y, std::round(right * scale) - x, std::round(bottom * scale) - y};
  }
};

// What a window has beyond its design, in units.
struct Spare {
  float wide, high;
};

void lay_out_bars(Layout& l, const Grid& at, float width, float spare) {
  const float middle = width / 2;
  l.title_bar = at(0, 0, width, 56);
  l.lesson = at(130, 6, 480, 50);
  l.source = at(middle - 470, 6, middle + 4, 50);
  l.badge = at(middle + 10, 12, middle + 180, 44);
  l.ahead = at(middle + 220, 6, width - 340, 50);
  l.present = at(width - 320, 6, width - 156, 50);
  l.help = at(width - 148, 6, width - 92, 50);
  l.menu = at(width - 84, 6, width - 16, 50);

  l.verbs = at(0, 56, width, 130);
  const float shift = spare / 2;
  const auto verb = [&](float left, float right) { return at(left + shift, 66, right + shift, 120); };
  l.run = verb(16, 212);
  l.hold = verb(222, 334);
  l.back = verb(344, 428);
  l.step = verb(438, 522);
  l.poll = verb(556, 824);
  l.flush = verb(838, 1106);
  l.reject = verb(1120, 1384);
  l.exit = verb(1398, 1588);
  l.speeds = {verb(1612, 1706), verb(1710, 1804), verb(1808, 1904)};
}

// The time line of a window that shows more than the essential is slim, for its room goes to what is added. With all
// its lanes it needs as much as ever; then the caption is set closer.
void lay_out_stage(Layout& l, const Grid& at, float width, Spare spare) {
  const bool adds = l.setup.adds();
  const bool close = adds && l.setup.lanes;
  const float foot = close ? 20 : adds ? 98 : 0;
  const float code_right = 722 + spare.wide * 0.6F;
  const float memory_left = code_right + 80;
  const float memory_right = 1184 + spare.wide;
  const float kafka_left = 1384 + spare.wide;
  const float frame_bottom = 846 + spare.high + foot;
  const float bottom = frame_bottom - 16;
  const float code_bottom = 636 + spare.high * 0.7F;
  const float middle = 560 + spare.high * 0.5F + (l.setup.partitions ? 40 : 0) - (close && l.setup.parts ? 50 : 0);

  l.process = at(16, 142, 1244 + spare.wide, frame_bottom);
  l.code = at(32, 184, code_right, code_bottom);
  l.gate = at(code_right, 184, memory_left, bottom);
  l.buffer = at(memory_left, 184, memory_right, middle - (adds ? 12 : 48));
  l.reports = at(memory_left, middle, memory_right, l.setup.parts ? bottom - 126 : bottom);
  if (l.setup.parts) l.parts = at(memory_left, bottom - 114, memory_right, bottom);
  l.thread = at(memory_right + 8, 184, memory_right + 48, bottom);

  const float terminal_right = l.setup.configuration ? 262 + spare.wide * 0.2F : code_right;
  l.terminal = at(32, code_bottom + 12, terminal_right, bottom);
  if (l.setup.configuration) l.configuration = at(terminal_right + 12, code_bottom + 12, code_right, bottom);

  l.network = at(1246 + spare.wide, 142, kafka_left - 2, frame_bottom);
  const bool brokers = l.setup.brokers > 0;
  const float brokers_top = frame_bottom - 54 - 52 * static_cast<float>(std::clamp(l.setup.brokers, 3, 6));
  l.kafka = at(kafka_left, 142, kafka_left + 178, brokers ? brokers_top - 12 : frame_bottom);
  if (brokers) l.brokers = at(kafka_left, brokers_top, kafka_left + 178, frame_bottom);
  l.score = at(1576 + spare.wide, 142, 1904 + spare.wide, l.setup.faults ? frame_bottom - 203 : frame_bottom);
  if (l.setup.faults) l.faults = at(1576 + spare.wide, frame_bottom - 191, 1904 + spare.wide, frame_bottom);
  l.verdict = at(32, code_bottom + 2, memory_right + 48, frame_bottom - 2);
  l.caption = at(16, frame_bottom + (close ? 2 : 10), width - 16, frame_bottom + (close ? 46 : 62));
  l.timeline = at(16, frame_bottom + (close ? 48 : 72), width - 16, 1064 + spare.high);
  l.slim_timeline = adds && !l.setup.lanes;
}

void lay_out_presenter_bar(Layout& l, const Grid& at, float width) {
  l.verbs = at(0, 0, width, 60);
  const auto verb = [&](float left, float right) { return at(left, 6, right, 54); };
  l.run = verb(12, 196);
  l.hold = verb(204, 276);
  l.back = verb(284, 346);
  l.step = verb(354, 416);
  l.poll = verb(434, 674);
  l.flush = verb(684, 924);
  l.exit = verb(942, 1106);
  l.ahead = at(1122, 6, width - 248, 54);
  l.badge = at(width - 238, 14, width - 72, 46);
  l.menu = verb(width - 64, width - 12);
}

// Code and loop whole; the terminal, the time line and the score's legend fold. The score stands below Kafka, and the
// gate below the line that produces, so that their ways do not cross.
void lay_out_presenter(Layout& l, const Grid& at, float width, Spare spare) {
  lay_out_presenter_bar(l, at, width);
  const float code_right = 716 + spare.wide * 0.6F;
  const float memory_left = code_right + 68;
  const float memory_right = 1148 + spare.wide;
  const float frame_right = memory_right + 50;
  const float frame_bottom = 774 + spare.high;
  const float bottom = frame_bottom - 10;
  const float code_bottom = 549 + spare.high * 0.4F;
  const float middle = 314 + spare.high * 0.3F;
  const float kafka_bottom = 452 + spare.high * 0.5F;

  l.process = at(12, 63, frame_right, frame_bottom);
  l.code = at(26, 101, code_right, code_bottom);
  l.terminal = at(26, code_bottom + 10, code_right, bottom);
  l.gate = at(code_right, 478, memory_left, bottom);
  l.buffer = at(memory_left, 101, memory_right, middle - 14);
  l.reports = at(memory_left, middle, memory_right, bottom);
  l.thread = at(memory_right + 6, 101, memory_right + 40, bottom);
  l.network = at(frame_right + 2, 63, frame_right + 134, kafka_bottom);
  l.kafka = at(frame_right + 136, 63, width - 12, kafka_bottom);
  l.score = at(frame_right + 10, kafka_bottom + 10, width - 12, frame_bottom);
  l.verdict = at(26, code_bottom + 4, frame_right - 8, frame_bottom - 2);
  l.caption = at(12, frame_bottom + 6, width - 12, frame_bottom + 56);
  l.timeline = at(12, frame_bottom + 60, width - 12, 858 + spare.high);
  l.slim_timeline = true;
}

// What a region needs in units to be worth looking at, and how wide it may get.
struct Need {
  float wide, high, widest;
};
constexpr std::array<Need, kRegionCount> kNeeds{{{690, 447, 1400},   // code
                                                 {368, 300, 560},    // buffer
                                                 {178, 460, 360},    // log
                                                 {368, 260, 560},    // reports
                                                 {460, 182, 900},    // terminal
                                                 {328, 540, 400}}};  // score

constexpr std::array<std::string_view, kRegionCount> kRegionNames{"code",    "buffer",   "log",
                                                                  "reports", "terminal", "score"};

constexpr std::array<Rect Layout::*, kRegionCount> kPlaces{&Layout::code,    &Layout::buffer,   &Layout::kafka,
                                                           &Layout::reports, &Layout::terminal, &Layout::score};

}  // namespace

std::string_view name_of(Region region) { return kRegionNames[static_cast<std::size_t>(region)]; }

Extent design_of(const Setup& setup) { return setup.presenter ? Extent{1536, 864} : Extent{}; }

Layout make_layout(float width, float height, float most, const Setup& setup) {
  width = std::max(width, 1.0F);
  height = std::max(height, 1.0F);
  const Extent design = design_of(setup);
  Layout l;
  l.setup = setup.presenter ? Setup{.presenter = true} : setup;
  l.scale = std::min({width / design.wide, height / design.high, most});
  l.window = {0, 0, width, height};
  const Grid at{l.scale};
  const float wide = width / l.scale;
  const Spare spare{wide - design.wide, height / l.scale - design.high};
  if (setup.presenter) {
    lay_out_presenter(l, at, wide, spare);
  } else {
    lay_out_bars(l, at, wide, spare.wide);
    lay_out_stage(l, at, wide, spare);
  }
  return l;
}

Rect stage_place(const Layout& layout) {
  const Rect& process = layout.process;
  return {process.x, process.y, layout.score.right() - process.x, process.h};
}

ZoomedLayout make_zoomed(const Layout& layout, Region region, float most) {
  const float u = layout.scale;
  const Rect stage = stage_place(layout);
  ZoomedLayout zoomed;
  const float column = region == Region::score ? 0 : 240 * u;
  const Rect room{stage.x, stage.y, stage.w - column, stage.h};
  if (column > 0) zoomed.figures = {room.right() + 16 * u, stage.y, column - 16 * u, stage.h};

  const Need& need = kNeeds[static_cast<std::size_t>(region)];
  const float fits = std::min(room.w / (need.wide * u), room.h / (need.high * u));
  zoomed.factor = std::clamp(std::floor(std::min(fits, most) * 4) / 4, 1.0F, 2.0F);
  zoomed.layout.scale = u * zoomed.factor;
  zoomed.layout.setup = layout.setup;
  zoomed.layout.window = layout.window;
  const float wide = std::min(room.w, std::round(need.widest * zoomed.layout.scale));
  zoomed.region = {std::round(room.x + (room.w - wide) / 2), room.y, wide, room.h};
  zoomed.layout.*kPlaces[static_cast<std::size_t>(region)] = zoomed.region;
  return zoomed;
}

Rect rect_of(const Layout& layout, Region region) { return layout.*kPlaces[static_cast<std::size_t>(region)]; }

std::optional<Region> region_at(const Layout& layout, float x, float y) {
  for (std::size_t i = 0; i < kRegionCount; ++i) {
    const Rect r = rect_of(layout, static_cast<Region>(i));
    if (x >= r.x && x < r.right() && y >= r.y && y < r.bottom()) return static_cast<Region>(i);
  }
  return std::nullopt;
}

}  // namespace inflight
