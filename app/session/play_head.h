// PlayHead: where we look in a recording, and how it moves on. It has two clocks. The show's clock runs while something
// plays; the run's clock follows it, event by event, as Pace allows: slower, standing, or skipping idle stretches. A
// value, driven by commands and a given monotonic wall clock; all times in nanoseconds. UI thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "app/session/pace.h"
#include "core/base/time.h"
#include "core/recording/recording.h"

namespace inflight {

// What there is to play.
struct Playable {
  const Recording& recording;
  Nanos reached_ns = 0;  // all events up to here are in the recording
  bool ended = false;    // nothing more will come
  bool live = false;     // it goes on whether it is watched or not
};

// A range of the run that is marked, both ends belonging to it, and whether it is played again and again.
struct Marked {
  std::optional<Nanos> from_ns;
  std::optional<Nanos> to_ns;
  bool loops = false;
  bool whole() const { return from_ns && to_ns; }
};

class PlayHead {
 public:
  // After the end of a run that was played, the show goes on for so long: the exit is told in it.
  static constexpr Nanos kEpilogue = 4500 * kMillisecond;
  // What has just happened is played again: so much of the show, so many times slower.
  static constexpr Nanos kJustNow = 5 * kSecond;
  static constexpr std::int64_t kAgainSlowed = 4;
  // A loop holds its last picture for so long before it begins anew.
  static constexpr Nanos kLoopRest = 700 * kMillisecond;

  Nanos at() const { return at_; }                  // on the run's clock
  std::uint64_t events() const { return events_; }  // folding exactly this many gives what is in view
  Nanos clock() const { return clock_; }            // the show's
  bool playing() const { return playing_; }         // moves by itself
  bool held() const { return held_; }               // a person froze the picture
  bool moving() const { return playing_ || clock_ < settle_until_; }
  const Pace& pace() const { return pace_; }
  bool stands() const { return stands_; }  // the run's clock stood in the last tick
  // On the show's clock, since the exit came into view by playing; kForever: it did not.
  Nanos since_exit() const { return exit_at_ < 0 ? kForever : clock_ - exit_at_; }
  // An idle stretch of this length on the run's clock was skipped within the last second; 0: none.
  Nanos skipped() const { return clock_ < skip_told_until_ ? skipped_ : 0; }

  // 1 s of the run takes so many on screen at this moment.
  std::int64_t slowed() const;
  const Marked& marked() const { return marked_; }
  bool plays_again() const { return again_.has_value(); }

  void set_speed(Speed speed) { pace_.set_speed(speed); }
  Speed speed() const { return pace_.speed(); }

  void play(Nanos now);
  void hold();
  void go_on() { pace_.go_on(clock_); }          // the caption has been read
  void start();                                  // of a new run: at its beginning, nothing marked
  void jump(Nanos at, std::uint64_t events);     // holds there, everything at rest
  void step_to(Nanos at, std::uint64_t events);  // one step on: what the step moved may still settle
  // The recording was replaced by one that is the same up to at().
  void rebase(const Recording& recording);

  // Marks an end of the range here; the other one goes if it would lie on the wrong side.
  void mark_from();
  void mark_to();
  void forget_marks() { marked_ = {}; }
  // Plays what is marked again and again, from its start unless the head is within; needs both marks.
  void loop(bool on, Nanos now, const Recording& recording);
  // Plays the last five seconds of the show again, slowly, and then is where and as it was before. Where less than that
  // was played without a jump, the run's clock says what came before. While it does: ends it at once.
  void just_now(Nanos now, const Recording& recording);

  // Moves on. Returns true if a repaint is needed.
  bool tick(Nanos now, const Playable& what);
  // The head went elsewhere by itself in the last tick: a loop began anew.
  bool jumped() const { return jumped_; }

  // How far a simulated run must have been computed for the next tick at `now`; and whether, to skip what is idle, the
  // event after those in view must be known.
  Nanos wanted(Nanos now) const;
  bool wants_next_event() const;

 private:
  // A point of the recording: the instant, and how many events are in view.
  struct Place {
    Nanos at = 0;
    std::uint64_t events = 0;
  };
  // How the head was before what is played again.
  struct Before {
    Place place;
    bool playing = false;
    bool held = false;
  };
  struct Seen {
    Nanos clock = 0;
    Place place;
  };
  void rest();
  void put(Place place);
  bool is_at(const Place& limit, const Playable& what) const;
  Place limit() const;
  void reach_limit(Nanos passed, const Playable& what);
  void end_again(const Playable& what);
  void note_seen();
  Place a_while_ago(const Recording& recording) const;
  bool walk(Nanos budget, const Playable& what);
  bool skip_idle(Nanos next_ns);
  void settle(Nanos duration) { settle_until_ = clock_ + duration; }

  Pace pace_;
  Nanos at_ = 0;
  std::uint64_t events_ = 0;
  Nanos clock_ = 0;
  Nanos last_now_ = 0;
  bool playing_ = false;
  bool held_ = false;
  bool stands_ = false;
  Nanos event_at_ = 0;  // when the newest event came into view
  Nanos exit_at_ = -1;
  Nanos skipped_ = 0;
  Nanos skip_told_until_ = 0;
  Nanos settle_until_ = 0;  // the show's clock goes on until then, though nothing plays
  Marked marked_;
  std::optional<Before> again_;  // what has just happened is played again
  Nanos rested_ = 0;             // at the loop's end
  bool jumped_ = false;
  // Where the head was while it played, at intervals; forgotten when it is put elsewhere.
  std::array<Seen, 64> seen_{};
  std::size_t seen_count_ = 0;  // ever; the newest is at (seen_count_ - 1) % 64
};

}  // namespace inflight
