// Event: one fact about a run, with its time. 48 bytes; texts and lists of ids lie in side pools and are named by
// index. The kinds and their fields come from event_kinds.inl. An event is packed from the struct of its kind:
//
//   sink.accept(at_ns, RecordStored{.message = 3, .partition = 0, .offset = 5});
//
// Order is the order of commit; at_ns never decreases. Plain data: any thread may read a committed event.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/base/ids.h"
#include "core/base/kafka_error.h"
#include "core/base/time.h"

namespace inflight {

// Where a run's facts come from.
enum class RunSource : std::uint8_t { simulated, mock, cluster, attached };
// What the program's thread is inside of.
enum class Call : std::uint8_t { none, create, produce, poll, flush, purge, len, sleep, print };
// How a process ended.
enum class ExitHow : std::uint8_t { end_of_script, sys_exit, exit_now, exception, os_exit, killed, crashed, limit };
// What a person can do to a run while it goes on; see core/run/action.h.
enum class ActionKind : std::uint8_t {
  switch_line,
  reject_next,
  exit_now,
  kill,
  type_line,
  broker_down,       // it can't be reached any more
  broker_up,         // it can be again
  cut_connections,   // every connection to it is closed; new ones are let in
  set_latency,       // the round trip to it takes so long from now on
  move_leader,       // another broker leads a partition
  pause_broker,      // it takes connections and requests, and does nothing about them
  resume_broker,     // it goes on where it was
  lose_next_answer,  // the next produce request is stored, and its answer is lost
};
inline constexpr std::size_t kActionKindCount = static_cast<std::size_t>(ActionKind::lose_next_answer) + 1;
// What a caption points to.
enum class CaptionAt : std::uint8_t {
  nowhere,
  code,
  terminal,
  buffer,
  thread,
  network,
  log,
  reports,
  gate,
  score,
  grid
};

std::string_view name_of(RunSource source);   // "simulated"
std::string_view name_of(Call call);          // "poll"
std::string_view name_of(ExitHow how);        // "end of script"
std::string_view name_of(ActionKind action);  // "reject_next"
std::string_view name_of(CaptionAt at);       // "buffer"

enum class EventKind : std::uint16_t {
#define INFLIGHT_EVENT(Struct, kind, group, fields, says) kind,
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
};

inline constexpr std::size_t kEventKindCount = 0
#define INFLIGHT_EVENT(Struct, kind, group, fields, says) +1
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
    ;

enum class EventGroup : std::uint8_t { program, client, cluster, person, instrument };

// The threads that facts name; a live source numbers further ones from `first_free`.
struct Threads {
  static constexpr std::uint16_t program = 0;
  static constexpr std::uint16_t library = 1;  // librdkafka's background threads
  static constexpr std::uint16_t outside = 2;  // cluster, person, instrument
  static constexpr std::uint16_t first_free = 3;
};

// As it lies in a recording.
struct Event {
  Nanos at_ns = 0;
  std::int64_t a = 0;
  std::int64_t b = 0;
  MessageId message = kNoMessage;
  PartitionId partition = kNoPartition;
  std::uint32_t text = 0;  // index in the recording's texts; 0 is the empty text
  std::uint32_t ids = 0;   // index in the recording's id lists; 0 is the empty list
  EventKind kind = EventKind::run_started;
  std::uint16_t flags = 0;
  ProducerId producer = 0;
  std::uint16_t thread = Threads::program;
  friend bool operator==(const Event&, const Event&) = default;
};
static_assert(sizeof(Event) == 48 && std::is_trivially_copyable_v<Event>);

// An event with its text and ids at hand: how facts travel, and what apply() takes. The views must outlive the call
// that they are passed to, no longer.
struct Fact {
  Event event;
  std::string_view text;
  std::span<const MessageId> ids;
  Nanos happened_ns = -1;  // when it happened, if that is earlier than the commit; else -1
};

// Field types of the manifest that aren't plain integers.
using Text = std::string_view;
using Ids = std::span<const MessageId>;

// Packing of one field into its slot. Integers, enums and bools alike.
namespace packing {
template <typename Slot, typename T>
constexpr void put(Slot& slot, const T& value) {
  if constexpr (std::is_same_v<Slot, T>) {
    slot = value;
  } else if constexpr (std::is_enum_v<T>) {
    slot = static_cast<Slot>(static_cast<std::underlying_type_t<T>>(value));
  } else {
    slot = static_cast<Slot>(value);
  }
}
template <typename T, typename Slot>
constexpr T get(const Slot& slot) {
  return static_cast<T>(slot);
}
// The slots by name. Texts and ids travel beside the event, so their slots are the fact's views.
inline std::int64_t& slot_a(Fact& f) { return f.event.a; }
inline std::int64_t& slot_b(Fact& f) { return f.event.b; }
inline MessageId& slot_message(Fact& f) { return f.event.message; }
inline PartitionId& slot_partition(Fact& f) { return f.event.partition; }
inline std::uint16_t& slot_flags(Fact& f) { return f.event.flags; }
inline std::string_view& slot_text(Fact& f) { return f.text; }
inline std::span<const MessageId>& slot_ids(Fact& f) { return f.ids; }
inline const std::int64_t& slot_a(const Fact& f) { return f.event.a; }
inline const std::int64_t& slot_b(const Fact& f) { return f.event.b; }
inline const MessageId& slot_message(const Fact& f) { return f.event.message; }
inline const PartitionId& slot_partition(const Fact& f) { return f.event.partition; }
inline const std::uint16_t& slot_flags(const Fact& f) { return f.event.flags; }
inline const std::string_view& slot_text(const Fact& f) { return f.text; }
inline const std::span<const MessageId>& slot_ids(const Fact& f) { return f.ids; }
}  // namespace packing

// Default of a field that a fact leaves out: no message, no partition (the two 32-bit ids), else zero.
namespace packing {
template <typename T>
inline constexpr T kDefault{};
template <>
inline constexpr std::uint32_t kDefault<std::uint32_t> = kNoMessage;
}  // namespace packing

// The struct of each kind, as the manifest says.
#define FIELD(name, slot, Type) Type name = packing::kDefault<Type>;
#define INFLIGHT_EVENT(Struct, kind_, group, fields, says) \
  struct Struct {                                          \
    static constexpr EventKind kind = EventKind::kind_;    \
    fields                                                 \
  };
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
#undef FIELD

// Pack and unpack: Struct -> Fact and back.
#define FIELD(name, slot, Type) packing::put(packing::slot_##slot(fact), s.name);
#define INFLIGHT_EVENT(Struct, kind_, group, fields, says)         \
  inline void pack([[maybe_unused]] const Struct& s, Fact& fact) { \
    fact.event.kind = EventKind::kind_;                            \
    fields                                                         \
  }
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
#undef FIELD
#define FIELD(name, slot, Type) s.name = packing::get<Type>(packing::slot_##slot(fact));
#define INFLIGHT_EVENT(Struct, kind_, group, fields, says) \
  inline void unpack([[maybe_unused]] const Fact& fact, [[maybe_unused]] Struct& s) { fields }
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
#undef FIELD

// The fields of a fact of a known kind: auto stored = as<RecordStored>(fact).
template <typename Struct>
Struct as(const Fact& fact) {
  Struct s;
  unpack(fact, s);
  return s;
}

// Who did it, in which thread; stands beside the kind's own fields.
struct Origin {
  ProducerId producer = 0;
  std::uint16_t thread = Threads::program;
};

template <typename Struct>
Fact make_fact(Nanos at_ns, Origin origin, const Struct& fields) {
  Fact fact;
  fact.event.at_ns = at_ns;
  fact.event.producer = origin.producer;
  fact.event.thread = origin.thread;
  pack(fields, fact);
  return fact;
}

// Takes facts in commit order. Called from one thread.
class FactSink {
 public:
  virtual ~FactSink() = default;
  virtual void accept(const Fact& fact) = 0;
};

// What the manifest says of a kind, for text, files and docs.
struct FieldInfo {
  std::string_view name;
  std::string_view slot;
  std::string_view type;
};
struct KindInfo {
  std::string_view name;
  EventGroup group;
  std::span<const FieldInfo> fields;
  std::string_view says;
};
std::span<const KindInfo> event_kinds();
const KindInfo& info(EventKind kind);
std::string_view name_of(EventGroup group);

// One line: "1.800000000 record_stored message=3 partition=0 offset=5". For tests, logs and golden files.
std::string to_text(const Fact& fact);

}  // namespace inflight
