// The window: a session, the view of it, and what only the window knows: its themes, its fonts and its end. Main
// thread.
#include "app/shell/window.h"

#include <optional>
#include <vector>

#include "app/cli/commands.h"
#include "app/shell/fonts.h"
#include "app/shell/imgui_compat.h"
#include "app/shell/settings.h"
#include "app/shell/theme.h"
#include "app/view/view.h"
#include "app/view/window_title.h"

namespace inflight {
namespace {

constexpr const char* kFirstLesson = "produce-is-not-send";

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
  SessionWindow(ThemePair themes, const Look& look)
      : themes_(std::move(themes)), session_(&Window::wake), view_(session_, look, [this] { quits_ = true; }) {
    view_.on_open([this](const std::string& path) { open_file(path); });
  }

  Session& session() { return session_; }
  View& view() { return view_; }
  const Look& look() const { return view_.look(); }

  bool tick(Nanos now) override {
    now_ = now;
    const bool changed = session_.tick(now) || performed_;
    performed_ = false;
    if (changed || title_.empty()) title_ = window_title(stage_input(session_, {}));
    return changed;
  }
  bool wants_frames() const override { return session_.wants_frames() || performed_; }
  void draw(ImVec2 size) override {
    const Theme& theme = view_.look().dark ? themes_.dark : themes_.light;
    performed_ |= view_.draw(size.x, size.y, theme, fonts_, enlarged_, now_);
  }
  Lettering lettering() const override {
    const Extent design = view_.design();
    return {design.wide, design.high, view_.enlarged_by()};
  }
  void scale_changed(ImFontAtlas& atlas, float scale) override {
    fonts_ = load_fonts(atlas, scale);
    enlarged_.clear();
  }
  void enlarge(ImFontAtlas& atlas, float scale) override { enlarged_.push_back(load_fonts(atlas, scale)); }
  std::string title() const override { return title_; }
  // The first of the files, always simulated or only shown: a file that came by is nobody's wish to go live.
  void dropped(const std::vector<std::string>& paths) override {
    performed_ = true;
    open_file(paths.front());
  }
  bool quits() const override { return quits_; }

 private:
  void open_file(const std::string& path) {
    Result<Target> target = resolve_to_show({.target = path});
    if (!target) return session_.say(target.error().sentence);
    const Status opened = session_.open(std::move(target->options), std::move(target->lesson));
    if (!opened) return session_.say(opened.error().sentence);
    note_file(view_.recent(), path);
  }

  ThemePair themes_;
  Session session_;
  View view_;
  Fonts fonts_;
  std::vector<Fonts> enlarged_;
  std::string title_;
  Nanos now_ = 0;
  bool performed_ = false;  // a command was done while drawing: the picture shows the time before it
  bool quits_ = false;
};

Look look_of(const Settings& settings) {
  return {.dark = settings.theme != "light",
          .full = settings.full,
          .presenter = settings.presenter,
          .reduce_motion = settings.reduce_motion};
}

// What is opened: what the command line names, else where the person left off; at the first launch, the first lesson.
Result<Target> what_to_open(RunFlags flags, const Settings& settings) {
  if (!flags.target.empty()) return resolve_to_show(flags);
  if (settings.introduced && !settings.lesson.empty()) {
    flags.target = settings.lesson;
    if (Result<Target> left_off = resolve(flags)) return left_off;
  }
  flags.target = kFirstLesson;
  return resolve(flags);
}

// The window as it is left, for the next time.
Settings as_left(const Settings& before, SessionWindow& app, const Session& session, const Placement& place) {
  Settings settings = before;
  settings.window = place;
  settings.theme = app.look().dark ? "dark" : "light";
  settings.full = app.look().full;
  settings.presenter = app.look().presenter;
  settings.reduce_motion = app.look().reduce_motion;
  settings.kafka = app.view().kafka_form().brokers.data();
  settings.kafka_properties = app.view().kafka_form().file.data();
  const Speed speed = session.play_head().speed();
  settings.speed = speed.is_ratio() ? ratio_text(speed) : "";
  settings.interesting = session.interesting() == kInteresting ? "" : words_of(session.interesting());
  settings.recent = app.view().recent();
  if (session.lesson() && session.lesson()->number > 0) settings.lesson = session.lesson()->id;
  // The first lesson's question was answered by a run, or closed; or they have gone on to something else.
  const bool at_the_first = session.lesson() && session.lesson()->id == kFirstLesson;
  settings.introduced = before.introduced || !at_the_first || session.question() == nullptr;
  return settings;
}

}  // namespace

int window_command(const RunFlags& flags) {
  const LoadedSettings loaded = load_settings(settings_file());
  const Settings& settings = loaded.settings;
  Result<Target> target = what_to_open(flags, settings);
  if (!target) return complain(target.error());
  // A link is shown before it is opened, over what would be there without it.
  std::optional<Link> link;
  if (target->position_ns) {
    link = Link{std::move(target->options), *target->position_ns};
    target = what_to_open({}, settings);
    if (!target) return complain(target.error());
  }
  Result<ThemePair> themes = load_themes();
  if (!themes) return complain(themes.error());
  // The display is asked for first: without one, nothing else is worth doing. The window outlives the session, whose
  // collector wakes it.
  Result<std::unique_ptr<Window>> window = Window::create("Inflight", settings.window);
  if (!window) return complain(window.error());
  SessionWindow app(std::move(themes).value(), look_of(settings));
  write_field(app.view().kafka_form().brokers, settings.kafka);
  write_field(app.view().kafka_form().file, settings.kafka_properties);
  // Where somebody left off they have been asked already.
  const bool left_off = (flags.target.empty() || link) && settings.introduced;
  app.view().recent() = settings.recent;
  app.session().set_interesting(landmarks_in(settings.interesting).value_or(kInteresting));
  Session& session = app.session();
  if (const auto speed = ratio_in(settings.speed)) session.perform({CommandId::speed_ratio, speed->doublings()}, 0);
  const Status opened = session.open(std::move(target->options), std::move(target->lesson),
                                     left_off ? Session::Ask::nothing : Session::Ask::question);
  if (!opened) return complain(opened.error());
  session.say(loaded.notice);
  if (link) {
    app.view().show_link(std::move(*link));
  } else {
    note_file(app.view().recent(), flags.target);
  }
  window.value()->run(app);
  const Settings left = as_left(settings, app, session, window.value()->placement());
  window.value()->hide();
  const Status saved = save_settings(settings_file(), left);
  if (!saved) complain(saved.error());  // what was done stays done
  return 0;
}

}  // namespace inflight
