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
// adds to each round trip; with another seed messages without keys go to other partitions, and what chance may do goes
// other ways. No two are alike.
struct Variant {
  Computer computer;
  Nanos more_rtt_ns = 0;
  std::int64_t more_seed = 0;
};
struct Speed {
  std::int64_t program = 1;
  std::int64_t library = 1;
  Nanos more_rtt_ns = 0;
};
constexpr Speed kSpeeds[] = {
    {1, 1},
    {100, 1},
    {1, 200, kMillisecond},
    {2, 2, 3 * kMillisecond},
    {20, 2},
    {50, 600, 10 * kMillisecond},
    {1, 5},
    {5, 20, kMillisecond},
    {3, 1},
    {10, 1},
    {2, 1},
};
// So many to begin with: the ordinary one, and four at each speed.
constexpr std::int64_t kVariants = 1 + 4 * std::ssize(kSpeeds);
// So many more at a time, and at most, if the real run differs: each of them may show that timing can change that.
constexpr std::int64_t kMoreAtATime = 40;
constexpr std::int64_t kMostVariants = kVariants + 20 * kMoreAtATime;

// The first one is the ordinary computer; those beyond the usual number are more and more uneven.
Variant variant(std::int64_t number) {
  if (number == 0) return {};
  const Speed& speed = kSpeeds[static_cast<std::size_t>(number) % std::size(kSpeeds)];
  return {.computer = {.program = speed.program, .library = speed.library, .uneven = 1 + number / 100},
          .more_rtt_ns = speed.more_rtt_ns,
          .more_seed = number};
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

// As many variants as `most`, those that are there already among them.
std::optional<Error> simulate_more(const Case& the_case, Nanos budget_ns, std::int64_t most, Simulations& simulations) {
  for (std::int64_t number = std::ssize(simulations.measures); number < most; ++number) {
    const auto recording = record(simulated_options(the_case, variant(number), budget_ns));
    if (!recording) return recording.error();
    if (!simulations.ordinary) simulations.ordinary = recording.value();
    simulations.measures.push_back(measure(*recording.value()));
  }
  return std::nullopt;
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

Result<Simulations> simulate(const Case& the_case, Nanos budget_ns, Thorough thorough) {
  Simulations simulations;
  const std::int64_t most = thorough == Thorough::yes ? kMostVariants : kVariants;
  if (const auto failed = simulate_more(the_case, budget_ns, most, simulations)) return *failed;
  simulations.too_long = simulations.measures.front().durations["the process lived"] >= budget_ns;
  return simulations;
}

Trial run_trial(const Case& the_case, Nanos budget_ns) {
  Trial trial;
  Result<Simulations> simulated = simulate(the_case, budget_ns, Thorough::no);
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
  for (auto most = kVariants + kMoreAtATime; !trial.agrees() && most <= kMostVariants; most += kMoreAtATime) {
    if (const auto failed = simulate_more(the_case, budget_ns, most, simulated.value())) return failure(*failed);
    trial.comparison = compare(simulated->measures, real);
    trial.took_more = true;
  }
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
