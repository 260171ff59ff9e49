// Moving through a recording; see play_head.h.
#include "app/session/play_head.h"

#include <algorithm>

namespace inflight {
namespace {

// A frame that took longer than this (the window was dragged, the machine slept) does not make the run jump.
constexpr Nanos kLongestFrame = 100 * kMillisecond;
// How far ahead of what is seen a simulated run is computed, in time on screen: two frames.
constexpr Nanos kAhead = 33 * kMillisecond;
// What a step moved comes to rest within this.
constexpr Nanos kSettle = 700 * kMillisecond;
// A stretch without events is skipped once it has lasted a while, if there is more to come; shortly before it ends the
// play goes on. The mark that says so stays for a second and a half. All on the show's clock.
constexpr Nanos kIdle = 700 * kMillisecond;
constexpr Nanos kWorthSkipping = 1200 * kMillisecond;
constexpr Nanos kRunUp = 300 * kMillisecond;
constexpr Nanos kTellSkip = 1500 * kMillisecond;
// A live run that is further ahead than this is not kept waiting for bursts.
constexpr Nanos kLongLag = kSecond;

}  // namespace

void PlayHead::play(Nanos now) {
  playing_ = true;
  held_ = false;
  last_now_ = now;
}

void PlayHead::hold() {
  playing_ = false;
  held_ = true;
  settle_until_ = clock_;
}

void PlayHead::start() {
  at_ = 0;
  events_ = 0;
  exit_at_ = -1;
  event_at_ = clock_;
  skip_told_until_ = clock_;
  settle_until_ = clock_;
  playing_ = false;
  held_ = false;
  pace_.start_anew();
}

void PlayHead::jump(Nanos at, std::uint64_t events) {
  start();
  at_ = std::max<Nanos>(at, 0);
  events_ = events;
}

void PlayHead::step_to(Nanos at, std::uint64_t events) {
  at_ = at;
  events_ = events;
  playing_ = false;
  held_ = false;
  event_at_ = clock_;
  pace_.start_anew();
  settle(kSettle);
}

void PlayHead::rebase(const Recording& recording) {
  events_ = recording.events_until(at_);
  pace_.start_anew();
}

bool PlayHead::tick(Nanos now, const Playable& what) {
  const Nanos passed = std::clamp<Nanos>(now - last_now_, 0, kLongestFrame);
  last_now_ = now;
  if (playing_) return walk(passed, what);
  if (!moving()) return false;
  clock_ += passed;
  return true;
}

bool PlayHead::skip_idle(Nanos next_ns) {
  const Nanos factor = pace_.factor();
  const Nanos run_up = kRunUp * factor;
  if (clock_ - event_at_ < kIdle || next_ns - at_ < kWorthSkipping * factor) return false;
  skipped_ = next_ns - run_up - at_;
  skip_told_until_ = clock_ + kTellSkip;
  at_ += skipped_;
  return true;
}

bool PlayHead::walk(Nanos budget, const Playable& what) {
  const Recording& recording = what.recording;
  const std::uint64_t size = recording.size();
  const Nanos clock_before = clock_;
  const bool hurry = what.live && what.reached_ns - at_ > kLongLag;
  stands_ = false;
  for (;;) {
    const bool known = events_ < size;
    const Nanos next_ns = known ? recording.event(events_).at_ns : what.reached_ns;
    if (known && next_ns <= at_) {
      const Nanos wait = pace_.stands(recording, events_, clock_, hurry);
      if (wait > 0) {
        stands_ = true;
        const Nanos stood = std::min(wait, budget);
        pace_.stood(stood);
        clock_ += stood;
        budget -= stood;
        if (budget == 0) break;
      }
      if (recording.event(events_).kind == EventKind::process_exited) exit_at_ = clock_;
      pace_.shown(recording, events_++, clock_);
      event_at_ = clock_;
      continue;
    }
    if (budget == 0) break;
    if (!known && at_ >= what.reached_ns) {
      // A simulated run that is not computed yet keeps the show waiting; a live one has nothing to tell yet.
      if (what.live || what.ended) clock_ += budget;
      if (what.ended) playing_ = exit_at_ >= 0 && clock_ < exit_at_ + kEpilogue;
      break;
    }
    const Nanos slowed = pace_.slowed(clock_);
    if (known && slowed == 1 && skip_idle(next_ns)) continue;
    const Nanos screen = std::max<Nanos>(1, (next_ns - at_) * slowed / pace_.factor());
    const Nanos spent = std::min(screen, budget);
    at_ = spent == screen ? next_ns : std::min(next_ns, at_ + spent * pace_.factor() / slowed);
    pace_.moved(spent);
    clock_ += spent;
    budget -= spent;
  }
  return clock_ != clock_before || !playing_;
}

Nanos PlayHead::wanted(Nanos now) const {
  if (!playing_) return at_;
  const Nanos passed = std::clamp<Nanos>(now - last_now_, 0, kLongestFrame);
  return saturating_add(at_, (passed + kAhead) * pace_.factor());
}

bool PlayHead::wants_next_event() const { return playing_ && clock_ - event_at_ >= kIdle && exit_at_ < 0; }

}  // namespace inflight
