// StageView: the whole window drawn from a StageInput, and what the user asked for in return. Holds only what is the
// view's own: scrolling, the keyboard's focus, open menus, what is zoomed, what is on its way. UI thread, inside an
// ImGui frame.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/brokers.h"
#include "app/view/chart.h"
#include "app/view/code.h"
#include "app/view/config.h"
#include "app/view/grid.h"
#include "app/view/layout.h"
#include "app/view/link_card.h"
#include "app/view/menu.h"
#include "app/view/my_kafka.h"
#include "app/view/stage_input.h"
#include "app/view/time_view.h"
#include "app/view/timeline.h"
#include "app/view/transcript.h"
#include "app/view/travel.h"
#include "app/view/widgets.h"

namespace inflight {

// The regions that a window shows for this input: level Full's, or those that the lesson reveals.
Setup setup_of(const StageInput& input);

class StageView {
 public:
  // Size in pixels. The commands are those of buttons and keys; they have not been performed. `enlarged`: fonts for a
  // zoomed region, as enlarged_by() asks for; without them a region fills the stage, and is not larger.
  std::vector<Command> draw(const StageInput& input, float width, float height, const Theme& theme, const Fonts& fonts,
                            std::span<const Fonts> enlarged = {});

  // Does a command that is the stage's own: the pages that lie over it, the dialog, zooming, closing what lies on top.
  // False: somebody else's.
  bool take(const Command& command);
  // How much larger than the window's scale fonts are wanted: 1, or a zoomed region's factor.
  float enlarged_by() const;
  void leave_zoom() { zoomed_.reset(); }
  std::optional<Region> zoomed() const { return zoomed_; }
  bool help_is_open() const { return help_is_open_; }
  bool simplified_is_open() const { return simplified_is_open_; }
  bool wants_another_frame() const { return widgets_.wants_another_frame(); }
  KafkaForm& kafka_form() { return kafka_; }
  // Opens the list of files, and the card that says what a link is; `dismiss` closes it.
  void show_recent(std::vector<MenuEntry> files);
  void show_link(LinkRows link) { link_ = std::move(link); }
  void close_link() { link_.reset(); }

  // Where a widget was drawn last, by name; empty if it was not.
  Rect widget(std::string_view name) const { return widgets_.find(name); }
  std::vector<std::string> widget_names() const { return widgets_.names(); }
  std::string_view focused_widget() const { return widgets_.focused(); }
  const Travels& travels() const { return travels_; }
  const TimeView& time() const { return time_; }

 private:
  std::vector<Command> typed_commands(const StageInput& input) const;
  void draw_stage(Frame& frame, const StageInput& input);
  void draw_place(Frame& frame, const StageInput& input, const Fonts& fonts, std::span<const Fonts> enlarged);
  void draw_comparison(Frame& frame, const StageInput& input);
  void draw_added(Frame& frame, const StageInput& input);
  void draw_zoomed(Frame& frame, const StageInput& input, const Fonts& fonts, std::span<const Fonts> enlarged);
  void draw_sentences(Frame& frame, const StageInput& input);
  void draw_lists(Frame& frame, const StageInput& input);
  void toggle_zoom(std::int64_t argument);
  bool take_time(CommandId id);

  Widgets widgets_;
  CodeScroll scroll_;
  ConfigSearch search_;
  Layout layout_;  // of the last frame
  bool help_is_open_ = false;
  std::optional<CommandId> opens_;  // a command whose list opens in the next frame
  TranscriptScroll transcript_;
  BrokerScroll brokers_;
  std::vector<MenuEntry> recent_;
  std::optional<LinkRows> link_;
  bool simplified_is_open_ = false;
  KafkaForm kafka_;
  std::optional<Region> zoomed_;
  Region zoomed_last_ = Region::score;  // Z without a region under the mouse takes the next one
  TimeView time_;                       // the part of the run that time line and chart show
  TimelineGrip grip_;                   // of the time line, of the chart
  TimelineGrip chart_grip_;
  Travels travels_;
  GridMemory grid_;
  GridMemory other_grid_;  // of the run that is compared with
};

// All regions as text, for tests and for those who can't see the window.
std::string stage_text(const StageInput& input);

}  // namespace inflight
