// `inflight report`: runs without a window and prints the outcome, as text or JSON.
#include "core/run/report.h"

#include <fmt/format.h>

#include "app/cli/commands.h"
#include "core/recording/recording.h"
#include "core/source/make_run.h"

namespace inflight {
namespace {

// A script that never ends must not fill the memory; --until says how long is wanted.
constexpr std::uint64_t kMostEvents = 30'000'000;
constexpr Nanos kSlice = kSecond;

Status run_to_end(Run& run, Recording& recording) {
  RunState state;
  while (!state.ended) {
    state = run.advance(saturating_add(state.reached_ns, kSlice), recording);
    if (state.failed) return *state.failed;
    if (recording.size() > kMostEvents) {
      return bad_input("the program did not end within 30 million events. Give --until TIME to stop it sooner.");
    }
  }
  return Done{};
}

}  // namespace

int report_command(const RunFlags& flags, const ReportFlags& report_flags) {
  const Result<Target> target = resolve(flags);
  if (!target) return complain(target.error());
  const RunOptions& options = target->options;
  Result<std::unique_ptr<Run>> run = make_run(options);
  if (!run) return complain(run.error());
  Recording recording;
  if (const Status done = run_to_end(*run.value(), recording); !done) return complain(done.error());

  const auto report = report_json(recording, options, run.value()->observes(), {.full = report_flags.full});
  if (report_flags.json) {
    fmt::print("{}\n", report.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  } else {
    fmt::print("{}", report_text(report));
  }
  const Expectation* expected = target->lesson ? target->lesson->expectation(options.lines_off) : nullptr;
  if (!expected) return 0;
  const std::string wrong = mismatch(report["facts"], expected->facts);
  if (wrong.empty()) return 0;
  return complain(bad_input(fmt::format("the run is not what the lesson expects: {}.", wrong)));
}

}  // namespace inflight
