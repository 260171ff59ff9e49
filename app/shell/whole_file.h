// write_whole: a file that is written whole or not at all. The bytes go into a temporary file of the same folder, are
// brought to the disk, and take the name only then, so that a crash, a full disk or a second writer never leaves half a
// file. Any thread; the one place with the system's calls for it.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/result.h"

namespace inflight {

// Replaces the file, or the file that a link leads to. What is there and is no plain file (a folder, a device) is left
// alone. Errors name the file; the temporary file is gone then, and what was there before is as it was.
Status write_whole(const std::filesystem::path& file, std::string_view bytes);

}  // namespace inflight
