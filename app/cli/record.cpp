// `inflight record`: runs without a window and writes all that happens to a file, while it happens.
#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/run_to_end.h"
#include "core/recording/file_writer.h"
#include "core/run/recording_header.h"
#include "core/source/make_run.h"

namespace inflight {
namespace {

Result<std::string> record(const RunFlags& flags, const RecordFlags& record_flags) {
  const Result<Target> target = resolve(flags);
  if (!target) return target.error();
  const Result<std::unique_ptr<Run>> made = make_run(target->options);
  if (!made) return made.error();
  Run& run = *made.value();
  Result<std::unique_ptr<FileWriter>> file =
      FileWriter::create(record_flags.output, header_line(target->options, run.observes()));
  if (!file) return file.error();
  FileWriter& writer = *file.value();
  if (const Status done = run_to_end(run, writer, [&] { return writer.flush(); }); !done) return done.error();
  if (const Status done = writer.finish(run.observes().not_modelled); !done) return done.error();
  return fmt::format("{}: {} events, {} bytes.", record_flags.output, writer.events(), writer.size_bytes());
}

}  // namespace

int record_command(const RunFlags& flags, const RecordFlags& record_flags) {
  const Result<std::string> told = record(flags, record_flags);
  if (!told) return complain(told.error());
  fmt::print("{}\n", told.value());
  return 0;
}

}  // namespace inflight
