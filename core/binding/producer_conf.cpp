// Producer(conf): from Python's values to librdkafka's texts, judged against the property table. Follows
// common_conf_setup() of confluent-kafka-python 1.7.0.
#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "core/binding/kafka_error_object.h"
#include "core/binding/producer_object.h"
#include "core/binding/properties.h"

namespace inflight::binding {

using script::Args;
using script::Machine;
using script::Value;

namespace {

struct Configuration {
  Properties properties;
  Value on_delivery;
  Value error_callback;
  bool only_errors = false;
};

void set(Properties& properties, std::string_view name, std::string value) {
  const PropertyInfo* info = find_property(name);
  const auto same = [&](const Property& other) {
    const PropertyInfo* known = find_property(other.name);
    return other.name == name ||
           (info != nullptr && known != nullptr && canonical_name(*known) == canonical_name(*info));
  };
  const auto known = std::find_if(properties.begin(), properties.end(), same);
  if (known != properties.end())
    *known = {std::string(name), std::move(value)};
  else
    properties.push_back({std::string(name), std::move(value)});
}

[[noreturn]] void refuse(Machine& m, std::string_view sentence) { raise_kafka(m, KafkaError::_INVALID_ARG, sentence); }

// True if Python keeps the property for itself.
bool special(Machine& m, const std::string& name, const Value& value, Configuration& conf) {
  const bool callback = name == "error_cb" || name == "throttle_cb" || name == "stats_cb" || name == "oauth_cb";
  if (callback) {
    if (!m.callable(value)) {
      m.raise(name == "throttle_cb" ? script::errors::ValueError : script::errors::TypeError,
              fmt::format("expected {} property as a callable function", name));
    }
    if (name == "error_cb") conf.error_callback = value;
    return true;
  }
  if (name == "logger") return true;
  if (name == "on_delivery") {
    if (!m.callable(value)) refuse(m, "on_delivery requires a callable object");
    conf.on_delivery = value;
    return true;
  }
  if (name == "delivery.report.only.error") {
    if (!value.is_boolean()) {
      m.raise(script::errors::TypeError, fmt::format("{} requires bool, not {}", name, type_of(value).name));
    }
    conf.only_errors = value.as_integer() != 0;
    return true;
  }
  return false;
}

void take(Machine& m, const Value& key, const Value& value, Configuration& conf) {
  const std::string name = m.str(key);
  if (name == "default.topic.config" && value.is(script::Dict::kType)) {
    const script::Table& table = value.to<script::Dict>().table;
    for (std::size_t at = 0; at < table.end(); ++at) {
      if (!table.at(at).key.is_unset()) take(m, table.at(at).key, table.at(at).value, conf);
    }
    return;
  }
  if (special(m, name, value, conf)) return;
  const PropertyInfo* info = find_property(name);
  if (info != nullptr && info->only_from_command_line) {
    refuse(m, fmt::format("The property \"{}\" reaches beyond the program (a file, a library, a command or a server), "
                          "so a script can't set it in "
                          "Inflight. Give it on the command line with -X {}=...",
                          name, name));
  }
  std::string text = value.is_none() && info != nullptr ? std::string(info->fallback) : m.str(value);
  const Status judged = check_property(name, text);
  if (!judged.ok()) refuse(m, judged.error().sentence);
  if (!value.is_none()) set(conf.properties, name, std::move(text));
}

}  // namespace

Value make_producer(Machine& m, const Value&, const Args& args) {
  if (args.positional.size() > 1) m.raise(script::errors::TypeError, "expected tuple containing single dict");
  if (!args.positional.empty() && !args.positional[0].is(script::Dict::kType)) {
    m.raise(script::errors::TypeError, "expected configuration dict");
  }
  if (args.positional.empty() && args.named.empty()) m.raise(script::errors::TypeError, "expected configuration dict");
  Configuration conf;
  if (!args.positional.empty()) {
    const script::Table& table = args.positional[0].to<script::Dict>().table;
    for (std::size_t at = 0; at < table.end(); ++at) {
      if (!table.at(at).key.is_unset()) take(m, table.at(at).key, table.at(at).value, conf);
    }
  }
  for (std::size_t n = 0; n < args.named.size(); ++n) take(m, m.text(args.names[n]), args.named[n], conf);
  Session& session = session_of(m);
  for (const Property& property : session.extra()) set(conf.properties, property.name, property.value);
  m.before_host_call();
  session.host().call_started(ProgramListener::CallName::create, -1);
  const Result<ProducerId> created = session.host().create(conf.properties);
  if (!created.ok()) {
    const std::string text = fmt::format("Failed to create producer: {}", created.error().sentence);
    session.host().call_returned(ProgramListener::CallName::create, -1, "KafkaException: " + text);
    refuse(m, text);
  }
  session.host().call_returned(ProgramListener::CallName::create, created.value(), {});
  ProducerObject* producer = m.heap().make<ProducerObject>(m, created.value());
  Value result = Value::of(producer);
  producer->default_callback = std::move(conf.on_delivery);
  producer->error_callback = std::move(conf.error_callback);
  producer->only_errors = conf.only_errors;
  return result;
}

}  // namespace inflight::binding
