// Window: GLFW, OpenGL 3.3 and Dear ImGui around an App. It draws when something moves or somebody touches it, and else
// sleeps. One in a process, on the main thread; wake() alone may be called from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/shell/placement.h"
#include "app/shell/scale.h"
#include "core/base/result.h"
#include "core/base/time.h"

struct GLFWwindow;
struct ImFontAtlas;
struct ImVec2;

namespace inflight {

// What a window shows. All of it is called on the window's thread.
class App {
 public:
  virtual ~App() = default;
  // Takes in what has happened until now (nanoseconds of a monotonic clock); true if the picture has changed.
  virtual bool tick(Nanos now) = 0;
  // True while something moves by itself.
  virtual bool wants_frames() const = 0;
  // Within an ImGui frame. Size in pixels.
  virtual void draw(ImVec2 size) = 0;
  // Before the first frame and whenever the scale has changed: load the fonts into the atlas, which is empty.
  virtual void scale_changed(ImFontAtlas& atlas, float scale) = 0;
  // What the fonts should be like; asked before each frame.
  virtual Lettering lettering() const { return {}; }
  // After scale_changed(), for each enlargement that lettering() has asked for at this scale: add fonts of this scale.
  virtual void enlarge(ImFontAtlas& /*atlas*/, float /*scale*/) {}
  virtual std::string title() const = 0;
  // Files were dropped on the window: their paths.
  virtual void dropped(const std::vector<std::string>& /*paths*/) {}
  virtual bool quits() const = 0;
};

class Window {
 public:
  // On a screen, all of it: a place where no monitor is any more is not taken, and a size larger than the monitor gets
  // smaller. Unavailable without a display or OpenGL 3.3.
  static Result<std::unique_ptr<Window>> create(const std::string& title, const Placement& wish);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Until the window is closed or the app quits.
  void run(App& app);

  // Out of sight, for the moment that others take to end.
  void hide();

  // Makes a sleeping window call App::tick. Any thread, while the window exists.
  static void wake();

  // Where the window is, to be given to create() another time; while it is maximized, the place and size that it goes
  // back to. Until the window is destroyed, also after run().
  Placement placement() const;

  // Frames drawn in all runs.
  std::uint64_t frames() const;

 private:
  struct State;
  explicit Window(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace inflight
