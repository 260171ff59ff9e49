// What a Session is made of, for the files that implement it; see session.h. UI thread.
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/session/errand.h"
#include "app/session/history.h"
#include "app/session/run_name.h"
#include "app/session/save.h"
#include "app/session/search.h"
#include "app/session/session.h"
#include "app/session/switches.h"
#include "core/recording/cursor.h"
#include "core/world/apply.h"

namespace inflight {

struct Session::Impl {
  // A simulated run that was computed no further ahead of the play head than this takes an action where it is.
  static constexpr Nanos kNear = 200 * kMillisecond;

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
  std::optional<Errand<Result<std::filesystem::path>>> saving;
  std::optional<std::filesystem::path> saved;  // and not taken yet
  std::optional<Errand<Result<ClusterAccess>>> reading;
  std::optional<Result<ClusterAccess>> access;  // that was read
  std::optional<Cursor> cursor;                 // in take's recording
  Recording nothing_recorded;
  World nothing;  // shown before the first run
  Lanes lanes;
  World names;              // the partitions alone
  std::uint64_t named = 0;  // events that were looked at for them
  LandmarkSet interesting = kInteresting;
  PlayHead head;
  Nanos furthest_ns = 0;             // how far a simulated run was played
  Parting parted;                    // where take parted from another run
  Nanos remake_parts_at = kForever;  // where remake parts from take; kForever: nothing of take was played after it
  Take::State state;                 // take's, as of the last tick
  Search search;                     // what the play head is looking for
  std::string notice;                // why the last command could not be done
  std::string told;                  // what it did
  bool dirty = true;
  std::vector<std::int32_t> lines_off_at_first;  // as the script or lesson was opened
  bool asks = false;                             // the lesson's question, until it is answered or something runs
  std::optional<std::size_t> prediction;         // of the next run
  bool compares = false;                         // another run is looked at too
  std::int64_t compared_number = 0;              // the one that was chosen for it; 0: none was
  std::unique_ptr<Comparison> comparison;        // null: there is nothing to compare
  std::uint64_t drawn = 0;                       // events in view in the last picture
  bool jumped = false;                           // the play head was put elsewhere since

  // What ran is over and its end is in view (or nothing ran): switches then stand for the next run.
  bool at_rest() const {
    if (!take || state.status == RunStatus::failed) return true;
    return state.status == RunStatus::ended && head.at() >= take->recording().end_ns() &&
           head.events() >= take->recording().size();  // of the last instant's events all are in view
  }
  const World& world() const { return cursor ? cursor->world() : nothing; }
  // A real program is gone, and its life is looked at: what a person does can't be done to it any more.
  bool is_past_for_good() const {
    const bool gone = state.status == RunStatus::settling || state.status == RunStatus::ended;
    return take && take->is_live() && gone && world().phase == Phase::running;
  }

  void retire(std::shared_ptr<Take> old) {
    if (!old || history.keeps(old)) return;
    old->stop();
    retired.push_back(std::move(old));
  }

  // Shows the start of a take, or nothing.
  void show(std::shared_ptr<Take> next) {
    cursor.reset();
    comparison.reset();
    retire(std::exchange(take, std::move(next)));
    lanes.clear();
    names = {};
    named = 0;
    state = take ? take->state() : Take::State{.status = RunStatus::ready};
    if (take) cursor.emplace(take->recording(), take->keyframes());
    parted = {};
    furthest_ns = 0;
    search.give_up();
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
    search.give_up();
    jumped = true;
  }
  void jump(Nanos at) { jump(at, take ? take->recording().events_until(at) : 0); }

  void look_for(Goal what, Nanos now) {
    if (!take) start(now);
    head.hold();
    search.look_for(what);
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

  // How far a person may go: a live run as far as it is, a simulated one as far as it was played.
  std::string why_not_now() const {
    if (!take) return "Nothing has run yet. Press Space to run.";
    if (state.status == RunStatus::ended) return "The run has ended. End shows its result.";
    const Nanos now_ns = take->is_live() ? state.reached_ns : furthest_ns;
    return head.playing() && !head.plays_again() && head.at() >= now_ns ? "This is now." : "";
  }

  // What persons and faults have done that stays until it is undone.
  std::vector<Action> done() const {
    if (!take) return {};
    std::vector<Action> all = take->options().actions;
    all.insert(all.end(), state.done.begin(), state.done.end());
    std::stable_sort(all.begin(), all.end(), [](const Action& a, const Action& b) { return a.at_ns < b.at_ns; });
    return all;
  }
  // What has become of the first broker by an instant of the run.
  bool broker_is_down(Nanos by) const {
    bool down = false;
    for (const Action& action : done()) {
      if (action.at_ns > by) break;
      if (action.broker > 1) continue;
      if (action.kind == ActionKind::broker_down) down = true;
      if (action.kind == ActionKind::broker_up) down = false;
    }
    return down;
  }
  Nanos round_trip_ns(Nanos by) const {
    Nanos round_trip = take ? take->options().rtt_ns : options.rtt_ns;
    for (const Action& action : done()) {
      if (action.at_ns > by) break;
      if (action.kind == ActionKind::set_latency) round_trip = action.round_trip_ns;
    }
    return round_trip;
  }

  // The run in view as one of the past ones; its counts only if it has ended.
  PastRun as_past_run() const {
    PastRun run = state.result;
    run.ended = state.status == RunStatus::ended;
    run.source = take->options().source;
    run.number = history.number_of(take);
    run.parted = parted;
    run.is_shown = true;
    const std::vector<Action> actions = actions_of(*take, state);
    run.name = name_of_run(*program, actions);
    note_switches(*program, take->options().lines_off, actions, run);
    return run;
  }
  // It is told among them: its end has come, or it is left for a branch of it.
  void remember() {
    if (!take || (state.status == RunStatus::ended && history.has_end_of(take))) return;
    for (std::shared_ptr<Take>& old : history.keep(take, as_past_run())) retire(std::move(old));
  }

  // The run to compare with: the one that was chosen, else the newest other one whose recording is kept.
  std::optional<std::size_t> other_run() const {
    const std::vector<PastRun> runs = history.runs(take);
    std::optional<std::size_t> other;
    for (std::size_t i = 0; take && i < runs.size(); ++i) {
      if (runs[i].is_shown || !history.take(i)) continue;
      other = i;
      if (runs[i].number == compared_number) break;
    }
    return other;
  }
  // The next other run after that one, or the one that is named (from 1).
  void compare_with(std::int64_t argument) {
    const std::vector<PastRun> runs = history.runs(take);
    const std::size_t now = other_run().value_or(0);
    for (std::size_t step = 1; step <= runs.size(); ++step) {
      const std::size_t i = argument > 0 ? static_cast<std::size_t>(argument - 1) : (now + step) % runs.size();
      if (i >= runs.size() || runs[i].is_shown || !history.take(i)) continue;
      compared_number = runs[i].number;
      return;
    }
  }
  bool tick_comparison(std::uint64_t budget, Nanos played_ns) {
    const std::optional<std::size_t> other = compares ? other_run() : std::nullopt;
    if (!other) {
      const bool was = comparison != nullptr;
      comparison.reset();
      return was;
    }
    const std::shared_ptr<Take> beside = history.take(*other);
    if (!comparison || !comparison->is_of(take, beside)) comparison = std::make_unique<Comparison>(take, beside, wake);
    const bool over = state.status == RunStatus::ended || state.status == RunStatus::failed;
    const Reach shown{take->recording().events_until(played_ns), played_ns, over};
    return comparison->tick(head.at(), at_rest(), shown, budget);
  }

  // Acts on what is shown, from the play head on. What was played beyond it is not lost: it stays as a run of its own,
  // and what is made now is a branch of it.
  void act(std::vector<Action> actions) {
    const bool frontier = state.reached_ns - head.at() <= kNear;
    if (!take->is_simulated() || (frontier && state.status == RunStatus::running)) {
      for (Action& action : actions) take->act(std::move(action));
      const bool out_of_view = !head.playing() && !frontier;
      if (out_of_view) told = "Done in the program as it runs now, not in what you look at. J leads there.";
      return;
    }
    RunOptions again = take->options();
    again.actions = remake ? remake->options().actions : actions_of(*take, state);
    std::erase_if(again.actions, [&](const Action& action) { return action.at_ns > head.at(); });
    for (Action& action : actions) {
      action.at_ns = head.at();
      again.actions.push_back(std::move(action));
    }
    retire(std::exchange(remake, nullptr));
    remake = std::make_shared<Take>(std::move(again), take->telling(), wake);
    remake_parts_at = furthest_ns > head.at() ? head.at() : kForever;
  }

  // Shows what was made again, once it has come to where the play head is.
  bool follow_remake() {
    if (!remake) return false;
    remake->want(head.at(), 0);
    const Take::State made = remake->state();
    const bool is_over = made.status == RunStatus::ended || made.status == RunStatus::failed;
    if (made.reached_ns < head.at() && !is_over) return false;
    const Nanos furthest = head.at();
    Parting branch = parted;
    if (remake_parts_at != kForever) {
      remember();
      branch = {history.number_of(take), remake_parts_at};
    }
    const Search sought = search;  // what was asked for meanwhile is meant of the new run
    show(std::exchange(remake, nullptr));
    search = sought;
    parted = branch;
    head.rebase(take->recording());
    furthest_ns = furthest;
    return true;
  }

  // One of the past runs again: where the play head is, or its end if what is shown is at its own.
  void show_again(std::size_t index, Nanos now) {
    const std::shared_ptr<Take> again = history.take(index);
    if (!again || again == take) return;
    const bool to_end = at_rest();
    const Nanos at = head.at();
    retire(std::exchange(remake, nullptr));
    head.forget_marks();
    if (take && take->is_simulated() && state.status != RunStatus::failed) remember();
    show(again);
    parted = history.runs(again)[index].parted;
    look_for(Goal::end, now);
    if (!to_end) search.look_for_instant(at);
  }

  // Before the program's first line not all facts that say it need be in view: what the run was made with says it.
  bool line_is_off(std::int32_t line) const {
    const auto is_among = [line](const std::vector<std::int32_t>& all) {
      return std::binary_search(all.begin(), all.end(), line);
    };
    if (at_rest()) return is_among(options.lines_off);
    if (world().program.line != 0) return world().is_off(line);
    bool off = is_among(take->options().lines_off);
    for (const Action& action : actions_of(*take, state)) {
      const bool switches = action.kind == ActionKind::switch_line && action.line == line;
      if (switches && action.at_ns <= head.at()) off = !action.on;
    }
    return off;
  }

  // Now, if something runs; and for the next run, which begins as the switches were left. In the past of a real run
  // that is the run to come, which then begins.
  void switch_lines(const std::vector<std::int32_t>& switched, bool on, Nanos now) {
    const bool runs_anew = is_past_for_good();
    if (!at_rest() && !runs_anew) {
      std::vector<Action> actions;
      for (const std::int32_t line : switched) {
        if (line_is_off(line) == on) actions.push_back({.kind = ActionKind::switch_line, .line = line, .on = on});
      }
      act(std::move(actions));
    }
    for (const std::int32_t line : switched) switch_in(options.lines_off, line, on);
    if (runs_anew) start(now);
    dirty = true;
  }

  std::vector<std::int32_t> polls() const { return program ? poll_lines(*program) : std::vector<std::int32_t>(); }
  std::vector<std::int32_t> flushes() const { return program ? flush_lines(*program) : std::vector<std::int32_t>(); }
  SwitchState switch_state_of(const std::vector<std::int32_t>& switched) const {
    const auto off = std::count_if(switched.begin(), switched.end(), [&](auto line) { return line_is_off(line); });
    return switch_state(std::ssize(switched), off);
  }

  // A step to the left ends just behind the newest event of the set before the one in view, or at the start.
  void go_back(LandmarkSet set) {
    search.give_up();
    if (!take || world().events == 0) return head.hold();
    const std::uint64_t events = take->landmarks().last(world().events - 1, set);
    jump(events == 0 ? 0 : take->recording().event(events - 1).at_ns, events);
    dirty = true;
  }
};

}  // namespace inflight
