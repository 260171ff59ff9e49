// See picture_file.h.
#include "tests/render/picture_file.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#include <stb/stb_image.h>
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace inflight {

std::optional<Picture> read_png(const std::filesystem::path& file) {
  Picture picture;
  int channels = 0;
  stbi_uc* pixels = stbi_load(file.c_str(), &picture.width, &picture.height, &channels, 3);
  if (pixels == nullptr) return std::nullopt;
  picture.rgb.assign(pixels, pixels + static_cast<std::ptrdiff_t>(picture.width) * picture.height * 3);
  stbi_image_free(pixels);
  return picture;
}

void write_png(const std::filesystem::path& file, const Picture& picture) {
  std::filesystem::create_directories(file.parent_path());
  stbi_write_png_compression_level = 12;
  stbi_write_png(file.c_str(), picture.width, picture.height, 3, picture.rgb.data(), picture.width * 3);
}

Picture halved(const std::vector<std::uint8_t>& rgba, int width, int height) {
  Picture half{width / 2, height / 2, {}};
  half.rgb.reserve(static_cast<std::size_t>(half.width) * static_cast<std::size_t>(half.height) * 3);
  const auto at = [&](int x, int y, int channel) {
    return static_cast<int>(rgba[std::size_t(y * width + x) * 4 + std::size_t(channel)]);
  };
  for (int y = 0; y < half.height * 2; y += 2) {
    for (int x = 0; x < half.width * 2; x += 2) {
      for (int c = 0; c < 3; ++c) {
        const int sum = at(x, y, c) + at(x + 1, y, c) + at(x, y + 1, c) + at(x + 1, y + 1, c);
        half.rgb.push_back(static_cast<std::uint8_t>(sum / 4));
      }
    }
  }
  return half;
}

Picture coarse(Picture picture) {
  for (std::uint8_t& shade : picture.rgb) {
    shade = static_cast<std::uint8_t>(std::min(255, (shade + kStep / 2) / kStep * kStep));
  }
  return picture;
}

std::string difference(const Picture& expected, const Picture& actual) {
  if (expected.width != actual.width || expected.height != actual.height) {
    return fmt::format("it is {}x{}, not {}x{}", actual.width, actual.height, expected.width, expected.height);
  }
  std::int64_t sum = 0;
  int stray = 0;
  int left = expected.width, top = expected.height, right = 0, bottom = 0;
  for (std::size_t pixel = 0; pixel < expected.rgb.size() / 3; ++pixel) {
    int most = 0;
    for (std::size_t i = pixel * 3; i < pixel * 3 + 3; ++i) {
      const int apart = std::max(0, std::abs(expected.rgb[i] - actual.rgb[i]) - kStep / 2);
      sum += apart;
      most = std::max(most, apart);
    }
    if (most <= kSameShade) continue;
    ++stray;
    const int x = static_cast<int>(pixel) % expected.width;
    const int y = static_cast<int>(pixel) / expected.width;
    left = std::min(left, x), right = std::max(right, x), top = std::min(top, y), bottom = std::max(bottom, y);
  }
  const double mean = static_cast<double>(sum) / static_cast<double>(expected.rgb.size());
  if (stray <= kMostStrayPixels && mean <= kMostMean) return "";
  const std::string where = stray == 0 ? "" : fmt::format(" within ({}, {}) to ({}, {})", left, top, right, bottom);
  return fmt::format("{} pixels differ{}, and the mean difference is {:.2f}", stray, where, mean);
}

}  // namespace inflight
