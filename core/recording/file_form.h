// What a recording file is, and its limits: the same for who writes it and who reads it. docs/RECORDING.md tells it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "core/base/time.h"

namespace inflight {

// The version of the form. A reader takes its own and refuses others.
inline constexpr std::int64_t kFileVersion = 1;
// How each recording begins, whatever it is called.
inline constexpr std::string_view kFileBegins = "{\"inflight\":\"recording\"";
// What a recording is called where nobody chose a name.
inline constexpr std::string_view kFileExtension = ".inflight";

inline constexpr std::size_t kLongestLine = 16 << 20;
inline constexpr std::size_t kLongestHeader = 8 << 20;  // a script has at most 1 MiB
// Events may lie in so far a future: a hundred years.
inline constexpr Nanos kLatest = Nanos{100} * 365 * 24 * 3600 * kSecond;

// True if the file begins as a recording does. False too if there is no such file, or it can't be read.
bool is_recording(const std::filesystem::path& path);

}  // namespace inflight
