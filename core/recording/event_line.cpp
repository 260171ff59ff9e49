// Writing the lines of a recording; see event_line.h. Reading them is in line_parser.cpp.
#include "core/recording/event_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <simdjson.h>

namespace inflight {
namespace {

constexpr std::size_t kLongestText = 2 << 20;
constexpr std::string_view kCut = "… (the rest was too long for a recording)";
constexpr std::string_view kNoCharacter = "\xEF\xBF\xBD";  // U+FFFD

template <typename T>
void append_number(std::string& to, T number) {
  std::array<char, 24> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  to.append(digits.data(), end);
}

void append_name(std::string& to, std::string_view name) {
  to += ",\"";
  to += name;
  to += "\":";
}

template <typename T>
void append_value(std::string& to, const T& value) {
  if constexpr (std::is_same_v<T, Text>) {
    append_json_text(to, value);
  } else if constexpr (std::is_same_v<T, Ids>) {
    to += '[';
    for (const MessageId id : value) {
      append_number(to, id);
      to += ',';
    }
    to.back() = ']';
  } else if constexpr (std::is_same_v<T, bool>) {
    to += value ? "true" : "false";
  } else if constexpr (std::is_same_v<T, KafkaError>) {
    const std::string_view name = error_name(value);
    if (error_named(name)) return append_json_text(to, name);
    append_number(to, static_cast<std::int16_t>(value));  // an error that librdkafka has no name for
  } else if constexpr (std::is_enum_v<T>) {
    append_json_text(to, name_of(value));
  } else {
    append_number(to, value);
  }
}

// No message, no partition, no error, an empty text and an empty list are said by leaving the field out.
template <typename T>
bool is_none(const T& value) {
  if constexpr (std::is_same_v<T, Text> || std::is_same_v<T, Ids>) {
    return value.empty();
  } else if constexpr (std::is_same_v<T, MessageId>) {  // PartitionId is the same type
    return value == kNoMessage;
  } else if constexpr (std::is_same_v<T, KafkaError>) {
    return value == KafkaError::NO_ERROR;
  } else {
    return false;
  }
}

template <typename T>
void append_field(std::string& to, std::string_view name, const T& value) {
  if (is_none(value)) return;
  append_name(to, name);
  append_value(to, value);
}

void append_fields(std::string& to, const Fact& fact) {
  switch (fact.event.kind) {
#define FIELD(name, slot, Type) append_field(to, #name, s.name);
#define INFLIGHT_EVENT(Struct, kind_, group, fields, says) \
  case EventKind::kind_: {                                 \
    [[maybe_unused]] const auto s = as<Struct>(fact);      \
    fields break;                                          \
  }
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
#undef FIELD
  }
}

// Where the first character begins that is cut by an end at `at`.
std::size_t whole_characters(std::string_view text, std::size_t at) {
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

// The length of the valid UTF-8 character at the start of `text`; 0 if there is none.
std::size_t character(std::string_view text) {
  for (std::size_t size = 1; size <= 4 && size <= text.size(); ++size) {
    if (simdjson::validate_utf8(text.data(), size)) return size;
  }
  return 0;
}

}  // namespace

std::string_view fitting_text(std::string_view text, std::string& buffer) {
  const bool too_long = text.size() > kLongestText;
  if (!too_long && simdjson::validate_utf8(text.data(), text.size())) return text;
  if (too_long) text = text.substr(0, whole_characters(text, kLongestText));
  buffer.clear();
  while (!text.empty()) {
    const std::size_t size = character(text);
    buffer += size > 0 ? text.substr(0, size) : kNoCharacter;
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  if (too_long) buffer += kCut;
  return buffer;
}

void append_json_text(std::string& to, std::string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  to += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      to += '\\';
      to += c;
    } else if (c == '\n') {
      to += "\\n";
    } else if (byte < 0x20) {
      to += "\\u00";
      to += kHex[byte >> 4];
      to += kHex[byte & 15];
    } else {
      to += c;
    }
  }
  to += '"';
}

void append_event_line(std::string& to, const Fact& fact) {
  const Event& event = fact.event;
  to += "{\"at_ns\":";
  append_number(to, event.at_ns);
  append_name(to, "kind");
  to += '"';
  to += info(event.kind).name;
  to += '"';
  if (event.producer != 0) append_field(to, "producer", event.producer);
  if (event.thread != Threads::program) append_field(to, "thread", event.thread);
  if (fact.happened_ns >= 0) append_field(to, "happened_ns", fact.happened_ns);
  append_fields(to, fact);
  to += "}\n";
}

void append_end_line(std::string& to, const FileEnd& end) {
  to += "{\"end\":true";
  append_field(to, "events", end.events);
  std::array<char, 16> hex;
  const auto [last, error] = std::to_chars(hex.data(), hex.data() + hex.size(), end.state, 16);
  append_field(to, "state", Text(hex.data(), static_cast<std::size_t>(last - hex.data())));
  append_name(to, "not_modelled");
  to += '[';
  for (const std::string& words : end.not_modelled) {
    if (to.back() != '[') to += ',';
    append_json_text(to, words);
  }
  to += "]}\n";
}

}  // namespace inflight
