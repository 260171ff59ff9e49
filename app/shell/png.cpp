// See png.h. Debian's libstb holds the implementation.
#include "app/shell/png.h"

#include <fmt/format.h>
#include <stb/stb_image_write.h>

namespace inflight {

Status save_png(const std::filesystem::path& file, int width, int height, std::span<const std::uint8_t> rgba) {
  if (stbi_write_png(file.c_str(), width, height, 4, rgba.data(), width * 4) == 0) {
    return bad_input(
        fmt::format("The picture {} could not be written. Is its folder there, with room on the disk?", file.string()));
  }
  return Done{};
}

}  // namespace inflight
