// Simulator: the Host of a simulated program: librdkafka's model, a cluster and virtual time. A call that blocks moves
// the clock on until it returns. Before the clock passes what `gate` permits, the simulator waits there; that is how a
// run is played step by step. All of it belongs to whoever holds the baton (see simulated_run.h).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/run/program_facts.h"
#include "core/script/controls.h"
#include "core/sim/client.h"
#include "core/world/world.h"

namespace inflight::sim {

class Simulator : public ProgramFacts {
 public:
  // `options` and `controls` must outlive the simulator.
  Simulator(const RunOptions& options, Controls& controls);

  // Facts go here from now on.
  void set_sink(FactSink* sink) { ground_.sink = sink; }
  // The clock passes no instant that is not permitted: there `gate` is called, and returns the latest one that is.
  void set_gate(Nanos permitted, std::function<Nanos()> gate) {
    permitted_ns_ = permitted;
    gate_ = std::move(gate);
  }

  Nanos now() const { return ground_.now_ns; }
  bool killed() const { return killed_; }  // by kill -9 or at RunOptions::until_ns

  // Properties that the script or the command line set and that are not modelled, by name.
  const std::set<std::string>& unmodelled() const { return unmodelled_; }

  // Tells how the run begins: source, switches, cluster.
  void start();
  // Why this can't be done now; empty: it can.
  std::string why_not(const Action& action) const;
  // What a person does, now.
  void take(const Action& action);
  // The process is gone: its memory with it.
  void process_exited(ExitHow how, std::int64_t code, std::string_view reason);
  // After the exit: what is on its way lands or not; then the truth is told.
  void settle();

  // The world as this simulator knows it, built from its own state and not from its facts; for the test that compares
  // the two.
  World project() const;

  // Host
  Result<ProducerId> create(const Properties& properties) override;
  KafkaError produce(ProducerId producer, const ProduceArgs& args) override;
  std::int32_t poll(ProducerId producer, Nanos timeout_ns, Deliveries& deliveries) override;
  KafkaError flush(ProducerId producer, Nanos timeout_ns, Deliveries& deliveries) override;
  KafkaError purge(ProducerId producer, bool in_queue, bool in_flight, bool non_blocking) override;
  std::int32_t outq_len(ProducerId producer) override;
  void yield(ProducerId) override { yielded_ = true; }
  void destroy(ProducerId producer) override;
  Nanos monotonic_ns() override { return ground_.now_ns; }
  Nanos wall_ns() override;
  void sleep(Nanos duration) override;
  void computed(std::int64_t steps) override;
  void line_reached(std::int32_t line) override;
  void call_started(CallName call, Nanos timeout_ns) override;
  void call_returned(CallName call, std::int64_t value, std::string_view exception) override;
  void output(std::string_view line) override;
  void callback_started(ProducerId producer, const DeliveryReport& report, std::int32_t line) override;
  void callback_finished(ProducerId producer, MessageId message, std::string_view exception) override;
  void refused(ProducerId producer, MessageId message, KafkaError error, std::int64_t call_number) override;

 protected:
  void commit(const Fact& fact) override;
  PartitionId partition_of(const DeliveryReport& report) override { return ground_.messages[report.message].partition; }

 private:
  // What the program did, as this simulator keeps it.
  struct ProgramState {
    std::int32_t line = 0;
    std::vector<inflight::ProgramState::ActiveCall> calls;
    std::vector<MessageId> callbacks;
    std::array<LineVisit, 8> recent{};  // a ring of the lines reached last
    std::uint64_t visits = 0;
    bool callbacks_serve = false;
    std::vector<std::uint64_t> output;  // hashes of the lines
    std::vector<Refusal> refusals;
    std::map<KafkaError, std::int64_t> told;  // callbacks that ran, by error
    std::map<KafkaError, std::int64_t> refused;
  };

  // Moves the clock to `deadline`, or less far: until `done` holds, asked after each thing that was due, or a stop.
  template <typename Condition>
  void wait_until(Nanos deadline, Condition done);
  void spend(Nanos duration);
  void work(Nanos duration);  // as long as that takes on an ordinary computer
  Nanos late_wake();
  bool happens_next(Nanos deadline);
  void happen(const Entry& entry);
  std::int32_t serve(Client& client, Deliveries& deliveries, bool waited);
  void end_slowly();
  std::size_t seen_by_a_poll(std::size_t there);
  void serve_report(Client& client, MessageId id, Deliveries& deliveries);
  void switch_line(std::int32_t line, bool on);
  void take_faults();
  void act(const Action& action);
  void cut_connections(BrokerId broker);
  void pause(BrokerId broker, bool paused);
  void move_leader(const Action& action);
  BrokerId new_leader(const Action& action, PartitionId partition) const;
  void rest();
  void project_messages(World& world) const;
  void project_cluster(World& world) const;
  void project_producers(World& world) const;

  const RunOptions& options_;
  Controls& controls_;
  Ground ground_;
  Cluster cluster_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::vector<std::string> configurations_;  // as told, by producer
  std::set<std::string> unmodelled_;
  std::function<Nanos()> gate_;
  Nanos permitted_ns_ = kForever;
  bool yielded_ = false;
  ProgramState program_;
  std::vector<std::int32_t> lines_off_;
  std::optional<Exit> exit_;
  bool started_ = false;
  bool settled_ = false;
  bool killed_ = false;
  Nanos computed_ns_ = 0;  // since the last `computed` fact
  std::int64_t computed_steps_ = 0;
};

}  // namespace inflight::sim
