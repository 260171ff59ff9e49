// Reading a text file whole, with every way that it can be wrong told in a sentence.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace inflight {

// Errors: missing, not a plain file, not readable, longer than `most_bytes`, or binary (a NUL byte).
Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t most_bytes);

}  // namespace inflight
