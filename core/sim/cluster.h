// Cluster: the model of Kafka: one broker, topics with partitions, their logs. Rules `kafka` or `mock`, as RunOptions
// says: `mock` stores a record as soon as it was sent and delays the answer by the whole round trip.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "core/sim/ground.h"
#include "core/sim/producer_states.h"

namespace inflight::sim {

class Cluster {
 public:
  explicit Cluster(Ground& ground) : ground_(ground) {}

  // Tells of the broker and makes the topics that the options give.
  void start();

  bool has(const std::string& topic) const { return topics_.contains(topic); }
  // The topic's partitions; an unknown topic is created (auto-creation, facts, 8.3).
  const std::vector<PartitionId>& partitions_of(const std::string& topic);

  // A produce request arrives: appended, or refused if the next batch is to be rejected. Nobody takes it while the
  // broker is down. With the rules `kafka` the sequence of an idempotent producer is checked: what is in the log
  // already is answered with the offset that it has there. The mock does not look (facts, 8.4).
  void take(Request& request);

  // The next produce request that no other error waits for is answered with this one and not appended; _TRANSPORT: its
  // connection is closed instead.
  void reject_next(KafkaError error) { rejects_.push_back(error); }

  // For an idempotent producer that asks (InitProducerId).
  std::int64_t new_producer_id() { return next_producer_id_++; }

  void set_up(bool up);
  bool up() const { return up_; }
  // Nobody can connect, though the broker is not told to be down.
  void refuse(bool refuses) { refuses_ = refuses; }
  bool takes_connections() const { return up_ && !refuses_; }

  struct Log {
    std::string topic;
    std::int32_t number = 0;
    std::vector<MessageId> records;
    ProducerStates producers;
  };
  const std::vector<Log>& logs() const { return logs_; }
  bool started() const { return started_; }

 private:
  void create(const std::string& topic, std::int32_t partitions);

  Ground& ground_;
  std::map<std::string, std::vector<PartitionId>> topics_;
  std::vector<Log> logs_;  // by PartitionId
  std::deque<KafkaError> rejects_;
  std::int64_t next_producer_id_ = 1000;
  bool up_ = true;
  bool refuses_ = false;
  bool started_ = false;
};

}  // namespace inflight::sim
