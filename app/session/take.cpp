// The collector; see take.h.
#include "app/session/take.h"

#include <algorithm>
#include <utility>

#include "core/lesson/captions.h"
#include "core/recording/cursor.h"
#include "core/source/make_run.h"

namespace inflight {
namespace {

// A simulated run is computed in slices, so that a stop or an action never waits long.
constexpr Nanos kSlice = 100 * kMillisecond;

// Passes facts on to the recording, and notices the end of the process, what disturbed it and what faults did.
class Watch : public FactSink {
 public:
  explicit Watch(Recording& recording) : recording_(recording) {}
  void accept(const Fact& fact) override {
    if (fact.event.kind == EventKind::process_exited) exited_ = true;
    const bool acted =
        fact.event.kind == EventKind::action && fact.event.a != static_cast<std::int64_t>(ActionKind::switch_line);
    if (acted) disturbed_ = true;
    if (fact.event.kind == EventKind::fault) note_fault(fact);
    recording_.accept(fact);
  }
  bool exited() const { return exited_; }
  bool disturbed() const { return disturbed_; }
  std::vector<Action> take_by_faults() { return std::exchange(by_faults_, {}); }

 private:
  // Of what a fault did, that which stays until it is undone.
  void note_fault(const Fact& fact) {
    Result<Action> action = parse_what(as<FaultHappened>(fact).what);
    if (!action) return;
    const ActionKind kind = action->kind;
    const bool stays =
        kind == ActionKind::broker_down || kind == ActionKind::broker_up || kind == ActionKind::set_latency;
    if (!stays) return;
    action->at_ns = fact.event.at_ns;
    by_faults_.push_back(std::move(action).value());
  }

  Recording& recording_;
  bool exited_ = false;
  bool disturbed_ = false;
  std::vector<Action> by_faults_;
};

PastRun result_of(const World& world) {
  return {.source = world.source,
          .produced = world.produced,
          .told = world.told,
          .in_kafka = world.in_kafka(),
          .lost = world.lost(),
          .lasted_ns = world.exit.at_ns};
}

}  // namespace

Take::Take(RunOptions options, Telling telling, std::function<void()> wake)
    : options_(std::move(options)), telling_(std::move(telling)), wake_(std::move(wake)), collector_([this] {
        collect();
        finished_.store(true, std::memory_order_release);
        wake_();
      }) {}

Take::~Take() {
  stop();
  collector_.join();
}

void Take::want(Nanos until, std::uint64_t events) {
  const std::scoped_lock lock(mutex_);
  wanted_ns_ = std::max(wanted_ns_, until);
  wanted_events_ = std::max(wanted_events_, events);
  changed_.notify_one();
}

void Take::act(Action action) {
  const std::scoped_lock lock(mutex_);
  queued_.push_back(std::move(action));
  changed_.notify_one();
}

void Take::stop() {
  const std::scoped_lock lock(mutex_);
  stop_ = true;
  changed_.notify_one();
}

Take::State Take::state() const {
  const std::scoped_lock lock(mutex_);
  return state_;
}

bool Take::can_tell(EventKind kind) const {
  const std::scoped_lock lock(mutex_);
  return observes_.can_tell(kind);
}

Observes Take::observes() const {
  const std::scoped_lock lock(mutex_);
  return observes_;
}

std::string Take::why_not(ActionKind kind) const {
  const std::scoped_lock lock(mutex_);
  return why_not_[static_cast<std::size_t>(kind)];
}

void Take::fail(const Error& error) {
  const std::scoped_lock lock(mutex_);
  state_.status = RunStatus::failed;
  state_.why = error.sentence;
}

// Waits until there is something to do; a live run always has. False: stop.
bool Take::wait_for_work(std::vector<Action>& actions, Nanos& until) {
  std::unique_lock lock(mutex_);
  const auto behind = [&] { return wanted_ns_ > state_.reached_ns || wanted_events_ > recording_.size(); };
  if (is_simulated()) changed_.wait(lock, [&] { return stop_ || !queued_.empty() || behind(); });
  actions.swap(queued_);
  until = state_.reached_ns;
  if (!is_simulated() || behind()) {
    until = saturating_add(state_.reached_ns, kSlice);
    if (wanted_events_ <= recording_.size()) until = std::min(until, std::max(wanted_ns_, state_.reached_ns));
    if (!is_simulated()) until = kForever;
  }
  return !stop_;
}

void Take::collect() {
  Result<std::unique_ptr<Run>> made = make_run(options_);
  if (!made) return fail(made.error());
  Run& run = *made.value();
  {
    const std::scoped_lock lock(mutex_);
    state_.status = RunStatus::running;
    observes_ = run.observes();
    for (std::size_t i = 0; i < why_not_.size(); ++i) why_not_[i] = run.why_not(static_cast<ActionKind>(i));
  }
  wake_();
  Watch watch(recording_);
  std::optional<CaptionWriter> captions;
  if (telling_.lesson) captions.emplace(*telling_.lesson, options_, telling_.prediction, watch);
  FactSink& facts = captions ? static_cast<FactSink&>(*captions) : watch;
  std::vector<Action> actions;
  for (Nanos until = 0; wait_for_work(actions, until); actions.clear()) {
    std::vector<Action> acted;
    std::vector<std::string> refused;
    for (Action& action : actions) {
      action.at_ns = state_.reached_ns;
      const Status taken = run.act(action);
      taken ? acted.push_back(action) : refused.push_back(taken.error().sentence);
    }
    const std::uint64_t size_before = recording_.size();
    const RunState reached = run.advance(until, facts);
    keyframes_.advance(UINT64_MAX);
    landmarks_.advance();
    if (reached.failed) return fail(*reached.failed);
    PastRun result;
    if (reached.ended) {
      Cursor cursor(recording_, keyframes_);
      cursor.seek(recording_.size());
      result = result_of(cursor.world());
      result.disturbed = watch.disturbed();
    }
    {
      const std::scoped_lock lock(mutex_);
      state_.reached_ns = std::max(reached.reached_ns, recording_.end_ns());
      state_.percent = reached.percent;
      state_.acted.insert(state_.acted.end(), acted.begin(), acted.end());
      state_.done.insert(state_.done.end(), acted.begin(), acted.end());
      std::vector<Action> by_faults = watch.take_by_faults();
      state_.done.insert(state_.done.end(), by_faults.begin(), by_faults.end());
      state_.refusals += refused.size();
      if (!refused.empty()) state_.refused = std::move(refused.back());
      if (watch.exited()) state_.status = RunStatus::settling;
      if (reached.ended) {
        state_.status = RunStatus::ended;
        state_.result = result;
        state_.note = reached.note;
        observes_ = run.observes();  // some of it is known at the end only
      }
    }
    if (reached.ended) return;
    if (recording_.size() != size_before || is_simulated()) wake_();
  }
  if (is_recorded()) stop_reading();
}

// A person has seen enough of a long recording: what was read stays, as if it were all.
void Take::stop_reading() {
  Cursor cursor(recording_, keyframes_);
  cursor.seek(recording_.size());
  const std::scoped_lock lock(mutex_);
  state_.status = RunStatus::ended;
  state_.result = result_of(cursor.world());
  state_.note = "You stopped the reading here: the recording goes on in the file.";
}

std::vector<Action> actions_of(const Take& take, const Take::State& state) {
  std::vector<Action> actions = take.options().actions;
  actions.insert(actions.end(), state.acted.begin(), state.acted.end());
  return actions;
}

}  // namespace inflight
