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

std::size_t Series::before(Nanos t, std::size_t from) const {
  constexpr std::size_t kNear = 16;
  for (const std::size_t end = std::min(size_, from + kNear); from < end; ++from) {
    if ((*this)[from] >= t) return from;
  }
  return from == size_ ? size_ : before(t);
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
