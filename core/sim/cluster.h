// Cluster: the model of Kafka: brokers, topics with partitions, their logs and the copies of them. Rules `kafka` or
// `mock`, as RunOptions says.
//
// `mock`: a record is stored as soon as it was sent, and the answer is delayed by the whole round trip. There is one
// copy of a log, whoever leads it. One more broker leads nothing and answers at once: the built-in broker has it too,
// for whoever reads its logs.
//
// `kafka`: a partition has replicas. Its leader appends; the others fetch from it, one request at a time each. Those in
// sync have all that the leader had a moment ago: acks=all is answered once every one of them has the batch. A broker
// that is not heard of for kSession leaves the sets of those in sync, and others lead what it led: the first replica in
// sync, or, if there is none and an unclean election is allowed, any. What the new leader does not have is gone.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/sim/ground.h"
#include "core/sim/producer_states.h"

namespace inflight::sim {

class Cluster {
 public:
  // broker.session.timeout.ms: so long it takes the controller to miss a broker.
  static constexpr Nanos kSession = 9 * kSecond;

  explicit Cluster(Ground& ground) : ground_(ground) {}

  // Tells of the brokers and makes the topics that the options give.
  void start();

  bool has(const std::string& topic) const { return topics_.contains(topic); }
  // The topic's partitions; an unknown topic is created (auto-creation, facts, 8.3).
  const std::vector<PartitionId>& partitions_of(const std::string& topic);
  // Who led it at an instant that has passed; 0: nobody.
  BrokerId leader_at(PartitionId partition, Nanos at) const;

  // A produce request arrives. It is appended, or refused if its broker does not lead the partition, if too few
  // replicas are in sync, or if the next batch is to be rejected. Nobody takes it while its broker is down; while that
  // is paused, or has not answered the one before on the same connection, it waits. With the rules `kafka` the sequence
  // of an idempotent producer is checked: what is in the log already is answered with the offset that it has there. The
  // mock does not look (facts, 8.4).
  void take(Request& request);

  // The next produce request that no other error waits for is answered with this one and not appended; _TRANSPORT: its
  // connection is closed instead.
  void reject_next(KafkaError error) { rejects_.push_back(error); }

  // For an idempotent producer that asks (InitProducerId).
  std::int64_t new_producer_id() { return next_producer_id_++; }
  // The next answer to a produce request that is stored, now or before, is lost on its way.
  void lose_next_answer() { ++losses_; }

  void set_up(BrokerId broker, bool up);
  void set_paused(BrokerId broker, bool paused);
  // Why this broker can't lead the partition; empty: it can. And from now on it does; kNoBroker: nobody does.
  std::string why_not_lead(PartitionId partition, BrokerId to) const;
  void change_leader(PartitionId partition, BrokerId to);
  // Nobody can connect, though no broker is told to be down.
  void refuse(bool refuses) { refuses_ = refuses; }
  bool takes_connections(BrokerId broker) const;
  bool answers(BrokerId broker) const;  // it is up and not paused
  // The round trip between a client and this broker.
  Nanos rtt(BrokerId broker) const { return broker > leaders() ? 0 : ground_.rtt(); }

  // What the schedule brings.
  void on_fetched(PartitionId partition, std::int64_t session);  // a follower has what it fetched
  void on_fetch(PartitionId partition, std::int64_t session);    // its next request is at the leader
  void on_expired(Request& request);                             // acks=all took longer than request.timeout.ms
  void on_missed(BrokerId broker, std::int64_t session);         // it was not heard of for kSession

  // Nothing is under way that could change a log.
  bool rests() const;

  // As metadata names them.
  std::int32_t broker_count() const { return leaders() + (ground_.options.rules == Rules::mock ? 1 : 0); }

  struct Broker {
    bool up = true;
    bool paused = false;
    bool missed = false;       // the controller takes it for dead
    std::int64_t session = 0;  // a new one whenever it comes or goes
    bool alive() const { return up && !paused; }
  };
  const std::vector<Broker>& brokers() const { return brokers_; }  // those that lead
  // A broker's copy of a partition. The leader's is the log; the others fetch.
  struct Replica {
    BrokerId broker = 0;
    std::int64_t end = 0;
    bool in_sync = true;
    bool told = false;           // that it is there; a sole one is not
    std::int64_t known_end = 0;  // as the leader knows
    std::int64_t carried = 0;    // what the answer under way brings it up to
    bool waits = false;          // its request is at the leader, which has nothing new
    std::int64_t session = 0;    // what belongs to an earlier one is nobody's any more
  };
  struct Log {
    std::string topic;
    std::int32_t number = 0;
    BrokerId leader = kNoBroker;
    std::vector<std::pair<Nanos, BrokerId>> led_until;  // earlier leaders
    std::vector<MessageId> records;
    ProducerStates producers;
    std::vector<Replica> replicas;     // in the order in which they are preferred
    std::int64_t high_watermark = 0;   // all in sync have what is before it
    std::vector<RequestId> undecided;  // appended, waiting for the others
    std::int64_t end() const { return static_cast<std::int64_t>(records.size()); }
    bool replicated() const { return replicas.size() > 1; }
  };
  const std::vector<Log>& logs() const { return logs_; }
  // The partition "orders[0]", or kNoPartition.
  PartitionId find(std::string_view name) const;
  bool started() const { return started_; }

 private:
  using Channel = std::pair<ProducerId, std::int64_t>;  // a client's connection

  std::int32_t leaders() const { return ground_.options.brokers; }
  Broker& broker(BrokerId id) { return brokers_[static_cast<std::size_t>(id - 1)]; }
  const Broker& broker(BrokerId id) const { return brokers_[static_cast<std::size_t>(id - 1)]; }
  Request& request(RequestId id) { return ground_.requests[static_cast<std::size_t>(id)]; }

  // cluster.cpp
  void create(const std::string& topic, std::int32_t partitions, std::int32_t replicas);
  void serve(Request& request);
  std::optional<KafkaError> refusal();
  bool loses_answer();
  void append(Request& request);
  void answer(Request& request, KafkaError error);
  void tell_client(const Request& request);
  void serve_waiting(Channel channel);

  // replication.cpp
  static Replica* replica_of(Log& log, BrokerId broker);
  static const Replica* replica_of(const Log& log, BrokerId broker);
  static std::int64_t in_sync(const Log& log);
  Nanos hop() const;
  void follow(PartitionId partition);
  void send(PartitionId partition, std::size_t index);
  void raise_high_watermark(Log& log);
  void decide(Request& request, KafkaError error);
  void set_in_sync(Log& log, Replica& replica, bool in_sync);

  // election.cpp
  void lose(BrokerId broker);
  void rejoin(BrokerId broker);
  void elect(PartitionId partition);
  void truncate(PartitionId partition, std::int64_t end);
  void refuse_undecided(Log& log);

  Ground& ground_;
  std::vector<Broker> brokers_;
  std::map<std::string, std::vector<PartitionId>> topics_;
  std::vector<Log> logs_;  // by PartitionId
  std::deque<KafkaError> rejects_;
  std::int64_t next_producer_id_ = 1000;
  std::int64_t losses_ = 0;
  std::map<Channel, std::deque<RequestId>> waiting_;  // where one is not answered yet: those behind it
  bool refuses_ = false;
  bool started_ = false;
};

}  // namespace inflight::sim
