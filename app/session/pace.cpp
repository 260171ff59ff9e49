// The rules of pace; see pace.h.
#include "app/session/pace.h"

#include <algorithm>

namespace inflight {
namespace {

// A caption: a moment to notice it, and time for each word.
constexpr Nanos kNotice = 2500 * kMillisecond;
constexpr Nanos kWord = 200 * kMillisecond;
// A burst: this long for each call, but in all no longer than a second.
constexpr Nanos kEach = 45 * kMillisecond;
constexpr Nanos kLongestBurst = kSecond;
constexpr std::int64_t kFewest = 3;
constexpr Nanos kTogether = 20 * kMillisecond;  // calls closer than this are of one burst
constexpr std::uint64_t kLookAhead = 8192;      // events
// A call that blocks, and the breath before the end.
constexpr Nanos kBlocked = 1500 * kMillisecond;
constexpr Nanos kBlocks = kMillisecond;  // a call that took less did not block
constexpr Nanos kBreath = 500 * kMillisecond;
constexpr Nanos kMostAllowance = kBlocked;

bool is_of_burst(EventKind kind) {
  return kind == EventKind::message_accepted || kind == EventKind::message_refused ||
         kind == EventKind::callback_started;
}

bool may_block(const Event& event) {
  const auto call = static_cast<Call>(event.a);
  return (call == Call::flush || call == Call::poll) && event.b != 0;
}

std::int64_t words_in(std::string_view text) {
  std::int64_t words = text.empty() ? 0 : 1;
  for (const char c : text) words += c == ' ' ? 1 : 0;
  return words;
}

}  // namespace

void Pace::start_anew() {
  const Speed speed = speed_;
  *this = Pace();
  speed_ = speed;
  allowance_ = kMostAllowance;
  blocked_at_ = -1;
}

void Pace::moved(Nanos duration) { allowance_ = std::min(kMostAllowance, allowance_ + duration); }

// How many calls follow so closely that an eye would see one; then they share a second.
void Pace::find_burst(const Recording& recording, std::uint64_t first) {
  const std::uint64_t end = std::min(recording.size(), first + kLookAhead);
  const Nanos together = kTogether * factor();
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
  const Nanos wanted = std::min(kLongestBurst, count * kEach) / factor();
  const Nanos lasts = (last_ns - recording.event(first).at_ns) / factor();
  burst_gap_ = count < kFewest || lasts >= wanted ? 0 : wanted / count;
}

Nanos Pace::stands(const Recording& recording, std::uint64_t next, Nanos clock, bool hurry) {
  const Event& event = recording.event(next);
  spends_ = false;
  if (event.kind == EventKind::caption) return reading(clock) ? read_until_ - clock : 0;
  if (event.kind == EventKind::process_exited) {
    const bool killed = static_cast<ExitHow>(event.a) == ExitHow::killed;
    return killed ? 0 : std::max<Nanos>(0, shown_at_ + kBreath / factor() - clock);
  }
  if (hurry) return 0;
  Nanos until = clock;
  if (event.kind == EventKind::call_returned && blocked_at_ >= 0 && event.at_ns - blocked_since_ns_ >= kBlocks) {
    until = blocked_at_ + kBlocked / factor();
  } else if (is_of_burst(event.kind)) {
    if (next >= burst_end_) find_burst(recording, next);
    until = burst_at_ + burst_gap_;
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
  if (event.kind == EventKind::caption) {
    read_until_ = clock + kNotice + kWord * words_in(recording.text(event.text));
  } else if (event.kind == EventKind::call_started && may_block(event)) {
    blocked_at_ = clock;
    blocked_since_ns_ = event.at_ns;
  } else if (event.kind == EventKind::call_returned && may_block({.a = event.a, .b = 1})) {
    blocked_at_ = -1;
  } else if (event.kind == EventKind::process_exited) {
    exited_ = true;
  }
}

}  // namespace inflight
