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
// How often it is noted where the head is: 64 times, so that five seconds are always there.
constexpr Nanos kNote = 100 * kMillisecond;

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

void PlayHead::rest() {
  exit_at_ = -1;
  event_at_ = clock_;
  skip_told_until_ = clock_;
  settle_until_ = clock_;
  playing_ = false;
  held_ = false;
  again_.reset();
  rested_ = 0;
  seen_count_ = 0;
  pace_.start_anew();
}

void PlayHead::put(Place place) {
  rest();
  at_ = std::max<Nanos>(place.at, 0);
  events_ = place.events;
}

void PlayHead::start() {
  put({});
  forget_marks();
}

void PlayHead::jump(Nanos at, std::uint64_t events) { put({at, events}); }

void PlayHead::step_to(Nanos at, std::uint64_t events) {
  at_ = at;
  events_ = events;
  playing_ = false;
  held_ = false;
  event_at_ = clock_;
  again_.reset();
  pace_.start_anew();
  settle(kSettle);
}

void PlayHead::rebase(const Recording& recording) {
  events_ = recording.events_until(at_);
  again_.reset();
  seen_count_ = 0;
  pace_.start_anew();
}

std::int64_t PlayHead::slowed() const {
  const std::int64_t slowed = pace_.slowed(clock_);
  return again_ ? std::max(slowed, kAgainSlowed) : slowed;
}

void PlayHead::mark_from() {
  marked_.from_ns = at_;
  if (marked_.to_ns && *marked_.to_ns <= at_) marked_.to_ns.reset();
  marked_.loops &= marked_.whole();
}

void PlayHead::mark_to() {
  marked_.to_ns = at_;
  if (marked_.from_ns && *marked_.from_ns >= at_) marked_.from_ns.reset();
  marked_.loops &= marked_.whole();
}

void PlayHead::loop(bool on, Nanos now, const Recording& recording) {
  marked_.loops = on && marked_.whole();
  if (!marked_.loops) return;
  const bool within = *marked_.from_ns <= at_ && at_ < *marked_.to_ns;
  if (!within) put({*marked_.from_ns, recording.events_until(*marked_.from_ns - 1)});
  play(now);
}

void PlayHead::note_seen() {
  if (again_) return;
  const std::size_t size = seen_.size();
  if (seen_count_ > 0 && clock_ - seen_[(seen_count_ - 1) % size].clock < kNote) return;
  seen_[seen_count_++ % size] = {clock_, {at_, events_}};
}

PlayHead::Place PlayHead::a_while_ago(const Recording& recording) const {
  Seen oldest{clock_, {at_, events_}};
  const std::size_t size = seen_.size();
  for (std::size_t i = seen_count_; i > (seen_count_ > size ? seen_count_ - size : 0); --i) {
    const Seen& seen = seen_[(i - 1) % size];
    if (seen.clock < clock_ - kJustNow) return oldest.place;
    oldest = seen;
  }
  const Nanos missing = speed().of_run(kJustNow - (clock_ - oldest.clock));
  if (missing <= 0) return oldest.place;
  const Nanos at = std::max<Nanos>(0, oldest.place.at - missing);
  return {at, recording.events_until(at - 1)};
}

void PlayHead::just_now(Nanos now, const Recording& recording) {
  if (again_) {
    const Before before = *again_;
    put(before.place);
    playing_ = before.playing;
    held_ = before.held;
    last_now_ = now;
    return;
  }
  const Before before{{at_, events_}, playing_, held_};
  put(a_while_ago(recording));
  play(now);
  again_ = before;
}

// The head does not pass this by playing: where what is played again began, or the end of a loop that it is in.
PlayHead::Place PlayHead::limit() const {
  if (again_) return again_->place;
  if (marked_.loops && at_ <= *marked_.to_ns) return {*marked_.to_ns, UINT64_MAX};
  return {kForever, UINT64_MAX};
}

// A run that was made again may end before the loop does.
bool PlayHead::is_at(const Place& limit, const Playable& what) const {
  if (limit.at == kForever) return false;
  if (at_ < (what.ended ? std::min(limit.at, what.reached_ns) : limit.at)) return false;
  const bool all = events_ >= what.recording.size() || what.recording.event(events_).at_ns > limit.at;
  return events_ >= limit.events || all;
}

// What was played again is over: the head is as it was. An exit that came into view is told to its end.
void PlayHead::end_again(const Playable& what) {
  const Before before = *again_;
  again_.reset();
  const bool at_end = what.ended && events_ >= what.recording.size();
  playing_ = before.playing || (at_end && exit_at_ >= 0);
  held_ = before.held && !playing_;
  if (!playing_ && !held_) settle(kSettle);
}

void PlayHead::reach_limit(Nanos passed, const Playable& what) {
  if (again_) return end_again(what);
  clock_ += passed;
  rested_ += passed;
  stands_ = true;
  if (rested_ < kLoopRest) return;
  const Nanos from = *marked_.from_ns;
  put({from, what.recording.events_until(from - 1)});
  playing_ = true;
  jumped_ = true;
}

bool PlayHead::tick(Nanos now, const Playable& what) {
  const Nanos passed = std::clamp<Nanos>(now - last_now_, 0, kLongestFrame);
  last_now_ = now;
  jumped_ = false;
  if (playing_) {
    note_seen();
    if (!is_at(limit(), what)) return walk(passed, what);
    reach_limit(passed, what);
    return true;
  }
  if (!moving()) return false;
  clock_ += passed;
  return true;
}

bool PlayHead::skip_idle(Nanos next_ns) {
  const Nanos run_up = speed().of_run(kRunUp);
  if (clock_ - event_at_ < kIdle || next_ns - at_ < speed().of_run(kWorthSkipping)) return false;
  skipped_ = next_ns - run_up - at_;
  skip_told_until_ = clock_ + kTellSkip;
  at_ += skipped_;
  return true;
}

bool PlayHead::walk(Nanos budget, const Playable& what) {
  const Recording& recording = what.recording;
  const Place most = limit();
  const std::uint64_t size = std::min(recording.size(), most.events);
  const Nanos reached_ns = std::min(what.reached_ns, most.at);
  const bool ended = what.ended && most.at == kForever;
  const Nanos clock_before = clock_;
  const bool hurry = what.live && what.reached_ns - at_ > kLongLag;
  stands_ = false;
  for (;;) {
    const bool known = events_ < size;
    const Nanos next_ns = known ? std::min(recording.event(events_).at_ns, most.at) : reached_ns;
    if (known && recording.event(events_).at_ns <= at_) {
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
    if (at_ >= (known ? most.at : reached_ns)) {
      // A simulated run that is not computed yet keeps the show waiting; a live one has nothing to tell yet.
      if (what.live || what.ended) clock_ += budget;
      if (ended) playing_ = exit_at_ >= 0 && clock_ < exit_at_ + kEpilogue;
      break;
    }
    const Nanos slow = slowed();
    if (known && pace_.slowed(clock_) == 1 && skip_idle(next_ns)) continue;
    const Nanos reach = speed().of_run(budget) / slow;
    const bool arrives = next_ns - at_ <= reach;
    const Nanos spent = arrives ? std::clamp<Nanos>(speed().on_screen((next_ns - at_) * slow), 1, budget) : budget;
    at_ = arrives ? next_ns : at_ + reach;
    pace_.moved(spent);
    clock_ += spent;
    budget -= spent;
  }
  return clock_ != clock_before || !playing_;
}

Nanos PlayHead::wanted(Nanos now) const {
  if (!playing_) return at_;
  const Nanos passed = std::clamp<Nanos>(now - last_now_, 0, kLongestFrame);
  return saturating_add(at_, speed().of_run(passed + kAhead));
}

bool PlayHead::wants_next_event() const { return playing_ && clock_ - event_at_ >= kIdle && exit_at_ < 0; }

}  // namespace inflight
