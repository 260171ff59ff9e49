// The Host half of the simulator, and the virtual clock. See simulator.h.
#include "core/sim/simulator.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/base/hash.h"
#include "core/binding/properties.h"
#include "core/binding/script_secrets.h"

namespace inflight::sim {
namespace {

// What a call and a step of the machine cost on an ordinary computer; see docs/ARCHITECTURE.md.
constexpr Nanos kCreateCost = 100 * kMicrosecond;
constexpr Nanos kProduceCost = 2 * kMicrosecond;
constexpr Nanos kCallCost = kMicrosecond;
constexpr Nanos kStepCost = 50;
constexpr Nanos kLateWake = 20 * kMicrosecond;
constexpr Nanos kUnevenWake = 2 * kMillisecond;
// A simulated program's wall clock starts at 2026-01-01 00:00:00 UTC, so that two runs print the same.
constexpr Nanos kWallStart = Nanos{1'767'225'600} * kSecond;

}  // namespace

Simulator::Simulator(const RunOptions& options, Controls& controls)
    : options_(options), controls_(controls), ground_(options), cluster_(ground_) {
  ground_.secrets = secrets_in(options.script).redactor;
  for (std::size_t i = 0; i < options.actions.size(); ++i) {
    ground_.schedule.add(options.actions[i].at_ns, Due::action, static_cast<std::int64_t>(i));
  }
  if (const Nanos due = ground_.faults.due_ns(); due != kForever) ground_.schedule.add(due, Due::fault, 0);
  if (options.until_ns != kForever) ground_.schedule.add(options.until_ns, Due::kill, 0);
}

void Simulator::start() {
  started_ = true;
  ground_.tell({}, RunStarted{.source = RunSource::simulated, .seed = options_.seed, .script = options_.script_name});
  for (const std::int32_t line : options_.lines_off) switch_line(line, false);
  cluster_.start();
}

void Simulator::switch_line(std::int32_t line, bool on) {
  controls_.switch_line(line, on);
  std::erase(lines_off_, line);
  if (!on) lines_off_.insert(std::upper_bound(lines_off_.begin(), lines_off_.end(), line), line);
  ground_.tell(kCluster, Switched{.line = line, .on = on});
}

namespace {

std::string with_refusal(const std::string& why) { return why.empty() ? "" : fmt::format(", refused: {}", why); }

}  // namespace

void Simulator::take(const Action& action) {
  if (exit_) return;
  const std::string why = why_not(action);
  ground_.tell(kCluster, ActionTaken{.action = action.kind, .argument = argument_of(action) + with_refusal(why)});
  if (why.empty()) act(action);
}

// What is due now, and the next that waits for its time.
void Simulator::take_faults() {
  for (const Faults::Deed& deed : ground_.faults.take(ground_.now_ns)) {
    if (exit_) return;
    const std::string why = why_not(deed.action);
    ground_.tell(kCluster, FaultHappened{.what = std::string(deed.words) + with_refusal(why)});
    if (why.empty()) act(deed.action);
  }
  if (const Nanos due = ground_.faults.due_ns(); due != kForever) ground_.schedule.add(due, Due::fault, 0);
}

void Simulator::act(const Action& action) {
  const BrokerId broker = std::max(action.broker, 1);
  switch (action.kind) {
    case ActionKind::switch_line: return switch_line(action.line, action.on);
    case ActionKind::reject_next:
      return cluster_.reject_next(error_named(action.text).value_or(KafkaError::POLICY_VIOLATION));
    case ActionKind::set_latency:
      ground_.set_rtt_ns = action.round_trip_ns;
      for (const auto& client : clients_) {
        if (!client->destroyed()) client->on_latency();
      }
      return;
    case ActionKind::broker_up: return cluster_.set_up(broker, true);
    case ActionKind::broker_down: cluster_.set_up(broker, false); return cut_connections(broker);
    case ActionKind::cut_connections:
      // The mock is down for a moment then; the first attempt to connect again may come in that moment, by chance.
      cluster_.refuse(ground_.chance.otherwise(Doubt::cut_refuses));
      cut_connections(action.broker);
      return cluster_.refuse(false);
    case ActionKind::move_leader: return move_leader(action);
    case ActionKind::pause_broker: return pause(broker, true);
    case ActionKind::resume_broker: return pause(broker, false);
    case ActionKind::lose_next_answer: return cluster_.lose_next_answer();
    case ActionKind::exit_now: return controls_.request_exit();
    case ActionKind::kill: killed_ = true; return controls_.stop();
    default: return;  // SimulatedRun::why_not() refuses the others
  }
}

// Those of one broker, or, with 0, of each that leads.
void Simulator::cut_connections(BrokerId broker) {
  for (const auto& client : clients_) {
    for (BrokerId each = 1; each <= options_.brokers && !client->destroyed(); ++each) {
      if (broker == 0 || broker == each) client->on_cut(each);
    }
  }
}

void Simulator::pause(BrokerId broker, bool paused) {
  cluster_.set_paused(broker, paused);
  for (const auto& client : clients_) {
    if (!client->destroyed()) client->on_paused(broker, paused);
  }
}

std::string Simulator::why_not(const Action& action) const {
  if (action.broker > options_.brokers) return fmt::format("There is no broker {}.", action.broker);
  if (action.kind != ActionKind::move_leader) return {};
  const PartitionId partition = cluster_.find(action.text);
  if (partition == kNoPartition) return fmt::format("There is no partition {}.", action.text);
  return cluster_.why_not_lead(partition, new_leader(action, partition));
}

BrokerId Simulator::new_leader(const Action& action, PartitionId partition) const {
  return action.broker != 0 ? action.broker : cluster_.logs()[partition].leader % options_.brokers + 1;
}

void Simulator::move_leader(const Action& action) {
  const PartitionId partition = cluster_.find(action.text);
  cluster_.change_leader(partition, new_leader(action, partition));
}

// Lets the next thing happen that is due until `deadline`, or moves the clock there. False: the deadline was reached.
bool Simulator::happens_next(Nanos deadline) {
  const Nanos next = ground_.schedule.empty() ? deadline : std::min(deadline, ground_.schedule.first().at_ns);
  if (next > permitted_ns_) {
    ground_.now_ns = std::max(ground_.now_ns, permitted_ns_);
    permitted_ns_ = gate_();
    return true;
  }
  ground_.now_ns = std::max(ground_.now_ns, next);
  if (ground_.schedule.empty() || ground_.schedule.first().at_ns > deadline) return false;
  happen(ground_.schedule.take());
  return true;
}

template <typename Condition>
void Simulator::wait_until(Nanos deadline, Condition done) {
  while (!done() && !controls_.stopped() && happens_next(deadline)) {
  }
}

void Simulator::spend(Nanos duration) {
  wait_until(saturating_add(ground_.now_ns, duration), [] { return false; });
}

void Simulator::work(Nanos duration) { spend(duration * options_.computer.program); }

void Simulator::happen(const Entry& entry) {
  const auto request = [&]() -> Request& { return ground_.requests[static_cast<std::size_t>(entry.who)]; };
  const auto client = [&](std::int64_t id) -> Client& { return *clients_[static_cast<std::size_t>(id)]; };
  switch (entry.due) {
    case Due::arrives: return cluster_.take(request());
    case Due::expires: return cluster_.on_expired(request());
    case Due::fetched: return cluster_.on_fetched(static_cast<PartitionId>(entry.who), entry.which);
    case Due::fetch: return cluster_.on_fetch(static_cast<PartitionId>(entry.who), entry.which);
    case Due::missed: return cluster_.on_missed(static_cast<BrokerId>(entry.who), entry.which);
    case Due::action: return take(options_.actions[static_cast<std::size_t>(entry.who)]);
    case Due::fault: return take_faults();
    case Due::kill: killed_ = true; return controls_.stop();
    default: break;
  }
  if (exit_ || client(entry.who).destroyed()) return;  // its threads are gone
  switch (entry.due) {
    case Due::connect: return client(entry.who).on_connect(entry.which);
    case Due::closed: return client(entry.who).on_closed(entry.which);
    case Due::connected: return client(entry.who).on_connected(entry.which);
    case Due::answered: return client(entry.who).on_answers(entry.which);
    case Due::serve: return client(entry.who).on_serve(static_cast<BrokerId>(entry.which));
    case Due::leaders: return client(entry.who).on_leader_query();
    case Due::look: return client(entry.who).on_look();
    case Due::purge: return client(entry.who).on_purge(entry.which);
    case Due::seek_id: return client(entry.who).on_seek_id(entry.which);
    default: return client(entry.who).on_tick();
  }
}

Result<ProducerId> Simulator::create(const Properties& properties) {
  const Result<Settings> settings = read_settings(properties);
  if (!settings) return settings.error();
  const auto id = static_cast<ProducerId>(clients_.size());
  clients_.push_back(std::make_unique<Client>(ground_, cluster_, id, settings.value()));
  configurations_.push_back(configuration_text(properties));
  for (const Property& property : properties) {
    if (is_secret(property.name)) ground_.secrets.add(property.value);
  }
  for (const Property& property : properties) {
    const PropertyInfo* known = find_property(property.name);
    if (known && !known->modelled) unmodelled_.insert(property.name);
  }
  ground_.tell({id, Threads::program}, ProducerCreated{.configuration = configurations_.back()});
  work(kCreateCost);
  return id;
}

// The program's thread on a slow computer wakes up late, and by chance milliseconds later.
Nanos Simulator::late_wake() {
  const Computer& computer = options_.computer;
  return (computer.program - 1) * kLateWake +
         ground_.chance.way(Doubt::program_wakes, 5) * computer.uneven * kUnevenWake;
}

KafkaError Simulator::produce(ProducerId producer, const ProduceArgs& args) {
  const KafkaError error = clients_[producer]->produce(args);
  work(kProduceCost);
  return error;
}

std::int32_t Simulator::poll(ProducerId producer, Nanos timeout_ns, Deliveries& deliveries) {
  Client& client = *clients_[producer];
  yielded_ = false;
  const Nanos deadline = timeout_ns < 0 ? kForever : saturating_add(ground_.now_ns, timeout_ns);
  const bool waits = timeout_ns != 0 && client.unclaimed() == 0;
  if (waits) wait_until(deadline, [&] { return client.unclaimed() > 0; });
  if (waits && client.unclaimed() > 0) spend(late_wake());  // what comes meanwhile is served too
  const std::int32_t served = serve(client, deliveries, waits);
  work(kCallCost);
  return served;
}

// All, or only the first ones.
std::size_t Simulator::seen_by_a_poll(std::size_t there) {
  if (there <= 1) return there;
  return there - static_cast<std::size_t>(ground_.chance.way(Doubt::poll_sees, static_cast<std::int64_t>(there)));
}

// Serves all operations that are there now; those that come meanwhile are left for the next call (facts, 4.2). After a
// yield the rest goes back to the head of the queue, and the operation that was cut counts as served (facts, 4.6).
std::int32_t Simulator::serve(Client& client, Deliveries& deliveries, bool waited) {
  const std::size_t head = client.claimed();
  std::size_t claimed = client.unclaimed();
  if (waited) claimed = seen_by_a_poll(claimed);
  client.claim(claimed);
  std::int32_t served = 0;
  for (std::size_t left = claimed; left > 0; --left) {
    if (const Operation& operation = client.reports()[head]; operation.messages.empty()) {
      const Operation told = operation;
      told.fatal ? deliveries.fatal(told.error, told.reason) : deliveries.error(told.error, told.reason);
    }
    while (!client.finished(head) && !yielded_ && !controls_.stopped()) {
      serve_report(client, client.take_report(head), deliveries);
    }
    ++served;
    const bool finished = client.finished(head);
    if (finished) client.drop_operation(head);
    client.unclaim(1);
    if (yielded_ || controls_.stopped()) {
      client.unclaim(left - 1);
      break;
    }
  }
  return served;
}

void Simulator::serve_report(Client& client, MessageId id, Deliveries& deliveries) {
  // Even one that was wanted may run no callback: delivery.report.only.error is the binding's affair (facts, 4.5).
  if (ground_.messages[id].report_wanted) deliveries.deliver(client.report_of(id));
  if (Message& message = ground_.messages[id]; !message.told) {
    message.report_wanted = false;
    ground_.tell({message.producer, Threads::program}, ReportServed{.message = id});
  }
  client.free_slot(id);  // only now (facts, 1.4)
}

KafkaError Simulator::flush(ProducerId producer, Nanos timeout_ns, Deliveries& deliveries) {
  Client& client = *clients_[producer];
  yielded_ = false;
  const Nanos deadline = timeout_ns < 0 ? kForever : saturating_add(ground_.now_ns, timeout_ns);
  client.set_flushing(true);
  // A broker thread that is quick sees it, however short it is.
  if (ground_.chance.otherwise(Doubt::flush_seen)) spend(kMicrosecond);
  // poll(0) first, then again whenever there is something, until nothing is left or the time is over (facts, 5.1). The
  // timeout bounds the waiting, not the callbacks.
  serve(client, deliveries, false);
  while (client.outq_len() > 0 && !yielded_ && !controls_.stopped() && ground_.now_ns < deadline) {
    wait_until(deadline, [&] { return client.unclaimed() > 0; });
    serve(client, deliveries, true);
  }
  client.set_flushing(false);
  const bool left = client.outq_len() > 0;
  work(kCallCost);
  return left ? KafkaError::_TIMED_OUT : KafkaError::NO_ERROR;
}

KafkaError Simulator::purge(ProducerId producer, bool in_queue, bool in_flight, bool non_blocking) {
  const KafkaError error = clients_[producer]->purge(in_queue, in_flight, non_blocking);
  work(kCallCost);
  return error;
}

std::int32_t Simulator::outq_len(ProducerId producer) {
  return static_cast<std::int32_t>(clients_[producer]->outq_len());
}

void Simulator::end_slowly() {
  if (const std::int64_t way = ground_.chance.way(Doubt::program_ends, 3); way > 0) spend(way * kMillisecond);
}

void Simulator::destroy(ProducerId producer) {
  end_slowly();
  clients_[producer]->destroy();
  spend(kMillisecond);  // it joins its threads (facts, 5.3)
}

Nanos Simulator::wall_ns() { return kWallStart + ground_.now_ns; }

void Simulator::sleep(Nanos duration) { spend(std::max<Nanos>(duration, 0) + late_wake()); }

void Simulator::computed(std::int64_t steps) {
  const Nanos cost = steps * kStepCost * options_.computer.program;
  computed_ns_ += cost;
  computed_steps_ += steps;
  spend(cost);
  if (computed_ns_ < kMillisecond) return;
  ground_.tell({}, Computed{.steps = computed_steps_});
  computed_ns_ = 0;
  computed_steps_ = 0;
}

void Simulator::process_exited(ExitHow how, std::int64_t code, std::string_view reason) {
  if (!killed_) end_slowly();
  exit_ = Exit{how, code, ground_.now_ns, {0, hash_bytes(reason)}};
  program_.calls.clear();
  program_.callbacks.clear();
  ground_.tell({}, ProcessExited{.how = how, .code = code, .reason = reason});
}

void Simulator::rest() {
  while (!cluster_.rests() && !ground_.schedule.empty()) happens_next(ground_.schedule.first().at_ns);
}

void Simulator::settle() {
  // What was written to a socket arrives, whoever has died since.
  Nanos last = ground_.now_ns;
  for (const Request& request : ground_.requests) {
    if (request.sent_ns >= 0) last = std::max(last, request.sent_ns + ground_.half_trip());
  }
  while (happens_next(last)) {
  }
  // The cluster comes to rest; a broker that stands still goes on before its log can be read.
  rest();
  for (BrokerId broker = 1; broker <= options_.brokers; ++broker) cluster_.set_paused(broker, false);
  rest();
  for (std::size_t id = 0; id < cluster_.logs().size(); ++id) {
    ground_.tell(kCluster, LogReadTo{.partition = static_cast<PartitionId>(id),
                                     .offset = std::ssize(cluster_.logs()[id].records)});
  }
  settled_ = true;
  ground_.tell(kCluster, TruthSettled{});
}

}  // namespace inflight::sim
