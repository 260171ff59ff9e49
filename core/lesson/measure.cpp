// The number that a question asks for, from a run; see lesson.h.
#include <algorithm>
#include <array>

#include "core/lesson/lesson.h"

namespace inflight {

bool is_measure(std::string_view name) {
  static constexpr std::array<std::string_view, 4> kMeasures{"in_kafka", "told", "lost", "refused"};
  return std::find(kMeasures.begin(), kMeasures.end(), name) != kMeasures.end();
}

std::optional<std::int64_t> measured(const Question& question, const World& world) {
  if (world.phase == Phase::running) return std::nullopt;
  if (question.measure == "told") return world.told;
  if (question.measure == "refused") return static_cast<std::int64_t>(world.refusals.size());
  // What the log has is known only when it has been read to its end.
  if (world.phase != Phase::settled) return std::nullopt;
  if (question.measure == "in_kafka") return world.in_kafka();
  if (question.measure == "lost") return world.count(Outcome::lost) + world.count(Outcome::lost_no_report);
  return std::nullopt;
}

}  // namespace inflight
