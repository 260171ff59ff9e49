// Durations as people write them: "400ms", "0.4s", "5min". Parsed exactly, in integers.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/time.h"

namespace inflight {

// A number (digits, at most nine decimals) and a unit: ns us ms s min h. From 0 to 100 years.
Result<Nanos> parse_duration(std::string_view text);

// The shortest exact form in the unit that reads best: "0", "250 us", "400 ms", "1.5 s", "5 min".
std::string format_duration(Nanos duration);

// Seconds with a given number of decimals, cut, not rounded, so that no instant is shown before it was reached: "9.40
// s".
std::string format_seconds(Nanos at, int decimals);

}  // namespace inflight
