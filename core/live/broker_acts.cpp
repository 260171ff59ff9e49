// Doing it with librdkafka's mock cluster; see broker_acts.h.
#include "core/live/broker_acts.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/run/topic.h"

namespace inflight {

bool acts_on_broker(ActionKind kind) {
  return kind == ActionKind::reject_next || kind == ActionKind::broker_down || kind == ActionKind::broker_up ||
         kind == ActionKind::cut_connections || kind == ActionKind::set_latency || kind == ActionKind::move_leader ||
         kind == ActionKind::pause_broker || kind == ActionKind::resume_broker || kind == ActionKind::lose_next_answer;
}

std::string why_not_to_broker(const RunOptions& options, ActionKind kind) {
  if (!acts_on_broker(kind)) return {};
  if (options.source != RunSource::mock) return "That would need control over your broker.";
  if (kind == ActionKind::pause_broker || kind == ActionKind::resume_broker) {
    return "The built-in broker can't stand still: it would still store what it is sent.";
  }
  if (kind != ActionKind::lose_next_answer) return {};
  if (options.brokers > 1) return "Of several built-in brokers, nobody can tell which one answers next.";
  const bool rejects = std::any_of(options.faults.begin(), options.faults.end(), [](const Fault& fault) {
    return fault.lasts() && fault.action.kind == ActionKind::reject_next;
  });
  return rejects ? "The built-in broker loses no ack while a fault has it reject a share of requests." : "";
}

std::string why_not_to_broker(const RunOptions& options, const Fault& fault) {
  if (std::string reason = why_not_to_broker(options, fault.action.kind); !reason.empty()) return reason;
  if (!fault.lasts() || fault.action.kind != ActionKind::lose_next_answer) return {};
  return "The built-in broker loses one ack at a time: write lose next ack, or simulate it.";
}

Result<std::optional<ClusterPartition>> BrokerActs::carry_out(const Action& action) {
  if (action.broker > mock_.brokers()) return bad_input(fmt::format("There is no broker {}.", action.broker));
  switch (action.kind) {
    case ActionKind::broker_down: mock_.set_up(std::max(action.broker, 1), false); break;
    case ActionKind::broker_up: mock_.set_up(std::max(action.broker, 1), true); break;
    case ActionKind::cut_connections: mock_.cut_connections(action.broker); break;
    case ActionKind::set_latency: mock_.set_round_trip(action.round_trip_ns); break;
    case ActionKind::move_leader: return move_leader(action);
    case ActionKind::lose_next_answer: mock_.lose_next_answer(); break;
    default: {
      const std::optional<KafkaError> error =
          action.text.empty() ? KafkaError::POLICY_VIOLATION : error_named(action.text);
      if (!error) return bad_input(fmt::format("'{}' is no error of Kafka's; like NOT_ENOUGH_REPLICAS.", action.text));
      answers_.reject_next(*error);
    }
  }
  return std::optional<ClusterPartition>();
}

Result<std::optional<ClusterPartition>> BrokerActs::move_leader(const Action& action) {
  const Result<PartitionName> name = parse_partition(action.text);
  if (!name) return name.error();
  const auto led = leaders_.find({name->topic, name->number});
  const BrokerId next = led == leaders_.end() ? 1 : led->second % mock_.brokers() + 1;
  const BrokerId leader = action.broker != 0 ? action.broker : next;
  if (const Status done = mock_.set_leader(name->topic, name->number, leader); !done) return done.error();
  return std::optional(ClusterPartition{name->topic, name->number, leader});
}

void BrokerActs::note_leader(const ClusterPartition& partition) {
  if (partition.leader != kNoBroker) leaders_[{partition.topic, partition.number}] = partition.leader;
}

void BrokerActs::make_readable() {
  mock_.set_round_trip(0);
  for (BrokerId broker = 1; broker <= mock_.brokers(); ++broker) mock_.set_up(broker, true);
}

}  // namespace inflight
