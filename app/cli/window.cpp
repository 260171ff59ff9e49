// `inflight` without a subcommand: the window on a script or a lesson, ready to run.
#include "app/shell/window.h"

#include <fmt/format.h>
#include <imgui.h>

#include "app/cli/commands.h"
#include "app/session/session.h"
#include "app/shell/fonts.h"
#include "app/shell/theme.h"
#include "app/view/view.h"

namespace inflight {
namespace {

constexpr int kWidth = 1600;
constexpr int kHeight = 900;

// Joins session and view to the window's loop.
class InflightApp : public App {
 public:
  InflightApp(Theme dark, Theme light)
      : session_([] { Window::wake(); }),
        view_(session_, {.toggle_theme = [this] { light_is_on_ = !light_is_on_; }, .quit = [this] { quits_ = true; }}),
        dark_(std::move(dark)),
        light_(std::move(light)) {}

  Status open(Target target) { return session_.open(std::move(target.options), std::move(target.lesson)); }

  bool tick(Nanos now) override {
    now_ = now;
    return session_.tick(now) || std::exchange(performed_, false);
  }
  bool wants_frames() const override { return session_.wants_frames(); }
  void draw(ImVec2 size) override {
    performed_ = view_.draw(size.x, size.y, light_is_on_ ? light_ : dark_, fonts_, now_) || performed_;
  }
  void scale_changed(ImFontAtlas& atlas, float scale) override { fonts_ = load_fonts(atlas, scale); }
  std::string title() const override {
    const auto& lesson = session_.lesson();
    return fmt::format("Inflight: {}{}", lesson ? lesson->title : session_.options().script_name, state());
  }
  bool quits() const override { return quits_; }

 private:
  std::string_view state() const {
    switch (session_.status()) {
      case RunStatus::ready: return "";
      case RunStatus::starting: return " (starting)";
      case RunStatus::failed: return " (failed)";
      default: break;
    }
    if (session_.world().phase != Phase::running) return " (process ended)";
    return session_.play_head().playing() ? " (running)" : " (held)";
  }

  Session session_;
  View view_;
  const Theme dark_;
  const Theme light_;
  Fonts fonts_;
  Nanos now_ = 0;
  bool light_is_on_ = false;
  bool performed_ = false;
  bool quits_ = false;
};

}  // namespace

int window_command(const RunFlags& flags) {
  Result<Target> target = resolve(flags);
  if (!target) return complain(target.error());
  Result<Theme> dark = find_theme("dark");
  if (!dark) return complain(dark.error());
  Result<Theme> light = find_theme("light");
  if (!light) return complain(light.error());
  Result<std::unique_ptr<Window>> window = Window::create("Inflight", kWidth, kHeight);
  if (!window) return complain(window.error());
  InflightApp app(std::move(dark).value(), std::move(light).value());
  if (const Status opened = app.open(std::move(target).value()); !opened) return complain(opened.error());
  window.value()->run(app);
  return 0;
}

}  // namespace inflight
