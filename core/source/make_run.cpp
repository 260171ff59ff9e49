// See make_run.h.
#include "core/source/make_run.h"

#include <fmt/format.h>

#include "core/live/live_run.h"
#include "core/run/recorded_play.h"
#include "core/run/topic.h"
#include "core/sim/simulated_run.h"

namespace inflight {

namespace {

Result<std::unique_ptr<Run>> made(const RunOptions& options) {
  switch (options.source) {
    case RunSource::simulated: return make_simulated_run(options);
    case RunSource::mock:
    case RunSource::cluster: return make_live_run(options);
    case RunSource::attached: break;
  }
  return bad_input("a program that runs by itself can be watched, not started.");
}

}  // namespace

Result<std::unique_ptr<Run>> make_run(const RunOptions& options) {
  if (!options.recording.empty()) return play_recording(options.recording);
  if (const Status possible = check_cluster(options); !possible) return possible.error();
  Result<std::unique_ptr<Run>> run = made(options);
  if (!run) return run;
  for (const Fault& fault : options.faults) {
    std::string why = run.value()->why_not(fault);
    if (fault.action.broker > options.brokers) why = fmt::format("There is no broker {}.", fault.action.broker);
    if (!why.empty()) return bad_input(fmt::format("The fault '{}' can't be done here. {}", fault.words, why));
  }
  return run;
}

}  // namespace inflight
