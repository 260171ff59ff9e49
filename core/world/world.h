// World: everything that is known of a run at one instant, as plain data, the fold of its events. Only apply() changes
// one. Copies are cheap (pages are shared), so keyframes and cursors hold worlds by value. A World belongs to one
// thread; its copies may be in others.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/event/event.h"
#include "core/world/cow.h"
#include "core/world/outcome.h"

namespace inflight {

// A text in the recording (by index) and its hash, so that worlds of different recordings can be compared.
struct TextRef {
  std::uint32_t ref = 0;
  std::uint64_t hash = 0;
  friend bool operator==(const TextRef& x, const TextRef& y) { return x.hash == y.hash; }
};

// One message. `accepted` is false while produce() has not returned, though facts about it may be here already.
struct Message {
  Nanos produced_ns = 0;
  std::int64_t offset = -1;  // as reported or as read; -1: unknown
  PartitionId partition = kNoPartition;
  KafkaError error = KafkaError::NO_ERROR;
  ProducerId producer = 0;
  std::uint16_t attempts = 0;  // requests it went out with
  Stage stage;
  bool accepted = false;
  friend bool operator==(const Message&, const Message&) = default;
};

// 256 messages with counts for each stage (of the accepted ones) and a cached hash.
struct MessagePage {
  static constexpr std::size_t kSize = 256;
  std::array<Message, kSize> messages{};
  std::array<std::uint16_t, kStageCount> counts{};
  mutable std::uint64_t hash = 0;  // 0: to be computed again
};

struct Messages {
  std::size_t size = 0;  // one more than the highest id mentioned
  std::vector<Cow<MessagePage>> pages;
  std::array<std::int64_t, kStageCount> counts{};  // over all pages

  const Message& operator[](MessageId id) const {
    return pages[id / MessagePage::kSize]->messages[id % MessagePage::kSize];
  }
};

// What the program's one thread is doing.
struct LineVisit {
  std::int32_t line = 0;
  Nanos at_ns = 0;
  friend bool operator==(const LineVisit&, const LineVisit&) = default;
};
struct ProgramState {
  std::int32_t line = 0;  // statement reached last; 0: none yet
  // Calls entered and not left, outermost first: a callback inside poll may call the client again.
  struct ActiveCall {
    Call call = Call::none;
    Nanos since_ns = 0;
    Nanos timeout_ns = 0;  // -1: without limit
    friend bool operator==(const ActiveCall&, const ActiveCall&) = default;
  };
  std::vector<ActiveCall> calls;
  std::vector<MessageId> callbacks;         // messages whose callbacks run now; nested if one polls
  std::array<LineVisit, 8> recent_lines{};  // a ring, for the glow of a line that ran; newest at (visits - 1) % 8
  std::uint64_t visits = 0;
  bool callbacks_serve = false;  // one has called poll() or flush()
  Paged<TextRef> output;         // lines printed
  MessageId callback() const { return callbacks.empty() ? kNoMessage : callbacks.back(); }  // the innermost
  bool serves() const;  // true while the thread is inside poll() or flush(): the gate is open
};

struct Exit {
  ExitHow how = ExitHow::end_of_script;
  std::int64_t code = 0;
  Nanos at_ns = 0;
  TextRef reason;
  friend bool operator==(const Exit&, const Exit&) = default;
};

// One producer in the script. Its configuration is text 'name=value' a line, as created.
struct Producer {
  bool created = false;
  bool destroyed = false;
  std::shared_ptr<const std::string> configuration = std::make_shared<const std::string>();
  Paged<MessageId> reports;        // every report ever queued, in order
  std::size_t reports_served = 0;  // those before this index have been served
  std::size_t reports_waiting() const { return reports.size() - reports_served; }
};
// The value of a property in a producer's configuration, or an empty view if it was left at its default.
std::string_view property(const Producer& producer, std::string_view name);

// A broker's copy of a partition.
struct Replica {
  BrokerId broker = 0;
  std::int64_t end = 0;  // the offset behind its last record, as told; the leader's copy is the log itself
  bool in_sync = true;   // it counts for acks=all, and may be elected leader
  friend bool operator==(const Replica&, const Replica&) = default;
};

struct Partition {
  std::shared_ptr<const std::string> topic;
  std::int32_t number = 0;
  BrokerId leader = kNoBroker;
  Paged<MessageId> log;           // records appended in the run, in offset order; kNoMessage: a foreign one
  std::int64_t log_start = 0;     // offset of the first of them
  std::int64_t read_to = 0;       // the truth has been read up to here
  std::vector<Replica> replicas;  // where they are known, the leader's among them
  std::int64_t end() const { return log_start + static_cast<std::int64_t>(log.size()); }
  bool replicated() const { return replicas.size() > 1; }
  // How far a broker's copy reaches.
  std::int64_t end_of(const Replica& copy) const { return copy.broker == leader ? end() : copy.end; }
  // Up to here all in sync have it, and consumers may read: the high watermark, once the leader has heard of it.
  std::int64_t end_in_sync() const;
};

struct Request {
  RequestId id = 0;
  ProducerId producer = 0;
  BrokerId broker = 0;
  PartitionId partition = kNoPartition;
  std::uint16_t attempt = 0;
  Nanos sent_ns = 0;
  std::shared_ptr<const std::vector<MessageId>> messages;  // empty: not observed
  friend bool operator==(const Request& x, const Request& y);
};

struct Broker {
  BrokerId id = 0;
  bool up = true;
  bool paused = false;  // it is up and does nothing
  friend bool operator==(const Broker&, const Broker&) = default;
};

// A produce() call that was refused: its number among all calls, from 1.
struct Refusal {
  std::int64_t call_number = 0;
  KafkaError error = KafkaError::NO_ERROR;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

// What the learner said before the run.
struct Prediction {
  std::int32_t choice = -1;  // index among the question's choices; -1: none
  TextRef words;
  friend bool operator==(const Prediction&, const Prediction&) = default;
};

struct World {
  Nanos now_ns = 0;
  std::uint64_t events = 0;
  RunSource source = RunSource::simulated;
  Phase phase = Phase::running;
  bool started = false;
  ProgramState program;
  Exit exit;  // meaningful once phase is not running
  std::vector<Producer> producers;
  std::vector<Partition> partitions;
  std::vector<Request> requests;  // unanswered, oldest first
  std::vector<Broker> brokers;
  Messages messages;
  Paged<Refusal> refusals;
  std::int64_t produced = 0;                     // accepted
  std::int64_t told = 0;                         // callbacks that ran
  std::int64_t duplicates = 0;                   // records beyond the first of a message
  std::map<KafkaError, std::int64_t> refused;    // by error
  std::map<KafkaError, std::int64_t> callbacks;  // by error; NO_ERROR: delivered
  std::vector<std::int32_t> lines_off;           // statements switched off, ascending
  TextRef caption;                               // the newest
  CaptionAt caption_at = CaptionAt::nowhere;     // what it points to
  MessageId caption_message = kNoMessage;        // the message that it speaks of
  Prediction prediction;
  std::int64_t skipped = 0;    // offsets in the logs that no record was read for
  std::int64_t gaps = 0;       // facts that the instrument lost
  std::int64_t anomalies = 0;  // transitions that should be impossible; shown, never asserted

  std::int64_t count(Outcome outcome) const;
  Outcome outcome(MessageId id) const {
    return kOutcomes[static_cast<std::size_t>(phase)][index_of(messages[id].stage)];
  }
  std::int64_t in_kafka() const;  // accepted messages with a copy in the log, as far as it was read
  std::int64_t lost() const;      // gone and nobody was told so, or told that they arrived
  bool is_off(std::int32_t line) const;
};

// The state's hash: equal worlds have equal hashes on every machine. Pages cache theirs, so its cost follows what
// changed since the last call.
std::uint64_t hash_of(const World& world);

// Empty if the two are equal in all they have; else one line about the first difference. For tests.
std::string first_difference(const World& expected, const World& actual);

// The world as text, a line a fact, for snapshots and failure messages.
std::string describe(const World& world);

}  // namespace inflight
