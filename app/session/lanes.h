// Lanes: what the time line shows of a recording, in a form that a view draws without looking at events: when messages
// were produced, stored and called back, what the program's thread waited in, which requests were on their way, what a
// person or a fault did, the captions and the exit. Grows with the recording by folding. Every lookup names a window of
// time and how close is together, and gives at most as much as that window has room for: its cost does not depend on
// the run's length. Costs 8.1 bytes for each message produced, stored or called back, 17 for each poll(), flush() or
// sleep, 33 for each request; nothing for other events. Owned by the UI thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "app/session/journeys.h"
#include "app/session/series.h"
#include "core/recording/recording.h"

namespace inflight {

enum class Lane : std::uint8_t { produced, stored, callback };
inline constexpr std::size_t kLaneCount = 3;

// A window of time, both ends in it; what is less than `apart` from each other is together.
struct TimeWindow {
  Nanos from = 0;
  Nanos to = kForever;
  Nanos apart = 1;
};

// Facts that are together.
struct Mark {
  Nanos first_ns = 0;
  Nanos last_ns = 0;
  std::int64_t count = 0;
  std::int64_t failed = 0;  // callbacks with an error among them
};

// A time that something took; several that are short and together, if `count` is more than 1.
struct Spent {
  Nanos from_ns = 0;
  Nanos to_ns = 0;  // kForever: not over yet
  std::int64_t count = 1;
  std::size_t index = 0;  // of the first, for what else is known of it
};

struct RequestSpan {
  RequestId id = 0;
  std::int64_t messages = 0;  // 0: not observed
  KafkaError error = KafkaError::NO_ERROR;
};

// Something said of the run at an instant: a person's action, a fault, a caption.
struct Moment {
  Nanos at_ns = 0;
  std::uint64_t event = 0;
};

class Lanes {
 public:
  // Requests at a time that are shown each on its own.
  static constexpr std::size_t kRequestRows = 3;

  // Takes in at most `budget` events that are new in the recording; true while there are more.
  bool advance(const Recording& recording, std::uint64_t budget);
  void clear();
  std::uint64_t taken() const { return taken_; }

  std::vector<Mark> marks(Lane lane, const TimeWindow& window) const;
  // How many facts of a lane are in each of `columns.size()` equal parts of [from, to).
  void count(Lane lane, Nanos from, Nanos to, std::span<std::int64_t> columns) const;

  // What the program's thread was in, outermost: poll(), flush() and sleep.
  std::vector<Spent> calls(const TimeWindow& window) const;
  Call call(std::size_t index) const { return call_kinds_[index]; }

  Nanos exited_ns() const { return exited_ns_; }  // kForever: it has not
  const Journeys& journeys() const { return journeys_; }

  // Requests from sent to answered. Those in a row do not overlap; what finds no free row is in the crowd.
  std::size_t request_rows() const;
  std::vector<Spent> requests(std::size_t row, const TimeWindow& window) const;
  const RequestSpan& request(std::size_t row, std::size_t index) const { return rows_[row].requests[index]; }
  std::vector<Mark> crowd(const TimeWindow& window) const;

  // Notes that are together are one mark.
  std::span<const Moment> actions(Nanos from, Nanos to) const { return within(actions_, from, to); }
  std::span<const Moment> captions(Nanos from, Nanos to) const { return within(captions_, from, to); }
  // The newest caption among the first `events` of the recording: which event it is, if there is one.
  std::optional<std::uint64_t> caption_among(std::uint64_t events) const;

 private:
  struct RequestRow {
    Series ends;  // sent, answered, sent, answered …
    std::vector<RequestSpan> requests;
  };
  struct Open {
    RequestId id;
    std::size_t row;
  };
  void take(const Recording& recording, const Event& event);
  void begin_call(const Event& event);
  void end_call(const Event& event);
  void send(const Fact& fact);
  void answer(const Event& event);
  void exit(Nanos at);
  static std::span<const Moment> within(const std::vector<Moment>& notes, Nanos from, Nanos to);

  std::uint64_t taken_ = 0;
  Nanos exited_ns_ = kForever;
  Journeys journeys_;
  std::array<Series, kLaneCount> lanes_;
  Series failed_;  // callbacks with an error
  Series calls_;   // entered, left, entered, left …
  std::vector<Call> call_kinds_;
  std::vector<Call> inside_;  // calls entered and not left, outermost first
  std::array<RequestRow, kRequestRows> rows_;
  std::vector<Open> open_;  // requests in rows that are not answered
  Series crowd_;            // when further ones were sent
  std::vector<Moment> actions_;
  std::vector<Moment> captions_;
};

}  // namespace inflight
