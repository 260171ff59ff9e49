// BrokerActs: what a person or a fault does to the built-in broker: down and up, cut off, slower, another leader, a
// batch rejected, an ack lost. And what can't be done to a live run's broker, and why. One thread, that of the run.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/base/result.h"
#include "core/live/answers_ahead.h"
#include "core/live/mock_cluster.h"
#include "core/live/truth.h"
#include "core/run/action.h"
#include "core/run/fault.h"
#include "core/run/options.h"

namespace inflight {

// It is the broker that it is done to, not the program.
bool acts_on_broker(ActionKind kind);
// Why it can't be done to the broker of such a run; empty: it can, or it is not done to the broker.
std::string why_not_to_broker(const RunOptions& options, ActionKind kind);
std::string why_not_to_broker(const RunOptions& options, const Fault& fault);

class BrokerActs {
 public:
  BrokerActs(MockCluster& mock, AnswersAhead& answers) : mock_(mock), answers_(answers) {}

  // Does what acts_on_broker(). Gives the partition that another broker leads now, if it was that.
  Result<std::optional<ClusterPartition>> carry_out(const Action& action);
  // Somebody was told who leads it.
  void note_leader(const ClusterPartition& partition);
  // All are up and answer at once: the log is read wherever it is.
  void make_readable();

 private:
  Result<std::optional<ClusterPartition>> move_leader(const Action& action);

  MockCluster& mock_;
  AnswersAhead& answers_;
  std::map<std::pair<std::string, std::int32_t>, BrokerId> leaders_;  // as told last
};

}  // namespace inflight
