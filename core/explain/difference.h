// Where two runs first go different ways, told by what is comparable between any two sources. Not compared are
// instants, the order of what different parts did at once (threads, the log's reader), where in the logs messages lie,
// and how many reports a poll() found. Compared is, one after the other:
//   - the program: what produce() accepted or refused, what flush() and purge() returned, what calls raised, what was
//     printed outside callbacks, and how the process ended;
//   - each message as its program hears of it: its retries and outcome, its callback with the error and what that
//     printed and raised;
//   - each message's copies in the log.
// Messages go by their ids: dense, in order of acceptance. What a person did is a cause, and no difference itself.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/recording/recording.h"

namespace inflight {

using EventKinds = std::bitset<64>;  // by EventKind

// How far a run may be looked at, and whether more will come.
struct Reach {
  std::uint64_t events = 0;  // at most the recording's size
  Nanos at_ns = 0;           // all that happened up to here is among them
  bool over = false;         // nothing more will come
};

struct Difference {
  enum class Kind : std::uint8_t {
    none,     // none so far; none at all if both are over
    other,    // there something else happened instead
    never,    // there it never happens
    not_yet,  // there it has not happened so far, though that run is well beyond
  };
  Kind kind = Kind::none;
  // Events of the first and the second run. `other`: both; `never` and `not_yet`: of the run in which it happened.
  std::optional<std::uint64_t> first, second;
  Nanos at_ns = 0;  // the earlier of them
  friend bool operator==(const Difference&, const Difference&) = default;
};

// Finds it incrementally while the recordings grow. Belongs to one thread; the recordings are only read. Memory follows
// what one run has told and the other has not, up to a bound.
class FirstDifference {
 public:
  // `told`: kinds that both sources can tell.
  FirstDifference(const Recording& first, const Recording& second, EventKinds told = EventKinds().set());

  // Looks at no more than `budget` events; true while there is more to look at within the reach.
  bool advance(const Reach& first, const Reach& second, std::uint64_t budget);
  // With the reach of the last advance().
  Difference found() const;

 private:
  struct Step {  // what one run has told, and the other has not so far
    std::uint64_t event;
    std::uint64_t what;  // kind and fields that matter
  };
  struct Strand {  // of one thing, the program or a message: how far one run is ahead
    bool second = false;
    bool parted = false;
    std::vector<Step> ahead;
    std::size_t met = 0;  // of these, the other run has told by now

    bool even() const { return met == ahead.size(); }
    const Step& next() const { return ahead[met]; }
  };
  struct Side {
    const Recording& recording;
    Reach reach;
    std::uint64_t at = 0;
    std::vector<MessageId> callbacks;  // running now, the innermost last
    Nanos exited_ns = kForever;
  };
  struct Place {
    std::uint64_t strand;
    std::uint64_t what;
  };
  Nanos next_ns(const Side& side) const;
  void take(Side& side);
  std::optional<Place> place_of(Side& side, const Fact& fact) const;
  void part(std::uint64_t first, std::uint64_t second);

  const EventKinds told_;
  std::array<Side, 2> sides_;
  std::map<std::uint64_t, Strand> strands_;  // that are not even
  std::optional<Difference> parted_;         // the earliest `other`
  bool done_ = false;                        // nothing earlier can come
};

// Of two whole runs.
Difference first_difference(const Recording& first, const Recording& second, EventKinds told = EventKinds().set());

}  // namespace inflight
