// See own_program.h.
#include "app/shell/own_program.h"

#include <filesystem>

namespace inflight {

std::string own_program() {
  std::error_code failed;
  const std::filesystem::path path = std::filesystem::read_symlink("/proc/self/exe", failed);  // Linux
  return failed ? "inflight" : path.string();
}

}  // namespace inflight
