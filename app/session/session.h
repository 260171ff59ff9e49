// Session: one run with its recording, its play head and the commands on them; no ImGui, no GLFW. The UI thread calls
// it once a frame and reads the world at the play head; a collector thread owns the run. Nothing here blocks the UI
// thread: what takes long (a broker, a metadata request) goes on in the collector, and the state says so.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/cluster_test.h"
#include "app/session/command.h"
#include "app/session/comparison.h"
#include "app/session/lanes.h"
#include "app/session/past_run.h"
#include "app/session/play_head.h"
#include "app/session/showing.h"
#include "app/session/take.h"
#include "core/binding/program.h"
#include "core/lesson/lesson.h"
#include "core/recording/landmarks.h"
#include "core/recording/recording.h"
#include "core/run/options.h"
#include "core/world/world.h"

namespace inflight {

class Session {
 public:
  // `wake` is called from the collector thread when there is something new to show (glfwPostEmptyEvent in the window).
  explicit Session(std::function<void()> wake);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Opens a script or a lesson, ready to run from the start; what ran before is dropped. Its question is asked unless
  // the person has seen it before.
  enum class Ask : std::uint8_t { question, nothing };
  Status open(RunOptions options, std::optional<Lesson> lesson, Ask ask = Ask::question);

  // Once a frame, with a monotonic clock. Moves the play head and folds the world for at most about 1 ms. Returns true
  // if what is shown has changed.
  bool tick(Nanos now);
  // True while frames must go on without input: playing, catching up, or a live run going on.
  bool wants_frames() const;

  void perform(Command command, Nanos now);
  // A sentence to be shown until the next command: what went wrong, or what was done where nothing else shows it.
  void say(std::string notice);
  void tell(std::string told);
  // Empty if the command can be done now; else the reason, shown beside the greyed button.
  std::string why_not(CommandId id) const;
  std::string why_not(ActionKind kind) const;  // the same of what is done to a run
  bool is_recording() const;                   // a file's events are shown; nothing runs

  // The file that a run was saved to by a command: once, when it is there.
  std::optional<std::filesystem::path> take_saved();

  // Somebody's cluster. How to reach it may stand in a file: `read` is called in a thread of its own, unless one is
  // being read, and what it gives is there once. Asking the cluster changes nothing there; a new question ends the one
  // before. Using it is a person's act: the next run is on it.
  void read_access(std::function<Result<ClusterAccess>()> read);
  std::optional<Result<ClusterAccess>> take_access();
  void test_cluster(ClusterAccess access, Nanos now);
  void use_cluster(ClusterAccess access);
  const ClusterTest* cluster_test() const;  // the last one, asked or answered; null: none yet
  // Topics that the program produces to, as far as they are known before the run.
  const std::vector<std::string>& topics() const;

  RunOptions as_run() const;          // the run in view, with what a person did up to the play head
  const RunOptions& options() const;  // of the run that is shown; lines_off as they were at its start
  const std::optional<Lesson>& lesson() const;
  const Program& program() const;                        // the compiled script
  const std::vector<std::string>& source_lines() const;  // the script's text by line, secrets redacted
  const World& world() const;                            // at the play head
  const Recording& recording() const;
  const Lanes& lanes() const;
  // Has every partition of the recording, with its name: for sentences on any event.
  const World& names() const;
  // The events that a person steps by; a set of Landmarks up to `loss`, never empty.
  LandmarkSet interesting() const;
  void set_interesting(LandmarkSet set);
  const PlayHead& play_head() const;
  Nanos ticked_at() const;  // the clock of the last tick
  // How far there is something to look at: a simulated run as far as it was played, a live one as far as it is.
  Nanos end_ns() const;
  Nanos reached_ns() const;  // how far the run has been made: no event up to there will come any more
  int percent_read() const;  // of the file whose events are shown
  RunStatus status() const;
  const std::string& told() const;      // what the last command did, where nothing else shows it
  std::string why() const;              // why it failed, one sentence; empty otherwise
  bool can_tell(EventKind kind) const;  // what this source observes
  SwitchState poll_switch() const;
  SwitchState flush_switch() const;
  // The past of a real run that is over is in view: a switch that is turned begins another run.
  bool switches_run_anew() const;
  // How the run is being played. picture_drawn() says that what came into view since the last picture was drawn.
  Showing showing() const;
  void picture_drawn();
  // The lesson's question while it is asked, before the run; the answer that was given for the run in view, or, before
  // it, for the run to come.
  const Question* question() const;
  std::optional<std::size_t> prediction() const;
  // The last runs of this program, ended or left for a branch, the oldest first; and how many are not kept any more.
  std::vector<PastRun> past_runs() const;
  std::int64_t forgotten_runs() const;
  // While `on`, another run is looked at beside the one in view: the one that compare_with named, else the newest other
  // one. Nothing if there is no such run.
  void compare(bool on);
  std::optional<Compared> compared() const;
  // The line's switch as it is at the play head (before a run: as it will be).
  bool line_is_off(std::int32_t line) const;
  const RunOptions& next_options() const;  // of the next run: with the switches as they stand
  bool broker_is_down() const;             // at the play head, by a command
  Nanos round_trip_ns() const;             // at the play head: the options', or as a command set it

 private:
  void choose_lesson(std::int64_t number);
  void predict(std::int64_t choice);
  void do_what(std::string_view words);
  void perform_on_play_head(Command command, Nanos now);

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace inflight
