// Partitions: topic and partition number by a slot, in order of discovery, and the last step before the recording:
// CommitNames gives each partition its dense id at its first fact in commit order, whoever saw it first.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/event/event.h"

namespace inflight {

class Partitions {
 public:
  struct Named {
    std::string topic;
    std::int32_t number = 0;
  };
  // The slot of a partition, made if there is none.
  PartitionId slot(std::string_view topic, std::int32_t number);
  const Named& operator[](PartitionId slot) const { return named_[slot]; }
  std::size_t size() const { return named_.size(); }

 private:
  std::map<std::pair<std::string, std::int32_t>, PartitionId> slots_;
  std::vector<Named> named_;
};

// Takes facts that name partitions by slot, in commit order; gives the same facts with dense ids. A partition or broker
// that a fact names before it is known is made known first.
class CommitNames : public FactSink {
 public:
  CommitNames(const Partitions& partitions) : partitions_(partitions) {}
  void give_to(FactSink& sink) { sink_ = &sink; }
  void accept(const Fact& fact) override;

 private:
  PartitionId known(const Fact& fact, BrokerId leader);
  void learn_broker(const Fact& fact, BrokerId broker, std::string_view address);

  const Partitions& partitions_;
  FactSink* sink_ = nullptr;
  std::vector<PartitionId> dense_;  // by slot
  std::vector<BrokerId> leader_;    // by slot
  PartitionId next_ = 0;
  std::set<BrokerId> brokers_;
};

}  // namespace inflight
