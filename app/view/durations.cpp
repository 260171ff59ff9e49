// See durations.h.
#include "app/view/durations.h"

#include <fmt/format.h>

#include "core/base/duration.h"

namespace inflight {

std::string short_duration(Nanos duration) {
  if (duration >= kSecond) return format_seconds(duration, 1);
  if (duration >= 100 * kMillisecond) return format_seconds(duration, 1);
  if (duration >= kMillisecond) return fmt::format("{} ms", duration / kMillisecond);
  return fmt::format("{} us", duration / kMicrosecond);
}

}  // namespace inflight
