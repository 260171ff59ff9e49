// Series: instants of one kind of fact, ascending, with an index of the gaps between them. What a view asks of it costs
// the same whether there are a hundred or ten millions: how many lie before an instant (a binary search), and how far
// instants follow each other closely (by the widest gap of each 64 and each 4096 of them). Grows without moving what it
// has: 8.1 bytes an instant. Owned by one thread.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "core/base/time.h"

namespace inflight {

class Series {
 public:
  // Instants never go back; an earlier one is taken as the newest.
  void add(Nanos at);
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Nanos operator[](std::size_t i) const { return chunks_[i / kChunk]->at[i % kChunk]; }
  Nanos back() const { return (*this)[size_ - 1]; }

  // How many instants are before t.
  std::size_t before(Nanos t) const;
  // The same, looking from a guess, further and further away from it: cheap if the answer is near.
  std::size_t before(Nanos t, std::size_t guess) const;
  // The last index that is reached from i without a gap of `apart` or more. i < size().
  std::size_t chain_end(std::size_t i, Nanos apart) const;

 private:
  static constexpr std::size_t kBlock = 64;
  static constexpr std::size_t kChunk = kBlock * kBlock;
  struct Chunk {
    std::array<Nanos, kChunk> at;
    std::array<Nanos, kBlock> widest;  // gap before an instant of the block
  };
  Nanos gap(std::size_t i) const { return (*this)[i] - (*this)[i - 1]; }  // i > 0

  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::vector<Nanos> firsts_;  // by chunk: its first instant, its widest gap
  std::vector<Nanos> widest_;
  std::size_t size_ = 0;
};

}  // namespace inflight
