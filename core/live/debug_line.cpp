// See debug_line.h.
#include "core/live/debug_line.h"

#include <charconv>
#include <map>
#include <string>

#include "core/live/rd.h"

namespace inflight {
namespace {

// "... topic [3]" at the end of a text.
bool parse_place(std::string_view text, DebugLine& line) {
  if (!text.ends_with(']')) return false;
  const std::size_t bracket = text.rfind(" [");
  if (bracket == std::string_view::npos) return false;
  const std::string_view number = text.substr(bracket + 2, text.size() - bracket - 3);
  const auto read = std::from_chars(number.data(), number.data() + number.size(), line.partition);
  if (read.ec != std::errc() || read.ptr != number.data() + number.size()) return false;
  line.topic = text.substr(0, bracket);
  if (const std::size_t before = line.topic.rfind(' '); before != std::string_view::npos) {
    line.topic.remove_prefix(before + 1);
  }
  return !line.topic.empty();
}

// librdkafka's error of a text, as rd_kafka_err2str gives it.
KafkaError error_of(std::string_view text) {
  static const auto* const kByText = [] {
    auto* map = new std::map<std::string, KafkaError, std::less<>>;
    const rd_kafka_err_desc* descriptions = nullptr;
    std::size_t count = 0;
    rd_kafka_get_err_descs(&descriptions, &count);
    for (std::size_t i = 0; i < count; ++i) {
      if (descriptions[i].desc) map->emplace(descriptions[i].desc, kafka_error(descriptions[i].code));
    }
    return map;
  }();
  const auto found = kByText->find(text);
  return found != kByText->end() ? found->second : KafkaError::UNKNOWN;
}

}  // namespace

std::optional<DebugLine> parse_debug_line(std::string_view text) {
  constexpr std::string_view kFormed = ": Produce MessageSet with ";
  constexpr std::string_view kAnswered = ": MessageSet with ";
  constexpr std::string_view kError = " encountered error: ";
  constexpr std::string_view kActions = " (actions ";
  DebugLine line;
  std::size_t at = text.find(kFormed);
  std::string_view rest;
  if (at != std::string_view::npos) {
    rest = text.substr(at + kFormed.size());
  } else if (at = text.find(kAnswered); at != std::string_view::npos) {
    line.kind = DebugLine::Kind::answered;
    rest = text.substr(at + kAnswered.size());
  } else {
    return std::nullopt;
  }
  if (!parse_place(text.substr(0, at), line)) return std::nullopt;
  const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), line.count);
  if (read.ec != std::errc()) return std::nullopt;
  if (line.kind == DebugLine::Kind::formed) return line;

  const std::size_t error = rest.find(kError);
  if (error == std::string_view::npos) return line;
  const std::string_view what = rest.substr(error + kError.size());
  const std::size_t actions = what.rfind(kActions);
  line.error = error_of(what.substr(0, actions));
  if (actions == std::string_view::npos) return line;
  const std::string_view does = what.substr(actions + kActions.size());
  // A disconnect says "Refresh" alone, and its messages are sent again all the same.
  line.retries = does.find("Permanent") == std::string_view::npos &&
                 (does.find("Retry") != std::string_view::npos || does.find("Refresh") != std::string_view::npos);
  return line;
}

}  // namespace inflight
