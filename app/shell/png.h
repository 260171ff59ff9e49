// Writing of PNG files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "core/base/result.h"

namespace inflight {

// `rgba`: width x height pixels of four bytes, top row first. The error names the file.
Status save_png(const std::filesystem::path& file, int width, int height, std::span<const std::uint8_t> rgba);

}  // namespace inflight
