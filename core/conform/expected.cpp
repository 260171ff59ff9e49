// See expected.h.
#include "core/conform/expected.h"

#include <fmt/format.h>

#include "core/conform/compare.h"
#include "core/script/without.h"

namespace inflight::conform {
namespace {

using Json = nlohmann::ordered_json;

Json steady_value(std::span<const Measures> simulated, const std::string& name) {
  if (!steady(simulated, name)) return nullptr;
  const auto found = simulated.front().values.find(name);
  return found == simulated.front().values.end() ? "" : found->second.value;
}

// The lines that each of the runs printed.
std::size_t lines_of(const Measures& run) {
  std::size_t lines = 0;
  while (run.values.contains(output_line_name(lines + 1))) ++lines;
  return lines;
}

}  // namespace

Result<Json> expected(const Case& the_case, Nanos budget_ns, Thorough thorough) {
  const Result<Simulations> all = simulate(the_case, budget_ns, thorough);
  if (!all) return all.error();
  const std::span<const Measures> simulated = all->measures;
  const std::size_t lines = lines_of(simulated.front());
  Json json{{"name", the_case.name},
            {"repeat", the_case.repeat},
            {"script", script::without(the_case.options.script, the_case.options.lines_off)},
            {"topics", Json::array()},
            {"rtt_ns", the_case.options.rtt_ns},
            {"faults", the_case.options.faults.size()},
            {"brokers", the_case.options.brokers},
            {"too_long", all->too_long},
            {"output", Json::array()},
            {"lines_known", true},
            {"exit", steady_value(simulated, "exit")},
            {"traceback", steady_value(simulated, "traceback")}};
  for (const TopicSpec& topic : the_case.options.topics) {
    json["topics"].push_back(fmt::format("{}:{}", topic.name, topic.partitions));
  }
  for (std::size_t n = 1; n <= lines; ++n) json["output"].push_back(steady_value(simulated, output_line_name(n)));
  for (const Measures& run : simulated) {
    if (lines_of(run) != lines) json["lines_known"] = false;
  }
  return json;
}

}  // namespace inflight::conform
