// Offscreen: pictures without a display, for tests, `render` and videos. EGL's surfaceless platform (software GL
// works), one ImGui context of its own, a fixed DeltaTime: the same frames give the same bytes. One at a time in a
// process; create, render and destroy it on one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "core/base/result.h"

struct ImFontAtlas;

namespace inflight {

class Offscreen {
 public:
  // Width and height in pixels, 16 to 8192. Unavailable where EGL or OpenGL 3.3 is missing.
  static Result<std::unique_ptr<Offscreen>> create(int width, int height);
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  // Where to load fonts, before the first frame.
  ImFontAtlas& fonts();

  // One ImGui frame on black; draw_frame calls ImGui. A frame lasts 1/60 s for ImGui.
  void render(const std::function<void()>& draw_frame);
  // The same without pixels: for the frames that lead to a picture.
  void rehearse(const std::function<void()>& draw_frame);

  // The last frame: RGBA, eight bits each, rows from the top, width() x height() x 4 bytes.
  std::vector<std::uint8_t> pixels() const;
  // As PNG, whole or not at all.
  Status save_png(const std::filesystem::path& file) const;

  int width() const { return width_; }
  int height() const { return height_; }

 private:
  struct Egl;
  Offscreen(int width, int height);
  Status start();

  const int width_, height_;
  std::unique_ptr<Egl> egl_;
};

}  // namespace inflight
