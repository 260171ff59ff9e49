// The rules of pace; see pace.h.
#include "app/session/pace.h"

#include <algorithm>

#include "app/session/eye.h"

namespace inflight {
namespace {

// A burst: this long for each call, but in all no longer than a second.
constexpr Nanos kEach = 40 * kMillisecond;
constexpr Nanos kLongestBurst = kSecond;
constexpr std::int64_t kFewest = 3;
constexpr Nanos kTogether = 20 * kMillisecond;  // calls closer than this are of one burst
constexpr std::uint64_t kLookAhead = 8192;      // events
// A call that blocks, and the breath before the end.
constexpr Nanos kBlocked = 1500 * kMillisecond;
constexpr Nanos kBlocks = kMillisecond;  // a call that took less did not block
constexpr Nanos kMostAllowance = 2 * kSecond;

bool is_of_burst(EventKind kind) {
  return kind == EventKind::message_accepted || kind == EventKind::message_refused ||
         kind == EventKind::callback_started;
}

bool may_block(const Event& event) {
  const auto call = static_cast<Call>(event.a);
  return (call == Call::flush || call == Call::poll) && event.b != 0;
}

}  // namespace

void Pace::start_anew() {
  const Speed speed = speed_;
  *this = Pace();
  speed_ = speed;
  allowance_ = kMostAllowance;
  blocked_at_ = -1;
}

void Pace::moved(Nanos duration) { allowance_ = std::min(kMostAllowance, allowance_ + duration + duration / 2); }

// How many calls follow so closely that an eye would see one; then they share a second.
void Pace::find_burst(const Recording& recording, std::uint64_t first) {
  const std::uint64_t end = std::min(recording.size(), first + kLookAhead);
  const Nanos together = speed_.of_run(kTogether);
  Nanos last_ns = recording.event(first).at_ns;
  std::int64_t count = 0;
  burst_end_ = first + 1;
  for (std::uint64_t i = first; i < end; ++i) {
    const Event& event = recording.event(i);
    if (event.at_ns - last_ns > together) break;
    if (!is_of_burst(event.kind)) continue;
    last_ns = event.at_ns;
    burst_end_ = i + 1;
    ++count;
  }
  const Nanos wanted = speed_.standing(std::min(kLongestBurst, count * kEach));
  const Nanos lasts = speed_.on_screen(last_ns - recording.event(first).at_ns);
  burst_gap_ = count < kFewest || lasts >= wanted ? 0 : wanted / count;
}

// When what the event tells of has been on its way for long enough to be followed.
Nanos Pace::seen_to_arrive(const Event& event) const {
  switch (event.kind) {
    case EventKind::record_stored: return sent_at_ + speed_.travelling(eye::kToTheLog);
    case EventKind::response_received: return stored_at_ + speed_.travelling(eye::kLane);
    case EventKind::callback_started:
    case EventKind::report_served: return queued_at_ + speed_.travelling(eye::kToTheQueue);
    case EventKind::call_returned: return called_at_ + speed_.travelling(eye::kCallback);
    default: return 0;
  }
}

Nanos Pace::stands(const Recording& recording, std::uint64_t next, Nanos clock, bool hurry) {
  const Event& event = recording.event(next);
  spends_ = false;
  if (event.kind == EventKind::caption) return reading(clock) ? read_until_ - clock : 0;
  if (event.kind == EventKind::process_exited) {
    const bool killed = static_cast<ExitHow>(event.a) == ExitHow::killed;
    return killed ? 0 : std::max<Nanos>(0, shown_at_ + speed_.standing(eye::kBreath) - clock);
  }
  if (exited_at_ >= 0) {
    const bool tells = event.kind == EventKind::log_read_to || event.kind == EventKind::truth_settled;
    return tells ? std::max<Nanos>(0, exited_at_ + speed_.standing(eye::kFall) - clock) : 0;
  }
  if (hurry) return 0;
  Nanos until = std::max(clock, seen_to_arrive(event));
  if (event.kind == EventKind::call_returned && blocked_at_ >= 0 && event.at_ns - blocked_since_ns_ >= kBlocks) {
    until = std::max(until, blocked_at_ + speed_.standing(kBlocked));
  } else if (is_of_burst(event.kind)) {
    if (next >= burst_end_) find_burst(recording, next);
    until = std::max(until, burst_at_ + burst_gap_);
  }
  spends_ = true;
  return std::clamp<Nanos>(until - clock, 0, allowance_);
}

void Pace::stood(Nanos duration) {
  if (spends_) allowance_ = std::max<Nanos>(0, allowance_ - duration);
}

void Pace::shown(const Recording& recording, std::uint64_t i, Nanos clock) {
  const Event& event = recording.event(i);
  shown_at_ = clock;
  if (is_of_burst(event.kind)) burst_at_ = clock;
  switch (event.kind) {
    case EventKind::caption: read_until_ = clock + eye::reading_time(recording.text(event.text)); return;
    case EventKind::call_started:
      if (!may_block(event)) return;
      blocked_at_ = clock;
      blocked_since_ns_ = event.at_ns;
      return;
    case EventKind::call_returned:
      if (may_block({.a = event.a, .b = 1})) blocked_at_ = -1;
      return;
    case EventKind::request_sent:
      if (in_flight_++ == 0) sent_at_ = clock;
      return;
    case EventKind::record_stored:
      if (in_flight_ == 1) stored_at_ = clock;
      return;
    case EventKind::response_received: in_flight_ = std::max<std::int64_t>(0, in_flight_ - 1); return;
    case EventKind::report_queued:
      if (queued_++ == 0) queued_at_ = clock;
      return;
    case EventKind::callback_started: called_at_ = clock; [[fallthrough]];
    case EventKind::report_served: queued_ = std::max<std::int64_t>(0, queued_ - 1); return;
    case EventKind::process_exited: exited_at_ = clock; return;
    default: return;
  }
}

}  // namespace inflight
