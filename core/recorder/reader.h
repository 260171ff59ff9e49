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

  // Calls `take` for each whole fact that has arrived since the last call, about `most` of them, and returns their
  // number. The views in a fact live during the call only. The error names the place of what isn't a fact; nothing can
  // be read after it. What was read is given back to the disk, where the file system can do that.
  using Take = std::function<void(const Fact& fact, std::uint64_t extra)>;
  Result<std::int64_t> read(const Take& take, std::int64_t most = INT64_MAX);

  // True if the last read() came to the end of what there was.
  bool caught_up() const { return caught_up_; }

  // Bytes that have arrived and are no whole fact yet. Once the writer is gone and read() has returned 0, they are a
  // torn fact.
  std::size_t torn_bytes() const { return buffer_.size() - used_; }

 private:
  bool fill();
  Status check_file_head();
  // True if a whole fact was at hand and was taken.
  Result<bool> take_one(const Take& take);
  Error junk() const;
  void give_back();

  const int fd_;
  std::int64_t read_bytes_ = 0;  // of the file
  std::vector<std::byte> buffer_;
  std::size_t used_ = 0;  // bytes of buffer_ that were taken
  bool head_seen_ = false;
  bool caught_up_ = false;
  std::int64_t given_back_ = 0;  // bytes at the file's beginning
  std::vector<MessageId> ids_;
};

}  // namespace inflight::recorder
