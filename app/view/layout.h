// Layout: where every region of the window is, from the window's size and setup alone. Measured in units of a design
// (1920x1080; 1536x864 for presenting, so that the same things are a quarter larger) and scaled by the smaller of the
// two ratios; what a window has beyond the design goes to the regions that can use it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "app/view/rect.h"

namespace inflight {

// What fills the stage when it is zoomed, in the order of a message's journey.
enum class Region : std::uint8_t { code, buffer, log, reports, terminal, score };
inline constexpr std::size_t kRegionCount = static_cast<std::size_t>(Region::score) + 1;
std::string_view name_of(Region region);  // "code", as captions and lessons name it

// What a window is to show: for presenting, or with the regions that level Full adds, or those that a lesson reveals.
struct Setup {
  bool presenter = false;  // larger, without title bar; adds nothing
  bool configuration = false;
  bool faults = false;
  bool partitions = false;   // the local buffer by partition
  std::int32_t brokers = 0;  // that there is to be room for; from three on the room grows, up to six
  bool parts = false;        // of len(producer)
  bool lanes = false;        // all of the time line's, which is taller for it
  bool adds() const { return configuration || faults || partitions || brokers > 0 || parts; }
  friend bool operator==(const Setup&, const Setup&) = default;
};

struct Layout {
  float scale = 1;  // pixels a unit
  Setup setup;
  Rect window;

  Rect title_bar;  // empty for presenting: what matters of it stands in the bar of verbs
  Rect lesson;     // drop-downs and buttons of the title bar
  Rect source;     // "Runs on"
  Rect badge;      // SIMULATED
  Rect ahead;      // "still running: 3.2 s ahead"
  Rect present, help, menu;

  Rect verbs;
  Rect run, hold, back, step, poll, flush, reject, exit;
  std::array<Rect, 3> speeds;

  Rect process;  // the dashed frame: all that is gone at exit
  Rect code, terminal, gate, buffer, reports, thread;
  Rect network, kafka, score;
  Rect configuration, faults, brokers, parts;  // empty unless the setup has them
  Rect verdict;  // after the exit, over what is gone: never over the code, the ghosts or the score

  Rect caption;
  Rect timeline;
  bool slim_timeline = false;  // the lanes without their names and counts
};

// The size in units that a setup is designed for: the window's scale is the largest at which it fits.
struct Extent {
  float wide = 1920;
  float high = 1080;
};
Extent design_of(const Setup& setup);

// Sizes in pixels. The scale is the largest at which all fits, but not above `most`, the scale that the fonts have:
// room beyond that goes to the regions that can use it. Below 1280x720 (1024x768 for presenting) texts stop getting
// smaller and may be cut.
Layout make_layout(float width, float height, float most = 1e9F, const Setup& setup = {});

// A region that fills the stage. Bars, caption and time line stay, and the score's figures stand to the right of it.
struct ZoomedLayout {
  float factor = 1;  // of the layout's scale: 1 to 2, in quarters
  Layout layout;     // the region alone; its scale is the zoomed one
  Rect region;
  Rect figures;  // in the unzoomed scale
};
// `most`: the largest factor that there are fonts for.
ZoomedLayout make_zoomed(const Layout& layout, Region region, float most = 2);

// All between the bar of verbs and the caption.
Rect stage_place(const Layout& layout);
Rect rect_of(const Layout& layout, Region region);
// The region at a point of the window, in pixels.
std::optional<Region> region_at(const Layout& layout, float x, float y);

}  // namespace inflight
