// POSIX's open, write, fsync and rename; see whole_file.h.
#include "app/shell/whole_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace inflight {
namespace {

namespace fs = std::filesystem;

Error not_written(const fs::path& file, int why) {
  return bad_input(fmt::format("{} can't be written: {}.", file.string(), std::strerror(why)));
}

// A file of this process' own in the folder, which takes its final name by commit(), or goes.
class Draft {
 public:
  explicit Draft(const fs::path& folder) {
    for (int attempt = 0; attempt < 1000 && descriptor_ < 0; ++attempt) {
      path_ = folder / fmt::format(".inflight-{}-{}.tmp", ::getpid(), attempt);
      descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (descriptor_ < 0 && errno != EEXIST) return;  // left by one that was killed, or another thread's
    }
  }
  ~Draft() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!committed_) ::unlink(path_.c_str());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  bool write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t done = ::write(descriptor_, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return ::fsync(descriptor_) == 0;
  }
  // Who may read and write stays as it was.
  void take_mode_of(const fs::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return;
    if (::fchmod(descriptor_, status.st_mode & 07777) != 0) return;  // then the folder's default holds
  }
  bool commit(const fs::path& file) {
    committed_ = ::rename(path_.c_str(), file.c_str()) == 0;
    return committed_;
  }

 private:
  fs::path path_;
  int descriptor_ = -1;
  bool committed_ = false;
};

}  // namespace

Status write_whole(const fs::path& file, std::string_view bytes) {
  std::error_code ignored;
  fs::path target = file;
  if (fs::is_symlink(file, ignored)) target = fs::weakly_canonical(file, ignored);
  if (fs::exists(target, ignored) && !fs::is_regular_file(target, ignored)) {
    return bad_input(fmt::format("{} can't be written: it is not a plain file.", file.string()));
  }
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  Draft draft(folder);
  if (!draft.is_open()) return not_written(file, errno);
  if (!draft.write(bytes)) return not_written(file, errno);
  draft.take_mode_of(target);
  if (!draft.commit(target)) return not_written(file, errno);
  return Done{};
}

}  // namespace inflight
