// Chance: what can go one way or the other on a real computer though nothing that the program does decides it: whether
// a thread wakes up at once or late, whether two answers are seen together. On an even computer everything goes its
// first way, the usual one. On an uneven one each run has a bent for each of these questions, drawn from its seed:
// always the same way, or now this way and now that.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/base/random.h"
#include "core/run/options.h"

namespace inflight::sim {

enum class Doubt : std::uint8_t {
  library_wakes,          // when a thread of the library wakes up
  program_wakes,          // when the program's thread does
  program_ends,           // how long its end takes; its producers go on meanwhile
  poll_sees,              // how many of the reports that come together a call that waits finds
  flush_seen,             // whether broker threads see even the shortest flush
  request_held,           // Nagle's algorithm may hold a request back until the one before it is acknowledged
  answer_late,            // how long an answer lies before the broker thread has it
  answers_together,       // whether the mock lets go of answers in whole milliseconds, several at a time
  slot_given_on,          // whether what waits for a slot leaves with the answer, or when the thread wakes up next
  passes_pause,           // whether passes over the partitions follow each other at once
  turns_counted,          // whether each of them starts one partition further on, or where others have left off
  second_late,            // when a thread does again what it does each second
  assignment_seen,        // after how many messages that get their partitions a broker thread looks
  takes_over,             // whether a thread without a connection takes over what is there
  connects_for_metadata,  // whether it connects for a lost metadata request alone
  cut_seen,               // when a broker thread sees that its connection is cut
  cut_refuses,            // whether the first attempt to connect after a cut is refused
  purges_first,           // which broker thread purges first
  sleeps_on,              // whether one that took requests back, of several partitions, knows when to look again
};
inline constexpr std::size_t kDoubts = static_cast<std::size_t>(Doubt::sleeps_on) + 1;

class Chance {
 public:
  Chance(const Computer& computer, std::int64_t seed) : uneven_(computer.uneven > 0), random_(mixed(seed)) {
    for (std::uint64_t& bent : bents_) bent = random_.next();
  }

  // In [0, ways); 0 is the usual one. ways >= 1.
  std::int64_t way(Doubt doubt, std::int64_t ways) {
    if (!uneven_) return 0;
    const auto count = static_cast<std::uint64_t>(ways);
    const std::uint64_t bent = bents_[static_cast<std::size_t>(doubt)] % (count + 1);
    return static_cast<std::int64_t>(bent < count ? bent : random_.below(count));
  }
  bool otherwise(Doubt doubt) { return way(doubt, 2) == 1; }

 private:
  // Another stream than that of the run's own choices.
  static std::uint64_t mixed(std::int64_t seed) { return ~static_cast<std::uint64_t>(seed) * 0x9E3779B97F4A7C15ULL; }

  bool uneven_;
  Random random_;
  std::array<std::uint64_t, kDoubts> bents_{};
};

}  // namespace inflight::sim
