// Writer: appends facts to a file that another process reads. Any thread may write (librdkafka's interceptors run on at
// least three); the order of the file is the order of the facts, and their times never decrease. What write() has
// returned from survives the process, however it ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "core/base/time.h"
#include "core/event/event.h"

namespace inflight::recorder {

// CLOCK_MONOTONIC, the one clock that all processes of a machine share.
Nanos monotonic_now();

class Writer {
 public:
  // Writes to the descriptor, which must be open for appending and outlive the writer.
  explicit Writer(int fd);

  // Stamps the fact with monotonic_now() and writes it at once. `extra` goes with it. Returns false if the disk took
  // no more (the fact is lost, and lost() counts it).
  bool write(const Fact& fact, std::uint64_t extra = 0);

  std::int64_t lost() const;

 private:
  bool write_all(const std::byte* data, std::size_t size);

  const int fd_;
  mutable std::mutex mutex_;
  std::vector<std::byte> buffer_;
  Nanos newest_ns_ = 0;
  std::int64_t lost_ = 0;
  bool torn_ = false;  // part of a fact went out: nothing after it could be read
};

}  // namespace inflight::recorder
