// What a session shows and what can be done with it; see session.h.
#include <algorithm>
#include <array>

#include "app/session/session_impl.h"
#include "core/run/recorded_play.h"

namespace inflight {
namespace {

constexpr std::int32_t kLastLesson = 5;

// Commands that make a run another one.
bool is_change(CommandId id) {
  static constexpr std::array kChanges{CommandId::toggle_poll,   CommandId::toggle_flush,    CommandId::toggle_line,
                                       CommandId::reject_next,   CommandId::exit_now,        CommandId::kill,
                                       CommandId::toggle_broker, CommandId::cut_connections, CommandId::toggle_latency,
                                       CommandId::choose_source, CommandId::my_kafka,        CommandId::test_kafka,
                                       CommandId::use_kafka,     CommandId::lose_next_ack};
  return std::find(kChanges.begin(), kChanges.end(), id) != kChanges.end();
}

}  // namespace

std::string Session::why_not(ActionKind kind) const {
  if (is_recording()) return std::string(kRecorded);
  if (!impl_->take || impl_->state.status == RunStatus::failed) return "Nothing runs yet. Press Space to run.";
  if (world().phase != Phase::running || impl_->at_rest()) return "The process has ended.";
  if (impl_->is_past_for_good()) return "This really happened, and is over. Run it again to do something else.";
  return impl_->take->why_not(kind);
}

std::string Session::why_not(CommandId id) const {
  const Impl& s = *impl_;
  if (is_recording() && is_change(id)) return std::string(kRecorded);
  switch (id) {
    case CommandId::hold: return s.head.moving() || s.head.held() ? "" : "Nothing is playing.";
    case CommandId::predict: return question() ? "" : "There is no question now.";
    case CommandId::last_moment: return world().events > 0 ? "" : "This is the start.";
    case CommandId::next_lesson: return s.lesson && s.lesson->number == kLastLesson ? "This is the last lesson." : "";
    case CommandId::loop:
      return s.head.marked().whole() ? "" : "Mark a range first: [ where it begins, ] where it ends.";
    case CommandId::just_now: return world().events > 0 ? "" : "Nothing has happened yet.";
    case CommandId::now: return s.why_not_now();
    case CommandId::back:
    case CommandId::back_line:
    case CommandId::back_interesting:
    case CommandId::go_to_start: return world().events > 0 ? "" : "This is the start.";
    case CommandId::time_closer:
    case CommandId::time_wider:
    case CommandId::time_earlier:
    case CommandId::time_later:
    case CommandId::time_whole:
    case CommandId::mark_from:
    case CommandId::mark_to:
    case CommandId::seek_event:
    case CommandId::seek: return s.take ? "" : "Nothing has run yet. Press Space to run.";
    case CommandId::compare_with:
    case CommandId::show_other:
      if (!s.other_run()) return "There is no other run yet. Run it once more with a switch turned.";
      if (id == CommandId::compare_with) return "";
      return why_not(CommandId::show_run);
    case CommandId::show_run:
      if (!s.take || !s.take->is_live() || s.state.status == RunStatus::ended) return "";
      return "A real program runs, and would be ended. Let it come to its end first.";
    case CommandId::save:
      if (is_recording()) return "It is saved: it comes from a file.";
      if (s.saving->busy()) return "A run is being saved.";
      return s.take ? "" : "Nothing has run yet. Press Space to run.";
    case CommandId::slower:
      return s.head.speed().doublings() > -Speed::kMostDoublings ? "" : "It is as slow as can be.";
    case CommandId::faster: return s.head.speed().doublings() < Speed::kMostDoublings ? "" : "It is as fast as can be.";
    case CommandId::step:
    case CommandId::step_line:
    case CommandId::step_interesting:
    case CommandId::go_to_end: return s.take && s.at_rest() ? "This is the end." : "";
    case CommandId::toggle_poll: return poll_switch() == SwitchState::none ? "There is no poll() in this program." : "";
    case CommandId::toggle_flush:
      return flush_switch() == SwitchState::none ? "There is no flush() in this program." : "";
    case CommandId::reject_next: return why_not(ActionKind::reject_next);
    case CommandId::lose_next_ack: return why_not(ActionKind::lose_next_answer);
    case CommandId::exit_now: return why_not(ActionKind::exit_now);
    case CommandId::kill: return why_not(ActionKind::kill);
    case CommandId::toggle_broker: return why_not(ActionKind::broker_down);
    case CommandId::cut_connections: return why_not(ActionKind::cut_connections);
    case CommandId::toggle_latency: return why_not(ActionKind::set_latency);
    default: return "";
  }
}

bool Session::is_recording() const { return !impl_->options.recording.empty(); }

const ClusterTest* Session::cluster_test() const { return impl_->test.get(); }

Showing Session::showing() const {
  const Impl& s = *impl_;
  const PlayHead& head = s.head;
  Showing showing{.clock_ns = head.clock(),
                  .from = s.drawn,
                  .to = world().events,
                  .jumped = s.jumped || world().events < s.drawn,
                  .held = head.held(),
                  .since_exit_ns = head.since_exit(),
                  .slowed = head.playing() ? head.slowed() : 1,
                  .stands = head.playing() && head.stands(),
                  .skipped_ns = head.skipped()};
  if (head.playing() && head.pace().reading(head.clock())) showing.followed = world().caption_message;
  if (showing.jumped) showing.from = showing.to;
  return showing;
}

const Question* Session::question() const {
  const Impl& s = *impl_;
  return s.asks && !s.take ? &*s.lesson->question : nullptr;
}

std::optional<std::size_t> Session::prediction() const {
  const Impl& s = *impl_;
  if (!s.take) return s.prediction;
  const std::int32_t choice = world().prediction.choice;
  return choice < 0 ? std::nullopt : std::optional<std::size_t>(choice);
}

std::vector<PastRun> Session::past_runs() const { return impl_->history.runs(impl_->take); }
std::int64_t Session::forgotten_runs() const { return impl_->history.forgotten(); }

std::optional<Compared> Session::compared() const {
  const Impl& s = *impl_;
  const std::optional<std::size_t> run = s.comparison ? s.other_run() : std::nullopt;
  if (!run || !s.comparison->is_of(s.take, s.history.take(*run))) return std::nullopt;
  return Compared{.shown = s.as_past_run(),
                  .other = s.history.runs(s.take)[*run],
                  .run = *run,
                  .world = &s.comparison->world(),
                  .recording = &s.comparison->recording(),
                  .at_ns = s.comparison->at_ns(),
                  .told = s.comparison->told()};
}

const RunOptions& Session::next_options() const { return impl_->options; }

bool Session::broker_is_down() const { return impl_->broker_is_down(impl_->head.at()); }
Nanos Session::round_trip_ns() const { return impl_->round_trip_ns(impl_->head.at()); }
RunOptions Session::as_run() const {
  const Impl& s = *impl_;
  RunOptions run = options();
  if (s.take) run.actions = actions_of(*s.take, s.state);
  std::erase_if(run.actions, [&](const Action& action) { return action.at_ns > s.head.at(); });
  return run;
}
const RunOptions& Session::options() const { return impl_->take ? impl_->take->options() : impl_->options; }
const std::optional<Lesson>& Session::lesson() const { return impl_->lesson; }
const Program& Session::program() const { return *impl_->program; }
const std::vector<std::string>& Session::source_lines() const { return impl_->lines; }
const std::vector<std::string>& Session::topics() const { return impl_->topics; }
Nanos Session::ticked_at() const { return impl_->ticked_at; }
const World& Session::world() const { return impl_->world(); }
const Recording& Session::recording() const { return impl_->take ? impl_->take->recording() : impl_->nothing_recorded; }
const Lanes& Session::lanes() const { return impl_->lanes; }
const World& Session::names() const { return impl_->names; }
LandmarkSet Session::interesting() const { return impl_->interesting; }
void Session::set_interesting(LandmarkSet set) {
  set &= kInteresting;
  if (set == 0) return say("One of them must be left: there would be nothing to step to.");
  impl_->interesting = set;
}
const PlayHead& Session::play_head() const { return impl_->head; }
Nanos Session::end_ns() const {
  const bool computed_ahead = impl_->take && impl_->take->is_simulated() && impl_->state.status == RunStatus::running;
  return computed_ahead ? std::min(impl_->furthest_ns, recording().end_ns()) : recording().end_ns();
}
Nanos Session::reached_ns() const { return impl_->state.reached_ns; }
int Session::percent_read() const { return impl_->state.percent; }
RunStatus Session::status() const { return impl_->state.status; }
std::string Session::why() const { return impl_->notice.empty() ? impl_->state.why : impl_->notice; }
bool Session::can_tell(EventKind kind) const { return !impl_->take || impl_->take->can_tell(kind); }
const std::string& Session::told() const { return impl_->told.empty() ? impl_->state.note : impl_->told; }
SwitchState Session::poll_switch() const { return impl_->switch_state_of(impl_->polls()); }
bool Session::switches_run_anew() const { return impl_->is_past_for_good(); }
SwitchState Session::flush_switch() const { return impl_->switch_state_of(impl_->flushes()); }
bool Session::line_is_off(std::int32_t line) const { return impl_->line_is_off(line); }

}  // namespace inflight
