// MergeWindow: facts of several observers in one order, by (time, stream, sequence). Each stream comes in its own
// order; a fact is held for a while, so that what another stream still has to say can come before it. What comes too
// late is committed when it comes, and keeps the time at which it happened. Owned by one thread.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "core/event/event.h"

namespace inflight {

enum class Stream : std::uint8_t { program, log, person };  // of facts with equal times, in this order
inline constexpr std::size_t kStreams = 3;

class MergeWindow {
 public:
  // Takes a copy. A time below the stream's last one is raised to it.
  void add(Stream stream, const Fact& fact);

  // Gives the facts up to `until` to the sink, at most `most` of them. Returns their number.
  std::size_t release(Nanos until, FactSink& sink, std::size_t most = SIZE_MAX);

  bool empty() const;
  Nanos committed_ns() const { return committed_; }  // time of the last fact given

 private:
  struct Held {
    Event event;
    std::string text;
    std::vector<MessageId> ids;
  };
  std::array<std::deque<Held>, kStreams> streams_;
  std::array<Nanos, kStreams> newest_{};
  Nanos committed_ = 0;
};

}  // namespace inflight
