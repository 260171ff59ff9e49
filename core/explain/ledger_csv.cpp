// See ledger_csv.h.
#include "core/explain/ledger_csv.h"

#include <fmt/format.h>
#include <vector>

#include "core/world/apply.h"

namespace inflight {
namespace {

// When a message came where, for the first time; -1: not.
struct Times {
  Nanos sent = -1, stored = -1, told = -1;
};

void note(std::vector<Times>& times, MessageId id, Nanos Times::*what, Nanos at) {
  if (id >= times.size()) return;
  Nanos& noted = times[id].*what;
  if (noted < 0) noted = at;
}

std::string seconds(Nanos at) { return at < 0 ? "" : fmt::format("{}.{:09}", at / kSecond, at % kSecond); }

std::string quoted(std::string_view text) {
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string row(const World& world, MessageId id, const Times& times) {
  const Message& message = world.messages[id];
  const bool placed = message.partition < world.partitions.size();
  const Partition* partition = placed ? &world.partitions[message.partition] : nullptr;
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{}\r\n", id, id_of(world.outcome(id)),
                     partition ? quoted(*partition->topic) : "", partition ? fmt::format("{}", partition->number) : "",
                     message.offset < 0 ? "" : fmt::format("{}", message.offset), message.attempts,
                     message.error == KafkaError::NO_ERROR ? "" : error_name(message.error),
                     seconds(message.produced_ns), seconds(times.sent), seconds(times.stored), seconds(times.told));
}

}  // namespace

void write_ledger_csv(const Recording& recording, std::ostream& to) {
  World world;
  std::vector<Times> times;
  for (std::uint64_t i = 0; i < recording.size(); ++i) {
    const Fact fact = recording.fact(i);
    apply(world, fact);
    times.resize(std::max(times.size(), world.messages.size));
    const Nanos at = fact.event.at_ns;
    for (const MessageId id : fact.ids) note(times, id, &Times::sent, at);
    if (fact.event.kind == EventKind::record_stored) note(times, fact.event.message, &Times::stored, at);
    if (fact.event.kind == EventKind::callback_started) note(times, fact.event.message, &Times::told, at);
  }
  to << "message,outcome,topic,partition,offset,attempts,error,produced_s,sent_s,stored_s,told_s\r\n";
  for (MessageId id = 0; id < world.messages.size; ++id) {
    if (world.messages[id].accepted) to << row(world, id, times[id]);
  }
}

}  // namespace inflight
