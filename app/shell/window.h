// Window: one GLFW window with ImGui in it, and the loop that draws only when there is something new. It shows an App
// and knows nothing of Inflight. Everything here belongs to the main thread, but for wake().
#pragma once

#include <string>
#include <string_view>

#include "app/shell/fonts.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace inflight {

class App {
 public:
  virtual ~App() = default;
  // Moves on to `now` (a monotonic clock). Returns true if what is shown has changed.
  virtual bool tick(Nanos now) = 0;
  // True while frames must go on without input.
  virtual bool wants_frames() const = 0;
  virtual void key(std::string_view name) = 0;  // a key was pressed; see keys.h
  // Draws a frame of this size in pixels with ImGui.
  virtual void draw(float width, float height, const Fonts& fonts) = 0;
  virtual std::string title() const = 0;
  virtual bool quits() const = 0;
};

// How large things are in a window of this size: 1 at 1920 x 1080.
float scale_for(float width, float height);

// A monotonic clock, ns.
Nanos monotonic_now();

// Opens a window and shows `app` until it quits or is closed. The error says why there can't be a window.
Status run_window(App& app);

// Has the loop tick soon. Any thread; does nothing while no window is open.
void wake_window();

}  // namespace inflight
