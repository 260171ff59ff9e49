// The session's commands and its frame; see session.h.
#include "app/session/session.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "app/session/history.h"
#include "app/session/save.h"
#include "core/binding/script_secrets.h"
#include "core/recording/cursor.h"
#include "core/run/recorded_play.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

// About a millisecond of folding a frame (some 50 to 100 ns an event).
constexpr std::uint64_t kFoldPerFrame = 10'000;
// The same time, of looking at events for the time line.
constexpr std::uint64_t kLookPerFrame = 100'000;
// A simulated run that was computed no further ahead of the play head than this takes an action where it is.
constexpr Nanos kNear = 200 * kMillisecond;
// What F6 sets up: a lesson, and the message whose report is the last that waits.
constexpr std::int64_t kUnpolledLesson = 2;
constexpr MessageId kLastUnpolled = 89;
constexpr std::int32_t kLastLesson = 5;
constexpr Nanos kSlow = kSecond;  // a round trip that is felt

// Commands that make a run another one.
bool is_change(CommandId id) {
  static constexpr std::array kChanges{CommandId::toggle_poll,   CommandId::toggle_flush,    CommandId::toggle_line,
                                       CommandId::reject_next,   CommandId::exit_now,        CommandId::kill,
                                       CommandId::toggle_broker, CommandId::cut_connections, CommandId::toggle_latency,
                                       CommandId::choose_source, CommandId::my_kafka,        CommandId::test_kafka,
                                       CommandId::use_kafka};
  return std::find(kChanges.begin(), kChanges.end(), id) != kChanges.end();
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

// Topics that a program produces to, as far as they are known before the run.
std::vector<std::string> topics_of(const RunOptions& options, const Program& program) {
  std::set<std::string> topics;
  for (const TopicSpec& topic : options.topics) topics.insert(topic.name);
  for (const StatementInfo& statement : program.statements()) {
    topics.insert(statement.topics.begin(), statement.topics.end());
  }
  return {topics.begin(), topics.end()};
}

}  // namespace

struct Session::Impl {
  std::function<void()> wake;
  RunOptions options;  // of the next run
  std::optional<Lesson> lesson;
  std::optional<Program> program;
  std::vector<std::string> lines;
  std::vector<std::string> topics;
  Nanos ticked_at = 0;
  std::shared_ptr<Take> take;    // what is shown; null before the first run
  std::shared_ptr<Take> remake;  // a simulated run made again with one action more, until it has caught up
  std::vector<std::shared_ptr<Take>> retired;  // ending, so that the UI thread need not wait for them
  std::unique_ptr<ClusterTest> test;
  std::vector<std::unique_ptr<ClusterTest>> retired_tests;  // the same
  History history;
  std::optional<Saver> saver;
  std::optional<Cursor> cursor;  // in take's recording
  Recording nothing_recorded;
  World nothing;  // shown before the first run
  Lanes lanes;
  bool lanes_are_behind = false;
  PlayHead head;
  Nanos furthest_ns = 0;  // how far a simulated run was played
  Take::State state;      // take's, as of the last tick
  // What the play head is looking for, and from which event on.
  enum class Goal : std::uint8_t {
    none,
    event,
    interesting,
    line,
    caption,
    reported,
    exit,
    instant,
    end
  } goal = Goal::none;
  std::uint64_t looked_at = 0;
  Nanos instant = 0;
  std::string notice;  // why the last command could not be done
  std::string told;    // what it did
  bool dirty = true;
  std::vector<std::int32_t> lines_off_at_first;  // as the script or lesson was opened
  bool asks = false;                             // the lesson's question, until it is answered or something runs
  std::optional<std::size_t> prediction;         // of the next run
  LandmarkSet interesting = kInteresting;
  World names;              // the partitions alone
  std::uint64_t named = 0;  // events that were looked at for them
  std::uint64_t drawn = 0;  // events in view in the last picture
  bool jumped = false;      // the play head was put elsewhere since

  // What ran is over and its end is in view (or nothing ran): switches then stand for the next run.
  bool at_rest() const {
    if (!take || state.status == RunStatus::failed) return true;
    return state.status == RunStatus::ended && head.at() >= take->recording().end_ns() &&
           head.events() >= take->recording().size();  // of the last instant's events all are in view
  }
  const World& world() const { return cursor ? cursor->world() : nothing; }

  void retire(std::shared_ptr<Take> old) {
    if (!old || history.has(old)) return;
    old->stop();
    retired.push_back(std::move(old));
  }

  // Shows the start of a take, or nothing.
  void show(std::shared_ptr<Take> next) {
    cursor.reset();
    retire(std::exchange(take, std::move(next)));
    lanes.clear();
    lanes_are_behind = false;
    names = {};
    named = 0;
    state = take ? take->state() : Take::State{.status = RunStatus::ready};
    if (take) cursor.emplace(take->recording(), take->keyframes());
    furthest_ns = 0;
    goal = Goal::none;
    jumped = true;
    dirty = true;
  }

  void clean_start() {
    retire(std::exchange(remake, nullptr));
    show(nullptr);
    head.start();
    notice.clear();
  }

  void forget_runs() {
    for (std::shared_ptr<Take>& old : history.clear()) {
      if (old != take) retire(std::move(old));
    }
  }

  void ask_anew() {
    prediction.reset();
    asks = lesson && lesson->question;
  }

  void start(Nanos now) {
    RunOptions these = options;
    options.actions.clear();  // what a link did is done once
    clean_start();
    asks = false;
    show(std::make_shared<Take>(std::move(these), Telling{lesson, std::exchange(prediction, std::nullopt)}, wake));
    drawn = 0;
    jumped = false;
    head.play(now);
  }

  void jump(Nanos at, std::uint64_t events) {
    head.jump(at, events);
    goal = Goal::none;
    jumped = true;
  }
  void jump(Nanos at) { jump(at, take ? take->recording().events_until(at) : 0); }

  void look_for(Goal what, Nanos now) {
    if (!take) start(now);
    head.hold();
    goal = what;
    looked_at = 0;
  }

  // Takes in the partitions that became known.
  void learn_names() {
    const Recording& recording = take->recording();
    const std::uint64_t size = recording.size();
    constexpr int kEachFrame = 1000;
    for (int i = 0; i < kEachFrame && named < size; ++i) {
      named = take->landmarks().next(named, only(Landmark::partition));
      if (named < size) apply(names, recording.fact(named++));
    }
    named = std::min(named, size);
  }

  // What a person has done to the built-in broker by an instant of the run.
  bool broker_is_down(Nanos by) const {
    bool down = false;
    for (const Action& action : state.acted) {
      if (action.at_ns > by) break;
      if (action.kind == ActionKind::broker_down) down = true;
      if (action.kind == ActionKind::broker_up) down = false;
    }
    return down;
  }
  Nanos round_trip_ns(Nanos by) const {
    Nanos round_trip = take ? take->options().rtt_ns : options.rtt_ns;
    for (const Action& action : state.acted) {
      if (action.at_ns > by) break;
      if (action.kind == ActionKind::set_latency) round_trip = action.round_trip_ns;
    }
    return round_trip;
  }

  // A run whose end has come, for "before and after".
  void remember() {
    if (!take || state.status != RunStatus::ended || history.has(take)) return;
    PastRun result = state.result;
    const auto through = [&](const std::vector<std::int32_t>& switched) {
      const std::vector<std::int32_t>& off = take->options().lines_off;
      const auto count = std::count_if(switched.begin(), switched.end(), [&](std::int32_t line) {
        return std::binary_search(off.begin(), off.end(), line);
      });
      return state_of(std::ssize(switched), count);
    };
    result.poll = through(poll_lines());
    result.flush = through(flush_lines());
    for (const Action& action : take->options().actions) note_switch(action, result);
    for (const Action& action : state.acted) note_switch(action, result);
    for (std::shared_ptr<Take>& old : history.add(take, result)) retire(std::move(old));
  }
  void note_switch(const Action& action, PastRun& result) const {
    if (action.kind != ActionKind::switch_line) return;
    const auto among = [&](const std::vector<std::int32_t>& lines_of) {
      return std::find(lines_of.begin(), lines_of.end(), action.line) != lines_of.end();
    };
    if (among(poll_lines())) result.poll = SwitchState::mixed;
    if (among(flush_lines())) result.flush = SwitchState::mixed;
  }
  static SwitchState state_of(std::ptrdiff_t all, std::ptrdiff_t off) {
    if (all == 0) return SwitchState::none;
    if (off == 0) return SwitchState::on;
    return off == all ? SwitchState::off : SwitchState::mixed;
  }

  // Acts on what is shown, from the play head on.
  void act(std::vector<Action> actions) {
    const bool frontier = state.reached_ns - head.at() <= kNear;
    if (!take->is_simulated() || (frontier && state.status == RunStatus::running)) {
      for (Action& action : actions) take->act(std::move(action));
      return;
    }
    RunOptions again = take->options();
    again.actions.insert(again.actions.end(), state.acted.begin(), state.acted.end());
    std::erase_if(again.actions, [&](const Action& action) { return action.at_ns > head.at(); });
    for (Action& action : actions) {
      action.at_ns = head.at();
      again.actions.push_back(std::move(action));
    }
    retire(std::exchange(remake, nullptr));
    remake = std::make_shared<Take>(std::move(again), take->telling(), wake);
    remake->want(head.at(), 0);
  }

  // How far a person may go: a live run as far as it is, a simulated one as far as it was played.
  std::string why_not_now() const {
    if (!take) return "Nothing has run yet. Press Space to run.";
    if (state.status == RunStatus::ended) return "The run has ended. End shows its result.";
    const Nanos now_ns = take->is_live() ? state.reached_ns : furthest_ns;
    return head.playing() && !head.plays_again() && head.at() >= now_ns ? "This is now." : "";
  }

  bool line_is_off(std::int32_t line) const {
    if (!at_rest()) return world().is_off(line);
    return std::binary_search(options.lines_off.begin(), options.lines_off.end(), line);
  }

  // Now, if something runs; and for the next run, which begins as the switches were left.
  void switch_lines(const std::vector<std::int32_t>& switched, bool on) {
    if (!at_rest()) {
      std::vector<Action> actions;
      for (const std::int32_t line : switched) {
        if (line_is_off(line) == on) actions.push_back({.kind = ActionKind::switch_line, .line = line, .on = on});
      }
      act(std::move(actions));
    }
    for (const std::int32_t line : switched) {
      auto& off = options.lines_off;
      const auto at = std::lower_bound(off.begin(), off.end(), line);
      const bool is_off = at != off.end() && *at == line;
      if (on && is_off) off.erase(at);
      if (!on && !is_off) off.insert(at, line);
    }
    dirty = true;
  }

  template <typename Calls>
  std::vector<std::int32_t> lines_with(Calls calls) const {
    std::vector<std::int32_t> found;
    if (!program) return found;
    for (const StatementInfo& statement : program->statements()) {
      if (calls(statement)) found.push_back(statement.line);
    }
    return found;
  }
  std::vector<std::int32_t> poll_lines() const {
    return lines_with([](const StatementInfo& s) { return s.calls_poll; });
  }
  std::vector<std::int32_t> flush_lines() const {
    return lines_with([](const StatementInfo& s) { return s.calls_flush; });
  }
  SwitchState switch_state(const std::vector<std::int32_t>& switched) const {
    const auto off = std::count_if(switched.begin(), switched.end(), [&](auto line) { return line_is_off(line); });
    return state_of(std::ssize(switched), off);
  }

  // A step to the left ends just behind the newest event of the set before the one in view, or at the start.
  void go_back(LandmarkSet set) {
    goal = Goal::none;
    if (!take || world().events == 0) return head.hold();
    const std::uint64_t events = take->landmarks().last(world().events - 1, set);
    jump(events == 0 ? 0 : take->recording().event(events - 1).at_ns, events);
    dirty = true;
  }

  // What the goal is among.
  LandmarkSet sought() const {
    switch (goal) {
      case Goal::interesting: return interesting;
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
  bool reaches(const Event& event) const {
    switch (goal) {
      case Goal::reported: return event.message == kLastUnpolled;
      case Goal::exit: return event.kind == EventKind::process_exited;
      default: return true;
    }
  }

  // Tries to reach what the play head is looking for; a simulated run may have to be computed on for it.
  void pursue_goal() {
    const Recording& recording = take->recording();
    const bool over = state.status == RunStatus::ended || state.status == RunStatus::failed;
    if (goal == Goal::end) {
      head.jump(state.reached_ns, recording.size());
      jumped = true;
      take->want(kForever, 0);
      if (over) goal = Goal::none;
      return;
    }
    if (goal == Goal::instant) {
      const bool there = over || state.reached_ns >= instant;
      head.jump(std::min(instant, over ? recording.end_ns() : instant), recording.events_until(instant));
      jumped = true;
      take->want(instant, 0);
      if (there) goal = Goal::none;
      return;
    }
    const bool one_step = goal == Goal::event || goal == Goal::line || goal == Goal::interesting;
    if (one_step) looked_at = std::max(looked_at, head.events());
    // What is recorded meanwhile is looked at the next time: an event is never taken for the goal unseen.
    const std::uint64_t size = recording.size();
    const Landmarks& landmarks = take->landmarks();
    looked_at = std::min(size, landmarks.next(looked_at, sought()));
    while (looked_at < size && !reaches(recording.event(looked_at))) {
      looked_at = std::min(size, landmarks.next(looked_at + 1, sought()));
    }
    if (looked_at < size) {
      const std::uint64_t events = goal == Goal::exit ? looked_at : looked_at + 1;
      const Nanos at = recording.event(looked_at).at_ns;
      if (!one_step) return jump(at, events);
      head.step_to(at, events);
      goal = Goal::none;
    } else if (over) {
      jump(recording.end_ns(), recording.size());
    } else if (one_step && !take->is_simulated()) {
      jump(state.reached_ns);
    } else {
      take->want(one_step ? 0 : kForever, looked_at + 1);
    }
  }
};

Session::Session(std::function<void()> wake) : impl_(std::make_unique<Impl>()) {
  impl_->wake = std::move(wake);
  impl_->saver.emplace(impl_->wake);
  impl_->state.status = RunStatus::ready;
}

Session::~Session() { impl_->cursor.reset(); }

Status Session::open(RunOptions options, std::optional<Lesson> lesson, Ask ask) {
  Result<Program> program = Program::compile(options.script, options.script_name);
  // Of a recording only the text is shown, also where it is not Python (any more): a secret may have been blanked.
  if (!program && !options.recording.empty()) program = Program::compile("", options.script_name);
  if (!program) return program.error();
  Impl& s = *impl_;
  s.program.emplace(std::move(program).value());
  s.options = std::move(options);
  std::sort(s.options.lines_off.begin(), s.options.lines_off.end());
  s.lines_off_at_first = s.options.lines_off;
  s.lesson = std::move(lesson);
  s.topics = topics_of(s.options, *s.program);
  s.lines = split_lines(secrets_in(s.options.script).shown);
  s.clean_start();
  s.forget_runs();
  s.ask_anew();
  s.asks &= ask == Ask::question;
  s.head.set_speed(s.lesson && s.lesson->speed == "story"  ? Speed::story
                   : s.lesson && s.lesson->speed == "fast" ? Speed::fast
                                                           : Speed::normal);
  return Done{};
}

bool Session::tick(Nanos now) {
  Impl& s = *impl_;
  s.ticked_at = now;
  std::erase_if(s.retired, [](const auto& take) { return take->finished(); });
  std::erase_if(s.retired_tests, [](const auto& test) { return test->finished(); });
  if (const auto saved = s.saver->take_result()) {
    saved->ok() ? tell(fmt::format("Saved: {}", saved->value().string())) : say(saved->error().sentence);
  }
  bool changed = std::exchange(s.dirty, false);
  if (s.remake) {
    s.remake->want(s.head.at(), 0);  // the head may have moved on meanwhile
    const Take::State made = s.remake->state();
    if (made.reached_ns >= s.head.at() || made.status == RunStatus::ended || made.status == RunStatus::failed) {
      const Nanos furthest = s.head.at();
      s.show(std::exchange(s.remake, nullptr));
      s.head.rebase(s.take->recording());
      s.furthest_ns = furthest;
      changed = true;
    }
  }
  if (!s.take) return changed;
  const RunStatus status_before = s.state.status;
  s.state = s.take->state();
  changed |= s.state.status != status_before;
  s.remember();
  const bool over = s.state.status == RunStatus::ended || s.state.status == RunStatus::failed;
  const Recording& recording = s.take->recording();
  if (s.goal != Impl::Goal::none) s.pursue_goal();
  const Speed told_in = s.head.speed();
  changed |= s.head.tick(now, {.recording = recording,
                               .reached_ns = over ? recording.end_ns() : s.state.reached_ns,
                               .ended = over,
                               .live = s.take->is_live()});
  s.jumped |= s.head.jumped();
  // A story is told once: what follows plays at its own pace.
  if (told_in == Speed::story && over && s.at_rest()) s.head.set_speed(Speed::normal);
  s.furthest_ns = std::max(s.furthest_ns, s.head.at());
  s.take->want(s.head.wanted(now), s.head.wants_next_event() ? s.head.events() + 1 : 0);
  const std::uint64_t events_before = s.cursor->world().events;
  s.cursor->seek(s.head.events(), kFoldPerFrame);
  changed |= s.cursor->world().events != events_before;
  s.lanes_are_behind = s.lanes.advance(recording, kLookPerFrame);
  s.learn_names();
  return changed;
}

bool Session::wants_frames() const {
  const Impl& s = *impl_;
  if (s.test && !s.test->finished()) return true;
  if (!s.take) return false;
  return s.head.moving() || s.goal != Impl::Goal::none || s.remake != nullptr || s.lanes_are_behind ||
         s.cursor->world().events != s.head.events();
}

void Session::perform(Command command, Nanos now) {
  Impl& s = *impl_;
  if (!why_not(command.id).empty()) return;
  s.dirty = true;
  s.notice.clear();
  s.told.clear();
  switch (command.id) {
    case CommandId::toggle_poll: return s.switch_lines(s.poll_lines(), poll_switch() != SwitchState::on);
    case CommandId::toggle_flush: return s.switch_lines(s.flush_lines(), flush_switch() != SwitchState::on);
    case CommandId::toggle_line: {
      const auto line = static_cast<std::int32_t>(command.argument);
      return s.switch_lines({line}, s.line_is_off(line));
    }
    case CommandId::reject_next: return s.act({{.kind = ActionKind::reject_next}});
    case CommandId::exit_now: return s.act({{.kind = ActionKind::exit_now}});
    case CommandId::kill: return s.act({{.kind = ActionKind::kill}});
    case CommandId::toggle_broker:
      return s.act({{.kind = s.broker_is_down(kForever) ? ActionKind::broker_up : ActionKind::broker_down}});
    case CommandId::cut_connections: return s.act({{.kind = ActionKind::cut_connections}});
    case CommandId::toggle_latency: {
      const Nanos usual = s.take->options().rtt_ns;
      return s.act(
          {{.kind = ActionKind::set_latency, .round_trip_ns = s.round_trip_ns(kForever) == usual ? kSlow : usual}});
    }
    case CommandId::restart:
      s.options.lines_off = s.lines_off_at_first;
      s.ask_anew();
      return s.clean_start();
    case CommandId::save: return s.saver->start(s.take);
    case CommandId::predict: return predict(command.argument);
    case CommandId::choose_lesson: return choose_lesson(command.argument);
    case CommandId::next_lesson: return choose_lesson(s.lesson ? s.lesson->number + 1 : 1);
    case CommandId::choose_source:  // the simulation or the built-in broker; somebody's cluster is use_cluster()
      s.options.source = static_cast<RunSource>(command.argument);
      return s.clean_start();
    case CommandId::nobody_polled:
      if (!s.lesson || s.lesson->number != kUnpolledLesson) choose_lesson(kUnpolledLesson);
      s.options.lines_off = s.lines_off_at_first;
      s.start(now);
      return s.look_for(Impl::Goal::reported, now);
    case CommandId::show_run:
      s.head.forget_marks();
      s.show(s.history.take(static_cast<std::size_t>(command.argument)));
      return s.look_for(Impl::Goal::end, now);
    default: return perform_on_play_head(command, now);
  }
}

void Session::tell(std::string told) {
  impl_->told = std::move(told);
  impl_->dirty = true;
}

void Session::say(std::string notice) {
  impl_->notice = std::move(notice);
  impl_->dirty = true;
}

// Commands that only look at what was or is recorded.
void Session::perform_on_play_head(Command command, Nanos now) {
  Impl& s = *impl_;
  switch (command.id) {
    case CommandId::run:
      if (s.at_rest()) return s.start(now);
      s.goal = Impl::Goal::none;
      if (s.head.playing() && s.head.pace().reading(s.head.clock())) return s.head.go_on();
      return s.head.playing() ? s.head.hold() : s.head.play(now);
    case CommandId::hold: s.goal = Impl::Goal::none; return s.head.held() ? s.head.play(now) : s.head.hold();
    case CommandId::back: return s.go_back(kAnyEvent);
    case CommandId::back_line: return s.go_back(only(Landmark::line));
    case CommandId::back_interesting: return s.go_back(s.interesting);
    case CommandId::step_interesting: return s.look_for(Impl::Goal::interesting, now);
    case CommandId::step: return s.look_for(Impl::Goal::event, now);
    case CommandId::step_line: return s.look_for(Impl::Goal::line, now);
    case CommandId::go_to_end: return s.look_for(Impl::Goal::end, now);
    case CommandId::before_exit: return s.look_for(Impl::Goal::exit, now);
    case CommandId::next_moment:
      if (s.at_rest() || !s.head.playing()) return perform_on_play_head({CommandId::run}, now);
      if (s.head.pace().reading(s.head.clock())) return s.head.go_on();
      s.look_for(Impl::Goal::caption, now);
      s.looked_at = s.head.events();
      return;
    case CommandId::last_moment: return s.go_back(only(Landmark::caption));
    case CommandId::go_to_start: return s.jump(0, 0);
    case CommandId::seek:
      s.look_for(Impl::Goal::instant, now);
      s.instant = std::max<Nanos>(0, command.argument);
      return;
    case CommandId::seek_event: {
      const auto event = static_cast<std::uint64_t>(command.argument);
      if (event < recording().size()) s.jump(recording().event(event).at_ns, event + 1);
      return;
    }
    case CommandId::mark_from: return s.head.mark_from();
    case CommandId::mark_to: return s.head.mark_to();
    case CommandId::loop:
      s.goal = Impl::Goal::none;
      s.jumped = true;
      return s.head.loop(!s.head.marked().loops, now, recording());
    case CommandId::just_now:
      s.goal = Impl::Goal::none;
      s.jumped = true;
      s.head.just_now(now, recording());
      if (s.head.plays_again()) tell("What just happened, four times slower. W ends it.");
      return;
    case CommandId::now: s.jump(s.take->is_live() ? s.state.reached_ns : s.furthest_ns); return s.head.play(now);
    case CommandId::toggle_interest:
      return set_interesting(s.interesting ^ only(static_cast<Landmark>(command.argument)));
    case CommandId::speed_story: return s.head.set_speed(Speed::story);
    case CommandId::speed_normal: return s.head.set_speed(Speed::normal);
    case CommandId::speed_fast: return s.head.set_speed(Speed::fast);
    case CommandId::dismiss:
      if (is_recording() && s.take && s.state.status == RunStatus::running) {
        s.take->stop();  // what was read of it stays
      } else if (question()) {
        s.asks = false;
      } else if (s.head.speed() == Speed::story) {
        s.head.set_speed(Speed::normal);
      }
      return;
    default: return;  // the window's own
  }
}

void Session::predict(std::int64_t choice) {
  Impl& s = *impl_;
  const bool is_choice = question() && choice >= 0 && choice < std::ssize(question()->choices);
  if (is_choice) s.prediction = static_cast<std::size_t>(choice);
}

void Session::choose_lesson(std::int64_t number) {
  Impl& s = *impl_;
  Result<Lesson> lesson = find_lesson(fmt::format("{}", number));
  if (!lesson) {
    s.notice = lesson.error().sentence;
    return;
  }
  RunOptions options = options_of(lesson.value());
  if (!is_recording()) {  // what a file says of its run is no wish of the person's: least of all where to run
    options.source = s.options.source;
    options.bootstrap = s.options.bootstrap;
    options.properties = s.options.properties;
    options.seed = s.options.seed;
  }
  if (const Status opened = open(std::move(options), std::move(lesson).value()); !opened) {
    s.notice = opened.error().sentence;
  }
}

std::string Session::why_not(CommandId id) const {
  const Impl& s = *impl_;
  const auto live_action = [&](ActionKind kind) -> std::string {
    if (!s.take || s.at_rest()) return "Nothing runs yet. Press Space to run.";
    if (world().phase != Phase::running) return "The process has ended.";
    return s.take->why_not(kind);
  };
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
    case CommandId::mark_from:
    case CommandId::mark_to:
    case CommandId::seek_event:
    case CommandId::seek: return s.take ? "" : "Nothing has run yet. Press Space to run.";
    case CommandId::show_run: return "";
    case CommandId::save:
      if (is_recording()) return "It is saved: it comes from a file.";
      if (s.saver->busy()) return "A run is being saved.";
      return s.take ? "" : "Nothing has run yet. Press Space to run.";
    case CommandId::step:
    case CommandId::step_line:
    case CommandId::step_interesting:
    case CommandId::go_to_end: return s.take && s.at_rest() ? "This is the end." : "";
    case CommandId::toggle_poll: return poll_switch() == SwitchState::none ? "There is no poll() in this program." : "";
    case CommandId::toggle_flush:
      return flush_switch() == SwitchState::none ? "There is no flush() in this program." : "";
    case CommandId::reject_next: return live_action(ActionKind::reject_next);
    case CommandId::exit_now: return live_action(ActionKind::exit_now);
    case CommandId::kill: return live_action(ActionKind::kill);
    case CommandId::toggle_broker: return live_action(ActionKind::broker_down);
    case CommandId::cut_connections: return live_action(ActionKind::cut_connections);
    case CommandId::toggle_latency: return live_action(ActionKind::set_latency);
    default: return "";
  }
}

bool Session::is_recording() const { return !impl_->options.recording.empty(); }

void Session::test_cluster(ClusterAccess access, Nanos now) {
  Impl& s = *impl_;
  if (s.test && !s.test->finished()) {
    s.test->stop();
    s.retired_tests.push_back(std::move(s.test));
  }
  s.test = std::make_unique<ClusterTest>(std::move(access), s.topics, now, s.wake);
}

void Session::use_cluster(ClusterAccess access) {
  Impl& s = *impl_;
  s.options.bootstrap = std::move(access.bootstrap);
  s.options.properties = std::move(access.properties);
  s.options.source = RunSource::cluster;
  s.clean_start();
}

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

void Session::picture_drawn() {
  impl_->drawn = world().events;
  impl_->jumped = false;
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

const RunOptions& Session::next_options() const { return impl_->options; }

bool Session::broker_is_down() const { return impl_->broker_is_down(impl_->head.at()); }
Nanos Session::round_trip_ns() const { return impl_->round_trip_ns(impl_->head.at()); }
RunOptions Session::as_run() const {
  const Impl& s = *impl_;
  RunOptions run = options();
  run.actions.insert(run.actions.end(), s.state.acted.begin(), s.state.acted.end());
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
RunStatus Session::status() const { return impl_->state.status; }
std::string Session::why() const { return impl_->notice.empty() ? impl_->state.why : impl_->notice; }
bool Session::can_tell(EventKind kind) const { return !impl_->take || impl_->take->can_tell(kind); }
const std::string& Session::told() const { return impl_->told.empty() ? impl_->state.note : impl_->told; }
SwitchState Session::poll_switch() const { return impl_->switch_state(impl_->poll_lines()); }
SwitchState Session::flush_switch() const { return impl_->switch_state(impl_->flush_lines()); }
bool Session::line_is_off(std::int32_t line) const { return impl_->line_is_off(line); }

}  // namespace inflight
