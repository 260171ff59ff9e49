// StageInput: all that the window shows, as plain references, so that every prepare step can be tested with hand-made
// facts. Valid for one frame; the UI thread's own.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/command.h"
#include "app/session/lanes.h"
#include "app/session/session.h"
#include "app/view/look.h"
#include "core/binding/program.h"
#include "core/recording/recording.h"
#include "core/world/world.h"

namespace inflight {

inline constexpr std::size_t kCommandCount = static_cast<std::size_t>(CommandId::quit) + 1;

struct LessonName {
  std::int32_t number = 0;
  std::string title;
};

struct StageInput {
  const World& world;  // at the play head
  const Recording& recording;
  const Lanes& lanes;
  std::span<const StatementInfo> statements;
  std::span<const FunctionInfo> functions;
  std::span<const std::string> source_lines;
  std::string_view script_name = "program.py";

  LessonName lesson;  // number 0 and an empty title: a script of its own
  std::span<const LessonName> lessons;
  RunSource source = RunSource::simulated;
  bool has_mocks_rules = false;               // simulated, as librdkafka's mock cluster behaves
  bool is_recording = false;                  // a file's events are shown: the source is where they came from
  int percent_read = 0;                       // of that file
  std::span<const std::string> topics;        // that the program is known to produce to
  const ClusterTest* cluster_test = nullptr;  // of somebody's cluster; null: none yet
  Nanos now = 0;                              // on the session's clock
  Nanos rtt_ns = 0;                           // between client and broker; 0: not known
  bool broker_is_down = false;                // by a command
  bool is_slowed = false;                     // the same

  RunStatus status = RunStatus::ready;
  std::string why;   // why it failed or why the last command could not be done
  std::string told;  // what the last command did, where nothing else shows it
  bool playing = false;
  Speed speed = Speed::normal;
  Nanos at_ns = 0;   // the play head
  Nanos end_ns = 0;  // how far the recording reaches
  Marked marked;     // the range to loop
  LandmarkSet interesting = kInteresting;
  const World* names = nullptr;  // has every partition that was seen; null: the world has

  SwitchState poll = SwitchState::none;
  SwitchState flush = SwitchState::none;
  bool switches_run_anew = false;  // a real run's past is in view, and can't be changed
  Showing showing;
  const Question* question = nullptr;     // the lesson's, until something runs
  const Question* asked = nullptr;        // the lesson's, whether answered or not
  std::optional<std::size_t> prediction;  // the answer that was given, for the run in view or the next
  bool as_asked = false;                  // the run began with the lesson's own switches
  std::vector<PastRun> past_runs;         // the oldest first
  std::int64_t forgotten_runs = 0;        // that were among them before
  std::optional<Compared> compared;       // another run beside the one in view, if there is one to compare with
  Look look;
  std::span<const std::string> reveal;  // regions beyond the essential that the lesson needs

  std::vector<std::int32_t> lines_off;                         // ascending
  std::array<std::string, kCommandCount> why_not = {};         // by command; empty: it can be done
  std::array<std::string, kActionKindCount> why_not_act = {};  // the same of what is done to a run

  bool is_off(std::int32_t line) const;
  // Nothing has run, so there is nothing to show but the program.
  bool is_fresh() const { return !world.started && world.events == 0; }
  bool process_gone() const { return world.phase != Phase::running; }
  // A question was put, and the run that answers it was not seen to its end: the result is not given away.
  bool prediction_open() const;
  const std::string& reason(CommandId id) const { return why_not[static_cast<std::size_t>(id)]; }
  const std::string& reason(ActionKind kind) const { return why_not_act[static_cast<std::size_t>(kind)]; }
};

// "1,234,567"
std::string with_commas(std::int64_t count);
// The same in less room, never rounded up: "9,999", "999k", "1.2M"
std::string in_short(std::int64_t count);
// A sentence without its line breaks.
std::string one_line(std::string_view sentence);
// "1 message", "2 messages"
std::string counted(std::int64_t count, std::string_view one, std::string_view many);

}  // namespace inflight
