// See topic.h.
#include "core/run/topic.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace inflight {
namespace {

constexpr std::int32_t kMostPartitions = 10'000;
constexpr std::int32_t kUsualReplicas = 3;

// A whole number from `lowest` to `highest`, and nothing else.
std::optional<std::int32_t> number_in(std::string_view text, std::int32_t lowest, std::int32_t highest) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < lowest || value > highest) {
    return std::nullopt;
  }
  return value;
}

bool is_topic_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  };
  return !name.empty() && name.size() <= 249 && std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace

Result<TopicSpec> parse_topic(std::string_view text) {
  const auto wrong = [&](std::string_view why) {
    return usage_error(
        fmt::format("'{}' is not a topic: {}. Write NAME:PARTITIONS, like orders:1.", text.substr(0, 60), why));
  };
  const std::size_t first = std::min(text.find(':'), text.size());
  TopicSpec topic{.name = std::string(text.substr(0, first))};
  if (!is_topic_name(topic.name)) {
    return wrong("a name has 1 to 249 letters, digits, dots, dashes or underscores");
  }
  if (first == text.size()) return topic;
  const std::string_view rest = text.substr(first + 1);
  const std::size_t second = std::min(rest.find(':'), rest.size());
  const auto partitions = number_in(rest.substr(0, second), 1, kMostPartitions);
  if (!partitions) return wrong("the partitions are a number from 1 to 10000");
  topic.partitions = *partitions;
  if (second == rest.size()) return topic;
  const auto replicas = number_in(rest.substr(second + 1), 1, kMostBrokers);
  if (!replicas) return wrong(fmt::format("the replicas are a number from 1 to {}", kMostBrokers));
  topic.replicas = *replicas;
  return topic;
}

std::string text_of(const TopicSpec& topic) {
  const std::string replicas = topic.replicas == 0 ? "" : fmt::format(":{}", topic.replicas);
  return fmt::format("{}:{}{}", topic.name, topic.partitions, replicas);
}

Result<PartitionName> parse_partition(std::string_view text) {
  const std::size_t open = std::min(text.rfind('['), text.size());
  PartitionName name{.topic = std::string(text.substr(0, open))};
  const bool closed = open + 2 < text.size() && text.back() == ']';
  const auto number =
      closed ? number_in(text.substr(open + 1, text.size() - open - 2), 0, kMostPartitions - 1) : std::nullopt;
  if (!number || !is_topic_name(name.topic)) {
    return usage_error(
        fmt::format("'{}' is not a partition. Write TOPIC[NUMBER], like orders[0].", text.substr(0, 60)));
  }
  name.number = *number;
  return name;
}

Status check_cluster(const RunOptions& options) {
  const bool is_cluster = options.source == RunSource::cluster;
  if (options.brokers < 1 || options.brokers > kMostBrokers) {
    return usage_error(fmt::format("The brokers are a number from 1 to {}, not {}.", kMostBrokers, options.brokers));
  }
  if (options.min_insync < 1 || options.min_insync > kMostBrokers) {
    return usage_error(
        fmt::format("min.insync.replicas is a number from 1 to {}, not {}.", kMostBrokers, options.min_insync));
  }
  if (is_cluster && options.brokers > 1) {
    return usage_error("A cluster has its own brokers: how many there are can't be asked for (--brokers).");
  }
  const bool replicates = options.source == RunSource::simulated && options.rules == Rules::kafka;
  const std::string_view who = is_cluster                               ? "Your cluster"
                               : options.source == RunSource::simulated ? "A simulation with the mock's rules"
                                                                        : "The built-in broker";
  const std::string_view why = is_cluster ? "has its own settings" : "keeps one copy of each record";
  for (const TopicSpec& topic : options.topics) {
    if (topic.replicas > 1 && !replicates) {
      return usage_error(
          fmt::format("{} {}: '{}' can't ask for {} replicas.", who, why, text_of(topic), topic.replicas));
    }
    if (topic.replicas > options.brokers && !is_cluster) {
      return usage_error(fmt::format(
          "'{}' asks for {} replicas, and there {}. Ask for more brokers: --brokers {}.", text_of(topic),
          topic.replicas, options.brokers == 1 ? "is one broker" : fmt::format("are {} brokers", options.brokers),
          topic.replicas));
    }
  }
  if (options.min_insync > 1 && !replicates) {
    return usage_error(fmt::format("{} {}: min.insync.replicas can't be asked for (--min-insync).", who, why));
  }
  if (options.unclean && !replicates) {
    return usage_error(fmt::format("{} {}: an unclean election can't be asked for (--unclean).", who, why));
  }
  return Done{};
}

std::int32_t replicas_of(const TopicSpec& topic, const RunOptions& options) {
  if (options.rules == Rules::mock) return 1;
  return topic.replicas > 0 ? topic.replicas : std::min(kUsualReplicas, options.brokers);
}

}  // namespace inflight
