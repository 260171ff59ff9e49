// A file that only this user can read and that no name leads to: made with mode 0600 in a private temporary folder,
// and unlinked, with its folder, before anything is written. It lives as long as somebody holds a descriptor.
#pragma once

#include "core/base/result.h"

namespace inflight::recorder {

// Owns one file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { close(); }

  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  int release();
  void close();

 private:
  int fd_ = -1;
};

// Opened for appending and reading; closed on exec unless handed on explicitly.
Result<Descriptor> make_private_file();

}  // namespace inflight::recorder
