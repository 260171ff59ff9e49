// Client: the model of one librdkafka producer: its local buffer, batches, requests, and the queue of delivery reports.
// Written after librdkafka 2.0.2 (the facts file's sections are named at each rule). Everything here happens at
// Ground::now_ns; the simulator moves the clock.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "core/binding/host.h"
#include "core/sim/cluster.h"
#include "core/sim/ground.h"
#include "core/sim/settings.h"

namespace inflight::sim {

// One operation in the report queue: the reports of one finished batch or error group (facts, 4.1).
struct Operation {
  std::vector<MessageId> messages;
  std::size_t next = 0;  // those before it have been served
};

class Client {
 public:
  Client(Ground& ground, Cluster& cluster, ProducerId id, const Settings& settings);

  // rd_kafka_producev: the synchronous checks in librdkafka's order (facts, 1.1), then the queue.
  KafkaError produce(const ProduceArgs& args);
  KafkaError purge(bool in_queue, bool in_flight);
  void destroy();  // forgets everything, runs no callback (facts, 5.3)
  void set_flushing(bool flushing);

  // The report queue. A poll() claims the operations that it finds, from the head; a poll() inside one of its callbacks
  // sees only what came later (facts, 4.2).
  std::size_t unclaimed() const { return reports_.size() - claimed_; }
  std::size_t claimed() const { return claimed_; }
  void claim(std::size_t operations) { claimed_ += operations; }
  void unclaim(std::size_t operations) { claimed_ -= operations; }
  // The next message of the operation at `index`; the operation leaves the queue with its last message's callback.
  MessageId take_report(std::size_t index);
  bool finished(std::size_t index) const { return reports_[index].next == reports_[index].messages.size(); }
  void drop_operation(std::size_t index) { reports_.erase(reports_.begin() + static_cast<std::ptrdiff_t>(index)); }
  const std::deque<Operation>& reports() const { return reports_; }
  const std::deque<RequestId>& in_flight() const { return in_flight_; }
  void free_slot(MessageId id);  // after its callback returned (facts, 1.4)
  std::int64_t held() const { return held_messages_; }
  std::int64_t outq_len() const { return held_messages_ + static_cast<std::int64_t>(unclaimed()); }
  DeliveryReport report_of(MessageId id) const;

  // What the schedule brings.
  void on_connected();
  void on_metadata();
  void on_serve(PartitionId partition);
  void on_tick();
  void on_answer(Request& request);

  bool destroyed() const { return destroyed_; }
  const Settings& settings() const { return settings_; }

 private:
  struct Topic {
    std::string name;
    bool known = false;
    std::vector<PartitionId> partitions;
    std::int32_t sticky = -1;
    Nanos sticky_until_ns = 0;
  };
  struct Queue {
    std::deque<MessageId> messages;  // in order of production; retried ones are put back in their place
    std::int64_t bytes = 0;          // payload and keys
    Nanos wake_at_ns = kForever;     // the earliest look that is scheduled
  };
  Origin library() const { return {id_, Threads::library}; }

  std::int32_t topic_index(std::string_view name);
  void ask_for_metadata(Nanos at);
  std::int32_t choose_partition(Topic& topic, const Message& message);
  void assign(MessageId id, std::int32_t number);
  void assign_unassigned(Topic& topic, std::int32_t index);
  void look_at(PartitionId partition, Nanos at);
  bool ready(const Queue& queue, Nanos& look_again_ns) const;
  bool send_batch(PartitionId partition, Queue& queue);
  std::vector<MessageId> fill_batch(Queue& queue) const;
  void transmit(Request& request);
  void finish(const std::vector<MessageId>& ids, KafkaError error, std::uint8_t status);
  void finish_batch(const std::vector<MessageId>& ids, KafkaError error, std::int64_t base_offset, std::uint8_t status);
  void retry_or_fail(Request& request, KafkaError error);
  void expire(std::deque<MessageId>& queue, std::int64_t* bytes);
  void lose_connection();
  Request& close_oldest(KafkaError error);
  void serve_all(Nanos at);
  static void take_bytes(Queue& queue, const Message& message) {
    queue.bytes -= message.payload_bytes + message.key_bytes;
  }

  Ground& ground_;
  Cluster& cluster_;
  const ProducerId id_;
  const Settings settings_;
  const Nanos created_ns_;
  bool connected_ = false;
  bool flushing_ = false;
  bool destroyed_ = false;
  bool metadata_asked_ = false;
  std::vector<Topic> topics_;
  std::deque<MessageId> unassigned_;  // librdkafka's UA queue (facts, 1.6)
  std::map<PartitionId, Queue> queues_;
  std::deque<RequestId> in_flight_;  // sent, unanswered, oldest first
  std::deque<RequestId> formed_;     // made, but max.in.flight holds them (facts, 2.5, 2.6)
  std::deque<Operation> reports_;
  std::size_t claimed_ = 0;
  std::int64_t groups_ = 0;         // operations ever queued
  std::int64_t held_messages_ = 0;  // against queue.buffering.max.messages
  std::int64_t held_bytes_ = 0;     // payloads only (facts, 1.3)
};

}  // namespace inflight::sim
