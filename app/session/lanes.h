// Lanes: the time line's three rows, produced, in Kafka, callback, as marks that a view draws without looking at
// events, and where the captions are. Marks of one lane that follow within 30 ms of each other are one group with a
// count. Grows with the recording by folding; a lookup costs a binary search. Owned by the UI thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/recording/recording.h"

namespace inflight {

enum class Lane : std::uint8_t { produced, stored, callback };
inline constexpr std::size_t kLaneCount = 3;

struct Mark {
  Nanos first_ns = 0;
  Nanos last_ns = 0;
  std::int32_t count = 0;
  std::int32_t failed = 0;  // callbacks with an error among them
};

class Lanes {
 public:
  // Takes in at most `budget` events that are new in the recording; true while there are more.
  bool advance(const Recording& recording, std::uint64_t budget);
  void clear();
  // Marks that touch [from, to].
  std::span<const Mark> marks(Lane lane, Nanos from, Nanos to) const;
  // The newest caption among the first `events` of the recording: which event it is, if there is one.
  std::optional<std::uint64_t> caption_among(std::uint64_t events) const;

 private:
  std::uint64_t taken_ = 0;
  std::array<std::vector<Mark>, kLaneCount> marks_;
  std::vector<std::uint64_t> captions_;
};

}  // namespace inflight
