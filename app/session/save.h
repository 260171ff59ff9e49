// Saving a run as a recording file. A long one takes seconds, so that the UI thread leaves it to an errand.
#pragma once

#include <filesystem>

#include "app/session/take.h"
#include "core/base/result.h"

namespace inflight {

// Where recordings are saved: the person's Documents/inflight, or, without such a Documents, the working directory.
std::filesystem::path recordings_folder();

// Writes what the take has told so far. Gives the file's path: the lesson's or the script's name, and the first number
// that is free. Blocks.
Result<std::filesystem::path> save_recording(const Take& take, const std::filesystem::path& folder);

}  // namespace inflight
