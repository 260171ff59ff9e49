// One small function for each kind of event; see sentence.h.
#include "core/explain/sentence.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/base/duration.h"

namespace inflight {
namespace {

std::string message(MessageId id) {
  return id == kNoMessage ? "a message of somebody else" : fmt::format("message {}", id);
}

std::string partition(const World& world, PartitionId id) {
  if (id >= world.partitions.size()) return "a partition that is not known";
  return fmt::format("{}[{}]", *world.partitions[id].topic, world.partitions[id].number);
}

std::string because(KafkaError error) {
  return error == KafkaError::NO_ERROR ? "" : fmt::format(": {} ({})", error_name(error), error_text(error));
}

std::string raised(std::string_view exception) {
  return exception.empty() ? "" : fmt::format(" and raised {}", exception);
}

// "messages 0 to 14", "3 messages", "" where they are not known.
std::string of(Ids ids) {
  if (ids.empty()) return "";
  if (ids.size() == 1) return fmt::format(" with message {}", ids[0]);
  const bool dense = std::is_sorted(ids.begin(), ids.end()) && ids.back() - ids.front() + 1 == ids.size();
  return dense ? fmt::format(" with messages {} to {}", ids.front(), ids.back())
               : fmt::format(" with {} messages", ids.size());
}

bool serves(Call call) { return call == Call::poll || call == Call::flush; }

// As Python has it.
std::string_view words_of(Call call) { return call == Call::create ? "Producer" : name_of(call); }

std::string waits(Call call, Nanos timeout_ns) {
  if (timeout_ns > 0) return fmt::format(", for at most {}", format_duration(timeout_ns));
  return timeout_ns < 0 && serves(call) ? ", for as long as it takes" : "";
}

std::string say(const World&, const RunStarted& e) {
  return fmt::format("The run of {} begins ({}, seed {}).", e.script, name_of(e.source), e.seed);
}
std::string say(const World&, const LineReached& e) { return fmt::format("Your program comes to line {}.", e.line); }
std::string say(const World&, const Computed& e) { return fmt::format("Your program computes, {} steps.", e.steps); }
std::string say(const World&, const CallStarted& e) {
  if (e.call == Call::sleep) return fmt::format("Your thread sleeps, for {}.", format_duration(e.timeout_ns));
  return fmt::format("Your thread goes into {}(){}.", words_of(e.call), waits(e.call, e.timeout_ns));
}
std::string say(const World&, const CallReturned& e) {
  if (!e.exception.empty()) return fmt::format("{}() raises {}.", words_of(e.call), e.exception);
  // To the program the others return nothing.
  const bool has_value = serves(e.call) || e.call == Call::len;
  return has_value ? fmt::format("{}() returns {}.", words_of(e.call), e.value)
                   : fmt::format("{}() returns.", words_of(e.call));
}
std::string say(const World&, const Output& e) { return fmt::format("Your program prints: {}", e.line); }
std::string say(const World& world, const CallbackStarted& e) {
  if (e.error != KafkaError::NO_ERROR) {
    return fmt::format("Your callback is told that {} failed{}.", message(e.message), because(e.error));
  }
  return fmt::format("Your callback is told that {} was delivered to {} at offset {}.", message(e.message),
                     partition(world, e.partition), e.offset);
}
std::string say(const World&, const CallbackFinished& e) {
  return fmt::format("Your callback for {} is done{}.", message(e.message), raised(e.exception));
}
std::string say(const World&, const ProcessExited& e) {
  return fmt::format("The process is gone ({}, exit code {}), and its memory with it.", name_of(e.how), e.code);
}
std::string say(const World&, const ProducerCreated&) { return "A producer is made."; }
std::string say(const World&, const ProducerDestroyed& e) {
  return fmt::format("The producer is destroyed; {} still with it.",
                     e.dropped == 1 ? "1 message was" : fmt::format("{} messages were", e.dropped));
}
std::string say(const World&, const MessageOffered& e) {
  return fmt::format("produce() offers {} to the library, {} bytes.", message(e.message), e.size_bytes);
}
std::string say(const World&, const MessageAccepted& e) {
  return fmt::format("The library takes {} into its buffer. Nothing is sent yet.", message(e.message));
}
std::string say(const World&, const MessageRefused& e) {
  return fmt::format("produce(), call {}, is refused{}.", e.call_number, because(e.error));
}
std::string say(const World& world, const PartitionAssigned& e) {
  return fmt::format("The partitioner puts {} into {}.", message(e.message), partition(world, e.partition));
}
std::string say(const World& world, const RequestSent& e) {
  return fmt::format("The background thread sends request {} to broker {}, for {}{}.", e.request, e.broker,
                     partition(world, e.partition), of(e.messages));
}
std::string say(const World&, const ResponseReceived& e) {
  if (e.error == KafkaError::NO_ERROR) return fmt::format("The broker's answer to request {} is here.", e.request);
  return fmt::format("Request {} has failed{}.", e.request, because(e.error));
}
std::string say(const World&, const OutcomeKnown& e) {
  if (e.error == KafkaError::NO_ERROR) return fmt::format("The library knows that {} is in Kafka.", message(e.message));
  return fmt::format("The library gives {} up{}.", message(e.message), because(e.error));
}
std::string say(const World&, const ReportQueued& e) {
  return fmt::format("The report on {} waits until your thread polls.", message(e.message));
}
std::string say(const World&, const ReportServed& e) {
  return fmt::format("The report on {} is taken; there is no callback.", message(e.message));
}
std::string say(const World&, const RetryScheduled& e) {
  return fmt::format("The library puts {} back into its buffer, to be sent again{}.", message(e.message),
                     because(e.error));
}
std::string say(const World&, const PartitionKnown& e) {
  if (e.leader == kNoBroker) return fmt::format("{}[{}] is there.", e.topic, e.number);
  return fmt::format("{}[{}] is there, led by broker {}.", e.topic, e.number, e.leader);
}
std::string say(const World&, const BrokerKnown& e) {
  return fmt::format("Broker {} is there: {}.", e.broker, e.address);
}
std::string say(const World& world, const RecordStored& e) {
  return fmt::format("Kafka has {} in {} at offset {}.", message(e.message), partition(world, e.partition), e.offset);
}
std::string say(const World& world, const LogReadTo& e) {
  return fmt::format("The log of {} is read up to offset {}.", partition(world, e.partition), e.offset);
}
std::string say(const World&, const TruthSettled&) { return "The log is read to its end: what is not in it is lost."; }
std::string say(const World& world, const Replicated& e) {
  return fmt::format("Broker {} has a copy of {} up to offset {}.", e.broker, partition(world, e.partition), e.offset);
}
std::string say(const World& world, const InSyncChanged& e) {
  return fmt::format("Broker {}'s copy of {} {}.", e.broker, partition(world, e.partition),
                     e.in_sync ? "is in sync" : "is no longer in sync");
}
std::string say(const World& world, const LogTruncated& e) {
  return fmt::format("The log of {} ends at offset {} now: its leader never had what came after.",
                     partition(world, e.partition), e.offset);
}
std::string say(const World&, const ResponseDropped& e) {
  return fmt::format("The answer to request {} is lost on its way.", e.request);
}
std::string say(const World&, const BrokerDown& e) { return fmt::format("Broker {} can't be reached.", e.broker); }
std::string say(const World&, const BrokerUp& e) { return fmt::format("Broker {} is back.", e.broker); }
std::string say(const World&, const BrokerPaused& e) {
  return fmt::format("Broker {} takes requests and answers nothing.", e.broker);
}
std::string say(const World&, const BrokerResumed& e) { return fmt::format("Broker {} goes on.", e.broker); }
std::string say(const World& world, const LeaderChanged& e) {
  if (e.leader == kNoBroker) return fmt::format("Nobody leads {} now.", partition(world, e.partition));
  return fmt::format("Broker {} leads {} now.", e.leader, partition(world, e.partition));
}
std::string say(const World&, const Switched& e) {
  return fmt::format("Line {} is switched {}.", e.line, e.on ? "on" : "off");
}
std::string say(const World&, const ActionTaken& e) {
  return fmt::format("You act: {}{}{}.", name_of(e.action), e.argument.empty() ? "" : ", ", e.argument);
}
std::string say(const World&, const FaultHappened& e) { return fmt::format("A fault takes effect: {}.", e.what); }
std::string say(const World&, const CaptionShown& e) { return std::string(e.words); }
std::string say(const World&, const PredictionMade& e) { return fmt::format("You said: {}.", e.words); }
std::string say(const World&, const Gap& e) {
  return fmt::format("{} not observed: {}.", e.lost == 1 ? "1 fact was" : fmt::format("{} facts were", e.lost), e.what);
}
std::string say(const World&, const ClockSync& e) {
  return fmt::format("The watched process's clock is {} ns ahead of ours.", e.offset_ns);
}
std::string say(const World&, const Suspended& e) {
  return fmt::format("The watched process did not run for {} ns.", e.duration_ns);
}

}  // namespace

std::string sentence_of(const Fact& fact, const World& world) {
  std::string sentence;
  switch (fact.event.kind) {
#define INFLIGHT_EVENT(Struct, kind_, group, fields, says) \
  case EventKind::kind_:                                   \
    sentence = say(world, as<Struct>(fact));               \
    break;
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
  }
  std::replace_if(
      sentence.begin(), sentence.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return sentence;
}

}  // namespace inflight
