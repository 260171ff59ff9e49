// The subcommands of `inflight`, a file each. Each takes what main parsed and returns the exit status: 0 done, 1 the
// run could not be made or did not meet a lesson's expectation, 2 usage. Errors go to standard error as one sentence.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/cli/run_flags.h"

namespace inflight {

int lessons_command();

struct ReportFlags {
  bool json = false;
  bool full = false;
  bool again = false;  // a simulated recording is also run again and compared
};
int report_command(const RunFlags& flags, const ReportFlags& report_flags);

struct RecordFlags {
  std::string output;  // the recording's file
};
int record_command(const RunFlags& flags, const RecordFlags& record_flags);

struct ExportFlags {
  bool perfetto = false;
  bool csv = false;
  bool text = false;
  std::string output;  // empty: standard output
};
int export_command(const RunFlags& flags, const ExportFlags& export_flags);

struct BrokerFlags {
  std::int32_t port = 9092;
  std::vector<std::string> topics;
  std::int32_t brokers = 1;
  std::string rtt;
  bool verbose = false;
};
int broker_command(const BrokerFlags& flags);

struct RenderFlags {
  std::string output;  // the picture's file
  std::string at;      // TIME, or start, exit, end; empty: end
  std::string size = "1920x1080";
  std::string theme = "dark";
  bool full = false;
  bool presenter = false;
  bool chart = false;
  bool played = false;  // as it looks while it plays
};
void add_render_flags(CLI::App& app, RenderFlags& flags);
int render_command(const RunFlags& flags, const RenderFlags& render_flags);

struct ConformFlags {
  std::vector<std::string> targets;  // scripts and lessons; with none and nothing generated, all lessons
  std::int64_t generate = 0;         // so many scripts, from seed, seed + 1, ...
  std::int64_t seed = 1;
  std::vector<std::int32_t> off;
  std::vector<std::int32_t> on;
  std::size_t at_once = 12;
  std::string budget = "20s";  // of each script
  bool whole = false;          // a divergence is told as it is, not shrunk
  bool print = false;          // the scripts, and nothing else
  bool expected = false;       // what the scripts print, as far as timing can't change it, and nothing else
  bool thorough = false;       // with it: more simulated runs
  bool fidelity = false;       // what is modelled, and nothing else
};
void add_conform_flags(CLI::App& app, ConformFlags& flags);
int conform_command(const ConformFlags& flags);

// Opens the window.
int window_command(const RunFlags& flags);

}  // namespace inflight
