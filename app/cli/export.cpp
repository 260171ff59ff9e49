// `inflight export`: a recording, or a run made for it, in a form that other programs read.
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/run_to_end.h"
#include "core/explain/ledger_csv.h"
#include "core/explain/trace.h"
#include "core/explain/transcript.h"
#include "core/recording/file_form.h"
#include "core/run/recorded_run.h"
#include "core/source/make_run.h"

namespace inflight {
namespace {

using Write = std::function<void(const Recording&, std::ostream&)>;

Result<Write> form(const ExportFlags& flags) {
  if (flags.perfetto + flags.csv + flags.text != 1) {
    return usage_error("Say which form: --perfetto, --csv or --text.");
  }
  return Write(flags.perfetto ? write_trace : flags.csv ? write_ledger_csv : write_transcript);
}

Status run_into(const RunFlags& flags, Recording& recording) {
  const Result<Target> target = resolve_to_show(flags);
  if (!target) return target.error();
  const Result<std::unique_ptr<Run>> run = make_run(target->options);
  if (!run) return run.error();
  return run_to_end(*run.value(), recording, [] { return Done{}; });
}

Status write_to(const std::string& path, const Write& write, const Recording& recording) {
  if (path.empty()) {
    write(recording, std::cout);
    return Done{};
  }
  if (is_recording(path)) return bad_input(fmt::format("{} is a recording. Choose another name for the copy.", path));
  std::ofstream file(path, std::ios::binary);
  write(recording, file);
  file.flush();
  if (!file) return bad_input(fmt::format("{} can't be written. Is there such a folder, and room?", path));
  return Done{};
}

}  // namespace

int export_command(const RunFlags& flags, const ExportFlags& export_flags) {
  const Result<Write> write = form(export_flags);
  if (!write) return complain(write.error());
  Recording recording;
  if (const Status done = run_into(flags, recording); !done) return complain(done.error());
  if (const Status done = write_to(export_flags.output, write.value(), recording); !done) return complain(done.error());
  return 0;
}

}  // namespace inflight
