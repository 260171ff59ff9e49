// A speed in words; see speed.h.
#include "app/session/speed.h"

#include <fmt/format.h>

#include "app/session/command.h"

namespace inflight {

std::string words_of(const Speed& speed) {
  if (speed == Speed::story) return std::string(info(CommandId::speed_story).words);
  if (speed == Speed::normal) return std::string(info(CommandId::speed_normal).words);
  if (speed == Speed::fast) return std::string(info(CommandId::speed_fast).words);
  if (speed.doublings() == 0) return "real time";
  return fmt::format("{} {} real time", ratio_text(speed), speed.doublings() < 0 ? "of" : "times");
}

std::string ratio_text(const Speed& speed) {
  const std::int64_t doublings = speed.doublings();
  return doublings < 0 ? fmt::format("1/{}", 1 << -doublings) : fmt::format("{}", 1 << doublings);
}

std::optional<Speed> ratio_in(std::string_view text) {
  for (std::int64_t doublings = -Speed::kMostDoublings; doublings <= Speed::kMostDoublings; ++doublings) {
    if (ratio_text(Speed::ratio(doublings)) == text) return Speed::ratio(doublings);
  }
  return std::nullopt;
}

}  // namespace inflight
