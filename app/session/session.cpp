// The session's commands and its frame; see session.h.
#include "app/session/session.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "app/session/session_impl.h"
#include "core/binding/script_secrets.h"

namespace inflight {
namespace {

// About a millisecond of folding a frame (some 50 to 100 ns an event).
constexpr std::uint64_t kFoldPerFrame = 10'000;
// While nothing plays, a frame may take longer: after a jump in a long recording few are needed.
constexpr std::uint64_t kFoldAtRest = 100'000;
constexpr std::uint64_t kLanesPerFrame = 20'000;
constexpr std::uint64_t kLanesAtRest = 200'000;
constexpr std::int64_t kUnpolledLesson = 2;  // what F6 shows
constexpr Nanos kSlow = kSecond;             // a round trip that is felt
constexpr std::string_view kToldAgain = "What just happened, four times slower. W ends it.";

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

Speed speed_of(const Lesson& lesson) {
  return lesson.speed == "story" ? Speed::story : lesson.speed == "fast" ? Speed::fast : Speed::normal;
}

}  // namespace

Session::Session(std::function<void()> wake) : impl_(std::make_unique<Impl>()) {
  impl_->wake = std::move(wake);
  impl_->saving.emplace(impl_->wake);
  impl_->reading.emplace(impl_->wake);
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
  // A ratio is a person's own choice, and stays theirs.
  if (!s.head.speed().is_ratio()) s.head.set_speed(s.lesson ? speed_of(*s.lesson) : Speed::normal);
  return Done{};
}

bool Session::tick(Nanos now) {
  Impl& s = *impl_;
  s.ticked_at = now;
  std::erase_if(s.retired, [](const auto& take) { return take->finished(); });
  std::erase_if(s.retired_tests, [](const auto& test) { return test->finished(); });
  if (const auto saved = s.saving->take_result()) {
    saved->ok() ? tell(fmt::format("Saved: {}", saved->value().string())) : say(saved->error().sentence);
    if (saved->ok()) s.saved = saved->value();
  }
  if (auto access = s.reading->take_result()) {
    s.access = std::move(access);
    s.dirty = true;
  }
  bool changed = std::exchange(s.dirty, false);
  changed |= s.follow_remake();
  if (!s.take) return changed;
  const RunStatus status_before = s.state.status;
  const std::uint64_t refusals_before = s.state.refusals;
  s.state = s.take->state();
  changed |= s.state.status != status_before;
  if (s.state.refusals > refusals_before) say(s.state.refused);
  if (s.state.status == RunStatus::ended) s.remember();
  const bool over = s.state.status == RunStatus::ended || s.state.status == RunStatus::failed;
  const Recording& recording = s.take->recording();
  if (!s.remake) s.jumped |= s.search.pursue(s.head, *s.take, s.state);
  const Speed told_in = s.head.speed();
  changed |= s.head.tick(now, {.recording = recording,
                               .reached_ns = over ? recording.end_ns() : s.state.reached_ns,
                               .ended = over,
                               .live = s.take->is_live()});
  s.jumped |= s.head.jumped();
  if (s.told == kToldAgain && !s.head.plays_again()) s.told.clear();
  // A story is told once: what follows plays at its own pace.
  if (told_in == Speed::story && over && s.at_rest()) s.head.set_speed(Speed::normal);
  s.furthest_ns = std::max(s.furthest_ns, s.head.at());
  s.take->want(s.head.wanted(now), s.head.wants_next_event() ? s.head.events() + 1 : 0);
  const std::uint64_t events_before = s.cursor->world().events;
  s.cursor->seek(s.head.events(), s.head.playing() ? kFoldPerFrame : kFoldAtRest);
  changed |= s.cursor->world().events != events_before;
  const std::uint64_t in_lanes = s.lanes.taken();
  s.lanes.advance(recording, s.head.playing() ? kLanesPerFrame : kLanesAtRest);
  changed |= s.lanes.taken() != in_lanes;
  s.learn_names();
  changed |= s.tick_comparison(kFoldPerFrame / 2, end_ns());
  return changed;
}

bool Session::wants_frames() const {
  const Impl& s = *impl_;
  if (s.test && !s.test->finished()) return true;
  if (!s.take) return false;
  if (s.comparison && s.comparison->catches_up()) return true;
  return s.head.moving() || s.search.looks() || s.remake != nullptr || s.cursor->world().events != s.head.events() ||
         s.lanes.taken() < s.take->recording().size();
}

void Session::perform(Command command, Nanos now) {
  Impl& s = *impl_;
  if (!why_not(command.id).empty()) return;
  s.dirty = true;
  s.notice.clear();
  s.told.clear();
  switch (command.id) {
    case CommandId::toggle_poll: return s.switch_lines(s.polls(), poll_switch() != SwitchState::on, now);
    case CommandId::toggle_flush: return s.switch_lines(s.flushes(), flush_switch() != SwitchState::on, now);
    case CommandId::toggle_line: {
      const auto line = static_cast<std::int32_t>(command.argument);
      return s.switch_lines({line}, s.line_is_off(line), now);
    }
    case CommandId::reject_next: return s.act({{.kind = ActionKind::reject_next}});
    case CommandId::lose_next_ack: return s.act({{.kind = ActionKind::lose_next_answer}});
    case CommandId::exit_now: return s.act({{.kind = ActionKind::exit_now}});
    case CommandId::kill: return s.act({{.kind = ActionKind::kill}});
    case CommandId::act: return do_what(command.text);
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
    case CommandId::save:
      return s.saving->start([take = s.take] { return save_recording(*take, recordings_folder()); });
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
      return s.look_for(Goal::reported, now);
    case CommandId::compare_with: return s.compare_with(command.argument);
    case CommandId::show_other: {
      const std::optional<std::size_t> other = s.other_run();
      const std::shared_ptr<Take> before = s.take;
      if (!other) return;
      s.show_again(*other, now);
      s.compared_number = s.history.number_of(before);
      return;
    }
    case CommandId::show_run: return s.show_again(static_cast<std::size_t>(command.argument), now);
    default: return perform_on_play_head(command, now);
  }
}

// What a person chose is asked of the run in the words of a fault; what it can't do, it says.
void Session::do_what(std::string_view words) {
  Result<Action> action = parse_what(words);
  if (!action) return say(action.error().sentence);
  if (std::string reason = why_not(action->kind); !reason.empty()) return say(std::move(reason));
  impl_->act({std::move(action).value()});
}

void Session::compare(bool on) {
  if (std::exchange(impl_->compares, on) != on) impl_->dirty = true;
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
      s.search.give_up();
      if (s.head.playing() && s.head.pace().reading(s.head.clock())) return s.head.go_on();
      return s.head.playing() ? s.head.hold() : s.head.play(now);
    case CommandId::hold: s.search.give_up(); return s.head.held() ? s.head.play(now) : s.head.hold();
    case CommandId::back: return s.go_back(kAnyEvent);
    case CommandId::back_line: return s.go_back(only(Landmark::line));
    case CommandId::back_interesting: return s.go_back(s.interesting);
    case CommandId::step_interesting:
      s.look_for(Goal::interesting, now);
      return s.search.look_for_interesting(s.interesting);
    case CommandId::step: return s.look_for(Goal::event, now);
    case CommandId::step_line: return s.look_for(Goal::line, now);
    case CommandId::go_to_end: return s.look_for(Goal::end, now);
    case CommandId::before_exit: return s.look_for(Goal::exit, now);
    case CommandId::next_moment:
      if (s.at_rest() || !s.head.playing()) return perform_on_play_head({CommandId::run}, now);
      if (s.head.pace().reading(s.head.clock())) return s.head.go_on();
      s.look_for(Goal::caption, now);
      return s.search.look_for(Goal::caption, s.head.events());
    case CommandId::last_moment: return s.go_back(only(Landmark::caption));
    case CommandId::go_to_start: return s.jump(0, 0);
    case CommandId::seek:
      s.look_for(Goal::instant, now);
      return s.search.look_for_instant(std::max<Nanos>(0, command.argument));
    case CommandId::seek_event: {
      const auto event = static_cast<std::uint64_t>(command.argument);
      if (event < recording().size()) s.jump(recording().event(event).at_ns, event + 1);
      return;
    }
    case CommandId::mark_from: return s.head.mark_from();
    case CommandId::mark_to: return s.head.mark_to();
    case CommandId::loop:
      s.search.give_up();
      s.jumped = true;
      return s.head.loop(!s.head.marked().loops, now, recording());
    case CommandId::just_now:
      s.search.give_up();
      s.jumped = true;
      s.head.just_now(now, recording());
      if (s.head.plays_again()) tell(std::string(kToldAgain));
      return;
    case CommandId::now: s.jump(s.take->is_live() ? s.state.reached_ns : s.furthest_ns); return s.head.play(now);
    case CommandId::toggle_interest:
      return set_interesting(s.interesting ^ only(static_cast<Landmark>(command.argument)));
    case CommandId::speed_story: return s.head.set_speed(Speed::story);
    case CommandId::speed_normal: return s.head.set_speed(Speed::normal);
    case CommandId::speed_fast: return s.head.set_speed(Speed::fast);
    case CommandId::slower: return s.head.set_speed(Speed::ratio(s.head.speed().doublings() - 1));
    case CommandId::faster: return s.head.set_speed(Speed::ratio(s.head.speed().doublings() + 1));
    case CommandId::speed_ratio: return s.head.set_speed(Speed::ratio(command.argument));
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

void Session::read_access(std::function<Result<ClusterAccess>()> read) {
  if (!impl_->reading->busy()) impl_->reading->start(std::move(read));
}

std::optional<std::filesystem::path> Session::take_saved() { return std::exchange(impl_->saved, std::nullopt); }

std::optional<Result<ClusterAccess>> Session::take_access() { return std::exchange(impl_->access, std::nullopt); }

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

void Session::picture_drawn() {
  Impl& s = *impl_;
  s.drawn = s.world().events;
  // What is still to be folded after a jump is not played: nothing of it is on its way.
  s.jumped &= s.cursor && s.drawn != s.head.events();
}

}  // namespace inflight
