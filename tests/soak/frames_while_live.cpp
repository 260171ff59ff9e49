// What the UI thread's part of a frame takes while the real library runs and its broker goes away, comes back, is cut
// off and is slowed, several runs one after the other: the session's tick and the view's drawing, sixty times a second,
// without a GL driver. Prints the times; ends with 0 if no frame took more than 50 ms.
#include <algorithm>
#include <fmt/format.h>
#include <imgui.h>
#include <thread>
#include <vector>

#include "app/shell/theme.h"
#include "app/view/view.h"
#include "core/lesson/lesson.h"
#include "core/recorder/writer.h"
#include "tests/bench/surface.h"

namespace inflight {
namespace {

constexpr Nanos kFrame = kSecond / 60;
constexpr Nanos kMost = 50 * kMillisecond;
constexpr int kRuns = 5;

class Frames {
 public:
  explicit Frames(Session& session) : session_(session), view_(session, {.full = true}, [] {}) {}

  // Frames until the run has ended and is seen to its end, with one thing more done to the broker every half second.
  void play_a_run() {
    constexpr std::array kDone{CommandId::toggle_broker, CommandId::toggle_latency, CommandId::toggle_broker,
                               CommandId::cut_connections, CommandId::toggle_latency};
    session_.perform({CommandId::run}, recorder::monotonic_now());
    for (int number = 0; number < 60 * 60; ++number) {
      draw();
      if (number % 30 == 29) {
        session_.perform({kDone[static_cast<std::size_t>(number / 30) % kDone.size()]}, recorder::monotonic_now());
      }
      if (session_.status() == RunStatus::ended && !session_.wants_frames()) return;
    }
  }

  std::vector<Nanos> took;

 private:
  void draw() {
    const Nanos begun = recorder::monotonic_now();
    session_.tick(begun);
    ImGui::NewFrame();
    view_.draw(Surface::kWide, Surface::kHigh, theme_, surface_.fonts, {}, begun);
    ImGui::Render();
    const Nanos now = recorder::monotonic_now();
    took.push_back(now - begun);
    std::this_thread::sleep_for(std::chrono::nanoseconds(std::max<Nanos>(0, kFrame - (now - begun))));
  }

  Session& session_;
  Surface surface_;
  const Theme theme_ = find_theme("dark").value();
  View view_;
};

int measure() {
  Result<Lesson> lesson = find_lesson("the-last-ten");
  if (!lesson) return 2;
  RunOptions options = options_of(lesson.value());
  options.source = RunSource::mock;
  Session session([] {});
  if (!session.open(std::move(options), std::nullopt, Session::Ask::nothing)) return 2;
  Frames frames(session);
  for (int run = 0; run < kRuns; ++run) frames.play_a_run();
  std::vector<Nanos>& took = frames.took;
  std::sort(took.begin(), took.end());
  const auto ms = [&](double share) {
    return static_cast<double>(took[static_cast<std::size_t>(share * static_cast<double>(took.size() - 1))]) / 1e6;
  };
  fmt::print("{} frames in {} runs: median {:.2f} ms, 99 % below {:.2f} ms, longest {:.2f} ms\n", took.size(), kRuns,
             ms(0.5), ms(0.99), ms(1));
  return took.back() <= kMost ? 0 : 1;
}

}  // namespace
}  // namespace inflight

int main() { return inflight::measure(); }
