// Reading the lines of a recording; see event_line.h. A line may come from anybody: each value is checked for its type
// and range before it becomes part of a fact.
#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <simdjson.h>
#include <utility>

#include "core/recording/event_line.h"

namespace inflight {
namespace {

using Value = simdjson::ondemand::value;

constexpr std::size_t kMostIds = 1'000'000;  // batch.num.messages is at most that
constexpr std::size_t kMostNotes = 1000;     // sentences on what was not modelled

// The last value of each enum that has names.
template <typename E>
inline constexpr int kLast = -1;
template <>
inline constexpr int kLast<RunSource> = static_cast<int>(RunSource::attached);
template <>
inline constexpr int kLast<Call> = static_cast<int>(Call::print);
template <>
inline constexpr int kLast<ExitHow> = static_cast<int>(ExitHow::limit);
template <>
inline constexpr int kLast<ActionKind> = static_cast<int>(kActionKindCount) - 1;
template <>
inline constexpr int kLast<CaptionAt> = static_cast<int>(CaptionAt::grid);

// How reading a value ended: it may be of a form that is wrong, or a word that a newer version has.
enum class Read : std::uint8_t { good, unknown, wrong };

template <typename T>
Read read_integer(Value& value, T& to) {
  std::int64_t number = 0;
  if (value.get_int64().get(number) != simdjson::SUCCESS) return Read::wrong;
  if (!std::in_range<T>(number)) return Read::wrong;
  to = static_cast<T>(number);
  return Read::good;
}

Read read_ids(Value& value, std::vector<MessageId>& to) {
  simdjson::ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return Read::wrong;
  to.clear();
  for (auto element : array) {
    std::int64_t id = 0;
    if (element.get_int64().get(id) != simdjson::SUCCESS || id < 0 || id >= kNoMessage) return Read::wrong;
    if (to.size() == kMostIds) return Read::wrong;
    to.push_back(static_cast<MessageId>(id));
  }
  return Read::good;
}

template <typename E>
Read read_word(Value& value, E& to) {
  std::string_view word;
  if (value.get_string().get(word) != simdjson::SUCCESS) return Read::wrong;
  for (int i = 0; i <= kLast<E>; ++i) {
    if (name_of(static_cast<E>(i)) != word) continue;
    to = static_cast<E>(i);
    return Read::good;
  }
  return Read::unknown;
}

Read read_error(Value& value, KafkaError& to) {
  std::string_view name;
  if (value.get_string().get(name) == simdjson::SUCCESS) {
    const std::optional<KafkaError> error = error_named(name);
    if (error) to = *error;
    return error ? Read::good : Read::unknown;
  }
  std::int16_t code = 0;
  if (read_integer(value, code) != Read::good) return Read::wrong;
  to = static_cast<KafkaError>(code);
  return Read::good;
}

// Texts and lists lie in the parser until the next line is parsed.
template <typename T>
Read read_value(Value& value, T& to, std::vector<MessageId>& ids) {
  if constexpr (std::is_same_v<T, Text>) {
    return value.get_string().get(to) == simdjson::SUCCESS ? Read::good : Read::wrong;
  } else if constexpr (std::is_same_v<T, Ids>) {
    const Read read = read_ids(value, ids);
    to = ids;
    return read;
  } else if constexpr (std::is_same_v<T, bool>) {
    return value.get_bool().get(to) == simdjson::SUCCESS ? Read::good : Read::wrong;
  } else if constexpr (std::is_same_v<T, KafkaError>) {
    return read_error(value, to);
  } else if constexpr (std::is_enum_v<T>) {
    return read_word(value, to);
  } else if constexpr (std::is_same_v<T, MessageId>) {  // PartitionId is the same type; no value stands for "none"
    const Read read = read_integer(value, to);
    return to == kNoMessage ? Read::wrong : read;
  } else {
    return read_integer(value, to);
  }
}

// What a value of the type is called in a complaint.
template <typename T>
constexpr std::string_view wanted() {
  if constexpr (std::is_same_v<T, Text>) {
    return "a text";
  } else if constexpr (std::is_same_v<T, Ids>) {
    return "a list of at most a million message numbers";
  } else if constexpr (std::is_same_v<T, bool>) {
    return "true or false";
  } else if constexpr (std::is_same_v<T, KafkaError>) {
    return "the name or number of an error";
  } else if constexpr (std::is_enum_v<T>) {
    return "a word";
  } else {
    return "a whole number in range";
  }
}

// Kinds by name, for a binary search.
struct NamedKind {
  std::string_view name;
  EventKind kind;
};
const std::array<NamedKind, kEventKindCount>& kinds_by_name() {
  static const auto kSorted = [] {
    std::array<NamedKind, kEventKindCount> all;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = {event_kinds()[i].name, static_cast<EventKind>(i)};
    std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) { return x.name < y.name; });
    return all;
  }();
  return kSorted;
}

std::optional<EventKind> kind_named(std::string_view name) {
  const auto& kinds = kinds_by_name();
  const auto at = std::lower_bound(kinds.begin(), kinds.end(), name,
                                   [](const NamedKind& kind, std::string_view n) { return kind.name < n; });
  return at != kinds.end() && at->name == name ? std::optional(at->kind) : std::nullopt;
}

}  // namespace

struct LineParser::Impl {
  simdjson::ondemand::parser json;
  Fact fact;
  FileEnd end;
  std::vector<MessageId> ids;
  std::string why;
  bool is_end = false;
  bool is_known = true;  // all of its words are

  Read wrong(std::string sentence) {
    why = std::move(sentence);
    return Read::wrong;
  }
  Read unreadable(simdjson::error_code error) {
    return wrong(error == simdjson::UTF8_ERROR ? "it is not UTF-8" : "it is not a JSON object on one line");
  }
  template <typename T>
  Read take(std::string_view name, Value& value, T& to) {
    const Read read = read_value(value, to, ids);
    return read == Read::wrong ? wrong(fmt::format("'{}' should be {}", name, wanted<T>())) : read;
  }

  Read first_field(std::string_view name, Value& value);
  Read kind_field(std::string_view name, Value& value);
  Read event_field(std::string_view name, Value& value);
  Read own_field(std::string_view name, Value& value);
  Read end_field(std::string_view name, Value& value);
  Read notes(Value& value);
  Read object(std::string_view line);
};

Read LineParser::Impl::first_field(std::string_view name, Value& value) {
  is_end = name == "end";
  if (is_end) return Read::good;
  return name == "at_ns" ? take(name, value, fact.event.at_ns) : wrong("it should begin with 'at_ns'");
}

Read LineParser::Impl::kind_field(std::string_view name, Value& value) {
  std::string_view kind;
  if (name != "kind") return wrong("its second field should be 'kind'");
  if (const Read read = take(name, value, kind); read != Read::good) return read;
  const std::optional<EventKind> known = kind_named(kind);
  if (!known) return Read::unknown;
  fact.event.kind = *known;
  return Read::good;
}

Read LineParser::Impl::event_field(std::string_view name, Value& value) {
  if (name == "producer") return take(name, value, fact.event.producer);
  if (name == "thread") return take(name, value, fact.event.thread);
  if (name == "happened_ns") return take(name, value, fact.happened_ns);
  return is_known ? own_field(name, value) : Read::good;
}

// The fields of the event's kind. A field that the kind doesn't have is passed over: a later version may add one.
Read LineParser::Impl::own_field(std::string_view name, Value& value) {
  switch (fact.event.kind) {
#define FIELD(field, slot, Type)                                             \
  if (name == #field) {                                                      \
    Type taken{};                                                            \
    const Read read = take(name, value, taken);                              \
    if (read == Read::good) packing::put(packing::slot_##slot(fact), taken); \
    return read;                                                             \
  }
#define INFLIGHT_EVENT(Struct, kind_, group, fields, says) \
  case EventKind::kind_: {                                 \
    fields break;                                          \
  }
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
#undef FIELD
  }
  return Read::good;
}

Read LineParser::Impl::notes(Value& value) {
  simdjson::ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return wrong("'not_modelled' should be a list of texts");
  for (auto element : array) {
    std::string_view words;
    if (element.get_string().get(words) != simdjson::SUCCESS || end.not_modelled.size() == kMostNotes) {
      return wrong("'not_modelled' should be a list of at most a thousand texts");
    }
    end.not_modelled.emplace_back(words);
  }
  return Read::good;
}

Read LineParser::Impl::end_field(std::string_view name, Value& value) {
  if (name == "events") return take(name, value, end.events);
  if (name == "not_modelled") return notes(value);
  if (name != "state") return Read::good;
  std::string_view hex;
  if (const Read read = take(name, value, hex); read != Read::good) return read;
  const auto [last, error] = std::from_chars(hex.data(), hex.data() + hex.size(), end.state, 16);
  const bool whole = error == std::errc() && last == hex.data() + hex.size();
  return whole ? Read::good : wrong("'state' should be a hexadecimal number");
}

Read LineParser::Impl::object(std::string_view line) {
  simdjson::ondemand::document document;
  simdjson::ondemand::object fields;
  const simdjson::padded_string_view padded(line.data(), line.size(), line.size() + kLinePadding);
  if (const auto error = json.iterate(padded).get(document)) return unreadable(error);
  if (const auto error = document.get_object().get(fields)) return unreadable(error);
  std::size_t place = 0;
  for (auto each : fields) {
    simdjson::ondemand::field field;
    std::string_view name;
    if (const auto error = std::move(each).get(field)) return unreadable(error);
    if (const auto error = field.unescaped_key().get(name)) return unreadable(error);
    Value& value = field.value();
    const Read read = place == 0   ? first_field(name, value)
                      : is_end     ? end_field(name, value)
                      : place == 1 ? kind_field(name, value)
                                   : event_field(name, value);
    ++place;
    if (read == Read::wrong) return read;
    is_known &= read == Read::good;
  }
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
    return wrong("something stands behind its object");
  if (place < 2) return wrong(is_end ? "its fields are missing" : "it should have 'at_ns' and 'kind'");
  return is_known ? Read::good : Read::unknown;
}

LineParser::LineParser() : impl_(std::make_unique<Impl>()) {}
LineParser::~LineParser() = default;

LineParser::Found LineParser::parse(std::string_view line) {
  Impl& p = *impl_;
  p.fact = {};
  p.end = {};
  p.is_end = false;
  p.is_known = true;
  switch (p.object(line)) {
    case Read::good: return p.is_end ? Found::end : Found::event;
    case Read::unknown: return Found::unknown;
    case Read::wrong: break;
  }
  return Found::wrong;
}

const Fact& LineParser::fact() const { return impl_->fact; }
const FileEnd& LineParser::end() const { return impl_->end; }
const std::string& LineParser::why() const { return impl_->why; }

}  // namespace inflight
