// Links to the run in view, and from a link to a run: always simulated, at the instant that it names. UI thread.
#pragma once

#include <string>

#include "app/session/session.h"
#include "core/base/result.h"
#include "core/run/link.h"

namespace inflight {

// The run in view as a link, with what a person did up to the play head. Error: it is too large.
Result<std::string> link_to(const Session& session);

// Runs what was opened from a link to its instant, and tells what it is.
void show_instant(Session& session, Nanos position_ns, const std::string& about, Nanos now);

// Opens a link, and shows its instant.
Status open_link(Session& session, Link link, Nanos now);

}  // namespace inflight
