// The first line of a recording: what was run, as far as a file that is passed on may tell it, and what its source
// could know. A header may come from anybody, so it is read as what it says of a run that is over: nothing in it starts
// anything, names a file to open or a broker to connect to.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/run/options.h"
#include "core/run/run.h"

namespace inflight {

struct RecordingHeader {
  RunOptions options;
  Observes observes;
  std::string made_by;  // "inflight 0.1.0"
};

// The line, without its break. Secrets are redacted; bootstrap servers, and properties that name a file, a library or a
// command, are left out.
std::string header_line(const RunOptions& options, const Observes& observes);

// Errors: another version, an unknown key, a value out of its range, a property that no shared file may set. The
// sentence begins with `where`.
Result<RecordingHeader> read_header(std::string_view line, std::string_view where);

}  // namespace inflight
