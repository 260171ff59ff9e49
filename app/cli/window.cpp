// The window: a session, the view of it, and what only the window knows, its theme and its end. Main thread.
#include "app/shell/window.h"

#include "app/cli/commands.h"
#include "app/shell/fonts.h"
#include "app/shell/imgui_compat.h"
#include "app/shell/theme.h"
#include "app/view/view.h"
#include "app/view/window_title.h"

namespace inflight {
namespace {

struct ThemePair {
  Theme dark;
  Theme light;
};

Result<ThemePair> load_themes() {
  Result<Theme> dark = find_theme("dark");
  if (!dark) return dark.error();
  Result<Theme> light = find_theme("light");
  if (!light) return light.error();
  return ThemePair{std::move(dark).value(), std::move(light).value()};
}

class SessionWindow : public App {
 public:
  explicit SessionWindow(ThemePair themes)
      : themes_(std::move(themes)),
        session_(&Window::wake),
        view_(session_, {.toggle_theme = [this] { is_dark_ = !is_dark_; }, .quit = [this] { quits_ = true; }}) {}

  Session& session() { return session_; }

  bool tick(Nanos now) override {
    now_ = now;
    const bool changed = session_.tick(now) || performed_;
    performed_ = false;
    if (changed || title_.empty()) title_ = window_title(stage_input(session_, {}));
    return changed;
  }
  bool wants_frames() const override { return session_.wants_frames() || performed_; }
  void draw(ImVec2 size) override {
    performed_ |= view_.draw(size.x, size.y, is_dark_ ? themes_.dark : themes_.light, fonts_, now_);
  }
  void scale_changed(ImFontAtlas& atlas, float scale) override { fonts_ = load_fonts(atlas, scale); }
  std::string title() const override { return title_; }
  bool quits() const override { return quits_; }

 private:
  ThemePair themes_;
  Session session_;
  View view_;
  Fonts fonts_;
  std::string title_;
  Nanos now_ = 0;
  bool is_dark_ = true;
  bool performed_ = false;  // a command was done while drawing: the picture shows the time before it
  bool quits_ = false;
};

}  // namespace

int window_command(const RunFlags& flags) {
  Result<Target> target = resolve(flags);
  if (!target) return complain(target.error());
  Result<ThemePair> themes = load_themes();
  if (!themes) return complain(themes.error());
  // The display is asked for first: without one, nothing else is worth doing. The window outlives the session, whose
  // collector wakes it.
  Result<std::unique_ptr<Window>> window = Window::create("Inflight", 1920, 1080);
  if (!window) return complain(window.error());
  SessionWindow app(std::move(themes).value());
  const Status opened = app.session().open(std::move(target->options), std::move(target->lesson));
  if (!opened) return complain(opened.error());
  window.value()->run(app);
  return 0;
}

}  // namespace inflight
