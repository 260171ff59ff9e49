// A simulated run of many messages, every event recorded: script, machine, binding, client, cluster, recording.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <malloc.h>

#include "core/recording/recording.h"
#include "core/sim/simulated_run.h"

namespace inflight {
namespace {

RunOptions many_messages(std::int64_t count) {
  RunOptions options;
  options.script = fmt::format(
      "from confluent_kafka import Producer\n"
      "def report(err, msg):\n"
      "    pass\n"
      "producer = Producer({{'bootstrap.servers': 'localhost:9092', 'queue.buffering.max.messages': 0}})\n"
      "for i in range({}):\n"
      "    producer.produce('orders', 'm', callback=report)\n"
      "    producer.poll(0)\n"
      "producer.flush()\n",
      count);
  options.script_name = "many.py";
  options.topics = {{"orders", 1}};
  return options;
}

// What is allocated now, in bytes.
double allocated() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

void SimulatedMessages(benchmark::State& state) {
  const RunOptions options = many_messages(state.range(0));
  std::uint64_t events = 0;
  double bytes = 0;
  for (auto _ : state) {
    const double before = allocated();
    Recording recording;
    {
      const auto run = std::move(make_simulated_run(options)).value();
      for (Nanos until = kSecond; !run->advance(until, recording).ended; until += kSecond) {
      }
    }
    events = recording.size();
    bytes = allocated() - before;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
  state.counters["events"] = static_cast<double>(events);
  state.counters["bytes_an_event"] = bytes / static_cast<double>(events);
}
BENCHMARK(SimulatedMessages)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace inflight
