// Reader: tails the file that a Writer of another process appends to. It hands out whole facts only: a torn tail waits
// for its rest, and is lost alone if the rest never comes. Owned by one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/base/result.h"
#include "core/event/event.h"

namespace inflight::recorder {

class Reader {
 public:
  // Reads the descriptor from its beginning, without moving its offset. It must outlive the reader.
  explicit Reader(int fd) : fd_(fd) {}

  // Calls `take` for each whole fact that has arrived since the last call, and returns their number. The views in a
  // fact live during the call only. The error names the place of what isn't a fact; nothing can be read after it.
  using Take = std::function<void(const Fact& fact, std::uint64_t extra)>;
  Result<std::int64_t> read(const Take& take);

  // Bytes that have arrived and are no whole fact yet. Once the writer is gone and read() has returned 0, they are a
  // torn fact.
  std::size_t torn_bytes() const { return buffer_.size() - used_; }

 private:
  bool fill();
  Status check_file_head();
  // True if a whole fact was at hand and was taken.
  Result<bool> take_one(const Take& take);
  Error junk() const;

  const int fd_;
  std::int64_t read_bytes_ = 0;  // of the file
  std::vector<std::byte> buffer_;
  std::size_t used_ = 0;  // bytes of buffer_ that were taken
  bool head_seen_ = false;
  std::vector<MessageId> ids_;
};

}  // namespace inflight::recorder
