// The session's commands and its frame; see session.h.
#include "app/session/session.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/recording/cursor.h"

namespace inflight {
namespace {

// About a millisecond of folding a frame (some 50 to 100 ns an event).
constexpr std::uint64_t kFoldPerFrame = 10'000;

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

}  // namespace

struct Session::Impl {
  std::function<void()> wake;
  RunOptions options;  // of the next run
  std::optional<Lesson> lesson;
  std::optional<Program> program;
  std::vector<std::string> lines;
  std::unique_ptr<Take> take;    // what is shown; null before the first run
  std::unique_ptr<Take> remake;  // a simulated run made again with one action more, until it has caught up
  std::vector<std::unique_ptr<Take>> retired;  // ending, so that the UI thread need not wait for them
  std::optional<Cursor> cursor;                // in take's recording
  Recording nothing_recorded;
  World nothing;  // shown before the first run
  Lanes lanes;
  PlayHead head;
  Take::State state;                                                            // take's, as of the last tick
  enum class Goal : std::uint8_t { none, event, line, end } goal = Goal::none;  // what the play head is looking for
  std::string notice;  // why the last command could not be done
  bool dirty = true;

  // What ran is over and its end is in view (or nothing ran): switches then stand for the next run.
  bool at_rest() const {
    if (!take || state.status == RunStatus::failed) return true;
    return state.status == RunStatus::ended && head.at() >= take->recording().end_ns();
  }
  const World& world() const { return cursor ? cursor->world() : nothing; }

  void retire(std::unique_ptr<Take>& old) {
    if (!old) return;
    old->stop();
    retired.push_back(std::move(old));
  }

  void show(std::unique_ptr<Take> next) {
    cursor.reset();
    retire(take);
    take = std::move(next);
    lanes.clear();
    state = take ? take->state() : Take::State{.status = RunStatus::ready};
    if (take) cursor.emplace(take->recording(), take->keyframes());
    dirty = true;
  }

  void clean_start() {
    retire(remake);
    show(nullptr);
    head = [&] {
      PlayHead fresh;
      fresh.set_speed(head.speed());
      return fresh;
    }();
    goal = Goal::none;
    notice.clear();
  }

  void start(Nanos now) {
    options.actions.clear();
    clean_start();
    show(std::make_unique<Take>(options, wake));
    head.play(now);
  }

  // Acts on what is shown, from the play head on.
  void act(std::vector<Action> actions) {
    const bool frontier = head.playing() || state.reached_ns <= head.at();
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
    retire(remake);
    remake = std::make_unique<Take>(std::move(again), wake);
    remake->want(head.at(), 0);
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
    if (switched.empty()) return SwitchState::none;
    if (off == 0) return SwitchState::on;
    return off == std::ssize(switched) ? SwitchState::off : SwitchState::mixed;
  }

  // Where a step to the left ends: events before it, or 0.
  void step_back(bool to_line) {
    goal = Goal::none;
    if (!take || world().events == 0) return head.pause();
    const Recording& recording = take->recording();
    std::uint64_t events = world().events - 1;
    while (to_line && events > 0 && recording.event(events - 1).kind != EventKind::line_reached) --events;
    head.step_to(events == 0 ? 0 : recording.event(events - 1).at_ns, events);
  }

  // Tries to reach what the play head is looking for; a simulated run may have to be computed on for it.
  void pursue_goal() {
    const Recording& recording = take->recording();
    const bool over = state.status == RunStatus::ended || state.status == RunStatus::failed;
    if (goal == Goal::end) {
      head.seek(state.reached_ns);
      take->want(kForever, 0);
      if (over) goal = Goal::none;
      return;
    }
    std::uint64_t events = std::max(world().events, shown_limit()) + 1;
    const auto wrong = [&] {
      return goal == Goal::line && recording.event(events - 1).kind != EventKind::line_reached;
    };
    while (events <= recording.size() && wrong()) ++events;
    if (events <= recording.size()) {
      head.step_to(recording.event(events - 1).at_ns, events);
      goal = Goal::none;
    } else if (over || !take->is_simulated()) {
      head.seek(recording.end_ns());
      goal = Goal::none;
    } else {
      take->want(0, events);
    }
  }

  // Events that the play head asks for.
  std::uint64_t shown_limit() const {
    return take ? std::min(take->recording().events_until(head.at()), head.events_limit()) : 0;
  }
};

Session::Session(std::function<void()> wake) : impl_(std::make_unique<Impl>()) {
  impl_->wake = std::move(wake);
  impl_->state.status = RunStatus::ready;
}

Session::~Session() {
  impl_->cursor.reset();
  impl_->retire(impl_->remake);
  impl_->retire(impl_->take);
}

Status Session::open(RunOptions options, std::optional<Lesson> lesson) {
  Result<Program> program = Program::compile(options.script, options.script_name);
  if (!program) return program.error();
  Impl& s = *impl_;
  s.program.emplace(std::move(program).value());
  s.options = std::move(options);
  std::sort(s.options.lines_off.begin(), s.options.lines_off.end());
  s.lesson = std::move(lesson);
  s.lines = split_lines(s.options.script);
  s.clean_start();
  return Done{};
}

bool Session::tick(Nanos now) {
  Impl& s = *impl_;
  std::erase_if(s.retired, [](const auto& take) { return take->finished(); });
  bool changed = std::exchange(s.dirty, false);
  if (s.remake) {
    const Take::State made = s.remake->state();
    if (made.reached_ns >= s.head.at() || made.status == RunStatus::ended || made.status == RunStatus::failed) {
      s.show(std::move(s.remake));
      changed = true;
    }
  }
  if (!s.take) return changed;
  const RunStatus status_before = s.state.status;
  s.state = s.take->state();
  changed |= s.state.status != status_before;
  const bool over = s.state.status == RunStatus::ended || s.state.status == RunStatus::failed;
  if (s.goal != Impl::Goal::none) s.pursue_goal();
  changed |= s.head.tick(now, over ? s.take->recording().end_ns() : s.state.reached_ns, over);
  s.take->want(s.head.wanted(now), 0);
  const std::uint64_t events_before = s.cursor->world().events;
  s.cursor->seek(s.shown_limit(), kFoldPerFrame);
  changed |= s.cursor->world().events != events_before;
  s.lanes.advance(s.take->recording(), kFoldPerFrame);
  return changed;
}

bool Session::wants_frames() const {
  const Impl& s = *impl_;
  if (!s.take) return false;
  return s.head.playing() || s.goal != Impl::Goal::none || s.remake != nullptr ||
         s.cursor->world().events != s.shown_limit();
}

void Session::perform(Command command, Nanos now) {
  Impl& s = *impl_;
  if (!why_not(command.id).empty()) return;
  s.dirty = true;
  s.notice.clear();
  const auto set_speed = [&](Speed speed) { s.head.set_speed(speed); };
  switch (command.id) {
    case CommandId::run:
      if (s.at_rest()) return s.start(now);
      s.goal = Impl::Goal::none;
      return s.head.playing() ? s.head.pause() : s.head.play(now);
    case CommandId::pause: return s.head.pause();
    case CommandId::back: return s.step_back(false);
    case CommandId::back_line: return s.step_back(true);
    case CommandId::step:
    case CommandId::step_line:
      if (!s.take) s.start(now);
      s.head.pause();
      s.goal = command.id == CommandId::step ? Impl::Goal::event : Impl::Goal::line;
      return;
    case CommandId::toggle_poll: return s.switch_lines(s.poll_lines(), poll_switch() != SwitchState::on);
    case CommandId::toggle_flush: return s.switch_lines(s.flush_lines(), flush_switch() != SwitchState::on);
    case CommandId::toggle_line: {
      const auto line = static_cast<std::int32_t>(command.argument);
      return s.switch_lines({line}, s.line_is_off(line));
    }
    case CommandId::reject_next: return s.act({{.kind = ActionKind::reject_next}});
    case CommandId::exit_now: return s.act({{.kind = ActionKind::exit_now}});
    case CommandId::kill: return s.act({{.kind = ActionKind::kill}});
    case CommandId::speed_story: return set_speed(Speed::story);
    case CommandId::speed_normal: return set_speed(Speed::normal);
    case CommandId::speed_fast: return set_speed(Speed::fast);
    case CommandId::go_to_end:
      if (!s.take) s.start(now);
      s.goal = Impl::Goal::end;
      return;
    case CommandId::go_to_start: s.goal = Impl::Goal::none; return s.head.seek(0);
    case CommandId::seek: s.goal = Impl::Goal::none; return s.head.seek(command.argument);
    case CommandId::restart: return s.clean_start();
    case CommandId::choose_lesson: return choose_lesson(command.argument);
    case CommandId::choose_source: s.options.source = static_cast<RunSource>(command.argument); return s.clean_start();
    case CommandId::toggle_theme:
    case CommandId::quit: return;  // the window's own
  }
}

void Session::choose_lesson(std::int64_t number) {
  Impl& s = *impl_;
  Result<Lesson> lesson = find_lesson(fmt::format("{}", number));
  if (!lesson) {
    s.notice = lesson.error().sentence;
    return;
  }
  RunOptions options = options_of(lesson.value());
  options.source = s.options.source;
  options.bootstrap = s.options.bootstrap;
  options.properties = s.options.properties;
  options.seed = s.options.seed;
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
  switch (id) {
    case CommandId::pause: return s.head.playing() ? "" : "Nothing is playing.";
    case CommandId::back:
    case CommandId::back_line:
    case CommandId::go_to_start: return world().events > 0 ? "" : "This is the start.";
    case CommandId::seek: return s.take ? "" : "Nothing has run yet. Press Space to run.";
    case CommandId::step:
    case CommandId::step_line:
    case CommandId::go_to_end: return s.take && s.at_rest() ? "This is the end." : "";
    case CommandId::toggle_poll: return poll_switch() == SwitchState::none ? "There is no poll() in this program." : "";
    case CommandId::toggle_flush:
      return flush_switch() == SwitchState::none ? "There is no flush() in this program." : "";
    case CommandId::reject_next: return live_action(ActionKind::reject_next);
    case CommandId::exit_now: return live_action(ActionKind::exit_now);
    case CommandId::kill: return live_action(ActionKind::kill);
    default: return "";
  }
}

std::string Session::why_not_source(RunSource source) const {
  if (source == RunSource::cluster && impl_->options.bootstrap.empty()) {
    return "Start Inflight with --bootstrap HOST:PORT to run on your Kafka.";
  }
  return "";
}

const RunOptions& Session::options() const { return impl_->take ? impl_->take->options() : impl_->options; }
const std::optional<Lesson>& Session::lesson() const { return impl_->lesson; }
const Program& Session::program() const { return *impl_->program; }
const std::vector<std::string>& Session::source_lines() const { return impl_->lines; }
const World& Session::world() const { return impl_->world(); }
const Recording& Session::recording() const { return impl_->take ? impl_->take->recording() : impl_->nothing_recorded; }
const Lanes& Session::lanes() const { return impl_->lanes; }
const PlayHead& Session::play_head() const { return impl_->head; }
Nanos Session::end_ns() const { return recording().end_ns(); }
RunStatus Session::status() const { return impl_->state.status; }
std::string Session::why() const { return impl_->notice.empty() ? impl_->state.why : impl_->notice; }
bool Session::can_tell(EventKind kind) const { return !impl_->take || impl_->take->can_tell(kind); }
SwitchState Session::poll_switch() const { return impl_->switch_state(impl_->poll_lines()); }
SwitchState Session::flush_switch() const { return impl_->switch_state(impl_->flush_lines()); }
bool Session::line_is_off(std::int32_t line) const { return impl_->line_is_off(line); }

}  // namespace inflight
