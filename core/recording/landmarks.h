// Landmarks: where in a recording events of a kind are, without walking it. For each block of 4096 events it knows
// which kinds occur, so that the next or last of a kind is found by looking at two blocks of events and a few thousand
// bits: in tens of microseconds among millions. Two bytes a block. One thread makes it as the recording grows; any
// thread asks, without a lock.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/recording/chunked.h"
#include "core/recording/recording.h"

namespace inflight {

// A bit for each. Those up to `loss` are what a person may step by.
enum class Landmark : std::uint8_t {
  batch,     // a request left
  answer,    // the broker's answer came back, or the request failed
  report,    // a delivery report was queued
  callback,  // the callback began to run
  refusal,   // produce() refused a message
  retry,     // a message went back into the buffer
  loss,      // a message was given up, an answer was lost, the process exited, the log was read to its end
  line,
  caption,
  partition,  // a partition became known
  other,
};
inline constexpr std::size_t kStepsBy = static_cast<std::size_t>(Landmark::loss) + 1;

using LandmarkSet = std::uint16_t;
constexpr LandmarkSet only(Landmark landmark) {
  return static_cast<LandmarkSet>(1U << static_cast<unsigned>(landmark));
}
inline constexpr LandmarkSet kAnyEvent = only(Landmark::other) * 2 - 1;
inline constexpr LandmarkSet kInteresting = only(Landmark::loss) * 2 - 1;

// "batch", as settings name it.
std::string_view name_of(Landmark landmark);
// "batch callback" and back; nothing if a word is no landmark to step by, or there is none.
std::string words_of(LandmarkSet set);
std::optional<LandmarkSet> landmarks_in(std::string_view words);

// What an event is: one of them.
Landmark landmark_of(const Event& event);

class Landmarks {
 public:
  static constexpr std::uint64_t kBlock = 4096;

  explicit Landmarks(const Recording& recording) : recording_(recording) {}

  // Takes in what is new in the recording. Called from one thread.
  void advance();

  // The first event from `from` on that is of the set; the recording's size if there is none yet.
  std::uint64_t next(std::uint64_t from, LandmarkSet set) const;
  // How many of the first `events` events there are up to and with the last one that is of the set; 0: none is.
  std::uint64_t last(std::uint64_t events, LandmarkSet set) const;

 private:
  bool is_of(std::uint64_t event, LandmarkSet set) const {
    return (only(landmark_of(recording_.event(event))) & set) != 0;
  }

  const Recording& recording_;
  Chunked<LandmarkSet, 1024, Recording::kMostEvents / (kBlock * 1024) + 1> blocks_;  // of whole blocks
};

}  // namespace inflight
