// View: the window's contents for a Session. It reads the session's world at the play head, draws, and performs what
// the user asks for. It holds no truth. UI thread; the window ticks the session before it draws.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/session.h"
#include "app/view/stage.h"
#include "core/run/link.h"

namespace inflight {

class View {
 public:
  // `quit`: what only the window can do.
  View(Session& session, Look look, std::function<void()> quit);

  // Inside an ImGui frame; size in pixels, `now` on the session's clock; the fonts as wanted(). Returns true if
  // one more frame is needed: to show what a command did, or where the keyboard went.
  bool draw(float width, float height, const Theme& theme, const Fonts& fonts, std::span<const Fonts> enlarged,
            Nanos now);

  const Look& look() const { return look_; }
  // What the fonts must be like: the window's design in units, and how much larger than that a zoomed region is.
  Extent design() const { return design_of({.presenter = look_.presenter}); }
  float enlarged_by() const { return stage_.enlarged_by(); }

  // Opens a script or a recording; what goes wrong is the caller's to say. Nothing is opened without it.
  using OpenFile = std::function<void(const std::string& path)>;
  void on_open(OpenFile open) { open_file_ = std::move(open); }
  // Files that were opened or saved lately, the newest first.
  std::vector<std::string>& recent() { return recent_; }
  // Says what a link is, and opens it if the person wants that.
  void show_link(Link link);

  // The dialog *My Kafka*: its fields, to be kept and filled another time.
  KafkaForm& kafka_form() { return stage_.kafka_form(); }

  // Where a widget was drawn last, by its command's name; empty if it was not.
  Rect widget(std::string_view name) const { return stage_.widget(name); }

 private:
  void perform(Command command, Nanos now);
  void open_my_kafka();
  void read_kafka(CommandId then);
  void go_on_with_kafka(Nanos now);
  void open_shown_link(Nanos now);

  Session& session_;
  Look look_;
  std::function<void()> quit_;
  StageView stage_;
  std::vector<LessonName> lessons_;
  std::vector<std::string> recent_;
  OpenFile open_file_ = [](const std::string&) {};
  std::optional<Link> link_;  // that is shown
};

// What the stage shows of a session at this moment.
StageInput stage_input(const Session& session, std::span<const LessonName> lessons);

}  // namespace inflight
