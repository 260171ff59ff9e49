// Searching instants and gaps; see series.h.
#include "app/session/series.h"

#include <algorithm>

namespace inflight {

void Series::add(Nanos at) {
  if (size_ > 0) at = std::max(at, back());
  const std::size_t in_chunk = size_ % kChunk;
  if (in_chunk == 0) {
    chunks_.push_back(std::make_unique_for_overwrite<Chunk>());
    firsts_.push_back(at);
    widest_.push_back(0);
  }
  Chunk& chunk = *chunks_.back();
  chunk.at[in_chunk] = at;
  Nanos& widest = chunk.widest[in_chunk / kBlock];
  if (in_chunk % kBlock == 0) widest = 0;
  if (++size_ == 1) return;
  widest = std::max(widest, gap(size_ - 1));
  widest_.back() = std::max(widest_.back(), widest);
}

std::size_t Series::before(Nanos t) const {
  const auto after = std::lower_bound(firsts_.begin(), firsts_.end(), t);
  if (after == firsts_.begin()) return 0;
  const auto chunk = static_cast<std::size_t>(after - firsts_.begin() - 1);
  const auto begin = chunks_[chunk]->at.begin();
  const auto filled = static_cast<std::ptrdiff_t>(std::min(kChunk, size_ - chunk * kChunk));
  return chunk * kChunk + static_cast<std::size_t>(std::lower_bound(begin, begin + filled, t) - begin);
}

std::size_t Series::before(Nanos t, std::size_t guess) const {
  std::size_t low = std::min(guess, size_);
  std::size_t high = low;
  std::size_t step = 1;
  if (low < size_ && (*this)[low] < t) {
    high = ++low;
    for (; high < size_ && (*this)[high] < t; step *= 2) {
      low = high + 1;
      high = std::min(size_, high + step);
    }
  } else {
    for (; low > 0 && (*this)[low - 1] >= t; step *= 2) {
      high = low - 1;
      low -= std::min(low, step);
    }
  }
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if ((*this)[middle] < t) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::size_t Series::chain_end(std::size_t i, Nanos apart) const {
  std::size_t next = i + 1;
  while (next < size_) {
    if (next % kChunk == 0 && widest_[next / kChunk] < apart) {
      next += kChunk;
    } else if (next % kBlock == 0 && chunks_[next / kChunk]->widest[next % kChunk / kBlock] < apart) {
      next += kBlock;
    } else if (gap(next) < apart) {
      ++next;
    } else {
      return next - 1;
    }
  }
  return size_ - 1;
}

}  // namespace inflight
