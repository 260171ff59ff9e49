// See search.h.
#include "app/session/search.h"

#include <algorithm>

namespace inflight {
namespace {

constexpr MessageId kLastUnpolled = 89;  // the message whose report is the last that waits, where nobody polls (F6)

bool is_over(const Take::State& state) { return state.status == RunStatus::ended || state.status == RunStatus::failed; }

}  // namespace

void Search::look_for(Goal goal, std::uint64_t from) {
  goal_ = goal;
  looked_at_ = from;
}

void Search::look_for_instant(Nanos instant) {
  goal_ = Goal::instant;
  instant_ = instant;
}

void Search::look_for_interesting(LandmarkSet set) {
  look_for(Goal::interesting);
  interesting_ = set;
}

// What the goal is one of.
LandmarkSet Search::among() const {
  switch (goal_) {
    case Goal::interesting: return interesting_;
    case Goal::line: return only(Landmark::line);
    case Goal::caption: return only(Landmark::caption);
    case Goal::reported: return only(Landmark::report);
    case Goal::exit: return only(Landmark::loss);
    case Goal::none:
    case Goal::event:
    case Goal::instant:
    case Goal::end: break;
  }
  return kAnyEvent;
}

bool Search::reaches(const Event& event) const {
  switch (goal_) {
    case Goal::reported: return event.message == kLastUnpolled;
    case Goal::exit: return event.kind == EventKind::process_exited;
    default: return true;
  }
}

bool Search::pursue(PlayHead& head, Take& take, const Take::State& state) {
  switch (goal_) {
    case Goal::none: return false;
    case Goal::end:
      head.jump(is_over(state) ? take.recording().end_ns() : state.reached_ns, take.recording().size());
      take.want(kForever, 0);
      if (is_over(state)) give_up();
      return true;
    case Goal::instant: return pursue_instant(head, take, state);
    default: return pursue_event(head, take, state);
  }
}

bool Search::pursue_instant(PlayHead& head, Take& take, const Take::State& state) {
  const Recording& recording = take.recording();
  const bool over = is_over(state);
  head.jump(std::min(instant_, over ? recording.end_ns() : instant_), recording.events_until(instant_));
  take.want(instant_, 0);
  if (over || state.reached_ns >= instant_) give_up();
  return true;
}

bool Search::pursue_event(PlayHead& head, Take& take, const Take::State& state) {
  const Recording& recording = take.recording();
  const bool one_step = goal_ == Goal::event || goal_ == Goal::line || goal_ == Goal::interesting;
  if (one_step) looked_at_ = std::max(looked_at_, head.events());
  // What is recorded meanwhile is looked at the next time: an event is never taken for the goal unseen.
  const std::uint64_t size = recording.size();
  const auto look_from = [&](std::uint64_t event) { return std::min(size, take.landmarks().next(event, among())); };
  looked_at_ = look_from(looked_at_);
  while (looked_at_ < size && !reaches(recording.event(looked_at_))) looked_at_ = look_from(looked_at_ + 1);
  const bool found = looked_at_ < size;
  const bool as_far_as_it_goes = is_over(state) || (one_step && !take.is_simulated());
  if (!found && !as_far_as_it_goes) {
    take.want(one_step ? 0 : kForever, looked_at_ + 1);
    return false;
  }
  const Goal goal = goal_;
  give_up();
  if (found) {
    const std::uint64_t events = goal == Goal::exit ? looked_at_ : looked_at_ + 1;
    const Nanos at = recording.event(looked_at_).at_ns;
    one_step ? head.step_to(at, events) : head.jump(at, events);
    return !one_step;
  }
  is_over(state) ? head.jump(recording.end_ns(), recording.size())
                 : head.jump(state.reached_ns, recording.events_until(state.reached_ns));
  return true;
}

}  // namespace inflight
