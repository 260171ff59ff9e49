// ProducerObserver: turns what librdkafka tells of one producer, by interceptors and by its debug log, into facts.
// Interceptors run in the program's thread and in librdkafka's broker and main threads (facts, 7.1). Each broker thread
// sees its own requests in order, so requests and answers are paired there.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/live/child_facts.h"
#include "core/live/message_ledger.h"
#include "core/live/rd.h"

namespace inflight {

class ProducerObserver {
 public:
  // Made in the program's thread. Attach before rd_kafka_new; the observer must outlive the handle.
  ProducerObserver(ProducerId producer, ChildFacts& facts);
  // `debug`: the contexts that the script itself asks for, or empty.
  void attach(rd_kafka_conf_t* conf, const std::string& debug);
  void configured(const rd_kafka_t* rk);

  // The program's thread enters and leaves rd_kafka_producev.
  void produce_begins(MessageId message);
  // The partition that the message has now: -1 if it wasn't offered or the partitioner has not run.
  std::int32_t produce_ends();

  // rd_kafka_destroy comes next: what brokers do from now on is the handle's end, not the cluster's.
  void closing();

  // A line of librdkafka's log, in the thread that it speaks of. It goes no further: it is no output of the program.
  void on_log(std::string_view facility, std::string_view line);

 private:
  friend struct ObserverCallbacks;
  struct Request {
    RequestId id = -1;  // -1: formed, not sent
    std::string topic;
    std::int32_t partition = -1;
    std::vector<MessageId> messages;
    bool answer_told = false;
  };
  struct BrokerThread;  // what one thread of librdkafka has formed and sent
  static BrokerThread& broker_thread();

  void on_send(const rd_kafka_message_t& message);
  void on_acknowledgement(const rd_kafka_message_t& message);
  void on_request_sent(BrokerId broker);
  void on_response(KafkaError error);
  void on_broker_state(BrokerId broker, std::string_view state);
  void on_formed(std::string_view topic, std::int32_t partition, std::size_t count);
  void on_answer(KafkaError error, bool retries);
  void on_second_thought();
  void tell_answer(Request& request, KafkaError error);
  void send_back(const Request& request, KafkaError error);
  Origin origin() const;

  // What is known of a message until its outcome is.
  struct Life {
    std::uint16_t attempts = 0;
    std::int64_t retries = 0;
    RequestId request = -1;
  };

  const ProducerId producer_;
  ChildFacts& facts_;
  const std::thread::id program_;
  std::int64_t most_retries_ = 0;
  Nanos retry_backoff_ns_ = 0;

  std::mutex mutex_;  // guards all below
  MessageLedger ledger_;
  std::map<MessageId, Life> lives_;
  MessageId producing_ = kNoMessage;
  const rd_kafka_message_t* native_ = nullptr;  // of the message in produce()
  bool closing_ = false;
};

}  // namespace inflight
