// The manifest's tables and the text form of an event; see event.h.
#include "core/event/event.h"

#include <fmt/format.h>
#include <vector>

namespace inflight {
namespace {

#define FIELD(name, slot, Type) FieldInfo{#name, #slot, #Type},
#define INFLIGHT_EVENT(Struct, kind, group, fields, says) \
  const std::vector<FieldInfo>& fields_of_##kind() {      \
    static const std::vector<FieldInfo> list{fields};     \
    return list;                                          \
  }
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
#undef FIELD

std::string list_text(std::span<const MessageId> ids) {
  std::string text = "[";
  for (std::size_t i = 0; i < ids.size();) {
    std::size_t last = i;
    while (last + 1 < ids.size() && ids[last + 1] == ids[last] + 1) ++last;
    if (i > 0) text += ',';
    text += last > i ? fmt::format("{}..{}", ids[i], ids[last]) : fmt::format("{}", ids[i]);
    i = last + 1;
  }
  return text + "]";
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

template <typename T>
std::string value_text(const T& value) {
  if constexpr (std::is_same_v<T, Text>) {
    return quoted(value);
  } else if constexpr (std::is_same_v<T, Ids>) {
    return list_text(value);
  } else if constexpr (std::is_same_v<T, KafkaError>) {
    return std::string(error_name(value));
  } else if constexpr (std::is_enum_v<T>) {
    return quoted(name_of(value));
  } else if constexpr (std::is_same_v<T, MessageId>) {  // PartitionId is the same type
    return value == kNoMessage ? "none" : fmt::format("{}", value);
  } else {
    return fmt::format("{}", value);
  }
}

std::string fields_text(const Fact& fact) {
  std::string out;
  switch (fact.event.kind) {
#define FIELD(name, slot, Type) out += " " #name "=" + value_text(s.name);
#define INFLIGHT_EVENT(Struct, kind_, group, fields, says) \
  case EventKind::kind_: {                                 \
    [[maybe_unused]] const auto s = as<Struct>(fact);      \
    fields break;                                          \
  }
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
#undef FIELD
  }
  return out;
}

}  // namespace

std::string_view name_of(RunSource source) {
  static constexpr std::array<std::string_view, 4> kNames{"simulated", "mock", "cluster", "attached"};
  return kNames[static_cast<std::size_t>(source)];
}

std::string_view name_of(Call call) {
  static constexpr std::array<std::string_view, 9> kNames{"none",  "create", "produce", "poll", "flush",
                                                          "purge", "len",    "sleep",   "print"};
  return kNames[static_cast<std::size_t>(call)];
}

std::string_view name_of(ExitHow how) {
  static constexpr std::array<std::string_view, 8> kNames{"end of script", "sys.exit", "exit now", "exception",
                                                          "os._exit",      "killed",   "crashed",  "limit"};
  return kNames[static_cast<std::size_t>(how)];
}

std::string_view name_of(ActionKind action) {
  static constexpr std::array<std::string_view, kActionKindCount> kNames{
      "switch_line",     "reject_next", "exit_now",    "kill",         "type_line",     "broker_down",     "broker_up",
      "cut_connections", "set_latency", "move_leader", "pause_broker", "resume_broker", "lose_next_answer"};
  return kNames[static_cast<std::size_t>(action)];
}

std::string_view name_of(CaptionAt at) {
  static constexpr std::array<std::string_view, 11> kNames{
      "nowhere", "code", "terminal", "buffer", "thread", "network", "log", "reports", "gate", "score", "grid"};
  return kNames[static_cast<std::size_t>(at)];
}

std::string_view name_of(EventGroup group) {
  static constexpr std::array<std::string_view, 5> kNames{"program", "client", "cluster", "person", "instrument"};
  return kNames[static_cast<std::size_t>(group)];
}

std::span<const KindInfo> event_kinds() {
  static const std::vector<KindInfo> kinds{
#define INFLIGHT_EVENT(Struct, kind, group, fields, says) KindInfo{#kind, EventGroup::group, fields_of_##kind(), says},
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
  };
  return kinds;
}

const KindInfo& info(EventKind kind) { return event_kinds()[static_cast<std::size_t>(kind)]; }

std::string to_text(const Fact& fact) {
  const Event& event = fact.event;
  std::string out = fmt::format("{}.{:09} {}", event.at_ns / kSecond, event.at_ns % kSecond, info(event.kind).name);
  if (event.producer != 0) out += fmt::format(" producer={}", event.producer);
  return out + fields_text(fact);
}

}  // namespace inflight
