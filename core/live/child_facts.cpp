// See child_facts.h.
#include "core/live/child_facts.h"

#include "core/binding/properties.h"

namespace inflight {

void ChildFacts::hide_secrets(const Properties& properties) {
  const std::lock_guard lock(mutex_);
  for (const Property& property : properties) {
    if (is_secret(property.name)) redactor_.add(property.value);
  }
}

void ChildFacts::hide_secrets(Redactor secrets) {
  const std::lock_guard lock(mutex_);
  redactor_ = std::move(secrets);
}

std::string ChildFacts::redacted(std::string_view text) {
  const std::lock_guard lock(mutex_);
  return redactor_(text);
}

void ChildFacts::commit(const Fact& fact, std::uint64_t extra) {
  if (fact.text.empty()) {
    writer_.write(fact, extra);
    return;
  }
  const std::string text = redacted(fact.text);
  Fact clean = fact;
  clean.text = text;
  writer_.write(clean, extra);
}

PartitionId ChildFacts::partition_of_outcome(std::string_view topic, std::int32_t number, KafkaError error) {
  if (error == KafkaError::NO_ERROR) return partition(topic, number);
  const std::lock_guard lock(mutex_);
  const auto known = partitions_.find(std::pair(std::string(topic), number));
  return known == partitions_.end() ? kNoPartition : known->second;
}

PartitionId ChildFacts::partition(std::string_view topic, std::int32_t number) {
  if (number < 0) return kNoPartition;
  const std::lock_guard lock(mutex_);
  const auto [at, is_new] =
      partitions_.try_emplace({std::string(topic), number}, static_cast<PartitionId>(partitions_.size()));
  if (is_new) {
    writer_.write(
        make_fact(0, {.thread = Threads::outside},
                  PartitionKnown{.partition = at->second, .number = number, .leader = kNoBroker, .topic = topic}));
  }
  return at->second;
}

void ChildFacts::broker_is(BrokerId broker, bool up) {
  const std::lock_guard lock(mutex_);
  const auto [at, is_new] = brokers_.try_emplace(broker, true);
  if (at->second == up) return;
  at->second = up;
  const Origin origin{.thread = Threads::outside};
  writer_.write(up ? make_fact(0, origin, BrokerUp{.broker = broker})
                   : make_fact(0, origin, BrokerDown{.broker = broker}));
}

}  // namespace inflight
