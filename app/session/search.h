// Search: what the play head is looking for in a run, and how far it has looked. A simulated run may have to be
// computed on for it. A value; the session's, UI thread.
#pragma once

#include <cstdint>

#include "app/session/play_head.h"
#include "app/session/take.h"
#include "core/event/event.h"

namespace inflight {

enum class Goal : std::uint8_t { none, event, interesting, line, caption, reported, exit, instant, end };

class Search {
 public:
  // Looks at the events from number `from` on.
  void look_for(Goal goal, std::uint64_t from = 0);
  void look_for_instant(Nanos instant);
  void look_for_interesting(LandmarkSet set);
  void give_up() { goal_ = Goal::none; }
  bool looks() const { return goal_ != Goal::none; }

  // Puts the play head where the goal is, if the recording has it by now, or as far as it has come; else asks the run
  // to go on. `state`: the take's. Returns true if the head was put elsewhere: nothing is on its way then.
  bool pursue(PlayHead& head, Take& take, const Take::State& state);

 private:
  LandmarkSet among() const;
  bool reaches(const Event& event) const;
  bool pursue_instant(PlayHead& head, Take& take, const Take::State& state);
  bool pursue_event(PlayHead& head, Take& take, const Take::State& state);

  Goal goal_ = Goal::none;
  std::uint64_t looked_at_ = 0;
  Nanos instant_ = 0;
  LandmarkSet interesting_ = kInteresting;
};

}  // namespace inflight
