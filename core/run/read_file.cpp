// See read_file.h.
#include "core/run/read_file.h"

#include <fmt/format.h>
#include <fstream>

namespace inflight {

Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t most_bytes) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  const std::string name = path.string();
  if (status.type() == std::filesystem::file_type::not_found) {
    return bad_input(fmt::format("There is no file {}. Check the name.", name));
  }
  if (status.type() == std::filesystem::file_type::directory) {
    return bad_input(fmt::format("{} is a folder. Name a file in it.", name));
  }
  if (status.type() != std::filesystem::file_type::regular) {
    return bad_input(fmt::format("{} is not a plain file.", name));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return bad_input(fmt::format("{} can't be read. Check its permissions.", name));
  // Read one byte more than is allowed, so that a file that grows meanwhile is noticed too.
  std::string text(most_bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return bad_input(fmt::format("{} can't be read.", name));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > most_bytes) {
    return bad_input(fmt::format("{} is larger than {} KiB, the most that is read.", name, most_bytes / 1024));
  }
  if (text.find('\0') != std::string::npos) {
    return bad_input(fmt::format("{} is not text (it has a zero byte at {}).", name, text.find('\0')));
  }
  return text;
}

}  // namespace inflight
