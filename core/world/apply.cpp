// The fold: one small rule for each kind of event; see apply.h.
#include "core/world/apply.h"

#include <algorithm>
#include <map>

#include "core/base/hash.h"
#include "core/world/stage_after.h"

namespace inflight {
namespace {

// A world is as large as its events are many, whatever they say: they may come from a file that anybody wrote. A fact
// may name a message that is not known yet, but each message has had an event, so its number is not far beyond theirs.
constexpr std::size_t kMostAhead = 1 << 20;
// Offsets may leave gaps (control records of transactions): so many in all, and as many as there were events.
constexpr std::int64_t kMostSkipped = 1 << 20;
constexpr std::int64_t kLastOffset = std::int64_t{1} << 62;
// What is kept as a list that is copied with the world. No real run comes near.
constexpr std::size_t kMostNested = 10'000;       // calls in calls, callbacks in callbacks (Python: 1000)
constexpr std::size_t kMostUnanswered = 100'000;  // requests
constexpr std::size_t kMostBrokers = 10'000;
constexpr std::size_t kMostPartitions = 200'000;
constexpr std::size_t kMostReplicas = 100;  // of one partition
constexpr std::size_t kMostLinesOff = 100'000;

TextRef text_of(const Fact& fact) { return {fact.event.text, hash_bytes(fact.text)}; }

Producer& producer_of(World& world, const Fact& fact) {
  if (fact.event.producer >= world.producers.size()) world.producers.resize(fact.event.producer + std::size_t{1});
  return world.producers[fact.event.producer];
}

// Adds to a list that is bounded; what doesn't fit is an anomaly.
template <typename T>
void add(World& world, std::vector<T>& list, std::size_t most, T element) {
  if (list.size() >= most) {
    ++world.anomalies;
    return;
  }
  list.push_back(std::move(element));
}

// The partition of a fact, or null for none. Ids are dense, so a far one is an anomaly.
Partition* partition_of(World& world, PartitionId id) {
  if (id == kNoPartition) return nullptr;
  if (id >= world.partitions.size()) {
    ++world.anomalies;
    return nullptr;
  }
  return &world.partitions[id];
}

bool make_room(World& world, MessageId id) {
  Messages& messages = world.messages;
  if (id == kNoMessage || id > world.events + kMostAhead) {
    ++world.anomalies;
    return false;
  }
  if (id >= messages.size) messages.size = id + std::size_t{1};
  while (messages.pages.size() * MessagePage::kSize < messages.size) messages.pages.emplace_back();
  return true;
}

// Changes one message and keeps the counts of its page and of the world; the only way to change a message.
template <typename Change>
void change_message(World& world, MessageId id, Change change) {
  if (!make_room(world, id)) return;
  MessagePage& page = world.messages.pages[id / MessagePage::kSize].mutate();
  Message& message = page.messages[id % MessagePage::kSize];
  if (message.accepted) {
    --page.counts[index_of(message.stage)];
    --world.messages.counts[index_of(message.stage)];
  }
  change(message);
  if (message.accepted) {
    ++page.counts[index_of(message.stage)];
    ++world.messages.counts[index_of(message.stage)];
  }
  page.hash = 0;
}

// Takes a report out of the queue: the head, or, where a callback polls and is served what came meanwhile, one further
// back (facts, 4.2).
void take_report(World& world, Producer& producer, MessageId id) {
  for (std::size_t i = producer.reports_served; i < producer.reports.size(); ++i) {
    if (producer.reports[i] != id) continue;
    for (std::size_t j = i; j > producer.reports_served; --j) producer.reports.mutate(j) = producer.reports[j - 1];
    if (i != producer.reports_served) producer.reports.mutate(producer.reports_served) = id;
    ++producer.reports_served;
    return;
  }
  ++world.anomalies;
}

void leave_call(World& world, Call call) {
  auto& calls = world.program.calls;
  const auto found =
      std::find_if(calls.rbegin(), calls.rend(), [&](const auto& active) { return active.call == call; });
  if (found == calls.rend()) {
    ++world.anomalies;
    return;
  }
  calls.erase(std::next(found).base(), calls.end());
}

void apply_fields(World& world, const Fact&, const RunStarted& e) {
  world.source = e.source;
  world.started = true;
}

void apply_fields(World& world, const Fact& fact, const LineReached& e) {
  ProgramState& program = world.program;
  program.line = e.line;
  program.recent_lines[program.visits++ % program.recent_lines.size()] = {e.line, fact.event.at_ns};
}

void apply_fields(World&, const Fact&, const Computed&) {}

void apply_fields(World& world, const Fact& fact, const CallStarted& e) {
  const bool serves = e.call == Call::poll || e.call == Call::flush;
  if (serves && !world.program.callbacks.empty()) world.program.callbacks_serve = true;
  add(world, world.program.calls, kMostNested, {e.call, fact.event.at_ns, e.timeout_ns});
}

void apply_fields(World& world, const Fact&, const CallReturned& e) { leave_call(world, e.call); }

void apply_fields(World& world, const Fact& fact, const Output&) { world.program.output.push_back(text_of(fact)); }

void apply_fields(World& world, const Fact& fact, const CallbackStarted& e) {
  add(world, world.program.callbacks, kMostNested, e.message);
  ++world.told;
  ++world.callbacks[e.error];
  take_report(world, producer_of(world, fact), e.message);
  change_message(world, e.message, [&](Message& message) {
    if (message.stage.report == Report::told) ++world.anomalies;
    message.stage = stage_after(message.stage, fact.event);
    message.error = e.error;
  });
}

void apply_fields(World& world, const Fact&, const CallbackFinished& e) {
  if (world.program.callbacks.empty() || world.program.callback() != e.message) {
    ++world.anomalies;
    return;
  }
  world.program.callbacks.pop_back();
}

void apply_fields(World& world, const Fact& fact, const ProcessExited& e) {
  if (world.phase != Phase::running) {
    ++world.anomalies;
    return;
  }
  world.phase = Phase::ended;
  world.exit = {e.how, e.code, fact.event.at_ns, text_of(fact)};
  world.program.calls.clear();
  world.program.callbacks.clear();
}

void apply_fields(World& world, const Fact& fact, const ProducerCreated& e) {
  Producer& producer = producer_of(world, fact);
  producer.created = true;
  producer.configuration = std::make_shared<const std::string>(e.configuration);
}

void apply_fields(World& world, const Fact& fact, const ProducerDestroyed&) {
  producer_of(world, fact).destroyed = true;
}

void apply_fields(World& world, const Fact& fact, const MessageOffered& e) {
  change_message(world, e.message, [&](Message& message) { message.producer = fact.event.producer; });
}

void apply_fields(World& world, const Fact& fact, const MessageAccepted& e) {
  change_message(world, e.message, [&](Message& message) {
    if (message.accepted) {
      ++world.anomalies;
      return;
    }
    ++world.produced;
    message.accepted = true;
    message.produced_ns = fact.event.at_ns;
    message.producer = fact.event.producer;
    message.stage = stage_after(message.stage, fact.event);
  });
}

void apply_fields(World& world, const Fact&, const MessageRefused& e) {
  ++world.refused[e.error];
  world.refusals.push_back({e.call_number, e.error});
}

void apply_fields(World& world, const Fact&, const PartitionAssigned& e) {
  change_message(world, e.message, [&](Message& message) { message.partition = e.partition; });
}

void apply_fields(World& world, const Fact& fact, const RequestSent& e) {
  add(world, world.requests, kMostUnanswered,
      {e.request, fact.event.producer, e.broker, e.partition, e.attempt, fact.event.at_ns,
       std::make_shared<const std::vector<MessageId>>(e.messages.begin(), e.messages.end())});
  for (const MessageId id : e.messages) {
    change_message(world, id, [&](Message& message) {
      if (message.stage.place == Place::done) ++world.anomalies;
      message.stage = stage_after(message.stage, fact.event);
      message.partition = e.partition;
      ++message.attempts;
    });
  }
}

void forget_request(World& world, RequestId id) {
  const auto found =
      std::find_if(world.requests.begin(), world.requests.end(), [&](const auto& r) { return r.id == id; });
  if (found == world.requests.end()) {
    ++world.anomalies;
    return;
  }
  world.requests.erase(found);
}

void apply_fields(World& world, const Fact&, const ResponseReceived& e) { forget_request(world, e.request); }

void apply_fields(World& world, const Fact& fact, const OutcomeKnown& e) {
  change_message(world, e.message, [&](Message& message) {
    if (message.stage.known != Known::nothing) ++world.anomalies;
    message.stage = stage_after(message.stage, fact.event);
    message.error = e.error;
    if (e.partition != kNoPartition) message.partition = e.partition;
    if (e.offset >= 0) message.offset = e.offset;
  });
}

void apply_fields(World& world, const Fact& fact, const ReportQueued& e) {
  producer_of(world, fact).reports.push_back(e.message);
  change_message(world, e.message, [&](Message& message) { message.stage = stage_after(message.stage, fact.event); });
}

void apply_fields(World& world, const Fact& fact, const ReportServed& e) {
  take_report(world, producer_of(world, fact), e.message);
  change_message(world, e.message, [&](Message& message) { message.stage = stage_after(message.stage, fact.event); });
}

void apply_fields(World& world, const Fact& fact, const RetryScheduled& e) {
  change_message(world, e.message, [&](Message& message) {
    if (message.stage.place == Place::done) ++world.anomalies;
    message.stage = stage_after(message.stage, fact.event);
  });
}

void apply_fields(World& world, const Fact&, const PartitionKnown& e) {
  if (e.partition != world.partitions.size() || e.partition >= kMostPartitions) {
    ++world.anomalies;
    return;
  }
  Partition partition;
  partition.topic = std::make_shared<const std::string>(e.topic);
  partition.number = e.number;
  partition.leader = e.leader;
  world.partitions.push_back(std::move(partition));
}

void apply_fields(World& world, const Fact&, const BrokerKnown& e) {
  add(world, world.brokers, kMostBrokers, {.id = e.broker});
}

void apply_fields(World& world, const Fact& fact, const RecordStored& e) {
  Partition* partition = partition_of(world, e.partition);
  if (!partition) return;
  const bool is_first = partition->log.empty();
  const std::int64_t expected =
      is_first ? e.offset : partition->log_start + static_cast<std::int64_t>(partition->log.size());
  const std::int64_t most_skipped = kMostSkipped + static_cast<std::int64_t>(world.events) - world.skipped;
  const bool is_sane = e.offset >= 0 && e.offset <= kLastOffset;
  if (!is_sane || e.offset < expected || e.offset - expected > most_skipped) {
    ++world.anomalies;
    return;
  }
  if (is_first) partition->log_start = e.offset;
  world.skipped += e.offset - expected;
  for (std::int64_t skipped = expected; skipped < e.offset; ++skipped) partition->log.push_back(kNoMessage);
  partition->log.push_back(e.message);
  partition->read_to = e.offset + 1;
  if (e.message == kNoMessage) return;
  change_message(world, e.message, [&](Message& message) {
    if (in_log(message.stage.copies)) ++world.duplicates;
    message.stage = stage_after(message.stage, fact.event);
    message.partition = e.partition;
    if (message.offset < 0) message.offset = e.offset;
  });
}

void apply_fields(World& world, const Fact&, const LogReadTo& e) {
  if (Partition* partition = partition_of(world, e.partition)) {
    partition->read_to = std::max(partition->read_to, e.offset);
  }
}

void apply_fields(World& world, const Fact&, const TruthSettled&) {
  if (world.phase != Phase::ended) ++world.anomalies;
  world.phase = Phase::settled;
  world.requests.clear();
}

Replica* replica_of(Partition& partition, BrokerId broker) {
  for (Replica& replica : partition.replicas) {
    if (replica.broker == broker) return &replica;
  }
  return nullptr;
}

void apply_fields(World& world, const Fact&, const Replicated& e) {
  Partition* partition = partition_of(world, e.partition);
  if (!partition) return;
  if (Replica* replica = replica_of(*partition, e.broker)) {
    replica->end = e.offset;
  } else {
    add(world, partition->replicas, kMostReplicas, {e.broker, e.offset, true});
  }
}

void apply_fields(World& world, const Fact&, const InSyncChanged& e) {
  Partition* partition = partition_of(world, e.partition);
  Replica* replica = partition ? replica_of(*partition, e.broker) : nullptr;
  if (replica) {
    replica->in_sync = e.in_sync;
  } else {
    ++world.anomalies;
  }
}

// Records that were cut off; a message that has another copy further up keeps that one.
void apply_fields(World& world, const Fact&, const LogTruncated& e) {
  Partition* partition = partition_of(world, e.partition);
  if (!partition) return;
  if (e.offset < partition->log_start || e.offset > partition->end()) {
    ++world.anomalies;
    return;
  }
  const auto kept = static_cast<std::size_t>(e.offset - partition->log_start);
  struct Count {
    std::int64_t cut = 0;
    std::int64_t left = 0;
    std::int64_t first = -1;  // where the first of those lies that are left
  };
  std::map<MessageId, Count> found;
  for (std::size_t i = kept; i < partition->log.size(); ++i) ++found[partition->log[i]].cut;
  found.erase(kNoMessage);
  for (std::size_t i = 0; i < kept; ++i) {
    const auto at = found.find(partition->log[i]);
    if (at != found.end() && at->second.left++ == 0) {
      at->second.first = partition->log_start + static_cast<std::int64_t>(i);
    }
  }
  for (const auto& [id, count] : found) {
    world.duplicates = std::max<std::int64_t>(0, world.duplicates - count.cut + (count.left == 0 ? 1 : 0));
    change_message(world, id, [&, &of = count](Message& message) {
      message.stage.copies = of.left == 0 ? Copies::gone : of.left == 1 ? Copies::one : Copies::more;
      if (message.stage.known != Known::success && message.offset >= e.offset) message.offset = of.first;
    });
  }
  partition->log.shrink(kept);
  partition->read_to = std::min(partition->read_to, e.offset);
  for (Replica& replica : partition->replicas) replica.end = std::min(replica.end, e.offset);
}

void apply_fields(World&, const Fact&, const ResponseDropped&) {}

template <typename Change>
void change_broker(World& world, BrokerId id, Change change) {
  const auto found =
      std::find_if(world.brokers.begin(), world.brokers.end(), [&](const Broker& b) { return b.id == id; });
  if (found == world.brokers.end()) {
    ++world.anomalies;
    return;
  }
  change(*found);
}

void apply_fields(World& world, const Fact&, const BrokerDown& e) {
  change_broker(world, e.broker, [](Broker& broker) { broker = {.id = broker.id, .up = false}; });
}
void apply_fields(World& world, const Fact&, const BrokerUp& e) {
  change_broker(world, e.broker, [](Broker& broker) { broker = {.id = broker.id}; });
}
void apply_fields(World& world, const Fact&, const BrokerPaused& e) {
  change_broker(world, e.broker, [](Broker& broker) { broker.paused = true; });
}
void apply_fields(World& world, const Fact&, const BrokerResumed& e) {
  change_broker(world, e.broker, [](Broker& broker) { broker.paused = false; });
}

void apply_fields(World& world, const Fact&, const LeaderChanged& e) {
  Partition* partition = partition_of(world, e.partition);
  if (!partition) return;
  if (Replica* old = replica_of(*partition, partition->leader)) old->end = partition->end();
  partition->leader = e.leader;
}

void apply_fields(World& world, const Fact&, const Switched& e) {
  const auto at = std::lower_bound(world.lines_off.begin(), world.lines_off.end(), e.line);
  const bool is_off = at != world.lines_off.end() && *at == e.line;
  if (e.on && is_off) world.lines_off.erase(at);
  if (!e.on && !is_off && world.lines_off.size() < kMostLinesOff) world.lines_off.insert(at, e.line);
}

void apply_fields(World&, const Fact&, const ActionTaken&) {}
void apply_fields(World&, const Fact&, const FaultHappened&) {}
void apply_fields(World& world, const Fact& fact, const CaptionShown& e) {
  world.caption = text_of(fact);
  world.caption_at = e.at;
  world.caption_message = e.message;
}
void apply_fields(World& world, const Fact& fact, const PredictionMade& e) {
  world.prediction = {.choice = e.choice, .words = text_of(fact)};
}
void apply_fields(World& world, const Fact&, const Gap& e) {
  world.gaps = saturating_add(world.gaps, std::max<std::int64_t>(0, e.lost));
}
void apply_fields(World&, const Fact&, const ClockSync&) {}
void apply_fields(World&, const Fact&, const Suspended&) {}

}  // namespace

void apply(World& world, const Fact& fact) {
  if (fact.event.at_ns < world.now_ns) ++world.anomalies;
  world.now_ns = std::max(world.now_ns, fact.event.at_ns);
  ++world.events;
  switch (fact.event.kind) {
#define INFLIGHT_EVENT(Struct, kind_, group, fields, says) \
  case EventKind::kind_:                                   \
    apply_fields(world, fact, as<Struct>(fact));           \
    break;
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
  }
}

}  // namespace inflight
