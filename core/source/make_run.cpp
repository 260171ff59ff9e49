// See make_run.h.
#include "core/source/make_run.h"

#include "core/live/live_run.h"
#include "core/run/recorded_play.h"
#include "core/run/topic.h"
#include "core/sim/simulated_run.h"

namespace inflight {

Result<std::unique_ptr<Run>> make_run(const RunOptions& options) {
  if (!options.recording.empty()) return play_recording(options.recording);
  if (const Status possible = check_cluster(options); !possible) return possible.error();
  switch (options.source) {
    case RunSource::simulated: return make_simulated_run(options);
    case RunSource::mock:
    case RunSource::cluster: return make_live_run(options);
    case RunSource::attached: break;
  }
  return bad_input("a program that runs by itself can be watched, not started.");
}

}  // namespace inflight
