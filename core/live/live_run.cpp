// See live_run.h. One flow: facts of the child (tailed from its file), records that the consumer read, and what a
// person did go into one window, and from there in commit order to the sink.
#include "core/live/live_run.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <fmt/format.h>
#include <set>
#include <signal.h>
#include <utility>

#include "core/binding/program.h"
#include "core/live/answers_ahead.h"
#include "core/live/broker_acts.h"
#include "core/live/child_process.h"
#include "core/live/matcher.h"
#include "core/live/merge.h"
#include "core/live/mock_cluster.h"
#include "core/live/partitions.h"
#include "core/live/truth.h"
#include "core/recorder/private_file.h"
#include "core/recorder/reader.h"
#include "core/recorder/writer.h"

namespace inflight {
namespace {

constexpr Nanos kWindow = 20 * kMillisecond;        // how long a fact waits for earlier ones of other observers
constexpr Nanos kPause = 10 * kMillisecond;         // advance() waits so long if nothing has arrived
constexpr Nanos kUntilEnds = 500 * kMillisecond;    // requests on their way land, or don't, before ends are asked for
constexpr Nanos kSettlePatience = 10 * kSecond;     // then outcomes stay in doubt
constexpr Nanos kMockLongPoll = 10 * kMillisecond;  // the mock holds an empty fetch to the end, whatever arrives
constexpr std::size_t kFactsAtOnce = 8'000;         // a step of advance() stays within some milliseconds
constexpr Origin kOutside{.thread = Threads::outside};

bool is_crash(int signal) {
  return signal == SIGSEGV || signal == SIGABRT || signal == SIGBUS || signal == SIGFPE || signal == SIGILL;
}

Observes what_is_observed(RunSource source) {
  Observes observes;
  for (std::size_t kind = 0; kind < event_kinds().size(); ++kind) observes.kinds.set(kind);
  for (const EventKind unseen :
       {EventKind::replicated, EventKind::response_dropped, EventKind::clock_sync, EventKind::suspended}) {
    observes.kinds.reset(static_cast<std::size_t>(unseen));
  }
  if (source == RunSource::mock) {
    observes.not_modelled = {"The built-in broker keeps one copy of each record and ignores acks.",
                             "The built-in broker does not check or deduplicate what an idempotent producer sends."};
  }
  return observes;
}

class LiveRun : public Run {
 public:
  LiveRun(RunOptions options, std::string program, std::unique_ptr<MockCluster> mock, std::unique_ptr<Truth> truth,
          recorder::Descriptor facts)
      : options_(std::move(options)),
        program_(std::move(program)),
        observes_(what_is_observed(options_.source)),
        mock_(std::move(mock)),
        truth_(std::move(truth)),
        facts_(std::move(facts)),
        reader_(facts_.get()) {
    for (const TopicSpec& topic : options_.topics) topics_.insert(topic.name);
    if (mock_) acts_.emplace(*mock_, answers_.emplace(*mock_, faults_));
  }

  RunState advance(Nanos until, FactSink& sink) override;
  Status act(const Action& action) override;
  std::string why_not(ActionKind kind) const override;
  std::string why_not(const Fault& fault) const override;
  const Observes& observes() const override { return observes_; }

 private:
  Nanos now() const { return recorder::monotonic_now() - start_ns_; }
  Status carry_out(const Action& action, std::string_view fault);
  Status act_on_broker(const Action& action);
  void tell_partition(Stream stream, Nanos at_ns, const ClusterPartition& partition);
  void add(Stream stream, const Fact& fact);
  void follow_faults(const Fact& fact);
  bool was_a_fault(const Fact& fact);
  void launch();
  void fail(Error error);
  std::size_t step(Nanos wait_ns);
  void gather();
  void take_answers();
  void on_program_fact(const Fact& fact, std::uint64_t extra);
  void on_began(const Fact& fact);
  void on_partition(Fact& fact);
  void learn(const Fact& fact, std::uint64_t extra);
  void on_record(const ReadRecord& record);
  void keep_to_schedule();
  void follow_the_end();
  void on_exit(const ChildProcess::Exit& exit);
  void finish(const Settled& settled);
  void tell_gap(std::int64_t lost, std::string_view what);
  template <typename Struct>
  void tell(Stream stream, Nanos at_ns, const Struct& fields) {
    add(stream, make_fact(at_ns, kOutside, fields));
  }

  const RunOptions options_;
  const std::string program_;  // inflight-child
  const Observes observes_;
  // In this order, so that the child goes first, then the consumer, then the broker.
  std::unique_ptr<MockCluster> mock_;
  std::unique_ptr<Truth> truth_;
  recorder::Descriptor facts_;
  recorder::Reader reader_;
  std::unique_ptr<ChildProcess> child_;

  Faults faults_{options_};
  std::optional<AnswersAhead> answers_;  // of the built-in broker
  std::optional<BrokerActs> acts_;       // on it
  std::int64_t exits_by_fault_ = 0;      // asked for and not told by the child yet
  Partitions partitions_;
  std::vector<PartitionId> slots_;  // by the child's own partition ids
  std::set<std::string> topics_;    // whose partitions are known, or have been asked for
  CommitNames names_{partitions_};
  std::deque<ReadRecord> records_;  // read from the log, not matched yet
  Matcher matcher_;
  MergeWindow window_;

  RunState state_;
  Nanos start_ns_ = 0;   // CLOCK_MONOTONIC when the script began
  bool began_ = false;   // the script has begun
  Nanos newest_ns_ = 0;  // of the child's facts that were read
  bool until_over_ = false;
  std::vector<Action> early_;  // taken before the script began: they act as it begins
  std::size_t next_action_ = 0;
  std::int64_t next_id_ = 0;  // of commands
  struct Ending {
    ExitHow how = ExitHow::end_of_script;
    std::string reason;
  };
  std::optional<Ending> ending_;  // as the child told it before it exited
  std::optional<Nanos> ask_ends_at_;
  std::optional<Settled> settled_;
  bool exited_ = false;
  bool finished_ = false;    // no further fact will come; the window's have still to be given
  std::int64_t unread_ = 0;  // records that the log had forgotten before they were read, and nobody was told of
};

RunState LiveRun::advance(Nanos, FactSink& sink) {
  names_.give_to(sink);
  if (state_.ended) return state_;
  if (!child_ && !finished_) launch();
  if (step(0) == 0 && !state_.ended) step(kPause);
  return state_;
}

void LiveRun::fail(Error error) {
  if (!state_.failed) state_.failed = std::move(error);
  finished_ = true;
  if (child_) child_->kill();
}

void LiveRun::launch() {
  ChildCommand start{.id = next_id_++,
                     .kind = ChildCommand::Kind::start,
                     .source = options_.source,
                     .seed = options_.seed,
                     .script = options_.script,
                     .script_name = options_.script_name,
                     .extra = options_.properties,
                     .lines_off = options_.lines_off};
  start.extra.push_back({"bootstrap.servers", mock_ ? mock_->bootstrap() : options_.bootstrap});
  Result<std::string> line = to_line(start);
  if (!line) return fail(line.error());
  Result<std::unique_ptr<ChildProcess>> child = ChildProcess::spawn(program_, facts_.get());
  if (!child) return fail(child.error());
  child_ = std::move(child).value();
  child_->send(std::move(line).value());
}

std::size_t LiveRun::step(Nanos wait_ns) {
  if (!finished_) {
    child_->serve(wait_ns);
    gather();
  }
  if (!finished_) keep_to_schedule();
  if (!finished_ && reader_.caught_up() && records_.empty()) follow_the_end();
  if (!began_) {
    state_.ended = finished_;
    return 0;
  }
  // What the child has written and nobody has read may be older than what the others have to say.
  Nanos reached = (reader_.caught_up() ? now() : newest_ns_) - kWindow;
  if (!records_.empty()) reached = std::min(reached, records_.front().at_ns - start_ns_ - 1);
  const std::size_t given = window_.release(finished_ ? kForever : reached, names_, kFactsAtOnce);
  state_.reached_ns = given < kFactsAtOnce ? std::max(state_.reached_ns, reached) : window_.committed_ns();
  state_.ended = finished_ && window_.empty();
  return given;
}

// Records are taken before the child's facts are read, and matched once all of those have been: a message is offered,
// in the file, before it can be in a log.
void LiveRun::gather() {
  if (!settled_) settled_ = truth_->take_settled();
  std::vector<ReadRecord> more = truth_->take_records();
  records_.insert(records_.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  const std::vector<ClusterPartition> explored = truth_->take_explored();
  const Result<std::int64_t> read =
      reader_.read([this](const Fact& fact, std::uint64_t extra) { on_program_fact(fact, extra); }, kFactsAtOnce);
  if (!read) return fail(read.error());
  for (const ClusterPartition& partition : explored) tell_partition(Stream::log, now(), partition);
  for (std::size_t i = 0; reader_.caught_up() && i < kFactsAtOnce && !records_.empty(); ++i) {
    on_record(records_.front());
    records_.pop_front();
  }
  take_answers();
}

void LiveRun::take_answers() {
  for (const Answer& answer : child_->take_answers()) {
    if (answer.error.empty()) continue;
    if (answer.id == 0) return fail(bad_input(answer.error));
    tell_gap(0, answer.error);  // an action that the program could not follow
  }
}

void LiveRun::on_program_fact(const Fact& fact, std::uint64_t extra) {
  Fact mine = fact;
  switch (fact.event.kind) {
    case EventKind::run_started: return on_began(fact);
    case EventKind::process_exited: {
      const auto exited = as<ProcessExited>(fact);
      ending_ = Ending{exited.how, std::string(exited.reason)};
      return;
    }
    case EventKind::partition_known: on_partition(mine); break;
    default:
      if (mine.event.partition < slots_.size()) mine.event.partition = slots_[mine.event.partition];
  }
  learn(mine, extra);
  mine.event.at_ns -= start_ns_;
  newest_ns_ = mine.event.at_ns;
  follow_faults(mine);
  if (was_a_fault(mine)) return;
  add(Stream::program, mine);
}

// The script begins: time 0. What was known before stands first.
void LiveRun::on_began(const Fact& fact) {
  began_ = true;
  start_ns_ = fact.event.at_ns;
  Fact first = fact;
  first.event.at_ns = 0;
  add(Stream::program, first);
  for (const std::int32_t line : options_.lines_off) tell(Stream::person, 0, Switched{.line = line, .on = false});
  for (const ClusterBroker& broker : truth_->brokers()) {
    if (mock_ && broker.id == mock_->follower()) continue;  // the follower is our own way to read
    tell(Stream::person, 0, BrokerKnown{.broker = broker.id, .address = broker.address});
  }
  for (const ClusterPartition& partition : truth_->partitions()) {
    if (topics_.contains(partition.topic)) tell_partition(Stream::person, 0, partition);
  }
}

// The child names a partition, by its own dense id, before anything can be in it.
void LiveRun::on_partition(Fact& fact) {
  const auto known = as<PartitionKnown>(fact);
  const std::string topic(known.topic);
  fact.event.partition = partitions_.slot(topic, known.number);
  slots_.push_back(fact.event.partition);
  truth_->watch(topic, known.number);
  if (!topics_.insert(topic).second) return;
  truth_->explore(topic);
  if (mock_ && !exited_) mock_->follower_leads_too();
}

// What the matcher must know of the messages.
void LiveRun::learn(const Fact& fact, std::uint64_t extra) {
  const Event& event = fact.event;
  switch (event.kind) {
    case EventKind::message_offered: return matcher_.offered(event.message, extra);
    case EventKind::message_refused: return matcher_.refused(event.message);
    case EventKind::partition_assigned: return matcher_.assigned(event.message, event.partition);
    case EventKind::request_sent:
      for (const MessageId message : fact.ids) matcher_.assigned(message, event.partition);
      return;
    case EventKind::outcome_known: {
      const auto outcome = as<OutcomeKnown>(fact);
      if (outcome.error == KafkaError::NO_ERROR) {
        matcher_.acknowledged(outcome.message, outcome.partition, outcome.offset);
      }
      return;
    }
    default: return;
  }
}

void LiveRun::on_record(const ReadRecord& record) {
  const PartitionId slot = partitions_.slot(record.topic, record.partition);
  const Nanos at_ns = std::max<Nanos>(0, record.at_ns - start_ns_);
  // The mock forgets what is beyond 5 MiB or 100,000 records a partition (facts, 8.3). In a real log such offsets are
  // marks of transactions, or were compacted away.
  for (std::int64_t offset = record.expected; mock_ && offset < record.offset; ++offset) {
    const MessageId message = matcher_.forgotten(slot, offset);
    if (message == kNoMessage) {
      ++unread_;
    } else {
      tell(Stream::log, at_ns, RecordStored{.message = message, .partition = slot, .offset = offset});
    }
  }
  tell(Stream::log, at_ns,
       RecordStored{
           .message = matcher_.read(slot, record.offset, record.hash), .partition = slot, .offset = record.offset});
}

void LiveRun::add(Stream stream, const Fact& fact) {
  (void)faults_.see(fact);  // what it asks for is done in keep_to_schedule()
  window_.add(stream, fact);
}

// Requests and their answers, for the faults that hit a share of them.
void LiveRun::follow_faults(const Fact& fact) {
  if (!answers_) return;
  if (fact.event.kind == EventKind::request_sent) return answers_->request_sent();
  if (fact.event.kind != EventKind::response_received) return;
  const std::string words = answers_->answered(as<ResponseReceived>(fact).error);
  if (!words.empty()) tell(Stream::person, fact.event.at_ns, FaultHappened{.what = words});
}

// The child tells of each exit that it is asked for; that of a fault was told when it was asked.
bool LiveRun::was_a_fault(const Fact& fact) {
  const bool exits = fact.event.kind == EventKind::action && as<ActionTaken>(fact).action == ActionKind::exit_now;
  return exits && exits_by_fault_ > 0 && exits_by_fault_-- > 0;
}

void LiveRun::keep_to_schedule() {
  if (!began_ || exited_) return;
  for (const Action& action : std::exchange(early_, {})) (void)act(action);  // what act() refuses was refused then
  while (next_action_ < options_.actions.size() && options_.actions[next_action_].at_ns <= now()) {
    const Status done = act(options_.actions[next_action_++]);
    if (!done) tell_gap(0, done.error().sentence);
  }
  for (const Faults::Deed& deed : faults_.take(now())) {
    const Status done = carry_out(deed.action, deed.words);
    if (!done) tell_gap(0, done.error().sentence);
  }
  if (answers_) answers_->keep(now());
  if (!until_over_ && now() >= options_.until_ns) {
    until_over_ = true;
    child_->kill();
  }
}

void LiveRun::follow_the_end() {
  if (child_->exit() && !exited_) on_exit(*child_->exit());
  if (ask_ends_at_ && now() >= *ask_ends_at_) {
    ask_ends_at_.reset();
    truth_->settle(kSettlePatience);
  }
  if (settled_) finish(*settled_);
}

void LiveRun::on_exit(const ChildProcess::Exit& exit) {
  if (!began_) {
    return fail(
        unavailable(fmt::format("inflight-child ended before the program began ({}). Install inflight and "
                                "inflight-child from the same build.",
                                exit.signal ? strsignal(exit.signal) : fmt::format("code {}", exit.code))));
  }
  exited_ = true;
  if (reader_.torn_bytes() > 0) tell_gap(1, "The last fact was cut off when the process ended.");
  ProcessExited gone{.how = ExitHow::crashed, .code = exit.code};
  std::string reason;
  if (exit.signal != 0) {
    gone.how = is_crash(exit.signal) ? ExitHow::crashed : ExitHow::killed;
    gone.code = 128 + exit.signal;
    reason = strsignal(exit.signal);
  } else if (ending_) {
    gone.how = ending_->how;
    reason = ending_->reason;
  }
  gone.reason = reason;
  add(Stream::program, make_fact(exit.at_ns - start_ns_, {}, gone));
  ask_ends_at_ = exit.at_ns - start_ns_ + kUntilEnds;
  // What was on its way is stored or not by now; nobody waits for the answers.
  if (acts_) acts_->make_readable();
}

void LiveRun::finish(const Settled& settled) {
  for (const LogEnd& end : settled.ends) {
    if (!settled.failure.empty()) break;
    tell(Stream::log, now(), LogReadTo{.partition = partitions_.slot(end.topic, end.partition), .offset = end.offset});
  }
  if (!settled.failure.empty()) {
    tell_gap(1, settled.failure);
  } else if (unread_ > 0) {
    tell_gap(unread_, "The built-in broker forgot records before they were read: it keeps 5 MiB or 100,000 of them.");
  } else {
    tell(Stream::log, now(), TruthSettled{});
  }
  finished_ = true;
}

void LiveRun::tell_gap(std::int64_t lost, std::string_view what) {
  tell(Stream::log, now(), Gap{.lost = lost, .what = what});
}

std::string LiveRun::why_not(ActionKind kind) const {
  if (kind == ActionKind::type_line) return "A program that runs from a file takes no typed lines.";
  return why_not_to_broker(options_, kind);
}

std::string LiveRun::why_not(const Fault& fault) const {
  std::string reason = why_not(fault.action.kind);
  return reason.empty() ? why_not_to_broker(options_, fault) : reason;
}

Status LiveRun::act(const Action& action) {
  if (std::string reason = why_not(action.kind); !reason.empty()) return bad_input(std::move(reason));
  if (exited_ || finished_) return bad_input("The program has ended. Run it again to act on it.");
  if (!began_) {
    early_.push_back(action);
    return Done{};
  }
  return carry_out(action, "");
}

// For a person, or for a fault, which is told in its own words.
Status LiveRun::carry_out(const Action& action, std::string_view fault) {
  if (acts_on_broker(action.kind)) {
    if (const Status done = act_on_broker(action); !done) return done;
  }
  if (!fault.empty()) {
    tell(Stream::person, now(), FaultHappened{.what = fault});
  } else if (acts_on_broker(action.kind) || action.kind == ActionKind::kill) {
    tell(Stream::person, now(), ActionTaken{.action = action.kind, .argument = argument_of(action)});
  }
  if (acts_on_broker(action.kind)) return Done{};
  ChildCommand command{.id = next_id_++};
  switch (action.kind) {
    case ActionKind::kill: child_->kill(); return Done{};
    case ActionKind::switch_line:
      command.kind = ChildCommand::Kind::switch_line;
      command.line = action.line;
      command.on = action.on;
      break;
    default:
      command.kind = ChildCommand::Kind::exit;
      exits_by_fault_ += !fault.empty();
      break;
  }
  Result<std::string> line = to_line(command);
  if (!line) return line.error();
  child_->send(std::move(line).value());  // the child writes the fact when it has done it
  return Done{};
}

Status LiveRun::act_on_broker(const Action& action) {
  const Result<std::optional<ClusterPartition>> done = acts_->carry_out(action);
  if (!done) return done.error();
  if (const auto& led_anew = done.value()) tell_partition(Stream::person, now(), *led_anew);
  return Done{};
}

void LiveRun::tell_partition(Stream stream, Nanos at_ns, const ClusterPartition& partition) {
  const PartitionId slot = partitions_.slot(partition.topic, partition.number);
  if (acts_) acts_->note_leader(partition);
  tell(stream, at_ns,
       PartitionKnown{
           .partition = slot, .number = partition.number, .leader = partition.leader, .topic = partition.topic});
}

std::string bootstrap_of(const RunOptions& options) {
  std::string bootstrap = options.bootstrap;
  for (const Property& property : options.properties) {
    if (bootstrap.empty() && property.name == "bootstrap.servers") bootstrap = property.value;
  }
  return bootstrap;
}

}  // namespace

Result<std::unique_ptr<Run>> make_live_run(const RunOptions& options) {
  const Result<Program> program = Program::compile(options.script, options.script_name);
  if (!program) return program.error();
  Result<std::string> child = ChildProcess::find();
  if (!child) return child.error();

  RunOptions live = options;
  live.bootstrap = bootstrap_of(options);
  std::unique_ptr<MockCluster> mock;
  TruthOptions truth_options{.access = {live.bootstrap, options.properties}};
  if (options.source == RunSource::mock) {
    Result<std::unique_ptr<MockCluster>> started = MockCluster::start(options.topics, options.brokers);
    if (!started) return started.error();
    mock = std::move(started).value();
    truth_options = {.access = {mock->bootstrap(), {}}, .long_poll_ns = kMockLongPoll};
  } else if (live.bootstrap.empty()) {
    return usage_error("Say where your cluster is: --bootstrap HOST:PORT.");
  }
  Result<std::unique_ptr<Truth>> truth = Truth::connect(truth_options);
  if (!truth) return truth.error();
  // The topics of the run are read from now on, while the built-in broker still answers at once.
  for (const ClusterPartition& partition : truth.value()->partitions()) {
    const bool wanted = std::any_of(options.topics.begin(), options.topics.end(),
                                    [&](const TopicSpec& topic) { return topic.name == partition.topic; });
    if (wanted) truth.value()->watch(partition.topic, partition.number);
  }
  if (mock) mock->set_round_trip(options.rtt_ns);
  Result<recorder::Descriptor> facts = recorder::make_private_file();
  if (!facts) return facts.error();
  return std::unique_ptr<Run>(std::make_unique<LiveRun>(std::move(live), std::move(child).value(), std::move(mock),
                                                        std::move(truth).value(), std::move(facts).value()));
}

}  // namespace inflight
