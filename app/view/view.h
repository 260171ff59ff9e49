// View: the window's contents for a Session. It reads the session's world at the play head, draws, and performs what
// the user asks for. It holds no truth. UI thread; the window ticks the session before it draws.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "app/session/session.h"
#include "app/view/stage.h"

namespace inflight {

class View {
 public:
  // What only the window can do.
  struct Window {
    std::function<void()> toggle_theme;
    std::function<void()> quit;
  };
  View(Session& session, Window window);

  // Inside an ImGui frame; size in pixels, `now` on the session's clock. Returns true if a command was performed, so
  // that one more frame is needed to show it.
  bool draw(float width, float height, const Theme& theme, const Fonts& fonts, Nanos now);

  // Where a widget was drawn last, by its command's name; empty if it was not.
  Rect widget(std::string_view name) const { return stage_.widget(name); }

 private:
  void perform(Command command, Nanos now);

  Session& session_;
  Window window_;
  StageView stage_;
  std::vector<LessonName> lessons_;
};

// What the stage shows of a session at this moment.
StageInput stage_input(const Session& session, std::span<const LessonName> lessons);

}  // namespace inflight
