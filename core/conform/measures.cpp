// See measures.h.
#include "core/conform/measures.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <regex>
#include <span>
#include <vector>

#include "core/world/apply.h"

namespace inflight::conform {
namespace {

std::string name_of_error(KafkaError error) {
  return error == KafkaError::NO_ERROR ? "ok" : std::string(error_name(error));
}

// Without what differs from run to run in the words of a fatal error: the producer's id and milliseconds.
std::string steady(std::string_view words) {
  static const std::regex kId("PID\\{Id:[0-9]+,");
  static const std::regex kAgo("[0-9]+ms ago");
  std::string text(words);
  if (text.find("ProduceRequest for ") == std::string::npos) return text;
  return std::regex_replace(std::regex_replace(text, kId, "PID{Id:...,"), kAgo, "...ms ago");
}

// "0-14 16": ids in their order, runs shortened.
std::string ranges(std::span<const MessageId> ids) {
  std::string text;
  for (std::size_t i = 0; i < ids.size();) {
    std::size_t last = i;
    while (last + 1 < ids.size() && ids[i] != kNoMessage && ids[last + 1] == ids[last] + 1) ++last;
    if (!text.empty()) text += ' ';
    text += ids[i] == kNoMessage ? "foreign" : fmt::format("{}", ids[i]);
    if (last > i) text += fmt::format("-{}", ids[last]);
    i = last + 1;
  }
  return text;
}

// Folds a recording and writes down what is to be compared.
class Measuring {
 public:
  void take(const Fact& fact);
  Measures finish(const Recording& recording);

 private:
  struct OpenCall {
    std::string name;
    Nanos since_ns = 0;
  };
  void put(Topic topic, std::string group, const std::string& name, std::string value) {
    result_.values[name] = {topic, std::move(group), std::move(value)};
  }
  std::string partition(PartitionId id) const {
    if (id >= world_.partitions.size()) return "no partition";
    return fmt::format("{}/{}", *world_.partitions[id].topic, world_.partitions[id].number);
  }
  void call_started(const Fact& fact);
  void call_returned(const Fact& fact);
  void callback_started(const Fact& fact);
  void request_sent(const Fact& fact);
  void totals();
  void logs();

  World world_;
  Measures result_;
  std::vector<OpenCall> open_;
  std::map<std::string, int> calls_;  // by call and line
  std::map<MessageId, std::uint16_t> statuses_;
  std::map<PartitionId, std::vector<MessageId>> told_;
  std::map<PartitionId, int> requests_;  // how many
  std::size_t lines_ = 0;
};

void Measuring::take(const Fact& fact) {
  apply(world_, fact);
  switch (fact.event.kind) {
    case EventKind::call_started: return call_started(fact);
    case EventKind::call_returned: return call_returned(fact);
    case EventKind::output: return put(Topic::output, "output", output_line_name(++lines_), steady(fact.text));
    case EventKind::outcome_known: {
      const auto known = as<OutcomeKnown>(fact);
      statuses_[known.message] = known.status;
      return;
    }
    case EventKind::gap: result_.gap = fact.text; return;
    case EventKind::callback_started: return callback_started(fact);
    case EventKind::request_sent: return request_sent(fact);
    default: return;
  }
}

void Measuring::call_started(const Fact& fact) {
  const auto call = as<CallStarted>(fact);
  const std::string group = fmt::format("line {}, {}()", world_.program.line, name_of(call.call));
  open_.push_back({fmt::format("{} no. {}", group, ++calls_[group]), fact.event.at_ns});
}

void Measuring::call_returned(const Fact& fact) {
  const auto call = as<CallReturned>(fact);
  if (open_.empty()) return;
  const OpenCall open = std::move(open_.back());
  open_.pop_back();
  if (call.call == Call::print || call.call == Call::sleep) return;
  put(Topic::calls, open.name.substr(0, open.name.find(" no. ")), open.name,
      call.exception.empty() ? fmt::format("{}", call.value) : steady(call.exception));
  if (call.call == Call::poll || call.call == Call::flush) {
    result_.durations[open.name] = fact.event.at_ns - open.since_ns;
  }
}

void Measuring::callback_started(const Fact& fact) {
  const auto told = as<CallbackStarted>(fact);
  const std::string name = fmt::format("message {}", told.message);
  put(Topic::reports, {}, name + ", reported as", name_of_error(told.error));
  // Of what failed before it had a partition, sources name the one that was asked for, or none.
  const bool delivered = told.error == KafkaError::NO_ERROR;
  if (delivered) put(Topic::reports, {}, name + ", reported partition", partition(told.partition));
  put(Topic::reports, {}, name + ", reported offset", fmt::format("{}", told.offset));
  put(Topic::reports, {}, name + ", reported status", fmt::format("{}", statuses_[told.message]));
  if (delivered) told_[told.partition].push_back(told.message);
}

void Measuring::request_sent(const Fact& fact) {
  const std::string group = fmt::format("requests to {}", partition(fact.event.partition));
  const int number = ++requests_[fact.event.partition];
  put(Topic::requests, group, fmt::format("{}, no. {}", group, number), ranges(as<RequestSent>(fact).messages));
}

void Measuring::totals() {
  put(Topic::outcomes, {}, "produced", fmt::format("{}", world_.produced));
  put(Topic::outcomes, {}, "callbacks", fmt::format("{}", world_.told));
  put(Topic::outcomes, {}, "second copies", fmt::format("{}", world_.duplicates));
  for (const auto& [error, count] : world_.refused) {
    put(Topic::outcomes, {}, "refused as " + name_of_error(error), fmt::format("{}", count));
  }
  for (const auto& [error, count] : world_.callbacks) {
    put(Topic::outcomes, {}, "reported as " + name_of_error(error), fmt::format("{}", count));
  }
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    put(Topic::outcomes, {}, fmt::format("outcome {}", id_of(outcome)), fmt::format("{}", world_.count(outcome)));
  }
  for (MessageId id = 0; id < world_.messages.size; ++id) {
    if (!world_.messages[id].accepted) continue;
    put(Topic::outcomes, {}, fmt::format("message {}, outcome", id), std::string(id_of(world_.outcome(id))));
  }
}

void Measuring::logs() {
  std::size_t records = 0;
  for (PartitionId id = 0; id < world_.partitions.size(); ++id) {
    const auto& log = world_.partitions[id].log;
    const std::string group = fmt::format("log of {}", partition(id));
    for (std::size_t offset = 0; offset < log.size(); ++offset) {
      put(Topic::logs, group, fmt::format("{}, offset {}", group, offset), ranges({&log[offset], 1}));
    }
    records += log.size();
  }
  put(Topic::logs, {}, "records in all logs", fmt::format("{}", records));
  for (const auto& [id, messages] : told_) {
    const std::string group = fmt::format("reports of {}", partition(id));
    for (std::size_t i = 0; i < messages.size(); ++i) {
      put(Topic::reports, group, fmt::format("{}, no. {}", group, i + 1), ranges({&messages[i], 1}));
    }
  }
}

Measures Measuring::finish(const Recording& recording) {
  totals();
  logs();
  put(Topic::exit, {}, "exit", fmt::format("{}, code {}", name_of(world_.exit.how), world_.exit.code));
  put(Topic::exit, {}, "traceback", steady(recording.text(world_.exit.reason.ref)));
  result_.durations["the process lived"] = world_.exit.at_ns;
  result_.gaps = world_.gaps;
  return std::move(result_);
}

}  // namespace

std::string_view name_of(Topic topic) {
  static constexpr std::array<std::string_view, kTopicCount> kNames{
      "exit", "output", "values and exceptions of calls", "delivery reports", "outcomes", "logs", "batches"};
  return kNames[static_cast<std::size_t>(topic)];
}

std::string output_line_name(std::size_t n) { return fmt::format("output, line {}", n); }

Measures measure(const Recording& recording) {
  Measuring measuring;
  for (std::uint64_t i = 0; i < recording.size(); ++i) measuring.take(recording.fact(i));
  return measuring.finish(recording);
}

}  // namespace inflight::conform
