// See window_title.h.
#include "app/view/window_title.h"

#include <fmt/format.h>

namespace inflight {
namespace {

std::string state_of(const StageInput& input) {
  const World& world = input.world;
  switch (world.phase) {
    case Phase::running: return input.is_fresh() ? "" : input.playing ? ": running" : ": held";
    case Phase::ended: return ": the process has ended";
    case Phase::settled: break;
  }
  return fmt::format(": {} told, {} in Kafka, {} lost", with_commas(world.told), with_commas(world.in_kafka()),
                     with_commas(world.lost()));
}

}  // namespace

std::string window_title(const StageInput& input) {
  const std::string_view name = input.lesson.title.empty() ? input.script_name : input.lesson.title;
  return fmt::format("{}{} · Inflight", name, state_of(input));
}

}  // namespace inflight
