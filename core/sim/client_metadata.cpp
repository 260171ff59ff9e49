// Metadata: which partitions a topic has and who leads them; asked of any broker, and again when a leader is missing.
// What librdkafka's main thread does (facts, 1.6, 1.8, 3.9). See client.h.
#include <algorithm>
#include <utility>

#include "core/sim/client.h"

namespace inflight::sim {
namespace {

constexpr Nanos kUsedRecently = 600 * kSecond;

}  // namespace

Client::Asked Client::all_topics() const {
  Asked all(topics_.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  return all;
}

// rd_kafka_broker_any_usable: the one that was used last, to the second; among equals, chance.
void Client::refresh_metadata(Asked topics) {
  if (topics.empty()) return;
  std::vector<Connection*> best;
  Nanos least = kForever;
  for (Connection& c : connections_) {
    if (!c.up()) continue;
    const Nanos idle = std::min((ground_.now_ns - c.used_ns) / kSecond, kUsedRecently / kSecond);
    if (idle > least) continue;
    if (idle < least) best.clear();
    least = idle;
    best.push_back(&c);
  }
  if (best.empty()) return connect_any();
  Connection& c = best.size() == 1 ? *best.front() : *best[ground_.random.below(best.size())];
  ask_for_metadata(c, std::move(topics));
  serve_anew(c);
}

// Of the topics that have been named so far; those that come later are not in the request (facts, 1.8). It overtakes
// what else waits for a free slot (RD_KAFKA_PRIO_HIGH).
void Client::ask_for_metadata(Connection& c, Asked topics) {
  if (!topics.empty()) topics_asked_ = std::max(topics_asked_, topics.back() + 1);
  if (slot_free(c)) return expect_answer(c, kMetadataRequest, std::move(topics));
  c.asked.push_back(std::move(topics));
  c.formed.insert(std::find_if(c.formed.begin(), c.formed.end(), [](RequestId id) { return id != kMetadataRequest; }),
                  kMetadataRequest);
}

void Client::learn_topics(const Asked& topics, Nanos as_of_ns) {
  if (!std::exchange(brokers_known_, true)) {
    while (std::ssize(connections_) < cluster_.broker_count()) add_broker();
  }
  if (idempotence_.wants_id()) ground_.schedule.add(ground_.now_ns + wake_up_ns(), Due::seek_id, id_, 0);
  for (const std::size_t index : topics) {
    if (!exists(topics_[index])) {
      miss_topic(topics_[index], static_cast<std::int32_t>(index));
      continue;
    }
    const std::vector<PartitionId>& partitions = cluster_.partitions_of(topics_[index].name);
    topics_[index].leaderless = false;
    for (const PartitionId partition : partitions) {
      const BrokerId leader = cluster_.leader_at(partition, as_of_ns);
      if (leader == kNoBroker) topics_[index].leaderless = true;
      learn_leader(partition, leader);
    }
    if (std::exchange(topics_[index].known, true)) continue;
    topics_[index].error = KafkaError::NO_ERROR;
    topics_[index].partitions = partitions;
    assign_unassigned(topics_[index], static_cast<std::int32_t>(index));
  }
}

// Requests that were made for the old leader and not sent are taken back; what is in flight there ends there (facts,
// 3.9).
void Client::learn_leader(PartitionId partition, BrokerId leader) {
  Queue& queue = queues_[partition];
  if (queue.leader == leader) return;
  if (queue.leader != kNoBroker) {
    Connection& old = connection_to(queue.leader);
    std::erase_if(old.leads, [&](const Lead& lead) { return lead.partition == partition; });
    take_back(old, partition);
  }
  queue.fresh.assign(queue.messages.begin(), queue.messages.end());
  queue.sequence.drains = true;  // what an idempotent producer has in flight at the old leader ends first
  queue.leader = leader;
  if (leader == kNoBroker) return;
  auto& leads = connection_to(leader).leads;
  const auto before = [](const Lead& lead, PartitionId id) { return lead.partition < id; };
  leads.insert(std::lower_bound(leads.begin(), leads.end(), partition, before), {partition, &queue});
  serve_anew(connection_to(leader));
}

// A topic that is asked for is created, unless the client forbids it; the mock does not understand that.
bool Client::exists(const Topic& topic) const {
  return settings_.creates_topics || ground_.options.rules == Rules::mock || cluster_.has(topic.name);
}

// rd_kafka_topic_set_notexists: for some time it may be that the brokers have not heard of it yet. Then its messages
// fail, and produce() refuses more, until it is asked for again (facts, 1.7).
void Client::miss_topic(Topic& topic, std::int32_t index) {
  if (ground_.now_ns < topic.created_ns + settings_.topic_patience_ns) return;
  topic.error = KafkaError::_UNKNOWN_TOPIC;
  std::vector<MessageId> failed;
  std::deque<MessageId> others;
  for (const MessageId id : std::exchange(unassigned_, {})) {
    ground_.messages[id].topic == index ? failed.push_back(id) : others.push_back(id);
  }
  unassigned_ = std::move(others);
  if (!failed.empty()) finish(failed, KafkaError::UNKNOWN_TOPIC_OR_PART, 0);
}

// Messages that waited for the topic's partitions get theirs, in order; a partition that does not exist is a report
// now, because produce() could not know it (facts, 1.6).
void Client::assign_unassigned(Topic& topic, std::int32_t index) {
  std::deque<MessageId> others;
  std::vector<MessageId> failed;
  // A broker thread may wake up while they are being assigned, and see only the first few.
  std::int64_t until_look = ground_.chance.way(Doubt::assignment_seen, 4);
  for (const MessageId id : std::exchange(unassigned_, {})) {
    const Message& message = ground_.messages[id];
    const auto count = static_cast<std::int32_t>(topic.partitions.size());
    if (message.topic != index) {
      others.push_back(id);
    } else if (message.wanted_partition >= count) {
      failed.push_back(id);
    } else {
      topic.sticky = -1;  // no broker thread serves its partitions yet, and then none is kept (facts, 1.10)
      assign(id, choose_partition(topic, message));
      Nanos again = kForever;
      if (until_look == 0 || --until_look != 0) continue;
      for (Connection& c : connections_) serve_queues(c, again);
    }
  }
  unassigned_ = std::move(others);
  if (!failed.empty()) finish(failed, KafkaError::_UNKNOWN_PARTITION, 0);
}

// rd_kafka_toppar_needs_query: nobody leads it, as far as is known, or the one who does can't be reached.
bool Client::needs_query(PartitionId partition) {
  const BrokerId leader = queues_[partition].leader;
  if (leader == kNoBroker) return true;
  const Connection::State state = connection_to(leader).state;
  return state == Connection::State::backing_off || state == Connection::State::opening;
}

// rd_kafka_metadata_fast_leader_query: in a moment, unless it is due earlier.
void Client::query_leaders_soon() {
  const Nanos soon = ground_.now_ns + settings_.fast_refresh_ns + wake_up_ns();
  if (leader_query_ns_ <= soon) return;
  leader_query_ns_ = soon;
  ground_.schedule.add(soon, Due::leaders, id_);
}

// Until every topic that is asked for has its leaders. The intervals are meant to double, but don't:
// rd_kafka_timer_exp_backoff does that to a timer that is scheduled only, and one that has just run is not.
void Client::on_leader_query() {
  if (leader_query_ns_ > ground_.now_ns) return;  // it was restarted meanwhile
  leader_query_ns_ = kForever;
  Asked missing;
  for (std::size_t i = 0; i < topics_.size(); ++i) {
    if (topics_[i].leaderless || !topics_[i].known) missing.push_back(i);
  }
  if (missing.empty()) return;
  refresh_metadata(std::move(missing));
  leader_query_ns_ = ground_.now_ns + settings_.fast_refresh_ns + wake_up_ns();
  ground_.schedule.add(leader_query_ns_, Due::leaders, id_);
}

}  // namespace inflight::sim
