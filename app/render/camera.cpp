// Driving a session by ticks of a made-up clock; see camera.h.
#include "app/render/camera.h"

#include <chrono>
#include <fmt/format.h>

#include "app/shell/scale.h"

namespace inflight {
namespace {

constexpr Nanos kFrame = kSecond / 60;
// What a step moved comes to rest within this; more frames would mean that something moves for ever.
constexpr int kMostFramesToSettle = 600;
// What is on its way at an instant set out at most this long before, on the run's clock.
constexpr Nanos kRunUp = 2 * kSecond;
// While a burst is spread or a caption read, the run's clock stands; not for ever.
constexpr int kMostFramesToPlay = 60 * 60;
// ImGui needs a frame to measure before it places.
constexpr int kFramesForAPicture = 3;
// As `inflight report` has it.
constexpr std::uint64_t kMostEvents = 30'000'000;

}  // namespace

Result<std::unique_ptr<Camera>> Camera::create(const CameraOptions& options) {
  Result<Theme> theme = find_theme(options.theme);
  if (!theme) return theme.error();
  Result<std::unique_ptr<Offscreen>> offscreen = Offscreen::create(options.width, options.height);
  if (!offscreen) return offscreen.error();
  return std::unique_ptr<Camera>(new Camera(std::move(offscreen).value(), std::move(theme).value(), options));
}

Camera::Camera(std::unique_ptr<Offscreen> offscreen, Theme theme, const CameraOptions& options)
    : offscreen_(std::move(offscreen)),
      theme_(std::move(theme)),
      session_([this] { wake(); }),
      view_(session_,
            {.dark = theme_.name != "light",
             .full = options.full,
             .presenter = options.presenter,
             .shows = options.chart ? StageShows::chart : StageShows::loop},
            [] {}) {
  const Extent design = view_.design();
  fonts_ = load_fonts(offscreen_->fonts(), ui_scale(options.width, options.height, 1, {design.wide, design.high}));
}

Camera::~Camera() = default;

void Camera::wake() {
  const std::scoped_lock lock(mutex_);
  news_ = true;
  woken_.notify_one();
}

Status Camera::open(RunOptions options, std::optional<Lesson> lesson) {
  return session_.open(std::move(options), std::move(lesson));
}

// Ticks without letting time pass, until the run has been made and folded as far as needed.
Status Camera::wait_until(bool (Camera::*there)() const) {
  for (;;) {
    session_.tick(now_);
    if (session_.status() == RunStatus::failed) return bad_input(session_.why());
    if ((this->*there)()) return Done{};
    if (session_.recording().size() > kMostEvents) {
      return bad_input("The program did not end within 30 million events. Give --at TIME or --until TIME.");
    }
    std::unique_lock lock(mutex_);
    // A little while at most: folding goes on without news.
    woken_.wait_for(lock, std::chrono::milliseconds(5), [&] { return news_; });
    news_ = false;
  }
}

bool Camera::has_ended() const { return session_.status() == RunStatus::ended && is_at_goal(); }

bool Camera::has_folded() const {
  return session_.world().events == session_.play_head().events() &&
         session_.lanes().taken() >= session_.play_head().events();
}

bool Camera::is_at_goal() const {
  const bool computed = session_.reached_ns() >= goal_ || session_.status() == RunStatus::ended;
  const std::uint64_t events = session_.recording().events_until(session_.play_head().at());
  return computed && session_.world().events == events && session_.lanes().taken() == session_.recording().size();
}

// A run that nobody plays: it is made as far as the play head is put.
Status Camera::start() {
  if (session_.status() != RunStatus::ready) return Done{};
  session_.perform({CommandId::run}, now_);
  session_.perform({CommandId::seek, 0}, now_);
  if (session_.options().source == RunSource::simulated) return Done{};
  return go_to_end();
}

// What the last move left in motion comes to rest.
Status Camera::settle() {
  for (int frame = 0; frame < kMostFramesToSettle && session_.wants_frames(); ++frame) {
    now_ += kFrame;
    session_.tick(now_);
  }
  return Done{};
}

Status Camera::go_to(Nanos at) {
  if (const Status started = start(); !started) return started;
  goal_ = at;
  session_.perform({CommandId::seek, at}, now_);
  if (const Status made = wait_until(&Camera::is_at_goal); !made) return made;
  // Now that all events up to there are known.
  const bool is_after_the_end = session_.status() == RunStatus::ended && session_.end_ns() <= at;
  session_.perform({CommandId::seek, is_after_the_end ? session_.end_ns() : at}, now_);
  if (const Status folded = wait_until(&Camera::is_at_goal); !folded) return folded;
  return settle();
}

Status Camera::go_to_end() {
  if (const Status started = start(); !started) return started;
  goal_ = 0;
  session_.perform({CommandId::go_to_end}, now_);
  if (const Status ended = wait_until(&Camera::has_ended); !ended) return ended;
  return go_to(session_.end_ns());
}

Status Camera::go_to_exit() {
  if (const Status ended = go_to_end(); !ended) return ended;
  const Recording& recording = session_.recording();
  std::uint64_t exit = recording.size();
  while (exit > 0 && recording.event(exit - 1).kind != EventKind::process_exited) --exit;
  if (exit == 0) return bad_input("The process did not end in this run, so there is no --at exit.");
  if (exit == 1) return go_to(0);
  return go_to_event(exit - 2);
}

// Several events share an instant, so the last steps are taken one by one.
Status Camera::go_to_event(std::uint64_t event) {
  if (const Status there = go_to(session_.recording().event(event).at_ns); !there) return there;
  while (session_.world().events > event + 1) {
    session_.perform({CommandId::back}, now_);
    session_.tick(now_);
  }
  return settle();
}

Status Camera::play_to(Nanos at) {
  // First there: then the run is made so far, and no frame depends on how fast that went.
  if (const Status made = go_to(at); !made) return made;
  if (session_.play_head().at() < at) return Done{};  // it had ended before
  if (const Status before = go_to(std::max<Nanos>(0, at - kRunUp)); !before) return before;
  offscreen_->rehearse([&] { draw_view(); });
  session_.perform({CommandId::speed_normal}, now_);
  session_.perform({CommandId::run}, now_);
  for (int frame = 0; frame < kMostFramesToPlay && session_.play_head().at() < at; ++frame) {
    // The last frame ends at the instant, to the nanosecond; while the run's clock stands, no shorter frame helps.
    const Nanos left = at - session_.play_head().at();
    now_ += session_.play_head().stands() ? kFrame : std::min(left, kFrame);
    if (const Status folded = wait_until(&Camera::has_folded); !folded) return folded;
    offscreen_->rehearse([&] { draw_view(); });
  }
  return Done{};
}

void Camera::perform(Command command) { session_.perform(command, now_); }

void Camera::draw_view() {
  const auto width = static_cast<float>(offscreen_->width());
  const auto height = static_cast<float>(offscreen_->height());
  view_.draw(width, height, theme_, fonts_, {}, now_);
}

void Camera::draw() {
  for (int frame = 0; frame < kFramesForAPicture; ++frame) offscreen_->render([&] { draw_view(); });
}

std::vector<std::uint8_t> Camera::pixels() {
  draw();
  return offscreen_->pixels();
}

Status Camera::save(const std::filesystem::path& file) {
  draw();
  return offscreen_->save_png(file);
}

}  // namespace inflight
