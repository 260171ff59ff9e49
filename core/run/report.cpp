// Computing the report from a recording; see report.h.
#include "core/run/report.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "core/explain/notes.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostDetails = 10'000;

// What `detail` and `output` need beyond the world, gathered while folding.
struct Gathered {
  World world;
  Json callbacks = Json::array();
  Json calls = Json::array();
  Json output = Json::array();
  bool truncated = false;
};

void push_capped(Gathered& gathered, Json& array, Json entry, bool full) {
  if (full || array.size() < kMostDetails) {
    array.push_back(std::move(entry));
  } else {
    gathered.truncated = true;
  }
}

Json error_json(KafkaError error) {
  return error == KafkaError::NO_ERROR ? Json(nullptr) : Json(std::string(error_name(error)));
}

Gathered gather(const Recording& recording, bool full) {
  Gathered g;
  for (std::uint64_t i = 0; i < recording.size(); ++i) {
    const Fact fact = recording.fact(i);
    apply(g.world, fact);
    switch (fact.event.kind) {
      case EventKind::callback_started: {
        const auto e = as<CallbackStarted>(fact);
        const bool known = e.partition < g.world.partitions.size();
        push_capped(g, g.callbacks,
                    {{"message", e.message},
                     {"error", error_json(e.error)},
                     {"partition", known ? Json(g.world.partitions[e.partition].number) : Json(nullptr)},
                     {"offset", e.offset >= 0 ? Json(e.offset) : Json(nullptr)},
                     {"at_ns", fact.event.at_ns}},
                    full);
        break;
      }
      case EventKind::call_returned: {
        const auto e = as<CallReturned>(fact);
        if (e.call != Call::poll && e.call != Call::flush && e.call != Call::purge && e.exception.empty()) break;
        push_capped(g, g.calls,
                    {{"call", name_of(e.call)},
                     {"value", e.value},
                     {"exception", e.exception.empty() ? Json(nullptr) : Json(std::string(e.exception))},
                     {"at_ns", fact.event.at_ns}},
                    full);
        break;
      }
      case EventKind::output: push_capped(g, g.output, std::string(fact.text), full); break;
      default: break;
    }
  }
  return g;
}

Json by_error(const std::map<KafkaError, std::int64_t>& counts) {
  Json json = Json::object();
  for (const auto& [error, count] : counts) {
    json[error == KafkaError::NO_ERROR ? "ok" : std::string(error_name(error))] = count;
  }
  return json;
}

// While a run lasts, what this source can't tell apart is null: outcomes in doubt may still become lost or stored.
Json ledger_json(const World& world) {
  Json ledger = Json::object();
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    ledger[std::string(id_of(outcome))] = world.count(outcome);
  }
  return ledger;
}

Json log_json(const World& world, bool offsets) {
  Json log = Json::object();
  for (const Partition& partition : world.partitions) {
    if (partition.log.empty()) continue;  // which partitions exist is not the same on every source
    Json& entry = log[*partition.topic][fmt::format("{}", partition.number)];
    if (!offsets) {
      entry = partition.log.size();
      continue;
    }
    entry = {{"first_offset", partition.log_start}, {"read_to", partition.read_to}, {"messages", Json::array()}};
    for (std::size_t i = 0; i < std::min(partition.log.size(), kMostDetails); ++i) {
      const MessageId id = partition.log[i];
      entry["messages"].push_back(id == kNoMessage ? Json(nullptr) : Json(id));
    }
  }
  return log;
}

Json exit_json(const World& world) {
  if (world.phase == Phase::running) return nullptr;
  return {{"how", name_of(world.exit.how)}, {"code", world.exit.code}};
}

// What of all that is simplified matters to this run; what is different elsewhere is no matter of a report.
Json simplified_json(const World& world, const RunOptions& options) {
  Json simplified = Json::array();
  for (const Note& note : notes_for({world, options.source, options.rules == Rules::mock})) {
    if (note.place == Note::Place::here) simplified.push_back({{"id", note.id}, {"sentence", words_of(note)}});
  }
  return simplified;
}

std::string table_row(std::string_view left, std::string_view right) {
  return fmt::format("  {:>8}  {}\n", left, right);
}

// What is missing or different, with the path to it; nullopt if all is met.
std::optional<std::string> differs(const std::string& path, const Json& expected, const Json& actual) {
  if (!expected.is_object() || !actual.is_object()) {
    if (expected == actual) return std::nullopt;
    return fmt::format("{} should be {} and is {}", path, expected.dump(), actual.dump());
  }
  for (const auto& [key, value] : expected.items()) {
    const std::string inner = path.empty() ? key : path + "." + key;
    if (!actual.contains(key)) return fmt::format("{} should be {} and is missing", inner, value.dump());
    if (auto found = differs(inner, value, actual[key])) return found;
  }
  return std::nullopt;
}

}  // namespace

nlohmann::ordered_json report_json(const Recording& recording, const RunOptions& options, const Observes& observes,
                                   const ReportOptions& report_options) {
  Gathered g = gather(recording, report_options.full);
  const World& world = g.world;
  Json report;
  report["source"] = name_of(options.source);
  report["version"] = INFLIGHT_VERSION;
  report["script"] = options.script_name;
  report["lesson"] = options.lesson.empty() ? Json(nullptr) : Json(options.lesson);
  report["seed"] = options.seed;
  report["facts"] = {{"produced", world.produced},
                     {"told", world.told},
                     {"refused", by_error(world.refused)},
                     {"duplicates", world.duplicates},
                     {"ledger", ledger_json(world)},
                     {"callbacks", by_error(world.callbacks)},
                     {"log", log_json(world, false)},
                     {"output", std::move(g.output)},
                     {"exit", exit_json(world)}};
  report["detail"] = {{"callbacks", std::move(g.callbacks)},
                      {"calls", std::move(g.calls)},
                      {"log", log_json(world, true)},
                      {"traceback", recording.text(world.exit.reason.ref)},
                      {"ended_at_ns", world.phase == Phase::running ? Json(nullptr) : Json(world.exit.at_ns)},
                      {"truncated", g.truncated}};
  Json observed = Json::array();
  for (std::size_t i = 0; i < event_kinds().size(); ++i) {
    if (observes.can_tell(static_cast<EventKind>(i))) observed.push_back(event_kinds()[i].name);
  }
  report["observed"] = std::move(observed);
  report["not_modelled"] = observes.not_modelled;
  report["simplified"] = simplified_json(world, options);
  report["gaps"] = world.gaps;
  return report;
}

std::string report_text(const nlohmann::ordered_json& report) {
  const Json& facts = report["facts"];
  std::int64_t in_kafka = 0;
  for (const auto& [topic, partitions] : facts["log"].items()) {
    for (const auto& [number, count] : partitions.items()) in_kafka += count.get<std::int64_t>();
  }
  std::string out =
      fmt::format("{} ({})\n\n", report["script"].get<std::string>(), report["source"].get<std::string>());
  for (const auto& line : facts["output"]) out += "  | " + line.get<std::string>() + "\n";
  const std::string traceback = report["detail"]["traceback"].get<std::string>();
  if (!traceback.empty()) out += "\n" + traceback + "\n";
  out += fmt::format("\n  produced {}   told {}   records in Kafka {}\n\n", facts["produced"].dump(),
                     facts["told"].dump(), in_kafka);
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    const Json& count = facts["ledger"][std::string(id_of(outcome))];
    if (count != 0) out += table_row(count.dump(), words_of(outcome));
  }
  for (const auto& [error, count] : facts["refused"].items()) {
    out += table_row(count.dump(), fmt::format("refused by produce(): {}", error));
  }
  if (facts["duplicates"] != 0) out += table_row(facts["duplicates"].dump(), "second copies in the log");
  if (report["gaps"] != 0) out += table_row(report["gaps"].dump(), "facts could not be observed");
  if (facts["exit"].is_null()) {
    out += "\nThe program has not ended.\n";
  } else {
    out += fmt::format("\nThe process ended ({}) with exit code {}.\n", facts["exit"]["how"].get<std::string>(),
                       facts["exit"]["code"].dump());
  }
  return out;
}

std::string mismatch(const nlohmann::ordered_json& facts, const nlohmann::ordered_json& expected) {
  if (auto found = differs("", expected, facts)) return *found;
  if (!expected.contains("ledger")) return "";
  for (const auto& [outcome, count] : facts["ledger"].items()) {
    if (count != 0 && !expected["ledger"].contains(outcome)) {
      return fmt::format("ledger.{} should be 0 and is {}", outcome, count.dump());
    }
  }
  return "";
}

}  // namespace inflight
