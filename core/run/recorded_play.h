// A recording as a run: its events come in their order, as fast as they can be read, and nothing runs. The rest of the
// program plays them like any run's.
#pragma once

#include <filesystem>
#include <memory>

#include "core/base/result.h"
#include "core/run/run.h"

namespace inflight {

// What a person is told who wants to change it.
inline constexpr std::string_view kRecorded = "This is a recording: it can be looked at, not changed.";

// Errors: as open_recording's. A fault further on in the file ends the run as failed; what came before stays.
Result<std::unique_ptr<Run>> play_recording(const std::filesystem::path& path);

}  // namespace inflight
