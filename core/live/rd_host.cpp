// See rd_host.h.
#include "core/live/rd_host.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <string>
#include <time.h>
#include <utility>

#include "core/binding/properties.h"
#include "core/recorder/writer.h"

namespace inflight {
namespace {

// confluent-kafka-python cuts seconds to whole milliseconds; a negative time waits without limit.
int milliseconds(Nanos timeout_ns) {
  if (timeout_ns < 0) return -1;
  return static_cast<int>(std::min<Nanos>(timeout_ns / kMillisecond, INT32_MAX));
}

std::string value_of(const Properties& properties, std::string_view name) {
  std::string value;
  for (const Property& property : properties) {
    if (property.name == name) value = property.value;
  }
  return value;
}

// As confluent-kafka-python does it: one object for all. One by one, librdkafka 2.0.2 frees them twice if it then
// refuses the message.
using Headers = std::unique_ptr<rd_kafka_headers_t, decltype(&rd_kafka_headers_destroy)>;
Headers headers_of(std::span<const Header> headers) {
  Headers made(headers.empty() ? nullptr : rd_kafka_headers_new(headers.size()), rd_kafka_headers_destroy);
  for (const Header& header : headers) {
    rd_kafka_header_add(made.get(), header.name.data(), static_cast<ssize_t>(header.name.size()),
                        header.has_value ? header.value.data() : nullptr,
                        header.has_value ? static_cast<ssize_t>(header.value.size()) : 0);
  }
  return made;
}

rd_kafka_vu_t bytes_vu(rd_kafka_vtype_t type, bool present, std::string_view bytes) {
  rd_kafka_vu_t vu{};
  vu.vtype = type;
  // An empty value is not a missing one: it needs an address.
  vu.u.mem.ptr = present ? const_cast<char*>(bytes.empty() ? "" : bytes.data()) : nullptr;
  vu.u.mem.size = present ? bytes.size() : 0;
  return vu;
}

// rd_kafka_produceva, the array form of rd_kafka_producev.
KafkaError producev(rd_kafka_t* rk, const ProduceArgs& args) {
  const std::string topic(args.topic);
  std::vector<rd_kafka_vu_t> vus(4);
  vus[0].vtype = RD_KAFKA_VTYPE_TOPIC;
  vus[0].u.cstr = topic.c_str();
  vus[1].vtype = RD_KAFKA_VTYPE_PARTITION;
  vus[1].u.i32 = args.partition;
  vus[2].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
  vus[2].u.i = RD_KAFKA_MSG_F_COPY;
  vus[3].vtype = RD_KAFKA_VTYPE_OPAQUE;
  vus[3].u.ptr = reinterpret_cast<void*>(std::uintptr_t{args.message});
  vus.push_back(bytes_vu(RD_KAFKA_VTYPE_VALUE, args.has_value, args.value));
  vus.push_back(bytes_vu(RD_KAFKA_VTYPE_KEY, args.has_key, args.key));
  if (args.timestamp_ms != 0) {
    rd_kafka_vu_t timestamp{};
    timestamp.vtype = RD_KAFKA_VTYPE_TIMESTAMP;
    timestamp.u.i64 = args.timestamp_ms;
    vus.push_back(timestamp);
  }
  Headers headers = headers_of(args.headers);
  if (headers) {
    rd_kafka_vu_t all{};
    all.vtype = RD_KAFKA_VTYPE_HEADERS;
    all.u.headers = headers.get();
    vus.push_back(all);
  }
  rd_kafka_error_t* error = rd_kafka_produceva(rk, vus.data(), vus.size());
  if (!error) {
    (void)headers.release();  // the message's now
    return KafkaError::NO_ERROR;
  }
  // After a fatal error the array form says which it was; the list form, which the binding uses, that there was one.
  const KafkaError code =
      rd_kafka_error_is_fatal(error) != 0 ? KafkaError::_FATAL : kafka_error(rd_kafka_error_code(error));
  rd_kafka_error_destroy(error);
  return code;
}

DeliveryReport report_of(const rd_kafka_message_t& message) {
  DeliveryReport report;
  report.message = static_cast<MessageId>(reinterpret_cast<std::uintptr_t>(message._private));
  report.error = kafka_error(message.err);
  report.topic = rd_kafka_topic_name(message.rkt);
  report.partition = message.partition;
  report.offset = message.offset;
  rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
  report.timestamp_ms = rd_kafka_message_timestamp(&message, &type);
  report.timestamp_type = static_cast<std::int32_t>(type);
  const std::int64_t latency_us = rd_kafka_message_latency(&message);
  report.latency_ns = latency_us < 0 ? -1 : latency_us * kMicrosecond;
  report.status = static_cast<std::int32_t>(rd_kafka_message_status(&message));
  return report;
}

}  // namespace

// librdkafka's C callbacks; the opaque is the host's Producer.
struct HostCallbacks {
  static void delivered(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
    auto& producer = *static_cast<RdHost::Producer*>(opaque);
    producer.host.deliver(producer, *message);
  }
  static void error(rd_kafka_t* rk, int code, const char* reason, void* opaque) {
    const auto& producer = *static_cast<RdHost::Producer*>(opaque);
    if (!producer.deliveries) return;
    if (code != RD_KAFKA_RESP_ERR__FATAL) return producer.deliveries->error(static_cast<KafkaError>(code), reason);
    std::array<char, 512> what{};
    const rd_kafka_resp_err_t fatal = rd_kafka_fatal_error(rk, what.data(), what.size());
    producer.deliveries->fatal(kafka_error(fatal), what.data());
  }
  static void log(const rd_kafka_t* rk, int, const char* facility, const char* line) {
    if (void* opaque = rd_kafka_opaque(rk)) static_cast<RdHost::Producer*>(opaque)->observer.on_log(facility, line);
  }
};

RdHost::RdHost(ChildFacts& facts) : facts_(facts), start_ns_(recorder::monotonic_now()) {}

RdHost::~RdHost() {
  for (const auto& producer : producers_) {
    producer->observer.closing();
    producer->rk.reset();
  }
}

Result<ProducerId> RdHost::create(const Properties& properties) {
  facts_.hide_secrets(properties);
  const auto id = static_cast<ProducerId>(producers_.size());
  auto producer = std::make_unique<Producer>(*this, id, facts_);
  RdConf conf(rd_kafka_conf_new());
  std::array<char, 512> error{};
  for (const Property& property : properties) {
    if (property.name == "error_cb") continue;  // Python's own: the function itself stays in the binding
    if (rd_kafka_conf_set(conf.get(), property.name.c_str(), property.value.c_str(), error.data(), error.size()) !=
        RD_KAFKA_CONF_OK) {
      return bad_input(facts_.redacted(error.data()));
    }
  }
  rd_kafka_conf_set_opaque(conf.get(), producer.get());
  rd_kafka_conf_set_dr_msg_cb(conf.get(), HostCallbacks::delivered);
  rd_kafka_conf_set_log_cb(conf.get(), HostCallbacks::log);
  // confluent-kafka-python always sets it, since a fatal error becomes an exception; so errors count in poll().
  rd_kafka_conf_set_error_cb(conf.get(), HostCallbacks::error);
  producer->observer.attach(conf.get(), value_of(properties, "debug"));
  producer->rk.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), error.data(), error.size()));
  if (!producer->rk) return bad_input(facts_.redacted(error.data()));
  (void)conf.release();  // rd_kafka_new has taken it
  producer->observer.configured(producer->rk.get());
  facts_.tell({id, Threads::program}, ProducerCreated{.configuration = configuration_text(properties)});
  producers_.push_back(std::move(producer));
  return id;
}

KafkaError RdHost::produce(ProducerId id, const ProduceArgs& args) {
  Producer& producer = at(id);
  producer.observer.produce_begins(args.message);
  const KafkaError error = producev(producer.rk.get(), args);
  const std::int32_t partition = producer.observer.produce_ends();
  if (error != KafkaError::NO_ERROR) return error;
  ++producer.held;
  const Origin origin{id, Threads::program};
  // One that the script asks for may not be there; it is known to be when a request leaves for it.
  if (partition >= 0 && args.partition < 0) {
    facts_.tell(origin,
                PartitionAssigned{.message = args.message, .partition = facts_.partition(args.topic, partition)});
  }
  facts_.tell(origin, MessageAccepted{.message = args.message,
                                      .size_bytes = static_cast<std::int64_t>(args.value.size() + args.key.size()),
                                      .line = args.line,
                                      .report_wanted = args.report_wanted});
  return KafkaError::NO_ERROR;
}

std::int32_t RdHost::poll(ProducerId id, Nanos timeout_ns, Deliveries& deliveries) {
  Producer& producer = at(id);
  Deliveries* outer = std::exchange(producer.deliveries, &deliveries);
  const int served = rd_kafka_poll(producer.rk.get(), milliseconds(timeout_ns));
  producer.deliveries = outer;
  return served;
}

KafkaError RdHost::flush(ProducerId id, Nanos timeout_ns, Deliveries& deliveries) {
  Producer& producer = at(id);
  Deliveries* outer = std::exchange(producer.deliveries, &deliveries);
  const rd_kafka_resp_err_t error = rd_kafka_flush(producer.rk.get(), milliseconds(timeout_ns));
  producer.deliveries = outer;
  return kafka_error(error);
}

KafkaError RdHost::purge(ProducerId id, bool in_queue, bool in_flight, bool non_blocking) {
  const int flags = (in_queue ? RD_KAFKA_PURGE_F_QUEUE : 0) | (in_flight ? RD_KAFKA_PURGE_F_INFLIGHT : 0) |
                    (non_blocking ? RD_KAFKA_PURGE_F_NON_BLOCKING : 0);
  return kafka_error(rd_kafka_purge(at(id).rk.get(), flags));
}

std::int32_t RdHost::outq_len(ProducerId id) { return rd_kafka_outq_len(at(id).rk.get()); }

void RdHost::yield(ProducerId id) { rd_kafka_yield(at(id).rk.get()); }

void RdHost::destroy(ProducerId id) {
  Producer& producer = at(id);
  producer.observer.closing();
  producer.rk.reset();
  facts_.tell({id, Threads::program}, ProducerDestroyed{.dropped = producer.held});
}

void RdHost::deliver(Producer& producer, const rd_kafka_message_t& message) {
  const DeliveryReport report = report_of(message);
  const bool outer = std::exchange(callback_ran_, false);
  if (producer.deliveries) producer.deliveries->deliver(report);
  if (!callback_ran_) facts_.tell({producer.id, Threads::program}, ReportServed{.message = report.message});
  callback_ran_ = outer;
  --producer.held;
}

void RdHost::callback_started(ProducerId producer, const DeliveryReport& report, std::int32_t line) {
  callback_ran_ = true;
  ProgramFacts::callback_started(producer, report, line);
}

Nanos RdHost::monotonic_ns() { return recorder::monotonic_now() - start_ns_; }

Nanos RdHost::wall_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return Nanos{now.tv_sec} * kSecond + now.tv_nsec;
}

void RdHost::sleep(Nanos duration) {
  timespec rest{.tv_sec = duration / kSecond, .tv_nsec = duration % kSecond};
  while (::clock_nanosleep(CLOCK_MONOTONIC, 0, &rest, &rest) == EINTR) {
  }
}

void RdHost::computed(std::int64_t steps) {
  // About a millisecond's worth of steps is worth a fact; what lies between two host calls mostly is not.
  constexpr std::int64_t kWorthTelling = 10'000;
  steps_ += steps;
  if (steps_ < kWorthTelling) return;
  facts_.tell({}, Computed{.steps = std::exchange(steps_, 0)});
}

}  // namespace inflight
