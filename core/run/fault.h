// Fault: what goes wrong in a run, and when, as people write it: "at 2s: broker down". The same words stand in lessons
// (`faults = [...]`), on the command line (--fault), in the headers of recordings, in links, in the window, and in the
// event `fault` when it takes effect. Plain data; faults.h makes it happen.
//
//   at 2s: broker down                     when message 3 is sent: cut connections
//   from 2s to 5s: latency 400ms           when 10 messages are stored: lose next ack
//   always: lose 10 % of acks              from 1s to 3s: reject every 5th request with REQUEST_TIMED_OUT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/run/action.h"
#include "core/run/condition.h"

namespace inflight {

// Which of the requests (or acks) that come by.
struct Share {
  enum class Kind : std::uint8_t {
    next,     // one: what is done is done once
    percent,  // each by chance, seeded by the run's seed
    every     // counted: the n-th, the 2 n-th and so on
  };
  Kind kind = Kind::next;
  std::int64_t n = 0;  // percent: 1 to 100; every: from 1
  friend bool operator==(const Share&, const Share&) = default;
};

struct Fault {
  enum class When : std::uint8_t {
    at,      // once, at from_ns
    met,     // once, when the condition is met first
    during,  // from from_ns until to_ns; kForever: to the end
  };
  When when = When::at;
  Nanos from_ns = 0;
  Nanos to_ns = kForever;
  Condition condition;
  // What is done; its instant is not said. With a share that lasts it is done to each request that is hit.
  Action action;
  Share share;
  std::string words;       // the whole, as it is written: "at 2s: broker down"
  std::string what_words;  // what happens alone: "broker down"

  bool lasts() const { return share.kind != Share::Kind::next; }
  friend bool operator==(const Fault&, const Fault&) = default;
};

inline constexpr std::size_t kMostFaults = 100;  // of a run
inline constexpr std::size_t kLongestFault = 300;

// Reads "WHEN: WHAT"; spaces may be many. The error says where (the character, counted from 1), what may stand there
// and which word is near.
Result<Fault> parse_fault(std::string_view text);

// Reads what happens alone, as the event `fault` tells it: "broker down".
Result<Action> parse_what(std::string_view text);

// An action in the same words; its name where the grammar has none for it.
std::string words_of(const Action& action);

// What is done at the end of a fault's stretch: the broker is up again, the round trip the usual one. Nothing for what
// has no end.
std::optional<Action> ending_of(const Fault& fault, Nanos usual_round_trip_ns);

// How a fault can be written, with small words as they are and large ones for what is filled in: "broker [N] down".
std::span<const std::string_view> when_forms();
std::span<const std::string_view> what_forms();

}  // namespace inflight
