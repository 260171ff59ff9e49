// Condition: the moment that a caption or a fault waits for, as people write it: "message 0 is stored". One fact makes
// it true, and asking costs the same in a run of ten messages and of ten million. Plain data.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/event/event.h"

namespace inflight {

struct Condition {
  // What else the fact must say, beyond its kind.
  enum class Asks : std::uint8_t {
    nothing,
    success,       // the callback's error is None
    failure,       // it is not
    from_broker,   // the outcome came from a broker: the library did not give the message up by itself
    no_exception,  // the call returned a value
    queue_full     // produce() raised BufferError
  };
  EventKind kind = EventKind::run_started;
  Asks asks = Asks::nothing;
  Call call = Call::none;          // of a call: this one; of a callback: the call that it runs in; none: any
  MessageId message = kNoMessage;  // this one; kNoMessage: any
  std::int64_t count = 0;          // the fact that makes it so many; 0: any
  friend bool operator==(const Condition&, const Condition&) = default;
};

// What a run has counted so far. `stored` counts records, so a second copy of a message counts too.
class Counted {
 public:
  void count(const Fact& fact);
  std::int64_t of(EventKind kind) const;  // of those that conditions count
  // poll or flush, while the program's thread is inside one; the innermost
  Call serving() const { return calls_.empty() ? Call::none : calls_.back(); }

 private:
  std::int64_t produced_ = 0;
  std::int64_t stored_ = 0;
  std::int64_t reported_ = 0;
  std::int64_t told_ = 0;
  std::vector<Call> calls_;  // outermost first
};

// True if this fact, which `counted` has in it already, makes the condition true.
bool meets(const Condition& condition, const Fact& fact, const Counted& counted);

// The message that the condition was met by; kNoMessage if it is about none.
MessageId message_of(const Condition& condition, const Fact& fact);

// Reads what condition_forms() lists; the error's sentence lists them too.
Result<Condition> parse_condition(std::string_view text);
std::string_view condition_forms();

}  // namespace inflight
