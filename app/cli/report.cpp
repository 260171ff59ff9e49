// `inflight report`: runs without a window, or reads what was recorded, and prints the outcome, as text or JSON.
#include "core/run/report.h"

#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/run_to_end.h"
#include "core/recording/file_form.h"
#include "core/recording/recording.h"
#include "core/run/recorded_run.h"
#include "core/source/make_run.h"
#include "core/source/run_again.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

using Json = nlohmann::ordered_json;

void print(const Json& report, bool json) {
  if (json) {
    fmt::print("{}\n", report.dump(2, ' ', false, Json::error_handler_t::replace));
  } else {
    fmt::print("{}", report_text(report));
  }
}

World folded(const Recording& recording) {
  World world;
  while (world.events < recording.size()) apply(world, recording.fact(world.events));
  return world;
}

// What became of the run made again, as a sentence and in JSON. That it differs is told, and is no error.
Json compared(const RunAgain& again, std::vector<std::string>& notes) {
  if (again.same) {
    notes.emplace_back("Run again, it is the same to the last event.");
    return {{"same", true}};
  }
  notes.push_back(fmt::format("Run again, it differs from event {} on. Recorded: {}. Now: {}.", again.event,
                              again.recorded, again.now));
  return {{"same", false}, {"event", again.event}, {"recorded", again.recorded}, {"now", again.now}};
}

int report_recording(const std::string& path, const ReportFlags& flags) {
  const Result<std::unique_ptr<RecordedRun>> read = read_recording(path);
  if (!read) return complain(read.error());
  const RecordedRun& run = *read.value();
  Json report = report_json(run.recording, run.header.options, run.header.observes, {.full = flags.full});
  std::vector<std::string> notes = notes_on(*run.file, folded(run.recording));
  report["recording"] = {{"made_by", run.header.made_by},
                         {"events", run.recording.size()},
                         {"complete", run.file->end().has_value()},
                         {"torn", run.file->is_torn()},
                         {"unknown", run.file->unknown()}};
  if (flags.again) {
    const Result<RunAgain> again = run_again(run.header.options, run.recording);
    if (!again) return complain(again.error());
    report["recording"]["again"] = compared(again.value(), notes);
  }
  report["recording"]["notes"] = notes;
  print(report, flags.json);
  if (flags.json) return 0;
  fmt::print("\nRecorded by {}.\n", run.header.made_by);
  for (const std::string& note : notes) fmt::print("{}\n", note);
  return 0;
}

}  // namespace

int report_command(const RunFlags& flags, const ReportFlags& report_flags) {
  if (is_recording(flags.target)) {
    if (flags == RunFlags{.target = flags.target}) return report_recording(flags.target, report_flags);
    return complain(usage_error("A recording is what it was: the options of a run don't go with it."));
  }
  if (report_flags.again) return complain(usage_error("--again goes with a recording."));
  const Result<Target> target = resolve(flags);
  if (!target) return complain(target.error());
  const RunOptions& options = target->options;
  Result<std::unique_ptr<Run>> run = make_run(options);
  if (!run) return complain(run.error());
  Recording recording;
  const Status done = run_to_end(*run.value(), recording, [] { return Done{}; });
  if (!done) return complain(done.error());

  const Json report = report_json(recording, options, run.value()->observes(), {.full = report_flags.full});
  print(report, report_flags.json);
  const Expectation* expected = target->lesson ? target->lesson->expectation(options.lines_off) : nullptr;
  if (!expected) return 0;
  const std::string wrong = mismatch(report["facts"], expected->facts);
  if (wrong.empty()) return 0;
  return complain(bad_input(fmt::format("the run is not what the lesson expects: {}.", wrong)));
}

}  // namespace inflight
