// Window: GLFW, OpenGL 3.3 and Dear ImGui around an App. It draws when something moves or somebody touches it, and else
// sleeps. One in a process, on the main thread; wake() alone may be called from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

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
  virtual std::string title() const = 0;
  virtual bool quits() const = 0;
};

class Window {
 public:
  // Size in pixels at a content scale of 1; smaller where the screen is. Unavailable without a display or OpenGL 3.3.
  static Result<std::unique_ptr<Window>> create(const std::string& title, int width, int height);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Until the window is closed or the app quits.
  void run(App& app);

  // Makes a sleeping window call App::tick. Any thread, while the window exists.
  static void wake();

  // Frames drawn in all runs.
  std::uint64_t frames() const;

 private:
  struct State;
  explicit Window(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace inflight
