// Generated scripts: each compiles, runs to its end on the simulator, and is different.
#include "core/conform/script_writer.h"

#include <gtest/gtest.h>
#include <set>

#include "core/conform/case.h"
#include "core/recording/recording.h"
#include "core/sim/simulated_run.h"

namespace inflight::conform {
namespace {

TEST(ScriptWriter, EveryScriptRunsToItsEndOnTheSimulator) {
  std::set<std::string> scripts;
  for (std::int64_t seed = 1; seed <= 60; ++seed) {
    const Case made = generated_case(seed);
    scripts.insert(made.options.script);
    auto run = make_simulated_run(made.options);
    ASSERT_TRUE(run.ok()) << run.error().sentence;
    Recording recording;
    const RunState end = run.value()->advance(kForever, recording);
    EXPECT_TRUE(end.ended) << made.options.script;
  }
  EXPECT_EQ(scripts.size(), 60u);
}

}  // namespace
}  // namespace inflight::conform
