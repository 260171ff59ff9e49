// See settings.h.
#include "core/sim/settings.h"

#include <array>
#include <optional>

namespace inflight::sim {
namespace {

// "0.5" ms -> 500,000 ns; exact, in integers.
Nanos milliseconds_of(std::string_view text) {
  Nanos whole = 0;
  Nanos fraction = 0;
  Nanos unit = kMillisecond;
  bool after_point = false;
  for (const char c : text) {
    if (c == '.') {
      after_point = true;
    } else if (c >= '0' && c <= '9' && !after_point) {
      whole = whole * 10 + (c - '0');
    } else if (c >= '0' && c <= '9' && unit > 1) {
      unit /= 10;
      fraction += (c - '0') * unit;
    }
  }
  return whole * kMillisecond + fraction;
}

std::int64_t integer_of(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  std::int64_t value = 0;
  for (const char c : text.substr(negative ? 1 : 0)) {
    if (c < '0' || c > '9') break;
    value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

// The value given last for any of the names.
class Lookup {
 public:
  explicit Lookup(const Properties& properties) : properties_(properties) {}

  bool integer(std::initializer_list<std::string_view> names, std::int64_t& to) const {
    const auto text = find(names);
    if (text) to = integer_of(*text);
    return text.has_value();
  }
  bool milliseconds(std::initializer_list<std::string_view> names, Nanos& to) const {
    const auto text = find(names);
    if (text) to = milliseconds_of(*text);
    return text.has_value();
  }
  // As rd_kafka_conf_set takes it: true, t or 1.
  bool boolean(std::string_view name, bool& to) const {
    const auto text = find({name});
    if (text) to = !text->empty() && (text->front() == 't' || text->front() == 'T' || text->front() == '1');
    return text.has_value();
  }
  std::optional<std::string_view> find(std::initializer_list<std::string_view> names) const {
    std::optional<std::string_view> value;
    for (const Property& property : properties_) {
      for (const std::string_view name : names) {
        if (property.name == name) value = property.value;
      }
    }
    return value;
  }

 private:
  const Properties& properties_;
};

// Only these can come here (core/binding).
Partitioner partitioner_named(std::string_view name) {
  static constexpr std::array<std::string_view, 7> kNames{
      "random", "consistent", "consistent_random", "murmur2", "murmur2_random", "fnv1a", "fnv1a_random"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Partitioner>(i);
  }
  return Partitioner::consistent_random;
}

// rd_kafka_conf_finalize, before what it says of linger.
Status finalize_idempotence(const Lookup& look, Settings& s) {
  constexpr std::int64_t kMostInFlight = 5;
  look.boolean("enable.idempotence", s.idempotent);
  look.boolean("enable.gapless.guarantee", s.gapless);
  if (!s.idempotent) {
    if (s.gapless) return bad_input("`enable.gapless.guarantee` requires `enable.idempotence` to be enabled");
    return Done{};
  }
  if (look.find({"max.in.flight", "max.in.flight.requests.per.connection"})) {
    if (s.max_in_flight > kMostInFlight)
      return bad_input("`max.in.flight` must be set <= 5 when `enable.idempotence` is true");
  } else {
    s.max_in_flight = kMostInFlight;
  }
  if (s.retries < 1) return bad_input("`retries` must be set >= 1 when `enable.idempotence` is true");
  std::int64_t threshold = 1;
  look.integer({"queue.buffering.backpressure.threshold"}, threshold);
  if (threshold > 1) {
    return bad_input("`queue.buffering.backpressure.threshold` must be set to 1 when `enable.idempotence` is true");
  }
  return Done{};
}

// rd_kafka_topic_conf_finalize: after it.
Status finalize_topic(const Lookup& look, const Settings& s) {
  if (!s.idempotent) return Done{};
  if (s.acks != -1) return bad_input("`acks` must be set to `all` when `enable.idempotence` is true");
  const auto strategy = look.find({"queuing.strategy"});
  if (strategy && (strategy->starts_with('l') || strategy->starts_with('L'))) {
    return bad_input("`queuing.strategy` must be set to `fifo` when `enable.idempotence` is true");
  }
  return Done{};
}

}  // namespace

Result<Settings> read_settings(const Properties& properties) {
  const Lookup look(properties);
  Settings s;
  const bool linger_given = look.milliseconds({"linger.ms", "queue.buffering.max.ms"}, s.linger_ns);
  look.integer({"batch.num.messages"}, s.batch_num_messages);
  look.integer({"batch.size"}, s.batch_size);
  look.integer({"queue.buffering.max.messages"}, s.max_messages);
  look.integer({"queue.buffering.max.kbytes"}, s.max_kbytes);
  look.integer({"message.max.bytes"}, s.message_max_bytes);
  look.milliseconds({"message.timeout.ms", "delivery.timeout.ms"}, s.message_timeout_ns);
  look.milliseconds({"socket.timeout.ms"}, s.socket_timeout_ns);
  look.milliseconds({"socket.connection.setup.timeout.ms"}, s.setup_timeout_ns);
  look.milliseconds({"request.timeout.ms"}, s.request_timeout_ns);
  look.milliseconds({"retry.backoff.ms"}, s.retry_backoff_ns);
  look.milliseconds({"reconnect.backoff.ms"}, s.reconnect_backoff_ns);
  look.milliseconds({"reconnect.backoff.max.ms"}, s.reconnect_backoff_max_ns);
  look.milliseconds({"topic.metadata.refresh.fast.interval.ms"}, s.fast_refresh_ns);
  if (const auto id = look.find({"client.id"})) s.client_id_bytes = std::ssize(*id);
  look.integer({"retries", "message.send.max.retries"}, s.retries);
  look.integer({"max.in.flight", "max.in.flight.requests.per.connection"}, s.max_in_flight);
  if (const auto acks = look.find({"acks", "request.required.acks"})) s.acks = *acks == "all" ? -1 : integer_of(*acks);
  if (const auto name = look.find({"partitioner"})) s.partitioner = partitioner_named(*name);
  look.boolean("allow.auto.create.topics", s.creates_topics);
  look.milliseconds({"topic.metadata.propagation.max.ms"}, s.topic_patience_ns);
  if (const Status status = finalize_idempotence(look, s); !status) return status.error();
  s.sticky_ns = 2 * s.linger_ns;
  look.milliseconds({"sticky.partitioning.linger.ms"}, s.sticky_ns);
  if (s.message_timeout_ns > 0 && s.linger_ns >= s.message_timeout_ns) {
    if (linger_given) return bad_input("`message.timeout.ms` must be greater than `linger.ms`");
    s.linger_ns = s.message_timeout_ns - kMillisecond / 10;  // facts, 3.8
  }
  if (const Status status = finalize_topic(look, s); !status) return status.error();
  return s;
}

}  // namespace inflight::sim
