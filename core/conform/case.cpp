// See case.h.
#include "core/conform/case.h"

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

// How many there are.
Result<std::int32_t> parse_brokers(std::string_view text) {
  if (text.size() == 1 && text[0] >= '1' && text[0] <= '0' + kMostBrokers) return text[0] - '0';
  return bad_input(fmt::format("'{}' is no number of brokers: they are 1 to {}.", text, kMostBrokers));
}

Status take_line(std::string_view line, RunOptions& options) {
  const std::vector<std::string> words = words_of(line);
  if (words.size() == 2 && words[0] == "topic") {
    Result<TopicSpec> topic = parse_topic(words[1]);
    if (!topic) return topic.error();
    options.topics.push_back(std::move(topic).value());
    return Done{};
  }
  if (words.size() == 2 && words[0] == "brokers") {
    const Result<std::int32_t> brokers = parse_brokers(words[1]);
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
  if (words.empty() || words[0] == "topic" || words[0] == "rtt" || words[0] == "brokers") {
    return bad_input(
        "a line that begins with '#: ' says topic NAME:PARTITIONS, brokers NUMBER, rtt TIME, or a fault, WHEN: WHAT.");
  }
  if (options.faults.size() == kMostFaults) return bad_input(fmt::format("a run has at most {} faults.", kMostFaults));
  Result<Fault> fault = parse_fault(line);
  if (!fault) return fault.error();
  options.faults.push_back(std::move(fault).value());
  return Done{};
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
