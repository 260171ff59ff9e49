// What a frame costs the UI thread: the real view of a session, prepared and drawn into ImGui's draw lists, without a
// GL driver. With a hundred, ten thousand and a million messages, side by side: in the middle of flush(), when buffer,
// network, log and report queue are full, and after the exit; with the time line zoomed in, and with the chart. And
// what an event costs them when it comes.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <imgui.h>
#include <memory>
#include <thread>

#include "app/view/view.h"
#include "tests/bench/surface.h"

namespace inflight {
namespace {

// A finished run of so many messages, all sent, looked at where a person may stop.
class LookedAt {
 public:
  explicit LookedAt(std::int64_t messages) {
    RunOptions options;
    options.script = fmt::format(
        "from confluent_kafka import Producer\n"
        "def report(err, msg):\n"
        "    pass\n"
        "producer = Producer({{'bootstrap.servers': 'localhost:9092', 'queue.buffering.max.messages': 0}})\n"
        "for i in range({}):\n"
        "    producer.produce('orders', 'm', callback=report)\n"
        "producer.flush()\n",
        messages);
    options.script_name = "many.py";
    options.topics = {{"orders", 1}};
    if (!session.open(std::move(options), std::nullopt)) std::abort();
    session.perform({CommandId::go_to_end}, now);
    catch_up();
  }
  void in_the_middle_of_flush() {
    const Recording& recording = session.recording();
    std::int64_t left = session.world().told / 2;
    std::uint64_t event = 0;
    while (left > 0) left -= recording.event(event++).kind == EventKind::callback_finished ? 1 : 0;
    session.perform({CommandId::seek, recording.event(event).at_ns}, now);
    catch_up();
  }
  void after_the_exit() {
    session.perform({CommandId::seek, session.recording().end_ns()}, now);
    catch_up();
  }

  Session session{[] {}};
  Nanos now = 0;

 private:
  void catch_up() {
    do {
      now += kSecond / 60;
      session.tick(now);
      std::this_thread::yield();
    } while (session.status() != RunStatus::ended || session.wants_frames());
  }
};

LookedAt& run_of(std::int64_t messages) {
  static std::map<std::int64_t, std::unique_ptr<LookedAt>> made;
  std::unique_ptr<LookedAt>& run = made[messages];
  if (!run) run = std::make_unique<LookedAt>(messages);
  return *run;
}

void draw_frames(benchmark::State& state, LookedAt& run, const Look& look = {}, int closer = 0) {
  const Surface surface;
  const Theme theme = find_theme("dark").value();
  View view(run.session, look, [] {});
  int vertices = 0;
  const auto draw = [&] { view.draw(Surface::kWide, Surface::kHigh, theme, surface.fonts, {}, run.now); };
  for (int i = 0; i < closer; ++i) {
    ImGui::GetIO().AddInputCharacter('+');
    ImGui::NewFrame();
    draw();
    ImGui::Render();
  }
  for (auto _ : state) {
    run.now += kSecond / 60;
    run.session.tick(run.now);
    ImGui::NewFrame();
    draw();
    ImGui::Render();
    vertices = ImGui::GetDrawData()->TotalVtxCount;
  }
  state.counters["vertices"] = vertices;
}

void FrameInFlush(benchmark::State& state) {
  LookedAt& run = run_of(state.range(0));
  run.in_the_middle_of_flush();
  draw_frames(state, run);
}
BENCHMARK(FrameInFlush)->Arg(100)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

void FrameAfterExit(benchmark::State& state) {
  LookedAt& run = run_of(state.range(0));
  run.after_the_exit();
  draw_frames(state, run);
}
BENCHMARK(FrameAfterExit)->Arg(100)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

// The time line with all its lanes, half of the run in it.
void FrameZoomedIn(benchmark::State& state) {
  LookedAt& run = run_of(state.range(0));
  run.in_the_middle_of_flush();
  draw_frames(state, run, {}, 1);
}
BENCHMARK(FrameZoomedIn)->Arg(100)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

void FrameOfChart(benchmark::State& state) {
  LookedAt& run = run_of(state.range(0));
  run.after_the_exit();
  draw_frames(state, run, {.shows = StageShows::chart});
}
BENCHMARK(FrameOfChart)->Arg(100)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

// Lanes and journeys of a whole run, an event.
void FoldLanes(benchmark::State& state) {
  const Recording& recording = run_of(state.range(0)).session.recording();
  for (auto _ : state) {
    Lanes lanes;
    lanes.advance(recording, UINT64_MAX);
    benchmark::DoNotOptimize(lanes);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(recording.size()));
}
BENCHMARK(FoldLanes)->Arg(100)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace inflight
