// Writing and reading the header; see recording_header.h.
#include "core/run/recording_header.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <simdjson.h>

#include "core/binding/properties.h"
#include "core/binding/script_secrets.h"
#include "core/recording/file_form.h"
#include "core/run/topic.h"

namespace inflight {
namespace {

using Json = nlohmann::ordered_json;
using Element = simdjson::dom::element;

constexpr std::size_t kLongestScript = 1 << 20;
constexpr std::size_t kDeepest = 8;
constexpr std::size_t kMostPartitions = 100'000;  // over all topics
constexpr std::size_t kMostNotes = 1000;

// What a shared file may not say: where to connect to, and which file, library or command to use.
bool may_be_shared(const PropertyInfo& property) {
  return !property.only_from_command_line && canonical_name(property) != "metadata.broker.list";
}

Json action_json(const Action& action, const Redactor& redactor) {
  Json json{{"at_ns", action.at_ns}, {"kind", name_of(action.kind)}};
  if (action.line != 0) json["line"] = action.line;
  if (!action.on) json["on"] = false;
  if (!action.text.empty()) json["text"] = redactor(action.text);
  if (action.broker != 0) json["broker"] = action.broker;
  if (action.round_trip_ns != 0) json["round_trip_ns"] = action.round_trip_ns;
  return json;
}

// Reads the keys of the header, or of an object in it. What is wrong first is kept; an unknown key is wrong.
class Reader {
 public:
  explicit Reader(std::string& error) : error_(error) {}

  template <typename ReadKey>
  void object(Element element, std::string_view name, ReadKey read_key) {
    simdjson::dom::object object;
    if (element.get_object().get(object)) return wrong(name, "an object");
    for (const auto& [key, value] : object) {
      if (!read_key(key, value)) fail(fmt::format("'{:.60}' is not a key that a recording has there", key));
      if (!error_.empty()) return;
    }
  }
  template <typename ReadElement>
  void list(Element element, std::string_view name, ReadElement read_element) {
    simdjson::dom::array array;
    if (element.get_array().get(array)) return wrong(name, "a list");
    for (const Element each : array) {
      read_element(each);
      if (!error_.empty()) return;
    }
  }
  void number(Element element, std::string_view name, std::int64_t lowest, std::int64_t highest, auto& to) {
    std::int64_t value = 0;
    if (element.get_int64().get(value) || value < lowest || value > highest) {
      return wrong(name, fmt::format("a whole number from {} to {}", lowest, highest));
    }
    to = static_cast<std::decay_t<decltype(to)>>(value);
  }
  void text(Element element, std::string_view name, std::size_t longest, std::string& to) {
    std::string_view value;
    if (element.get_string().get(value) || value.size() > longest || value.find('\0') != value.npos) {
      return wrong(name, fmt::format("a text of at most {} bytes, without zero bytes", longest));
    }
    to = value;
  }
  void truth(Element element, std::string_view name, bool& to) {
    if (element.get_bool().get(to)) wrong(name, "true or false");
  }
  // One of the words that name_of gives the values from `first` to `last`.
  template <typename E>
  void word(Element element, std::string_view name, E first, E last, E& to) {
    std::string_view value;
    if (element.get_string().get(value)) return wrong(name, "a word");
    for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i) {
      to = static_cast<E>(i);
      if (name_of(to) == value) return;
    }
    fail(fmt::format("'{}' is '{:.40}', which this version doesn't know", name, value));
  }

  void wrong(std::string_view name, std::string_view wanted) { fail(fmt::format("'{}' should be {}", name, wanted)); }
  void fail(std::string sentence) {
    if (error_.empty()) error_ = std::move(sentence);
  }

 private:
  std::string& error_;
};

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= 255 && name != "." && name != ".." &&
         std::none_of(name.begin(), name.end(),
                      [](char c) { return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
}

void read_property(Reader& reader, std::string_view name, Element element, Properties& to) {
  const PropertyInfo* info = find_property(name);
  if (info != nullptr && !may_be_shared(*info)) {
    return reader.fail(
        fmt::format("it sets {}, which no file that was passed on may do. Nothing was run or connected "
                    "to. If you want it, run the script yourself with -X {}=...",
                    name, name));
  }
  std::string value;
  reader.text(element, name, kLongestScript, value);
  if (const Status judged = check_property(name, value); !judged) return reader.fail(judged.error().sentence);
  to.push_back({std::string(name), std::move(value)});
}

void read_topic(Reader& reader, Element element, std::vector<TopicSpec>& to) {
  std::string text;
  reader.text(element, "topics", 300, text);
  const Result<TopicSpec> topic = parse_topic(text);
  if (!topic) return reader.fail(topic.error().sentence);
  std::size_t partitions = static_cast<std::size_t>(topic->partitions);
  for (const TopicSpec& other : to) partitions += static_cast<std::size_t>(other.partitions);
  if (partitions > kMostPartitions) return reader.wrong("topics", "of at most 100000 partitions together");
  to.push_back(topic.value());
}

void read_action(Reader& reader, Element element, std::vector<Action>& to) {
  Action action;
  reader.object(element, "actions", [&](std::string_view key, Element value) {
    if (key == "at_ns") return reader.number(value, key, 0, kLatest, action.at_ns), true;
    if (key == "kind") {
      const auto last = static_cast<ActionKind>(kActionKindCount - 1);
      return reader.word(value, key, ActionKind::switch_line, last, action.kind), true;
    }
    if (key == "line") return reader.number(value, key, 1, 1'000'000, action.line), true;
    if (key == "on") return reader.truth(value, key, action.on), true;
    if (key == "text") return reader.text(value, key, 10'000, action.text), true;
    if (key == "broker") return reader.number(value, key, 0, kMostBrokers, action.broker), true;
    if (key == "round_trip_ns") return reader.number(value, key, 0, kLatest, action.round_trip_ns), true;
    return false;
  });
  if (!to.empty() && action.at_ns < to.back().at_ns) return reader.wrong("actions", "in order of time");
  to.push_back(std::move(action));
}

void read_fault(Reader& reader, Element element, std::vector<Fault>& to) {
  std::string text;
  reader.text(element, "faults", kLongestFault, text);
  if (to.size() == kMostFaults) return reader.wrong("faults", fmt::format("a list of at most {}", kMostFaults));
  Result<Fault> fault = parse_fault(text);
  if (!fault) return reader.fail(fault.error().sentence);
  to.push_back(std::move(fault).value());
}

void read_observed(Reader& reader, Element element, Observes& observes) {
  reader.list(element, "observed", [&](Element each) {
    std::string name;
    reader.text(each, "observed", 100, name);
    for (std::size_t kind = 0; kind < event_kinds().size(); ++kind) {  // kinds of a later version are passed over
      if (event_kinds()[kind].name == name) observes.kinds.set(kind);
    }
  });
}

// Keys that say how it was run. False: it is none of them.
bool read_option(Reader& reader, std::string_view key, Element value, RunOptions& options) {
  if (key == "source") return reader.word(value, key, RunSource::simulated, RunSource::attached, options.source), true;
  if (key == "seed") return reader.number(value, key, INT64_MIN, INT64_MAX, options.seed), true;
  if (key == "brokers") return reader.number(value, key, 1, kMostBrokers, options.brokers), true;
  if (key == "min_insync") return reader.number(value, key, 1, kMostBrokers, options.min_insync), true;
  if (key == "unclean") return reader.truth(value, key, options.unclean), true;
  if (key == "rtt_ns") return reader.number(value, key, 0, kLatest, options.rtt_ns), true;
  if (key == "until_ns") return reader.number(value, key, 0, kForever, options.until_ns), true;
  if (key == "script") return reader.text(value, key, kLongestScript, options.script), true;
  if (key == "rules") {
    std::string rules;
    reader.text(value, key, 10, rules);
    options.rules = rules == "mock" ? Rules::mock : Rules::kafka;
    if (rules != "mock" && rules != "kafka") reader.wrong(key, "kafka or mock");
    return true;
  }
  if (key == "script_name" || key == "lesson") {
    std::string& name = key == "lesson" ? options.lesson : options.script_name;
    reader.text(value, key, 255, name);
    if (!is_plain_name(name)) reader.wrong(key, "a plain name, no path");
    return true;
  }
  if (key == "lines_off") {
    reader.list(value, key,
                [&](Element each) { reader.number(each, key, 1, 1'000'000, options.lines_off.emplace_back()); });
    if (!std::is_sorted(options.lines_off.begin(), options.lines_off.end())) reader.wrong(key, "in ascending order");
    return true;
  }
  if (key == "topics") {
    return reader.list(value, key, [&](Element each) { read_topic(reader, each, options.topics); }), true;
  }
  if (key == "actions") {
    return reader.list(value, key, [&](Element each) { read_action(reader, each, options.actions); }), true;
  }
  if (key == "faults") {
    return reader.list(value, key, [&](Element each) { read_fault(reader, each, options.faults); }), true;
  }
  if (key != "properties") return false;
  reader.object(value, key, [&](std::string_view name, Element each) {
    read_property(reader, name, each, options.properties);
    return true;
  });
  return true;
}

bool read_key(Reader& reader, std::string_view key, Element value, RecordingHeader& header) {
  if (key == "inflight" || key == "version") return true;  // judged before
  if (key == "made_by") return reader.text(value, key, 100, header.made_by), true;
  if (key == "observed") return read_observed(reader, value, header.observes), true;
  if (key == "request_contents") return reader.truth(value, key, header.observes.request_contents), true;
  if (key != "not_modelled") return read_option(reader, key, value, header.options);
  reader.list(value, key, [&](Element each) {
    if (header.observes.not_modelled.size() == kMostNotes) return reader.wrong(key, "a list of at most a thousand");
    reader.text(each, key, 10'000, header.observes.not_modelled.emplace_back());
  });
  return true;
}

}  // namespace

std::string header_line(const RunOptions& options, const Observes& observes) {
  ScriptSecrets secrets = secrets_in(options.script);
  Json properties = Json::object();
  for (const Property& property : options.properties) {
    const bool hidden = is_secret(property.name);
    if (hidden) secrets.redactor.add(property.value);
    const PropertyInfo* info = find_property(property.name);
    if (info == nullptr || !may_be_shared(*info)) continue;
    properties[property.name] = hidden ? std::string(kRedacted) : secrets.redactor(property.value);
  }
  Json topics = Json::array();
  for (const TopicSpec& topic : options.topics) topics.push_back(text_of(topic));
  Json actions = Json::array();
  for (const Action& action : options.actions) actions.push_back(action_json(action, secrets.redactor));
  Json faults = Json::array();
  for (const Fault& fault : options.faults) faults.push_back(fault.words);
  Json observed = Json::array();
  for (std::size_t kind = 0; kind < event_kinds().size(); ++kind) {
    if (observes.kinds.test(kind)) observed.push_back(event_kinds()[kind].name);
  }
  Json header{{"inflight", "recording"}, {"version", kFileVersion}, {"made_by", "inflight " INFLIGHT_VERSION}};
  header["source"] = name_of(options.source);
  header["rules"] = options.rules == Rules::mock ? "mock" : "kafka";
  header["seed"] = options.seed;
  if (!options.lesson.empty()) header["lesson"] = options.lesson;
  header["script_name"] = options.script_name;
  header["topics"] = std::move(topics);
  if (options.brokers != 1) header["brokers"] = options.brokers;
  if (options.min_insync != 1) header["min_insync"] = options.min_insync;
  if (options.unclean) header["unclean"] = true;
  header["rtt_ns"] = options.rtt_ns;
  if (options.until_ns != kForever) header["until_ns"] = options.until_ns;
  header["lines_off"] = options.lines_off;
  header["properties"] = std::move(properties);
  header["actions"] = std::move(actions);
  if (!faults.empty()) header["faults"] = std::move(faults);
  header["observed"] = std::move(observed);
  header["request_contents"] = observes.request_contents;
  header["not_modelled"] = observes.not_modelled;
  header["script"] = secrets.shown;
  return header.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<RecordingHeader> read_header(std::string_view line, std::string_view where) {
  const auto refused = [&](std::string_view why) { return bad_input(fmt::format("{}: {}.", where, why)); };
  simdjson::dom::parser parser;
  Element root;
  if (parser.allocate(line.size() + 1, kDeepest) || parser.parse(line).get(root)) {
    return refused("it is not a JSON object in UTF-8, at most eight deep. The file is damaged");
  }
  std::int64_t version = 0;
  if (root["version"].get_int64().get(version)) return refused("'version' is missing");
  if (version != kFileVersion) {
    return refused(
        fmt::format("the recording has the form {}; this version of Inflight reads {}. Open it with the "
                    "version that made it",
                    version, kFileVersion));
  }
  RecordingHeader header;
  std::string error;
  Reader reader(error);
  reader.object(root, "the header",
                [&](std::string_view key, Element value) { return read_key(reader, key, value, header); });
  if (error.empty() && header.options.script_name.empty()) error = "'script_name' is missing";
  if (!error.empty()) return refused(error);
  return header;
}

}  // namespace inflight
