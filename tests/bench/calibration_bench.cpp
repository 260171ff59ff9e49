// What this machine can do, beside every measurement: reading the clock, copying memory, touching it first.
#include <benchmark/benchmark.h>
#include <chrono>
#include <cstring>
#include <memory>
#include <vector>

namespace {

void ClockRead(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(std::chrono::steady_clock::now());
}
BENCHMARK(ClockRead);

void Memcpy16MiB(benchmark::State& state) {
  const std::vector<char> from(16 << 20, 'x');
  std::vector<char> to(from.size());
  for (auto _ : state) {
    std::memcpy(to.data(), from.data(), from.size());
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * from.size()));
}
BENCHMARK(Memcpy16MiB);

void FirstTouch64MiB(benchmark::State& state) {
  constexpr std::size_t kSize = 64 << 20;  // too large for malloc to keep
  for (auto _ : state) {
    const std::unique_ptr<char[]> memory(new char[kSize]);
    for (std::size_t i = 0; i < kSize; i += 4096) memory[i] = 1;
    benchmark::DoNotOptimize(memory.get());
  }
}
BENCHMARK(FirstTouch64MiB);

}  // namespace
