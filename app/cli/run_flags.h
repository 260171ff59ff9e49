// RunFlags: the options that every subcommand with a run takes, as typed, and their resolution to RunOptions.
#pragma once

#include <CLI/App.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/lesson/lesson.h"
#include "core/run/options.h"

namespace inflight {

struct RunFlags {
  std::string target;  // SCRIPT.py, or a lesson's id, number or folder; empty: the default lesson
  std::string source = "simulated";
  std::string bootstrap;
  std::string properties_file;
  std::vector<std::string> properties;
  std::vector<std::string> topics;
  std::int32_t brokers = 0;     // 0: as the lesson says, or one
  std::int32_t min_insync = 0;  // 0: as the lesson says, or one
  bool unclean = false;
  std::string rtt;
  std::int64_t seed = 1;
  std::vector<std::int32_t> off;
  std::vector<std::int32_t> on;
  std::string rules = "kafka";
  std::string until;
  std::vector<std::string> faults;
  friend bool operator==(const RunFlags&, const RunFlags&) = default;
};

// Declares the options on a (sub)command.
void add_run_flags(CLI::App& app, RunFlags& flags);

// What is to be run.
struct Target {
  RunOptions options;
  std::optional<Lesson> lesson;
  std::optional<Nanos> position_ns = std::nullopt;  // a link's: the instant to look at
};
Result<Target> resolve(const RunFlags& flags);
// What is to be looked at: the same, or a recording, of which nothing is run. It has no other options.
Result<Target> resolve_to_show(const RunFlags& flags);

// Prints "inflight: <sentence>" to standard error and gives the exit status that the kind of error has.
int complain(const Error& error);

}  // namespace inflight
