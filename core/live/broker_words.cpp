// See broker_words.h.
#include "core/live/broker_words.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <fmt/format.h>

namespace inflight {
namespace {

struct Words {
  std::string_view request;
  std::string_view does;
};
constexpr std::array<Words, 10> kRequests{{{"ApiVersion", "asks which requests are understood"},
                                           {"Metadata", "asks which topics there are and who leads them"},
                                           {"Produce", "sends messages"},
                                           {"Fetch", "reads"},
                                           {"ListOffsets", "asks where a log begins or ends"},
                                           {"InitProducerId", "asks for a producer id"},
                                           {"FindCoordinator", "asks who coordinates its group"},
                                           {"JoinGroup", "joins its group"},
                                           {"OffsetCommit", "says how far its group has read"},
                                           {"OffsetFetch", "asks how far its group has read"}}};

// Cuts `text` after the mark, and returns what stood before it.
std::optional<std::string_view> before(std::string_view& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view head = text.substr(0, at);
  text.remove_prefix(at + mark.size());
  return head;
}

// "Broker 1: Received ProduceRequestV7 from 127.0.0.1:55474"
std::optional<std::string> request_in_words(std::string_view line) {
  if (!before(line, ": Received ")) return std::nullopt;
  const std::optional<std::string_view> name = before(line, "RequestV");
  if (!name || !before(line, " from ")) return std::nullopt;
  for (const Words& words : kRequests) {
    if (words.request == *name) return fmt::format("{} {} ({})", line, words.does, *name);
  }
  return fmt::format("{} asks for {}", line, *name);
}

// "Log append orders [0] 15 messages, 73 bytes at offset 30 (log now 0..45, original start 0)"
std::optional<std::string> append_in_words(std::string_view line) {
  if (!before(line, "Log append ")) return std::nullopt;
  const std::optional<std::string_view> topic = before(line, " [");
  const std::optional<std::string_view> partition = before(line, "] ");
  const std::optional<std::string_view> count = before(line, " messages");
  if (!topic || !partition || !count || !before(line, " at offset ")) return std::nullopt;
  std::int64_t offset = 0;
  if (std::from_chars(line.data(), line.data() + line.size(), offset).ec != std::errc()) return std::nullopt;
  return *count == "1" ? fmt::format("{}[{}] stores a message at offset {}", *topic, *partition, offset)
                       : fmt::format("{}[{}] stores {} messages from offset {}", *topic, *partition, *count, offset);
}

}  // namespace

std::optional<std::string> broker_words(std::string_view line) {
  if (std::optional<std::string> request = request_in_words(line)) return request;
  return append_in_words(line);
}

}  // namespace inflight
