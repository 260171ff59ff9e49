// Measures: what can be compared of a run, each under a name that means the same on every source, computed from its
// recording alone. Values are texts; what is not there is an empty one. Durations stand apart: they are never equal.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "core/base/time.h"
#include "core/recording/recording.h"

namespace inflight::conform {

// What a measure belongs to; the design's list of what is compared.
enum class Topic : std::uint8_t { exit, output, calls, reports, outcomes, logs, requests };
inline constexpr std::size_t kTopicCount = static_cast<std::size_t>(Topic::requests) + 1;
std::string_view name_of(Topic topic);  // "values and exceptions of calls"

struct Measure {
  Topic topic = Topic::exit;
  // Measures of one group come in a number that timing may change, like the calls of a line in a loop.
  std::string group;
  std::string value;
};

struct Measures {
  std::map<std::string, Measure> values;
  std::map<std::string, Nanos> durations;
  std::int64_t gaps = 0;  // facts that could not be observed: then nothing can be compared
  std::string gap;        // what the last of them was
};

Measures measure(const Recording& recording);

// The name of the measure of the n-th line of output, from 1.
std::string output_line_name(std::size_t n);

}  // namespace inflight::conform
