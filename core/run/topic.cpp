// See topic.h.
#include "core/run/topic.h"

#include <algorithm>
#include <fmt/format.h>

namespace inflight {

Result<TopicSpec> parse_topic(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  TopicSpec topic{std::string(text.substr(0, colon)), 1};
  const auto wrong = [&](std::string_view why) {
    return usage_error(
        fmt::format("'{}' is not a topic: {}. Write NAME:PARTITIONS, like orders:1.", text.substr(0, 60), why));
  };
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  };
  if (topic.name.empty() || topic.name.size() > 249 || !std::all_of(topic.name.begin(), topic.name.end(), allowed)) {
    return wrong("a name has 1 to 249 letters, digits, dots, dashes or underscores");
  }
  if (colon == std::string_view::npos) return topic;
  std::int64_t partitions = 0;
  for (const char c : text.substr(colon + 1)) {
    if (c < '0' || c > '9' || partitions > 100'000) return wrong("the partitions are a number from 1 to 10000");
    partitions = partitions * 10 + (c - '0');
  }
  if (partitions < 1 || partitions > 10'000) return wrong("the partitions are a number from 1 to 10000");
  topic.partitions = static_cast<std::int32_t>(partitions);
  return topic;
}

}  // namespace inflight
