// Chunked<T>: an append-only vector whose elements never move. One thread appends; any thread reads what was published
// by then, without a lock.
#pragma once

#include <array>
#include <atomic>
#include <cassert>
#include <cstddef>
#include <memory>

namespace inflight {

template <typename T, std::size_t kChunkSize, std::size_t kMostChunks = 1 << 14>
class Chunked {
 public:
  Chunked() : chunks_(std::make_unique<Table>()) {}
  ~Chunked() {
    for (auto& chunk : *chunks_) delete chunk.load(std::memory_order_relaxed);
  }
  Chunked(const Chunked&) = delete;
  Chunked& operator=(const Chunked&) = delete;

  // Elements that a reader may look at.
  std::size_t size() const { return size_.load(std::memory_order_acquire); }
  bool full() const { return size() == kChunkSize * kMostChunks; }

  const T& operator[](std::size_t i) const {
    assert(i < size());
    return (*(*chunks_)[i / kChunkSize].load(std::memory_order_relaxed))[i % kChunkSize];
  }

  // The appending thread only. Returns the element's index.
  std::size_t push_back(const T& value) {
    const std::size_t i = size_.load(std::memory_order_relaxed);
    assert(i < kChunkSize * kMostChunks);
    auto& slot = (*chunks_)[i / kChunkSize];
    Chunk* chunk = slot.load(std::memory_order_relaxed);
    if (!chunk) {
      chunk = new Chunk;
      slot.store(chunk, std::memory_order_relaxed);
    }
    (*chunk)[i % kChunkSize] = value;
    size_.store(i + 1, std::memory_order_release);
    return i;
  }

 private:
  using Chunk = std::array<T, kChunkSize>;
  using Table = std::array<std::atomic<Chunk*>, kMostChunks>;
  std::unique_ptr<Table> chunks_;
  std::atomic<std::size_t> size_{0};
};

}  // namespace inflight
