// produce, poll, flush, purge and their callbacks; see producer_object.h.
#include "core/binding/producer_object.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

#include "core/binding/kafka_error_object.h"
#include "core/binding/message_object.h"

namespace inflight::binding {

using script::Args;
using script::Machine;
using script::Method;
using script::Value;
using Call = ProgramListener::CallName;

namespace {

ProducerObject& self_of(const Value& self) { return self.to<ProducerObject>(); }

std::string_view payload(Machine& m, const Value* value, std::size_t position, bool& has) {
  has = value != nullptr && !value->is_none();
  if (!has) return {};
  if (const script::Str* text = value->get<script::Str>()) return text->text;
  if (const script::Bytes* bytes = value->get<script::Bytes>()) return bytes->data;
  m.raise(script::errors::TypeError, fmt::format("produce() argument {} must be str, bytes-like object or None, not {}",
                                                 position, type_of(*value).name));
}

std::int64_t whole(Machine& m, const Value* value, std::int64_t fallback) {
  if (value == nullptr) return fallback;
  if (value->is_integral()) return value->as_integer();
  m.raise(script::errors::TypeError,
          fmt::format("'{}' object cannot be interpreted as an integer", type_of(*value).name));
}

Header header_of(Machine& m, const Value& name, const Value& value) {
  const script::Str* text = name.get<script::Str>();
  if (text == nullptr) m.raise(script::errors::TypeError, fmt::format("expected str, {} found", type_of(name).name));
  if (value.is_none()) return {text->text, {}, false};
  if (const script::Str* content = value.get<script::Str>()) return {text->text, content->text, true};
  if (const script::Bytes* content = value.get<script::Bytes>()) return {text->text, content->data, true};
  m.raise(script::errors::TypeError,
          fmt::format("Invalid header value type, expected binary or unicode, got {}", type_of(value).name));
}

std::vector<Header> headers_of(Machine& m, const Value* given) {
  std::vector<Header> headers;
  if (given == nullptr || given->is_none()) return headers;
  if (const script::Dict* dict = given->get<script::Dict>()) {
    for (std::size_t at = 0; at < dict->table.end(); ++at) {
      const auto& entry = dict->table.at(at);
      if (!entry.key.is_unset()) headers.push_back(header_of(m, entry.key, entry.value));
    }
    return headers;
  }
  if (!given->is(script::List::kType)) {
    m.raise(script::errors::TypeError,
            fmt::format("expected headers to be dict or list of (key, value) tuples, not {}", type_of(*given).name));
  }
  for (const Value& pair : m.collect(*given)) {
    const script::Tuple* both = pair.get<script::Tuple>();
    if (both == nullptr || both->items.size() != 2) {
      m.raise(script::errors::TypeError, "Headers are expected to be a tuple of (key, value)");
    }
    headers.push_back(header_of(m, both->items[0], both->items[1]));
  }
  return headers;
}

[[noreturn]] void refuse(Machine& m, Session& session, ProducerObject& producer, MessageId message, KafkaError error) {
  session.host().refused(producer.id, message, error, session.count_call());
  try {
    if (error == KafkaError::_QUEUE_FULL) m.raise(script::errors::BufferError, error_text(error));
    raise_kafka(m, error, fmt::format("Unable to produce message: {}", error_text(error)));
  } catch (const script::Raised& raised) {
    session.host().call_returned(Call::produce, 0, describe(m, raised.exception));
    throw;
  }
}

Value produce(Machine& m, const Value& self, const Args& args) {
  static constexpr std::array<std::string_view, 8> kNames{"topic",    "value",       "key",       "partition",
                                                          "callback", "on_delivery", "timestamp", "headers"};
  const auto given = parse_args(m, args, "", kNames, 1);
  ProducerObject& producer = self_of(self);
  Session& session = session_of(m);
  const script::Str* topic = given[0]->get<script::Str>();
  if (topic == nullptr) {
    m.raise(script::errors::TypeError, fmt::format("argument 1 must be str, not {}", type_of(*given[0]).name));
  }
  ProduceArgs call;
  call.topic = topic->text;
  call.value = payload(m, given[1], 2, call.has_value);
  call.key = payload(m, given[2], 3, call.has_key);
  const std::int64_t partition = whole(m, given[3], -1);
  if (partition < INT32_MIN || partition > INT32_MAX) {
    m.raise(script::errors::OverflowError, "signed integer is greater than maximum");
  }
  call.partition = static_cast<std::int32_t>(partition);
  call.timestamp_ms = whole(m, given[6], 0);
  const std::vector<Header> headers = headers_of(m, given[7]);
  call.headers = headers;
  const Value* callback = given[4] != nullptr ? given[4] : given[5];
  if (callback == nullptr || callback->is_none()) callback = &producer.default_callback;
  call.report_wanted = !callback->is_unset();
  m.before_host_call();
  call.line = m.line();
  call.message = session.next_message();
  session.host().call_started(Call::produce, -1);
  const KafkaError error = session.host().produce(producer.id, call);
  if (error != KafkaError::NO_ERROR) refuse(m, session, producer, call.message, error);
  session.count_call();
  if (call.report_wanted) {
    session.keep({*callback, *given[0], given[1] != nullptr ? *given[1] : Value::none(),
                  given[2] != nullptr ? *given[2] : Value::none()});
  } else {
    session.keep({});
  }
  session.host().call_returned(Call::produce, 0, {});
  return Value::none();
}

// Seconds to nanoseconds by whole milliseconds, as cfl_timeout_ms() cuts them; -1: without limit.
Nanos timeout_of(Machine& m, const Args& args) {
  static constexpr std::array<std::string_view, 1> kNames{"timeout"};
  const auto given = parse_args(m, args, "", kNames, 0);
  if (given[0] == nullptr) return -1;
  if (!given[0]->is_number()) {
    m.raise(script::errors::TypeError, fmt::format("must be real number, not {}", type_of(*given[0]).name));
  }
  const double seconds = given[0]->as_number();
  if (std::isnan(seconds) || seconds < 0) return -1;
  const double milliseconds = std::min(std::floor(seconds * 1000.0), 2147483647.0);
  return static_cast<Nanos>(milliseconds) * kMillisecond;
}

// What a callback raised comes out of the call that served it.
template <typename F>
std::int64_t serve(Machine& m, const Value& self, Call name, Nanos timeout, F&& run) {
  Session& session = session_of(m);
  m.before_host_call();
  session.host().call_started(name, timeout);
  ProducerDeliveries deliveries(m, self_of(self));
  const std::int64_t result = run(session.host(), deliveries);
  if (!session.failed()) {
    session.host().call_returned(name, result, {});
    return result;
  }
  try {
    session.rethrow();
  } catch (const script::Raised& raised) {
    session.host().call_returned(name, -1, describe(m, raised.exception));
    throw;
  }
  return result;
}

Value poll(Machine& m, const Value& self, const Args& args) {
  const Nanos timeout = timeout_of(m, args);
  return Value::integer(serve(m, self, Call::poll, timeout, [&](Host& host, Deliveries& deliveries) -> std::int64_t {
    return host.poll(self_of(self).id, timeout, deliveries);
  }));
}

Value flush(Machine& m, const Value& self, const Args& args) {
  const Nanos timeout = timeout_of(m, args);
  return Value::integer(serve(m, self, Call::flush, timeout, [&](Host& host, Deliveries& deliveries) -> std::int64_t {
    const KafkaError error = host.flush(self_of(self).id, timeout, deliveries);
    return error == KafkaError::NO_ERROR ? 0 : host.outq_len(self_of(self).id);
  }));
}

// `blocking` is inverted in confluent-kafka-python: True asks librdkafka not to block (facts, 6.1).
Value purge(Machine& m, const Value& self, const Args& args) {
  static constexpr std::array<std::string_view, 3> kNames{"in_queue", "in_flight", "blocking"};
  const auto given = parse_args(m, args, "", kNames, 0);
  const auto flag = [&](std::size_t n) { return whole(m, given[n], 1) != 0; };
  const bool in_queue = flag(0);
  const bool in_flight = flag(1);
  const bool blocking = flag(2);
  Session& session = session_of(m);
  m.before_host_call();
  session.host().call_started(Call::purge, -1);
  const KafkaError error = session.host().purge(self_of(self).id, in_queue, in_flight, blocking);
  session.host().call_returned(Call::purge, 0, error == KafkaError::NO_ERROR ? std::string_view{} : error_text(error));
  if (error != KafkaError::NO_ERROR) raise_kafka(m, error, fmt::format("Purge failed: {}", error_text(error)));
  return Value::none();
}

Value length_of(Machine&, const Value& self, const Args&) { return Value::integer(self_of(self).length()); }

// The names are here so that a script learns that they exist, and why they do nothing.
template <int Which>
Value refused_method(Machine& m, const Value&, const Args&) {
  static constexpr std::array<std::string_view, 6> kMethods{"list_topics",       "init_transactions",
                                                            "begin_transaction", "commit_transaction",
                                                            "abort_transaction", "send_offsets_to_transaction"};
  m.raise(script::errors::NotImplementedError,
          fmt::format("Inflight does not run Producer.{}() here. Choose *Watch a program* to run this file as it is.",
                      kMethods[Which]));
}

constexpr std::array kProducerMethods{Method{"produce", produce},
                                      Method{"poll", poll},
                                      Method{"flush", flush},
                                      Method{"purge", purge},
                                      Method{"__len__", length_of},
                                      Method{"list_topics", refused_method<0>},
                                      Method{"init_transactions", refused_method<1>},
                                      Method{"begin_transaction", refused_method<2>},
                                      Method{"commit_transaction", refused_method<3>},
                                      Method{"abort_transaction", refused_method<4>},
                                      Method{"send_offsets_to_transaction", refused_method<5>}};

}  // namespace

const script::Type ProducerObject::kType{"Producer", nullptr, kProducerMethods, make_producer, "cimpl"};

void ProducerObject::dropped() {
  Session& session = session_of(machine_);
  if (!session.destroys()) return;
  machine_.report_steps();
  session.host().destroy(id);
}

std::int64_t ProducerObject::length() {
  Session& session = session_of(machine_);
  machine_.before_host_call();
  session.host().call_started(Call::len, -1);
  const std::int64_t length = session.host().outq_len(id);
  session.host().call_returned(Call::len, length, {});
  return length;
}

template <typename F>
std::string ProducerDeliveries::guarded(F&& run) {
  std::string exception;
  try {
    run();
  } catch (const script::Raised& raised) {
    exception = describe(m_, raised.exception);
    session_of(m_).fail(std::current_exception());
    session_of(m_).host().yield(producer_.id);
  } catch (...) {  // a bound was passed, or the program is to end: the call that serves this throws it on
    session_of(m_).fail(std::current_exception());
    session_of(m_).host().yield(producer_.id);
  }
  return exception;
}

void ProducerDeliveries::deliver(const DeliveryReport& report) {
  Session& session = session_of(m_);
  if (session.failed()) return;
  Pending pending = session.take(report.message);
  if (pending.callback.is_unset()) return;
  const bool failure = report.error != KafkaError::NO_ERROR;
  if (producer_.only_errors && !failure) return;
  const script::Function* function = pending.callback.get<script::Function>();
  m_.report_steps();
  session.host().callback_started(producer_.id, report, function != nullptr ? function->code.place.line : 0);
  const std::string exception = guarded([&] {
    const Value error = failure ? make_error(m_, report.error) : Value::none();
    const std::array<Value, 2> args{
        error, Value::of(m_.heap().make<MessageObject>(report, error, std::move(pending.topic),
                                                       std::move(pending.value), std::move(pending.key)))};
    m_.call(pending.callback, args);
    m_.report_steps();
  });
  session.host().callback_finished(producer_.id, report.message, exception);
}

void ProducerDeliveries::error(KafkaError error, std::string_view reason) {
  if (session_of(m_).failed() || producer_.error_callback.is_unset()) return;
  guarded([&] {
    const std::array<Value, 1> args{make_error(m_, error, reason)};
    m_.call(producer_.error_callback, args);
  });
}

// It is not given to error_cb but raised (confluent_kafka.c, error_cb).
void ProducerDeliveries::fatal(KafkaError error, std::string_view reason) {
  if (session_of(m_).failed()) return;
  guarded([&] { raise_kafka(m_, error, reason, true); });
}

}  // namespace inflight::binding
