// See compare.h.
#include "core/conform/compare.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "core/base/duration.h"

namespace inflight::conform {
namespace {

constexpr Nanos kSlack =
    400 * kMillisecond;            // a machine that does a dozen runs at once stops each of them now and then
constexpr Nanos kSlackShare = 10;  // and a tenth of what was waited for

const std::string& value_in(const Measures& measures, const std::string& name) {
  static const std::string kNothing;
  const auto found = measures.values.find(name);
  return found == measures.values.end() ? kNothing : found->second.value;
}

// Every name that any of the runs has.
std::map<std::string, Measure> all_names(std::span<const Measures> simulated, const Measures& real) {
  std::map<std::string, Measure> names = real.values;
  for (const Measures& measures : simulated) names.insert(measures.values.begin(), measures.values.end());
  return names;
}

void compare_values(std::span<const Measures> simulated, const Measures& real, Comparison& comparison) {
  const std::map<std::string, Measure> names = all_names(simulated, real);
  std::set<std::string> unsteady;  // groups
  for (const auto& [name, measure] : names) {
    if (!measure.group.empty() && !steady(simulated, name)) unsteady.insert(measure.group);
  }
  for (const auto& [name, measure] : names) {
    Count& count = comparison.counts[static_cast<std::size_t>(measure.topic)];
    const std::string& expected = value_in(simulated.front(), name);
    const bool beyond =
        expected.empty() && unsteady.contains(measure.group);  // a call more than any simulated run made
    if (beyond || !steady(simulated, name)) {
      ++count.left_out;
      continue;
    }
    ++count.compared;
    const std::string& actual = value_in(real, name);
    if (actual != expected) comparison.differences.push_back({name, expected, actual});
  }
}

void compare_durations(std::span<const Measures> simulated, const Measures& real, Comparison& comparison) {
  for (const auto& [name, actual] : real.durations) {
    Nanos least = kForever;
    Nanos most = 0;
    bool known = steady(simulated, name);  // a call that may return something else may take as long as that takes
    for (const Measures& measures : simulated) {
      const auto found = measures.durations.find(name);
      known = known && found != measures.durations.end();
      if (!known) break;
      least = std::min(least, found->second);
      most = std::max(most, found->second);
    }
    if (!known) {
      ++comparison.durations.left_out;
      continue;
    }
    ++comparison.durations.compared;
    if (actual >= least - kSlack - least / kSlackShare && actual <= most + kSlack + most / kSlackShare) continue;
    const std::string expected = least == most
                                     ? format_seconds(least, 3)
                                     : fmt::format("{} to {}", format_seconds(least, 3), format_seconds(most, 3));
    comparison.differences.push_back({"duration: " + name, expected, format_seconds(actual, 3)});
  }
}

}  // namespace

bool steady(std::span<const Measures> simulated, const std::string& name) {
  const std::string& first = value_in(simulated.front(), name);
  return std::all_of(simulated.begin(), simulated.end(),
                     [&](const Measures& other) { return value_in(other, name) == first; });
}

std::int64_t Comparison::compared() const {
  std::int64_t sum = durations.compared;
  for (const Count& count : counts) sum += count.compared;
  return sum;
}

std::int64_t Comparison::left_out() const {
  std::int64_t sum = durations.left_out;
  for (const Count& count : counts) sum += count.left_out;
  return sum;
}

Comparison compare(std::span<const Measures> simulated, const Measures& real) {
  Comparison comparison;
  compare_values(simulated, real, comparison);
  compare_durations(simulated, real, comparison);
  return comparison;
}

}  // namespace inflight::conform
