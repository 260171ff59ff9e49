// See producer_observer.h.
#include "core/live/producer_observer.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "core/live/debug_line.h"
#include "core/live/record_hash.h"

namespace inflight {

struct ProducerObserver::BrokerThread {
  std::deque<Request> formed;       // in the connection's queue, not yet in the socket
  std::deque<Request> sent;         // waiting for their answers
  std::optional<Request> answered;  // its answer is being handled right now
  std::optional<Request> refused;   // the last one whose error seemed final
  KafkaError refused_with = KafkaError::NO_ERROR;
};

namespace {

constexpr char kName[] = "inflight";
constexpr std::int16_t kProduceKey = 0;

MessageId id_of(const rd_kafka_message_t& message) {
  return static_cast<MessageId>(reinterpret_cast<std::uintptr_t>(message._private));
}

// Errors whose retry uses up none of `retries` (facts, 3.4).
bool retry_is_free(KafkaError error) {
  switch (error) {
    case KafkaError::NOT_LEADER_FOR_PARTITION:
    case KafkaError::LEADER_NOT_AVAILABLE:
    case KafkaError::UNKNOWN_TOPIC_OR_PART:
    case KafkaError::BROKER_NOT_AVAILABLE:
    case KafkaError::REPLICA_NOT_AVAILABLE:
    case KafkaError::_TIMED_OUT_QUEUE:
    case KafkaError::_RETRY: return true;
    default: return false;
  }
}

// With these a request ends that was formed and not sent, whatever is in flight.
bool never_left(KafkaError error) {
  return error == KafkaError::_RETRY || error == KafkaError::_PURGE_QUEUE || error == KafkaError::_TIMED_OUT_QUEUE;
}

std::int64_t number_in(const rd_kafka_conf_t* conf, const char* name, std::int64_t otherwise) {
  char text[64] = {};
  std::size_t size = sizeof(text);
  if (rd_kafka_conf_get(conf, name, text, &size) != RD_KAFKA_CONF_OK) return otherwise;
  return std::strtoll(text, nullptr, 10);
}

}  // namespace

// librdkafka's C callbacks; the opaque is the observer.
struct ObserverCallbacks {
  static ProducerObserver& self(void* opaque) { return *static_cast<ProducerObserver*>(opaque); }

  static rd_kafka_resp_err_t on_new(rd_kafka_t* rk, const rd_kafka_conf_t*, void* opaque, char*, size_t) {
    rd_kafka_interceptor_add_on_send(rk, kName, on_send, opaque);
    rd_kafka_interceptor_add_on_acknowledgement(rk, kName, on_acknowledgement, opaque);
    rd_kafka_interceptor_add_on_request_sent(rk, kName, on_request_sent, opaque);
    rd_kafka_interceptor_add_on_response_received(rk, kName, on_response_received, opaque);
    rd_kafka_interceptor_add_on_broker_state_change(rk, kName, on_broker_state_change, opaque);
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }
  static rd_kafka_resp_err_t on_send(rd_kafka_t*, rd_kafka_message_t* message, void* opaque) {
    self(opaque).on_send(*message);
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }
  static rd_kafka_resp_err_t on_acknowledgement(rd_kafka_t*, rd_kafka_message_t* message, void* opaque) {
    self(opaque).on_acknowledgement(*message);
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }
  static rd_kafka_resp_err_t on_request_sent(rd_kafka_t*, int, const char*, std::int32_t broker, std::int16_t key,
                                             std::int16_t, std::int32_t, size_t, void* opaque) {
    if (key == kProduceKey) self(opaque).on_request_sent(broker);
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }
  static rd_kafka_resp_err_t on_response_received(rd_kafka_t*, int, const char*, std::int32_t, std::int16_t key,
                                                  std::int16_t, std::int32_t, size_t, std::int64_t,
                                                  rd_kafka_resp_err_t error, void* opaque) {
    if (key == kProduceKey) self(opaque).on_response(kafka_error(error));
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }
  static rd_kafka_resp_err_t on_broker_state_change(rd_kafka_t*, std::int32_t broker, const char*, const char*, int,
                                                    const char* state, void* opaque) {
    self(opaque).on_broker_state(broker, state);
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }
};

ProducerObserver::ProducerObserver(ProducerId producer, ChildFacts& facts)
    : producer_(producer), facts_(facts), program_(std::this_thread::get_id()) {}

void ProducerObserver::attach(rd_kafka_conf_t* conf, const std::string& debug) {
  const std::string contexts = debug.empty() ? "msg" : debug + ",msg";
  rd_kafka_conf_set(conf, "debug", contexts.c_str(), nullptr, 0);
  rd_kafka_conf_interceptor_add_on_new(conf, kName, ObserverCallbacks::on_new, this);
}

void ProducerObserver::configured(const rd_kafka_t* rk) {
  const rd_kafka_conf_t* conf = rd_kafka_conf(const_cast<rd_kafka_t*>(rk));
  most_retries_ = number_in(conf, "retries", INT32_MAX);
  retry_backoff_ns_ = number_in(conf, "retry.backoff.ms", 100) * kMillisecond;
}

ProducerObserver::BrokerThread& ProducerObserver::broker_thread() {
  // A thread of librdkafka belongs to one producer and, once it is known, to one broker.
  thread_local BrokerThread state;
  return state;
}

Origin ProducerObserver::origin() const {
  return {producer_, std::this_thread::get_id() == program_ ? Threads::program : Threads::library};
}

void ProducerObserver::produce_begins(MessageId message) {
  const std::lock_guard lock(mutex_);
  producing_ = message;
  native_ = nullptr;
}

std::int32_t ProducerObserver::produce_ends() {
  const std::lock_guard lock(mutex_);
  // The message lives until the delivery callback has returned, and that runs in this thread only.
  const std::int32_t partition = native_ ? __atomic_load_n(&native_->partition, __ATOMIC_RELAXED) : -1;
  producing_ = kNoMessage;
  native_ = nullptr;
  return partition;
}

void ProducerObserver::closing() {
  const std::lock_guard lock(mutex_);
  closing_ = true;
  ledger_ = MessageLedger();
}

void ProducerObserver::on_send(const rd_kafka_message_t& message) {
  const std::string_view topic = rd_kafka_topic_name(message.rkt);
  const RecordContent content{.key = {static_cast<const char*>(message.key), message.key_len},
                              .has_key = message.key != nullptr,
                              .value = {static_cast<const char*>(message.payload), message.len},
                              .has_value = message.payload != nullptr};
  const MessageId id = id_of(message);
  // The fact is written first: the record can't be read from the log before it is.
  facts_.tell(origin(),
              MessageOffered{.message = id, .size_bytes = static_cast<std::int64_t>(message.len + message.key_len)},
              record_hash(topic, content));
  const std::lock_guard lock(mutex_);
  native_ = &message;
  lives_[id] = {};
  ledger_.offered(id, topic, &message.partition);
}

void ProducerObserver::on_acknowledgement(const rd_kafka_message_t& message) {
  const MessageId id = id_of(message);
  RequestId group = -1 - static_cast<RequestId>(id);
  {
    const std::lock_guard lock(mutex_);
    ledger_.forget(id);
    if (const auto life = lives_.find(id); life != lives_.end()) {
      if (life->second.request >= 0) group = life->second.request;
      lives_.erase(life);
    }
    if (producing_ == id && std::this_thread::get_id() == program_) {
      native_ = nullptr;  // the partitioner failed: produce() returns the error, and frees the message
      return;
    }
  }
  const KafkaError error = kafka_error(message.err);
  if (BrokerThread& thread = broker_thread(); thread.answered) tell_answer(*thread.answered, KafkaError::NO_ERROR);
  // A failed message's offset is a count from librdkafka's "invalid" upwards (facts, 3.2), no place in a log.
  facts_.tell(origin(), OutcomeKnown{.message = id,
                                     .partition = facts_.partition_of_outcome(rd_kafka_topic_name(message.rkt),
                                                                              message.partition, error),
                                     .error = error,
                                     .offset = error == KafkaError::NO_ERROR ? message.offset : RD_KAFKA_OFFSET_INVALID,
                                     .status = static_cast<std::uint16_t>(rd_kafka_message_status(&message))});
  if (error != KafkaError::_DESTROY) facts_.tell(origin(), ReportQueued{.message = id, .group = group});
}

void ProducerObserver::on_formed(std::string_view topic, std::int32_t partition, std::size_t count) {
  facts_.partition(topic, partition);
  const std::lock_guard lock(mutex_);
  broker_thread().formed.push_back(
      {.topic = std::string(topic), .partition = partition, .messages = ledger_.take(topic, partition, count)});
}

void ProducerObserver::on_request_sent(BrokerId broker) {
  BrokerThread& thread = broker_thread();
  Request request;
  if (!thread.formed.empty()) {
    request = std::move(thread.formed.front());
    thread.formed.pop_front();
  }
  request.id = facts_.next_request();
  std::uint16_t attempt = 1;
  {
    const std::lock_guard lock(mutex_);
    for (const MessageId id : request.messages) {
      const auto life = lives_.find(id);
      if (life == lives_.end()) continue;
      life->second.request = request.id;
      attempt = std::max(attempt, ++life->second.attempts);
    }
  }
  facts_.tell(origin(), RequestSent{.request = request.id,
                                    .broker = broker,
                                    .partition = facts_.partition(request.topic, request.partition),
                                    .attempt = attempt,
                                    .messages = request.messages});
  thread.sent.push_back(std::move(request));
}

// Answers come in the order of the requests; when a connection breaks, what was sent fails first, then what was formed.
void ProducerObserver::on_response(KafkaError error) {
  BrokerThread& thread = broker_thread();
  if (thread.answered) tell_answer(*thread.answered, KafkaError::NO_ERROR);
  std::deque<Request>& oldest = thread.sent.empty() || never_left(error) ? thread.formed : thread.sent;
  if (oldest.empty()) return;
  thread.answered = std::move(oldest.front());
  oldest.pop_front();
  // The broker's own verdict is not here but in the debug line that follows in this thread.
  if (error != KafkaError::NO_ERROR) tell_answer(*thread.answered, error);
}

void ProducerObserver::tell_answer(Request& request, KafkaError error) {
  if (request.answer_told || request.id < 0) return;
  request.answer_told = true;
  facts_.tell(origin(), ResponseReceived{.request = request.id, .error = error});
}

void ProducerObserver::on_answer(KafkaError error, bool retries) {
  BrokerThread& thread = broker_thread();
  if (!thread.answered) return;
  tell_answer(*thread.answered, error);
  if (retries) send_back(*thread.answered, error);
  thread.refused = retries ? std::nullopt : std::exchange(thread.answered, std::nullopt);
  thread.refused_with = error;
  thread.answered.reset();
}

// What an error means to an idempotent producer it says after the error: that it sends again all the same, with another
// epoch (facts, 3.10).
void ProducerObserver::on_second_thought() {
  BrokerThread& thread = broker_thread();
  if (thread.refused) send_back(*thread.refused, thread.refused_with);
  thread.refused.reset();
}

void ProducerObserver::send_back(const Request& request, KafkaError error) {
  std::vector<MessageId> back;
  {
    const std::lock_guard lock(mutex_);
    for (const MessageId id : request.messages) {
      const auto life = lives_.find(id);
      if (life == lives_.end()) continue;
      const bool free = request.id < 0 || retry_is_free(error);
      if (!free && ++life->second.retries > most_retries_) continue;  // its failure follows
      back.push_back(id);
    }
    ledger_.give_back(request.topic, request.partition, back);
  }
  if (request.id < 0) return;  // it never left the buffer
  for (const MessageId id : back) {
    facts_.tell(origin(), RetryScheduled{.message = id, .error = error, .backoff_ns = retry_backoff_ns_});
  }
}

void ProducerObserver::on_broker_state(BrokerId broker, std::string_view state) {
  if (broker < 0) return;  // a bootstrap connection: not yet known to which broker
  {
    const std::lock_guard lock(mutex_);
    if (closing_) return;
  }
  if (state == "UP") facts_.broker_is(broker, true);
  if (state == "DOWN") facts_.broker_is(broker, false);
}

void ProducerObserver::on_log(std::string_view facility, std::string_view line) {
  if (facility == "ERRSEQ" || facility == "UNKPID") return on_second_thought();
  if (facility != "PRODUCE" && facility != "MSGSET") return;
  const std::optional<DebugLine> said = parse_debug_line(line);
  if (!said) return;
  if (said->kind == DebugLine::Kind::formed) {
    on_formed(said->topic, said->partition, said->count);
  } else {
    on_answer(said->error, said->retries);
  }
}

}  // namespace inflight
