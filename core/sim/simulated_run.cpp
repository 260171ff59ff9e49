// See simulated_run.h.
#include "core/sim/simulated_run.h"

#include <condition_variable>
#include <fmt/format.h>
#include <mutex>
#include <thread>

#include "core/binding/program.h"
#include "core/sim/simulator.h"

namespace inflight {
namespace {

ExitHow exit_of(ProgramEnd::How how) {
  switch (how) {
    case ProgramEnd::How::end_of_script: return ExitHow::end_of_script;
    case ProgramEnd::How::sys_exit: return ExitHow::sys_exit;
    case ProgramEnd::How::exit_now: return ExitHow::exit_now;
    case ProgramEnd::How::exception: return ExitHow::exception;
    case ProgramEnd::How::os_exit: return ExitHow::os_exit;
    case ProgramEnd::How::stopped: return ExitHow::killed;
    case ProgramEnd::How::limit: return ExitHow::limit;
  }
  return ExitHow::end_of_script;
}

constexpr std::int64_t kKilledCode = 128 + 9;  // what a shell shows for a process that kill -9 ended

Observes what_is_observed() {
  Observes observes;
  for (std::size_t kind = 0; kind < event_kinds().size(); ++kind) observes.kinds.set(kind);
  for (const EventKind untold : {EventKind::gap, EventKind::clock_sync, EventKind::suspended}) {
    observes.kinds.reset(static_cast<std::size_t>(untold));
  }
  observes.not_modelled = {
      "Leaders stay where an election has put them: the preferred ones are not elected back.",
      "Transactions: the producer is not a transactional one.",
      "stats_cb and throttle_cb are never called.",
  };
  return observes;
}

class SimulatedRun : public Run {
 public:
  SimulatedRun(RunOptions options, Program program)
      : options_(std::move(options)),
        program_(std::move(program)),
        controls_(program_.line_count()),
        observes_(what_is_observed()),
        simulator_(options_, controls_) {
    simulator_.set_gate(-1, [this] { return wait_for_permission(); });
  }

  ~SimulatedRun() override {
    if (!thread_.joinable()) return;
    controls_.stop();
    simulator_.set_sink(nullptr);  // whoever listened may be gone
    abandoned_ = true;
    hand_over(kForever);
    thread_.join();
  }

  RunState advance(Nanos until, FactSink& sink) override {
    if (!ended_) {
      simulator_.set_sink(&sink);
      if (!thread_.joinable()) thread_ = std::thread([this] { live(); });
      hand_over(until);
    }
    return {.reached_ns = simulator_.now(), .ended = ended_, .failed = std::nullopt};
  }

  Status act(const Action& action) override {
    if (const std::string why = why_not(action.kind); !why.empty()) return bad_input(why);
    if (ended_) return bad_input("The process has ended.");
    if (action.kind == ActionKind::reject_next && !action.text.empty() && !error_named(action.text)) {
      return bad_input(fmt::format("'{}' is no error of Kafka's; like NOT_ENOUGH_REPLICAS.", action.text));
    }
    if (const std::string why = simulator_.why_not(action); !why.empty()) return bad_input(why);
    // The program waits for the baton; what it reads next is what we leave here.
    simulator_.take(action);
    return Done{};
  }

  using Run::why_not;
  std::string why_not(ActionKind kind) const override {
    switch (kind) {
      case ActionKind::type_line: return "A program that runs from a file takes no typed lines.";
      default: return "";
    }
  }

  const Observes& observes() const override { return observes_; }

 private:
  // The program's whole life, on its own thread, from its first baton to its last.
  void live() {
    {
      std::unique_lock lock(mutex_);
      handed_.wait(lock, [&] { return program_has_baton_; });
    }
    simulator_.set_gate(permitted_, [this] { return wait_for_permission(); });
    simulator_.start();
    const ProgramEnd end = program_.run(simulator_, controls_, options_.properties);
    if (!abandoned_) {
      const bool killed = simulator_.killed();
      simulator_.process_exited(killed ? ExitHow::killed : exit_of(end.how), killed ? kKilledCode : end.code,
                                end.reason);
      simulator_.settle();
    }
    for (const std::string& name : simulator_.unmodelled()) {
      observes_.not_modelled.push_back(fmt::format("{} is accepted and has no effect here.", name));
    }
    const std::scoped_lock lock(mutex_);
    ended_ = true;
    program_has_baton_ = false;
    handed_.notify_one();
  }

  // The owner's side: lets the program run to `until`, and waits until it is there.
  void hand_over(Nanos until) {
    std::unique_lock lock(mutex_);
    if (ended_) return;
    permitted_ = until;
    program_has_baton_ = true;
    handed_.notify_one();
    handed_.wait(lock, [&] { return !program_has_baton_; });
  }

  // The program's side: the clock has come to the last permitted instant.
  Nanos wait_for_permission() {
    std::unique_lock lock(mutex_);
    if (abandoned_) return kForever;
    program_has_baton_ = false;
    handed_.notify_one();
    handed_.wait(lock, [&] { return program_has_baton_; });
    return permitted_;
  }

  const RunOptions options_;
  const Program program_;
  Controls controls_;
  Observes observes_;
  sim::Simulator simulator_;

  std::mutex mutex_;
  std::condition_variable handed_;
  bool program_has_baton_ = false;  // this and what follows: guarded by mutex_, or by having the baton
  Nanos permitted_ = 0;
  bool ended_ = false;
  bool abandoned_ = false;
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<Run>> make_simulated_run(const RunOptions& options) {
  Result<Program> program = Program::compile(options.script, options.script_name);
  if (!program) return program.error();
  return std::unique_ptr<Run>(std::make_unique<SimulatedRun>(options, std::move(program).value()));
}

}  // namespace inflight
