// See trial.h.
#include "core/conform/trial.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

#include "core/binding/program.h"
#include "core/source/make_run.h"

namespace inflight::conform {
namespace {

// What the simulated runs of a case differ in. Threads of a busy machine wake up some milliseconds late, its network
// adds to each round trip; another seed groups messages without keys differently, and with other luck each of them goes
// to another partition.
struct Variant {
  Computer computer;
  Nanos more_rtt_ns = 0;
  std::int64_t more_seed = 0;
};
constexpr Variant kVariants[] = {
    {},
    {.computer = {.luck = 1}},
    {.computer = {.program = 100}, .more_seed = 1},
    {.computer = {.library = 200}, .more_rtt_ns = kMillisecond, .more_seed = 2},
    {.computer = {.program = 50, .library = 600}, .more_rtt_ns = 10 * kMillisecond, .more_seed = 3},
    {.computer = {.program = 2, .library = 2}, .more_rtt_ns = 3 * kMillisecond, .more_seed = 4},
    {.computer = {.program = 20, .library = 2}, .more_seed = 5},
    {.computer = {.program = 5, .library = 20}, .more_rtt_ns = kMillisecond, .more_seed = 6},
};
// Uneven ones, of which no two are alike.
constexpr std::int64_t kUnevenVariants = 16;
constexpr std::int64_t kProgramSlower[] = {1, 2, 3, 10};
constexpr std::int64_t kLibrarySlower[] = {1, 2, 5, 20, 1};

std::vector<Variant> variants() {
  std::vector<Variant> all(std::begin(kVariants), std::end(kVariants));
  for (std::int64_t i = 0; i < kUnevenVariants; ++i) {
    all.push_back({.computer = {.program = kProgramSlower[static_cast<std::size_t>(i) % std::size(kProgramSlower)],
                                .library = kLibrarySlower[static_cast<std::size_t>(i) % std::size(kLibrarySlower)],
                                .uneven = true},
                   .more_seed = 7 + i});
  }
  return all;
}

Result<std::shared_ptr<const Recording>> record(const RunOptions& options) {
  const Result<std::unique_ptr<Run>> run = make_run(options);
  if (!run) return run.error();
  auto recording = std::make_shared<Recording>();
  RunState state;
  while (!state.ended) {
    state = run.value()->advance(kForever, *recording);
    if (state.failed) return *state.failed;
  }
  return std::shared_ptr<const Recording>(std::move(recording));
}

RunOptions simulated_options(const Case& the_case, const Variant& variant, Nanos budget_ns) {
  RunOptions options = the_case.options;
  options.source = RunSource::simulated;
  options.rules = Rules::mock;
  options.until_ns = std::min(options.until_ns, budget_ns);
  options.computer = variant.computer;
  options.rtt_ns += variant.more_rtt_ns;
  options.seed += variant.more_seed;
  return options;
}

Trial failure(Error error) { return {.failed = std::move(error)}; }

// Blocks first, so that what stands in them goes with them; then single statements from the end.
std::vector<std::int32_t> lines_to_try(const Program& program) {
  std::vector<std::int32_t> lines;
  for (const StatementInfo& statement : program.statements()) {
    if (statement.compound) lines.push_back(statement.line);
  }
  const auto& all = program.statements();
  for (auto at = all.rbegin(); at != all.rend(); ++at) {
    if (!at->compound) lines.push_back(at->line);
  }
  return lines;
}

}  // namespace

Result<Simulations> simulate(const Case& the_case, Nanos budget_ns) {
  Simulations simulations;
  for (const Variant& variant : variants()) {
    const auto recording = record(simulated_options(the_case, variant, budget_ns));
    if (!recording) return recording.error();
    if (!simulations.ordinary) simulations.ordinary = recording.value();
    simulations.measures.push_back(measure(*recording.value()));
  }
  simulations.too_long = simulations.measures.front().durations["the process lived"] >= budget_ns;
  return simulations;
}

Trial run_trial(const Case& the_case, Nanos budget_ns) {
  Trial trial;
  const Result<Simulations> simulated = simulate(the_case, budget_ns);
  if (!simulated) return failure(simulated.error());
  trial.simulated = simulated->ordinary;
  trial.too_long = simulated->too_long;
  if (trial.too_long) return trial;

  RunOptions options = the_case.options;
  options.source = RunSource::mock;
  options.until_ns = std::min(options.until_ns, 2 * budget_ns);
  const auto recording = record(options);
  if (!recording) return failure(recording.error());
  trial.real = recording.value();
  const Measures real = measure(*trial.real);
  if (real.gaps > 0) return failure(unavailable("the real run could not be observed to its end: " + real.gap));
  trial.comparison = compare(simulated->measures, real);
  return trial;
}

Case shrink(const Case& the_case, Nanos budget_ns, Nanos patience_ns) {
  const Result<Program> program = Program::compile(the_case.options.script, the_case.options.script_name);
  if (!program) return the_case;
  const auto ends = std::chrono::steady_clock::now() + std::chrono::nanoseconds(patience_ns);
  Case smallest = the_case;
  for (const std::int32_t line : lines_to_try(program.value())) {
    if (std::chrono::steady_clock::now() >= ends) break;
    Case smaller = smallest;
    auto& off = smaller.options.lines_off;
    if (std::binary_search(off.begin(), off.end(), line)) continue;
    off.insert(std::upper_bound(off.begin(), off.end(), line), line);
    smaller.repeat += fmt::format(" --off {}", line);
    const Trial trial = run_trial(smaller, budget_ns);
    if (!trial.failed && !trial.agrees()) smallest = std::move(smaller);
  }
  return smallest;
}

}  // namespace inflight::conform
