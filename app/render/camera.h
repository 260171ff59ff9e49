// Camera: pictures of a session in the real view, without a display and without a wall clock: the same options and the
// same instants give the same bytes. For `inflight render`, the pictures of the docs, and tests. One at a time in a
// process, on one thread.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/shell/fonts.h"
#include "app/shell/offscreen.h"
#include "app/shell/theme.h"
#include "app/view/view.h"

namespace inflight {

struct CameraOptions {
  int width = 1920, height = 1080;  // pixels, 16 to 8192
  std::string theme = "dark";
  bool full = false;
  bool presenter = false;
  bool chart = false;  // in the stage's place
};

class Camera {
 public:
  // Errors: no offscreen GL, a size that can't be, an unknown theme.
  static Result<std::unique_ptr<Camera>> create(const CameraOptions& options);
  ~Camera();
  Camera(const Camera&) = delete;
  Camera& operator=(const Camera&) = delete;

  // A script or a lesson, as it is before it runs. A question that it asks is in the picture.
  Status open(RunOptions options, std::optional<Lesson> lesson);

  // Puts the play head somewhere, everything at rest; makes the run as far as needed. A live run is waited for.
  // An instant after the end is the end. Errors: the run can't be made or goes on without end.
  Status go_to(Nanos at);
  Status go_to_end();
  Status go_to_exit();                      // just before the process ends
  Status go_to_event(std::uint64_t event);  // just after that event of a recording that reaches beyond it
  // As it looks while it plays, things on their way: plays the last seconds before the instant, frame by frame, at
  // Normal speed. The play goes on from there.
  Status play_to(Nanos at);
  // A person's command at the play head, like reject_next.
  void perform(Command command);

  const Session& session() const { return session_; }

  // Draws what the play head shows: RGBA, rows from the top.
  std::vector<std::uint8_t> pixels();
  // As PNG, whole or not at all.
  Status save(const std::filesystem::path& file);

 private:
  Camera(std::unique_ptr<Offscreen> offscreen, Theme theme, const CameraOptions& options);
  void wake();
  Status wait_until(bool (Camera::*there)() const);
  bool has_ended() const;
  bool is_at_goal() const;
  bool has_folded() const;
  Status start();
  Status settle();
  void draw_view();
  void draw();

  std::unique_ptr<Offscreen> offscreen_;
  Theme theme_;
  Fonts fonts_;

  std::mutex mutex_;
  std::condition_variable woken_;
  bool news_ = false;  // guarded by mutex_: the collector has made something

  Session session_;  // its collector wakes the camera, so it goes first
  View view_;
  Nanos now_ = 0;  // the made-up clock
  Nanos goal_ = 0;
};

}  // namespace inflight
