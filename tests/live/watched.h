// A live run with its recording and its world, as the session keeps them, and the program that the tests run.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/live/live_run.h"
#include "core/recording/recording.h"
#include "core/world/world.h"

namespace inflight {

// Lines: produce is 11, poll 12, flush 14.
std::string script(int messages, const std::string& sleep_s, const std::string& conf);
inline constexpr std::int32_t kPollLine = 12;
inline constexpr std::int32_t kFlushLine = 14;

// On the built-in broker, with orders:1.
RunOptions options_for(std::string text);

class Watched : public FactSink {
 public:
  explicit Watched(const RunOptions& options);  // makes the run; `run` is null if that failed, and the test too
  void accept(const Fact& fact) override;
  // Goes on until `enough` holds or the run has ended. False if neither happened in a minute.
  bool go_until(const std::function<bool()>& enough);
  void go_to_end();
  std::vector<std::string> lines() const;  // every fact as text
  std::int64_t count(EventKind kind) const;
  std::string story() const;

  std::unique_ptr<Run> run;
  Recording recording;
  World world;
  RunState state;
};

}  // namespace inflight
