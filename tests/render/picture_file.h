// Pictures as tests compare them: read from a PNG, halved, and told how much two of them differ.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace inflight {

struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;  // rows from the top
};

std::optional<Picture> read_png(const std::filesystem::path& file);
void write_png(const std::filesystem::path& file, const Picture& picture);

// Half as wide and high, each pixel the mean of four: a quarter of the bytes to keep. A changed word or number still
// changes dozens of pixels, while a driver's other way to round an edge's shade changes none.
Picture halved(const std::vector<std::uint8_t>& rgba, int width, int height);
// In 32 steps a channel, which PNG packs better; difference() allows for half a step.
inline constexpr int kStep = 8;
Picture coarse(Picture picture);

// Empty if they are the same but for what another driver may do: no more than `kMostStrayPixels` pixels further apart
// than `kSameShade`, and a mean difference of no more than `kMostMean`. Else what differs, in words.
inline constexpr int kSameShade = 48;        // of 255, in any channel
inline constexpr int kMostStrayPixels = 24;  // less than a digit's
inline constexpr double kMostMean = 0.25;    // of 255: a ground's colour changed a little everywhere
std::string difference(const Picture& expected, const Picture& actual);

}  // namespace inflight
