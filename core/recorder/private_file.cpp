// See private_file.h. POSIX.
#include "core/recorder/private_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <string>
#include <unistd.h>
#include <utility>

namespace inflight::recorder {

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close();
    fd_ = other.release();
  }
  return *this;
}

int Descriptor::release() { return std::exchange(fd_, -1); }

void Descriptor::close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

Result<Descriptor> make_private_file() {
  const char* chosen = std::getenv("TMPDIR");
  const std::string parent = chosen && *chosen ? chosen : "/tmp";
  std::string folder = parent + "/inflight-XXXXXX";
  if (!::mkdtemp(folder.data())) {
    return unavailable(
        fmt::format("No temporary folder could be made in {} ({}). Free some space there, or set TMPDIR.", parent,
                    std::strerror(errno)));
  }
  const std::string path = folder + "/facts";
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600));
  const int failure = errno;
  if (file.valid()) ::unlink(path.c_str());
  ::rmdir(folder.c_str());
  if (!file.valid()) {
    return unavailable(fmt::format("No file could be made in {} ({}). Free some space there, or set TMPDIR.", parent,
                                   std::strerror(failure)));
  }
  return file;
}

}  // namespace inflight::recorder
