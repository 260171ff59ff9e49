// Appending, folding and seeking in a recording of ten million events.
#include <benchmark/benchmark.h>
#include <memory>

#include "core/base/random.h"
#include "core/recording/cursor.h"
#include "core/recording/landmarks.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

// A run of `messages` messages in batches of 15, polled after each batch: ten events a message, about.
void record_run(Recording& recording, MessageId messages) {
  constexpr MessageId kBatch = 15;
  Nanos now = 0;
  std::int64_t offset = 0;
  recording.accept(make_fact(0, {}, PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "orders"}));
  std::vector<MessageId> batch;
  for (MessageId id = 0; id < messages; ++id) {
    now += 1000;
    const auto happens = [&](const auto& fields) { recording.accept(make_fact(now, {}, fields)); };
    happens(CallStarted{.call = Call::produce, .timeout_ns = -1});
    happens(MessageOffered{.message = id, .size_bytes = 3});
    happens(PartitionAssigned{.message = id, .partition = 0});
    happens(MessageAccepted{.message = id, .size_bytes = 3, .line = 11, .report_wanted = true});
    happens(CallReturned{.call = Call::produce});
    batch.push_back(id);
    if (batch.size() < kBatch) continue;
    happens(RequestSent{.request = id, .broker = 1, .partition = 0, .attempt = 1, .messages = batch});
    for (const MessageId m : batch) happens(RecordStored{.message = m, .partition = 0, .offset = offset++});
    happens(ResponseReceived{.request = id});
    for (const MessageId m : batch) happens(OutcomeKnown{.message = m, .partition = 0, .offset = m, .status = 2});
    for (const MessageId m : batch) happens(ReportQueued{.message = m});
    for (const MessageId m : batch) {
      happens(CallbackStarted{.message = m, .partition = 0, .offset = m});
      happens(CallbackFinished{.message = m});
    }
    batch.clear();
  }
}

// One recording for all benchmarks below: making it takes longer than using it.
struct TenMillionEvents {
  TenMillionEvents() {
    record_run(recording, 1'000'000);
    keyframes.advance(UINT64_MAX);
  }
  Recording recording;
  Keyframes keyframes{recording};
};
const TenMillionEvents& ten_million() {
  static const TenMillionEvents made;
  return made;
}

void Append(benchmark::State& state) {
  std::uint64_t events = 0;
  for (auto _ : state) {
    Recording recording;
    record_run(recording, 100'000);
    events += recording.size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(events));
}
BENCHMARK(Append)->Unit(benchmark::kMillisecond);

void Fold(benchmark::State& state) {
  const Recording& recording = ten_million().recording;
  std::uint64_t events = 0;
  for (auto _ : state) {
    World world;
    while (world.events < 1'000'000) apply(world, recording.fact(world.events));
    benchmark::DoNotOptimize(world.produced);
    events += world.events;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(events));
}
BENCHMARK(Fold)->Unit(benchmark::kMillisecond);

void SeekAnywhere(benchmark::State& state) {
  const TenMillionEvents& made = ten_million();
  Cursor cursor(made.recording, made.keyframes);
  Random random(1);
  for (auto _ : state) {
    cursor.seek(random.below(made.recording.size()));
    benchmark::DoNotOptimize(cursor.world().produced);
  }
  state.counters["events"] = static_cast<double>(made.recording.size());
  state.counters["keyframes"] = static_cast<double>(made.keyframes.count());
}
BENCHMARK(SeekAnywhere)->Unit(benchmark::kMillisecond);

// From any event to the next one that somebody steps by; what is sought is rare, so that much is passed over.
void NextRareEvent(benchmark::State& state) {
  static Landmarks landmarks(ten_million().recording);
  landmarks.advance();
  Random random(1);
  for (auto _ : state) {
    const std::uint64_t from = random.below(ten_million().recording.size());
    benchmark::DoNotOptimize(landmarks.next(from, only(Landmark::retry) | only(Landmark::loss)));
    benchmark::DoNotOptimize(landmarks.last(from, only(Landmark::batch)));
  }
}
BENCHMARK(NextRareEvent)->Unit(benchmark::kMicrosecond);

void HashAfterOneEvent(benchmark::State& state) {
  const TenMillionEvents& made = ten_million();
  World world;
  while (world.events < 2'000'000) apply(world, made.recording.fact(world.events));
  benchmark::DoNotOptimize(hash_of(world));
  for (auto _ : state) {
    apply(world, made.recording.fact(world.events));
    benchmark::DoNotOptimize(hash_of(world));
  }
}
BENCHMARK(HashAfterOneEvent)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace inflight
