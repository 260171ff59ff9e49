// Client: the model of one librdkafka producer: its local buffer, batches, requests, and the queue of delivery reports.
// Written after librdkafka 2.0.2 (the facts file's sections are named at each rule). Everything here happens at
// Ground::now_ns; the simulator moves the clock.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/binding/host.h"
#include "core/sim/cluster.h"
#include "core/sim/ground.h"
#include "core/sim/idempotence.h"
#include "core/sim/settings.h"
#include "core/sim/verdict.h"

namespace inflight::sim {

// One operation in the report queue: the reports of one finished batch or error group (facts, 4.1), or, without
// messages, an error of the client's own, for error_cb (facts, 4.9), or the fatal one (facts, 3.11).
struct Operation {
  std::vector<MessageId> messages;
  std::size_t next = 0;  // those before it have been served
  KafkaError error = KafkaError::NO_ERROR;
  std::string reason;
  bool fatal = false;
};

class Client {
 public:
  Client(Ground& ground, Cluster& cluster, ProducerId id, const Settings& settings);

  // rd_kafka_producev: the synchronous checks in librdkafka's order (facts, 1.1), then the queue.
  KafkaError produce(const ProduceArgs& args);
  // rd_kafka_purge: what the broker thread has is given up by it, a moment later if nobody waits for that.
  KafkaError purge(bool in_queue, bool in_flight, bool non_blocking);
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
  std::vector<RequestId> in_flight() const;  // broker by broker, oldest first
  void free_slot(MessageId id);              // after its callback returned (facts, 1.4)
  std::int64_t held() const { return held_messages_; }
  std::int64_t outq_len() const { return held_messages_ + static_cast<std::int64_t>(unclaimed()); }
  DeliveryReport report_of(MessageId id) const;

  // What the schedule brings. What comes from an earlier connection is nobody's any more.
  void on_connect(std::int64_t connection);
  void on_connected(std::int64_t connection);
  void on_answers(std::int64_t connection);
  void on_serve(BrokerId broker);
  void on_tick();
  void on_leader_query();
  void on_look();
  void on_purge(std::int64_t what);  // Due::purge says what
  void on_seek_id(std::int64_t timer);
  // The round trip is another one.
  void on_latency();
  // The broker has closed its connections.
  void on_cut(BrokerId broker);
  // The broker stands still, or goes on.
  void on_paused(BrokerId broker, bool paused);
  // This one connection was closed, by the broker.
  void on_closed(std::int64_t connection);

  bool destroyed() const { return destroyed_; }
  const Settings& settings() const { return settings_; }

 private:
  struct Topic {
    std::string name;
    Nanos created_ns = 0;
    bool known = false;
    bool leaderless = false;                  // a leader is missing, or has denied that it is one (LEADER_UNAVAIL)
    KafkaError error = KafkaError::NO_ERROR;  // produce() refuses with it from now on
    std::vector<PartitionId> partitions;
    std::int32_t sticky = -1;
    Nanos sticky_until_ns = 0;
  };
  struct Queue {
    std::deque<MessageId> messages;  // in order of production; retried ones are put back in their place
    std::int64_t bytes = 0;          // payload and keys
    BrokerId leader = kNoBroker;     // as metadata says
    std::vector<MessageId> fresh;    // of them, those that the broker thread has not taken over yet (rktp_msgq)
    PartitionSequence sequence;
  };
  // What Due::purge says.
  static constexpr std::int64_t kPurgeQueue = 1;
  static constexpr std::int64_t kPurgeInFlight = 2;
  static constexpr std::int64_t kPurgeAll = 4;  // the main thread's, after a fatal error
  static constexpr Nanos kSeekAgain = 500 * kMillisecond;
  static constexpr RequestId kMetadataRequest = -1;
  static constexpr RequestId kIdRequest = -2;  // for a producer id (InitProducerId)
  // Which topics a metadata request asks for, by index.
  using Asked = std::vector<std::size_t>;
  // A request of any kind that waits for its answer.
  struct Waiting {
    RequestId request = kMetadataRequest;
    Asked topics;
    Nanos sent_ns = 0;
    Nanos taken_ns = 0;  // when the broker works on it
    Nanos due_ns = 0;
    Nanos held_ns = 0;      // so long it waited before it left (facts, 2.9)
    bool together = false;  // with others of its millisecond
  };
  struct Lead {
    PartitionId partition = kNoPartition;
    Queue* queue = nullptr;
  };
  // One broker, as the client knows it: its thread, its connection and what is on it. The connection is opened when
  // something needs it (facts, 2.10).
  struct Connection {
    enum class State : std::uint8_t { idle, backing_off, opening, up };
    State state = State::idle;
    BrokerId broker = 0;
    std::int64_t number = 0;          // no other connection of the client has or had it
    bool tried = false;               // to open it, ever
    Nanos open_again_ns = -kForever;  // not before (rkb_ts_reconnect)
    Nanos backoff_ns = 0;             // the next one, before its jitter
    Nanos up_since_ns = 0;
    Nanos opened_ns = 0;               // when the attempt to open it began
    bool stalled = false;              // the broker does not answer it
    Nanos used_ns = 0;                 // a request left last
    bool metadata_owed = false;        // a request for it was lost with the last connection
    bool down_reported = false;        // since it was up last
    std::string last_failure;          // what was told last
    std::optional<Nanos> repeated_ns;  // when the same was told again; for a time it is not
    std::vector<Lead> leads;           // the partitions that are sent here, ascending
    std::deque<Waiting> waiting;       // answers come in the order of the requests
    Nanos answers_at_ns = 0;           // when the mock's timer runs that holds them back
    std::deque<RequestId> in_flight;   // sent, unanswered, oldest first
    // Made, but max.in.flight holds them (facts, 2.5, 2.6); metadata requests among them, whose topics are `asked`.
    std::deque<RequestId> formed;
    std::deque<Asked> asked;
    Nanos wake_at_ns = kForever;    // the earliest look at the queues that is scheduled
    Nanos serves_anew_ns = 0;       // when its thread looks for late messages next
    Nanos requests_scanned_ns = 0;  // when it looked for late requests last
    std::size_t turn = 0;           // of the partitions: where the last pass over the queues started
    bool passes_follow = false;     // the next pass starts one further on
    bool up() const { return state == State::up; }
  };
  Origin library() const { return {id_, Threads::library}; }
  bool any_up() const;
  Connection& connection_to(BrokerId broker) { return connections_[static_cast<std::size_t>(broker - 1)]; }
  Connection* connection_of(std::int64_t number);  // null: it is gone

  // client.cpp: the application's half
  std::int32_t topic_index(std::string_view name);
  std::int32_t choose_partition(Topic& topic, const Message& message);
  void assign(MessageId id, std::int32_t number);
  void give_up_fresh(Queue& queue);
  void give_up(Queue& queue);
  void purge_requests(Connection& c, std::int64_t what);

  // client_connection.cpp
  void add_broker();
  void open(Connection& c);
  void connect_any();
  void back_off(Connection& c);
  static bool has_messages(const Connection& c);
  bool needs_connection(const Connection& c) const;
  void disconnect(Connection& c, KafkaError error, std::string_view reason = "Disconnected");
  void tell_failure(Connection& c, KafkaError error, std::string_view reason);
  void queue_error(KafkaError error, std::string_view reason);

  // client_metadata.cpp
  Asked all_topics() const;
  void refresh_metadata(Asked topics);
  void ask_for_metadata(Connection& c, Asked topics);
  void learn_topics(const Asked& topics, Nanos as_of_ns);
  void learn_leader(PartitionId partition, BrokerId leader);
  bool exists(const Topic& topic) const;
  void miss_topic(Topic& topic, std::int32_t index);
  void assign_unassigned(Topic& topic, std::int32_t index);
  bool needs_query(PartitionId partition);
  void query_leaders_soon();

  // client_requests.cpp
  bool slot_free(const Connection& c) const;
  void expect_answer(Connection& c, RequestId request, Asked topics);
  void answers_later(Connection& c, Nanos due_ns);
  Nanos mock_answers_ns(const Waiting& waiting, Nanos rtt) const;
  Nanos due(const Connection& c, const Waiting& waiting) const;
  void on_answer(Connection& c, Request& request);
  void transmit(Connection& c, Request& request);
  void transmit_formed(Connection& c);
  bool send_formed(Connection& c);
  void take_answer(Connection& c, const Waiting& answered);
  Request& close_oldest(Connection& c, KafkaError error);

  // client_batches.cpp
  Nanos wake_up_ns();
  void wake(Connection& c, Nanos at);
  void wake_for(const Queue& queue);
  void queue_up(Queue& queue, MessageId id);
  void serve_anew(Connection& c);
  Nanos a_second_ns();
  std::size_t first_in_turn(Connection& c);
  bool serve_queues(Connection& c, Nanos& look_again_ns);
  bool ready(const Queue& queue, Nanos& look_again_ns) const;
  bool send_batch(Connection& c, PartitionId partition, Queue& queue);
  Nanos request_timeout_ns(const Message& first) const;
  std::vector<MessageId> fill_batch(Queue& queue) const;

  // client_idempotence.cpp
  void seek_id();
  void seek_id_later(Nanos wait);
  void on_id_answer();
  void lose_id_request(const Connection& c);
  bool may_send() const;
  bool in_sequence(Connection& c, PartitionId partition, Queue& queue);
  void take_back(Connection& c, PartitionId partition);
  void number(Request& request);
  void judge(const Request& request, Verdict& verdict);
  void succeeded(const Request& request);
  void acknowledge_earlier(Queue& queue, std::int64_t last_number);
  void raise_fatal(KafkaError error, const std::string& reason);
  void follow(Idempotence::Drained drained);

  // client_outcomes.cpp
  void conclude(Request& request, KafkaError error, bool was_sent);
  void finish(const std::vector<MessageId>& ids, KafkaError error, std::uint8_t status);
  void finish_batch(const std::vector<MessageId>& ids, KafkaError error, std::int64_t base_offset, std::uint8_t status);
  void handle_error(const Request& request, KafkaError error, bool was_sent);
  std::vector<MessageId> retry(const Request& request, KafkaError error, std::int32_t counts, std::uint8_t status);
  void give_up_topic(std::int32_t index, KafkaError error);
  bool expire(std::deque<MessageId>& queue, std::int64_t* bytes);
  void expire(Queue& queue);
  void expire_queues(const Connection& c);
  void expire_requests(Connection& c);
  void expire_unconnected();

  static void take_bytes(Queue& queue, const Message& message) {
    queue.bytes -= message.payload_bytes + message.key_bytes;
  }

  Ground& ground_;
  Cluster& cluster_;
  const ProducerId id_;
  const Settings settings_;
  const Nanos created_ns_;
  Random partitioner_;
  Idempotence idempotence_;
  std::int64_t seek_timer_ = 0;                    // the one that counts
  KafkaError fatal_error_ = KafkaError::NO_ERROR;  // the first one
  std::deque<Connection> connections_;  // by broker; only the bootstrap one until metadata has named the others
  std::int64_t connections_ever_ = 0;   // the numbers given
  Nanos connect_any_again_ns_ = 0;      // not before
  bool brokers_known_ = false;          // a metadata answer has named them
  bool flushing_ = false;
  bool destroyed_ = false;
  std::vector<Topic> topics_;
  std::size_t topics_asked_ = 0;      // a metadata request has been made for the first so many
  std::deque<MessageId> unassigned_;  // librdkafka's UA queue (facts, 1.6)
  std::map<PartitionId, Queue> queues_;
  Nanos leader_query_ns_ = kForever;  // when the fast leader query is due (facts, 3.9)
  std::deque<Operation> reports_;
  std::size_t claimed_ = 0;
  std::int64_t groups_ = 0;         // operations ever queued
  std::int64_t held_messages_ = 0;  // against queue.buffering.max.messages
  std::int64_t held_bytes_ = 0;     // payloads only (facts, 1.3)
};

}  // namespace inflight::sim
