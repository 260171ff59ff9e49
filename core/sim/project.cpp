// project(): the world as the simulator knows it, from its own state. It is compared with the fold of the facts, so it
// must not be written in terms of apply(). See simulator.h.
#include <algorithm>

#include "core/sim/simulator.h"

namespace inflight::sim {
namespace {

Stage stage_of(const Message& message) {
  Stage stage;
  stage.place = message.done ? Place::done : message.in_flight ? Place::in_flight : Place::buffer;
  if (message.done) stage.known = message.error == KafkaError::NO_ERROR ? Known::success : Known::failure;
  stage.copies = static_cast<Copies>(message.copies);
  if (message.told) {
    stage.report = Report::told;
  } else if (!message.accepted || message.report_wanted) {
    stage.report = message.report_queued ? Report::waiting : Report::none;
  } else {
    stage.report = Report::not_wanted;
  }
  return stage;
}

}  // namespace

World Simulator::project() const {
  World world;
  world.now_ns = ground_.last_fact_ns;
  world.events = ground_.facts;
  world.started = started_;
  world.phase = settled_ ? Phase::settled : exit_ ? Phase::ended : Phase::running;
  if (exit_) world.exit = *exit_;
  world.lines_off = lines_off_;
  world.program.line = program_.line;
  world.program.calls = program_.calls;
  world.program.callbacks = program_.callbacks;
  world.program.visits = program_.visits;
  world.program.callbacks_serve = program_.callbacks_serve;
  world.program.recent_lines = program_.recent;
  for (const std::uint64_t hash : program_.output) world.program.output.push_back({0, hash});
  for (const Refusal& refusal : program_.refusals) world.refusals.push_back(refusal);
  world.refused = program_.refused;
  world.callbacks = program_.told;
  for (const auto& [error, count] : program_.told) world.told += count;
  project_messages(world);
  project_cluster(world);
  project_producers(world);
  return world;
}

void Simulator::project_messages(World& world) const {
  world.messages.size = ground_.messages.size();
  for (std::size_t id = 0; id < ground_.messages.size(); ++id) {
    if (id % MessagePage::kSize == 0) world.messages.pages.emplace_back();
    const Message& own = ground_.messages[id];
    MessagePage& page = world.messages.pages.back().mutate();
    inflight::Message& message = page.messages[id % MessagePage::kSize];
    message.producer = own.producer;
    message.partition = own.partition;
    message.offset = std::max<std::int64_t>(own.offset, -1);
    message.error = own.error;
    message.attempts = own.attempts;
    message.stage = stage_of(own);
    message.accepted = own.accepted;
    if (!own.accepted) continue;
    message.produced_ns = own.produced_ns;
    ++world.produced;
    ++page.counts[index_of(message.stage)];
    ++world.messages.counts[index_of(message.stage)];
  }
}

void Simulator::project_cluster(World& world) const {
  if (!cluster_.started()) return;
  for (const Cluster::Broker& broker : cluster_.brokers()) {
    world.brokers.push_back({static_cast<BrokerId>(world.brokers.size()) + 1, broker.up, broker.paused});
  }
  std::map<MessageId, std::int64_t> copies;
  for (const Cluster::Log& log : cluster_.logs()) {
    Partition partition;
    partition.topic = std::make_shared<const std::string>(log.topic);
    partition.number = log.number;
    partition.leader = log.leader;
    for (const MessageId id : log.records) {
      partition.log.push_back(id);
      if (++copies[id] > 1) ++world.duplicates;
    }
    partition.read_to = std::ssize(log.records);
    for (const Cluster::Replica& replica : log.replicas) {
      if (replica.told) partition.replicas.push_back({replica.broker, replica.end, replica.in_sync});
    }
    world.partitions.push_back(std::move(partition));
  }
}

void Simulator::project_producers(World& world) const {
  for (std::size_t id = 0; id < clients_.size(); ++id) {
    const Client& client = *clients_[id];
    Producer producer;
    producer.created = true;
    producer.destroyed = client.destroyed();
    producer.configuration = std::make_shared<const std::string>(configurations_[id]);
    for (const Operation& operation : client.reports()) {
      for (std::size_t i = operation.next; i < operation.messages.size(); ++i) {
        producer.reports.push_back(operation.messages[i]);
      }
    }
    world.producers.push_back(std::move(producer));
    if (settled_) continue;
    for (const RequestId request_id : client.in_flight()) {
      const auto& own = ground_.requests[static_cast<std::size_t>(request_id)];
      world.requests.push_back({own.id, own.producer, own.broker, own.partition, own.attempt, own.sent_ns,
                                std::make_shared<const std::vector<MessageId>>(own.messages)});
    }
  }
  const auto order = [&](const auto& request) {
    return ground_.requests[static_cast<std::size_t>(request.id)].sent_order;
  };
  std::sort(world.requests.begin(), world.requests.end(),
            [&](const auto& a, const auto& b) { return order(a) < order(b); });
}

}  // namespace inflight::sim
