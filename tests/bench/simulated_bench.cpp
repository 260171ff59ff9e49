// A simulated run of many messages, every event recorded: script, machine, binding, client, cluster, recording.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

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

void SimulatedMessages(benchmark::State& state) {
  const RunOptions options = many_messages(state.range(0));
  std::uint64_t events = 0;
  for (auto _ : state) {
    Recording recording;
    const auto run = std::move(make_simulated_run(options)).value();
    for (Nanos until = kSecond; !run->advance(until, recording).ended; until += kSecond) {
    }
    events = recording.size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
  state.counters["events"] = static_cast<double>(events);
}
BENCHMARK(SimulatedMessages)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace inflight
