// See case.h.
#include "core/conform/case.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

#include "core/base/duration.h"
#include "core/conform/script_writer.h"
#include "core/run/topic.h"

namespace inflight::conform {
namespace {

constexpr std::string_view kMark = "#: ";

std::vector<std::string> words_of(std::string_view line) {
  std::istringstream stream{std::string(line)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// A broker, or how many.
Result<BrokerId> parse_broker(std::string_view text) {
  if (text.size() == 1 && text[0] >= '1' && text[0] <= '0' + kMostBrokers) return text[0] - '0';
  return bad_input(fmt::format("'{}' is no number of brokers: they are 1 to {}.", text, kMostBrokers));
}

std::optional<ActionKind> action_named(std::string_view name) {
  for (const ActionKind kind :
       {ActionKind::reject_next, ActionKind::exit_now, ActionKind::kill, ActionKind::broker_down, ActionKind::broker_up,
        ActionKind::cut_connections, ActionKind::set_latency, ActionKind::move_leader}) {
    if (name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

bool takes_a_broker(ActionKind kind) {
  return kind == ActionKind::broker_down || kind == ActionKind::broker_up || kind == ActionKind::cut_connections ||
         kind == ActionKind::move_leader;
}

// at TIME ACTION [ERROR | TIME | PARTITION] [BROKER]
Status take_action(const std::vector<std::string>& words, RunOptions& options) {
  if (words.size() < 3) return bad_input("'at' takes a time and what is done then, like: at 1.5s broker_down");
  const Result<Nanos> at = parse_duration(words[1]);
  if (!at) return at.error();
  const std::optional<ActionKind> kind = action_named(words[2]);
  if (!kind) return bad_input(fmt::format("'{}' is nothing that can be done to a run.", words[2]));
  Action action{.at_ns = at.value(), .kind = *kind};
  if (*kind == ActionKind::set_latency) {
    const Result<Nanos> rtt = parse_duration(words.size() > 3 ? words[3] : "");
    if (!rtt) return rtt.error();
    action.round_trip_ns = rtt.value();
  } else if (words.size() > 3) {
    std::size_t next = 3;
    if (*kind == ActionKind::move_leader || !takes_a_broker(*kind)) action.text = words[next++];
    if (takes_a_broker(*kind) && next < words.size()) {
      const Result<BrokerId> broker = parse_broker(words[next]);
      if (!broker) return broker.error();
      action.broker = broker.value();
    }
  }
  const auto later = [](const Action& a, const Action& b) { return a.at_ns < b.at_ns; };
  options.actions.insert(std::upper_bound(options.actions.begin(), options.actions.end(), action, later), action);
  return Done{};
}

Status take_line(std::string_view line, RunOptions& options) {
  const std::vector<std::string> words = words_of(line);
  if (!words.empty() && words[0] == "at") return take_action(words, options);
  if (words.size() == 2 && words[0] == "topic") {
    Result<TopicSpec> topic = parse_topic(words[1]);
    if (!topic) return topic.error();
    options.topics.push_back(std::move(topic).value());
    return Done{};
  }
  if (words.size() == 2 && words[0] == "brokers") {
    const Result<BrokerId> brokers = parse_broker(words[1]);
    if (!brokers) return brokers.error();
    options.brokers = brokers.value();
    return Done{};
  }
  if (words.size() == 2 && words[0] == "rtt") {
    const Result<Nanos> rtt = parse_duration(words[1]);
    if (!rtt) return rtt.error();
    options.rtt_ns = rtt.value();
    return Done{};
  }
  return bad_input(
      "a line that begins with '#: ' says topic NAME:PARTITIONS, brokers NUMBER, rtt TIME, or at TIME ACTION.");
}

}  // namespace

Result<Case> case_of_script(std::string_view text, std::string name) {
  Case made{.name = std::move(name)};
  made.options.script = text;
  made.options.script_name = made.name;
  std::istringstream lines{std::string(text)};
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (!line.starts_with(kMark)) continue;
    const Status taken = take_line(std::string_view(line).substr(kMark.size()), made.options);
    if (!taken) return bad_input(fmt::format("{}, line {}: {}", made.name, number, taken.error().sentence));
  }
  return made;
}

std::vector<Case> cases_of_lesson(const Lesson& lesson) {
  std::vector<Case> cases;
  for (const Expectation& expectation : lesson.expect) {
    Case made{.name = lesson.id, .repeat = lesson.id, .options = options_of(lesson)};
    made.options.lines_off = expectation.off;
    for (const std::int32_t line : expectation.off) made.name += fmt::format(", {} off", line);
    for (const std::int32_t line : lesson.off) made.repeat += fmt::format(" --on {}", line);
    for (const std::int32_t line : expectation.off) made.repeat += fmt::format(" --off {}", line);
    cases.push_back(std::move(made));
  }
  return cases;
}

Case generated_case(std::int64_t seed) {
  Result<Case> made = case_of_script(ScriptWriter(static_cast<std::uint64_t>(seed)).write(), "generated.py");
  made->name = fmt::format("seed {}", seed);
  made->repeat = fmt::format("--generate 1 --seed {}", seed);
  made->options.seed = seed;
  return std::move(made).value();
}

}  // namespace inflight::conform
