// Take: one run with the recording that it fills, and the collector thread that owns the run. The UI thread says how
// far it wants to see and what to do; the collector makes the run, advances it, and keeps keyframes. A recording may be
// read from any thread at any time.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/session/past_run.h"
#include "core/lesson/lesson.h"
#include "core/recording/keyframes.h"
#include "core/recording/landmarks.h"
#include "core/recording/recording.h"
#include "core/run/options.h"
#include "core/run/run.h"

namespace inflight {

enum class RunStatus : std::uint8_t {
  ready,     // nothing has run yet
  starting,  // the source is being prepared
  running,   // the program runs
  settling,  // the process is gone; the log is being read
  ended,
  failed,  // could not be made or could not go on; why() says it
};

// What a lesson tells while the run goes on, and what the learner said before it.
struct Telling {
  std::optional<Lesson> lesson;
  std::optional<std::size_t> prediction;
};

class Take {
 public:
  // `wake` is called from the collector whenever something new is there.
  Take(RunOptions options, Telling telling, std::function<void()> wake);
  ~Take();  // ends the run and waits for the collector
  Take(const Take&) = delete;
  Take& operator=(const Take&) = delete;

  const RunOptions& options() const { return options_; }
  const Telling& telling() const { return telling_; }
  const Recording& recording() const { return recording_; }
  const Keyframes& keyframes() const { return keyframes_; }
  const Landmarks& landmarks() const { return landmarks_; }
  // A recording's events are there already; its source says where they came from, not where they come from now.
  bool is_recorded() const { return !options_.recording.empty(); }
  bool is_simulated() const { return options_.source == RunSource::simulated && !is_recorded(); }
  bool is_live() const { return !is_simulated() && !is_recorded(); }

  // A simulated run is computed until this instant, and until there are so many events.
  void want(Nanos until, std::uint64_t events);
  // Acts at the point that the run has reached.
  void act(Action action);
  // Asks the collector to end; finished() turns true soon after.
  void stop();
  bool finished() const { return finished_.load(std::memory_order_acquire); }

  struct State {
    RunStatus status = RunStatus::starting;
    Nanos reached_ns = 0;
    std::string why;             // if it failed
    std::uint64_t refusals = 0;  // actions that could not be taken
    std::string refused;         // why, of the last of them
    std::vector<Action> acted;   // actions taken so far, with the instants they were taken at
    std::vector<Action> done;    // the same, and what faults did that stays until it is undone
    PastRun result;              // once it has ended; its switches are the session's to tell
    std::string note;            // then too: what must be known beside the facts
    int percent = 0;             // of a recording: how much of the file has been read
  };
  State state() const;
  bool can_tell(EventKind kind) const;
  Observes observes() const;
  std::string why_not(ActionKind kind) const;

 private:
  void collect();
  bool wait_for_work(std::vector<Action>& actions, Nanos& until);
  void fail(const Error& error);
  void stop_reading();

  const RunOptions options_;
  const Telling telling_;
  const std::function<void()> wake_;
  Recording recording_;
  Keyframes keyframes_{recording_};
  Landmarks landmarks_{recording_};

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Nanos wanted_ns_ = 0;  // this and what follows: guarded by mutex_
  std::uint64_t wanted_events_ = 0;
  std::vector<Action> queued_;
  bool stop_ = false;
  State state_;
  Observes observes_;
  std::array<std::string, kActionKindCount> why_not_;

  std::atomic<bool> finished_{false};
  std::thread collector_;  // last: it uses all of the above
};

// All that a person did to a run, in order: what it was made with, and what came while it ran.
std::vector<Action> actions_of(const Take& take, const Take::State& state);

}  // namespace inflight
