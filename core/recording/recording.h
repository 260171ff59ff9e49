// Recording: the events of one run, append-only, in memory, with their texts and id lists in side pools. It takes facts
// from one thread (the collector); any thread may read what has been published. Chunks never move.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/event/event.h"
#include "core/recording/chunked.h"

namespace inflight {

// A fact as it is committed behind one at `newest`: an earlier one is committed now, and keeps its own time.
Fact committed(Fact fact, Nanos newest);

class Recording : public FactSink {
 public:
  // A recording has at most so many events; a run that goes on and on is stopped there.
  static constexpr std::uint64_t kMostEvents = 30'000'000;

  Recording();

  // Appends.
  void accept(const Fact& fact) override;

  std::uint64_t size() const { return events_.size(); }
  // Event i with its text and ids. i < size().
  Fact fact(std::uint64_t i) const;
  const Event& event(std::uint64_t i) const { return events_[i]; }
  std::string_view text(std::uint32_t ref) const;
  // When the run's last fact was committed; 0 while there is none.
  Nanos end_ns() const;
  // The number of events with at_ns <= t: folding so many gives the world at t.
  std::uint64_t events_until(Nanos t) const;

 private:
  struct Slice {
    const void* data = nullptr;
    std::uint32_t size = 0;
  };
  struct Late {
    std::uint64_t event;
    Nanos happened_ns;
  };
  const char* store(std::string_view text);
  const MessageId* store(std::span<const MessageId> ids);

  Chunked<Event, 16384> events_;
  Chunked<Slice, 4096> texts_;
  Chunked<Slice, 4096> id_lists_;
  Chunked<Late, 256> late_;
  // Where texts and ids lie; only the appending thread touches these.
  std::vector<std::unique_ptr<char[]>> text_blocks_;
  std::size_t text_room_ = 0;
  std::vector<std::unique_ptr<MessageId[]>> id_blocks_;
  std::size_t id_room_ = 0;
};

}  // namespace inflight
