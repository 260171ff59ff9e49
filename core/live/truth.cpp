// See truth.h.
#include "core/live/truth.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

#include "core/live/record_hash.h"
#include "core/recorder/writer.h"

namespace inflight {
namespace {

constexpr int kPollMs = 10;

}  // namespace

Result<std::unique_ptr<Truth>> Truth::connect(const TruthOptions& options) {
  std::unique_ptr<Truth> truth(new Truth);
  Result<std::unique_ptr<ClusterConnection>> connection =
      ClusterConnection::open(options.access, {{"isolation.level", "read_uncommitted"},
                                               {"enable.partition.eof", "true"},
                                               {"auto.offset.reset", "earliest"},
                                               {"fetch.wait.max.ms", fmt::format("{}", to_ms(options.long_poll_ns))},
                                               {"fetch.error.backoff.ms", "50"}});
  if (!connection) return connection.error();
  truth->connection_ = std::move(connection).value();
  truth->queue_.reset(rd_kafka_queue_new(truth->consumer()));
  if (Status status = truth->learn_cluster(); !status) return status.error();
  if (Status status = truth->learn_ends(); !status) return status.error();
  truth->thread_ = std::thread([raw = truth.get()] { raw->run(); });
  return truth;
}

Truth::~Truth() {
  stop_.store(true);
  if (thread_.joinable()) thread_.join();
  for (auto& [place, watched] : watched_) rd_kafka_consume_stop(watched.topic.get(), place.second);
  watched_.clear();
  queue_.reset();
}

Status Truth::learn_cluster() {
  const Result<RdMetadata> metadata = connection_->learn(stop_);
  if (!metadata) return unavailable(metadata.error().sentence + " The program was not started.");
  const rd_kafka_metadata_t& raw = *metadata.value();
  for (int i = 0; i < raw.broker_cnt; ++i) {
    brokers_.push_back({raw.brokers[i].id, fmt::format("{}:{}", raw.brokers[i].host, raw.brokers[i].port)});
  }
  for (int t = 0; t < raw.topic_cnt; ++t) {
    const rd_kafka_metadata_topic& topic = raw.topics[t];
    if (std::string_view(topic.topic).starts_with("__")) continue;  // Kafka's own
    for (int p = 0; p < topic.partition_cnt; ++p) {
      partitions_.push_back({topic.topic, topic.partitions[p].id, std::max(kNoBroker, topic.partitions[p].leader)});
      if (topic.partitions[p].leader < 0) endless_.insert({topic.topic, topic.partitions[p].id});
    }
  }
  return Done{};
}

Status Truth::learn_ends() {
  std::vector<Place> places;
  for (const ClusterPartition& partition : partitions_) {
    const Place place{partition.topic, partition.number};
    if (!endless_.contains(place)) places.push_back(place);
  }
  const Result<std::vector<LogEnd>> ends = ends_of(places, ClusterConnection::kPatience);
  if (!ends) return ends.error();
  for (const LogEnd& end : ends.value()) {
    if (end.offset >= 0) first_offsets_[{end.topic, end.partition}] = end.offset;
    if (end.offset < 0) endless_.insert({end.topic, end.partition});
  }
  return Done{};
}

Result<std::vector<LogEnd>> Truth::ends_of(const std::vector<Place>& places, Nanos timeout_ns) {
  std::vector<LogEnd> ends;
  if (places.empty()) return ends;
  const RdPartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(places.size())));
  for (const auto& [topic, number] : places) {
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), number)->offset = RD_KAFKA_OFFSET_END;
  }
  const rd_kafka_resp_err_t error = rd_kafka_offsets_for_times(consumer(), list.get(), to_ms(timeout_ns));
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return unavailable(fmt::format("The cluster does not say where its logs end ({}).", rd_kafka_err2str(error)));
  }
  for (int i = 0; i < list->cnt; ++i) {
    const rd_kafka_topic_partition_t& end = list->elems[i];
    ends.push_back({end.topic, end.partition, end.err == RD_KAFKA_RESP_ERR_NO_ERROR ? end.offset : -1});
  }
  return ends;
}

void Truth::watch(const std::string& topic, std::int32_t partition) {
  const std::lock_guard lock(mutex_);
  orders_.watch.push_back({topic, partition});
}

void Truth::explore(const std::string& topic) {
  const std::lock_guard lock(mutex_);
  orders_.explore.push_back(topic);
}

void Truth::settle(Nanos patience) {
  const std::lock_guard lock(mutex_);
  orders_.settle_until_ns = recorder::monotonic_now() + patience;
}

std::vector<ReadRecord> Truth::take_records() {
  const std::lock_guard lock(mutex_);
  return std::exchange(records_, {});
}

std::vector<ClusterPartition> Truth::take_explored() {
  const std::lock_guard lock(mutex_);
  return std::exchange(explored_, {});
}

std::optional<Settled> Truth::take_settled() {
  const std::lock_guard lock(mutex_);
  return std::exchange(settled_, std::nullopt);
}

void Truth::run() {
  while (!stop_.load()) {
    Orders orders;
    {
      const std::lock_guard lock(mutex_);
      orders = std::exchange(orders_, {});
    }
    follow(std::move(orders));
    read_some();
    if (settle_until_ns_) try_to_settle();
  }
}

void Truth::follow(Orders orders) {
  for (const Place& place : orders.watch) start_watching(place);
  for (const std::string& topic : orders.explore) ask_topic(topic);
  if (orders.settle_until_ns) settle_until_ns_ = orders.settle_until_ns;
}

void Truth::start_watching(const Place& place) {
  if (watched_.contains(place)) return;
  if (endless_.contains(place)) {
    blind_ = fmt::format("Where the log of {} [{}] ended before the run is not known: it had no leader.", place.first,
                         place.second);
    return;
  }
  const auto first = first_offsets_.find(place);
  Watched watched{RdTopic(rd_kafka_topic_new(consumer(), place.first.c_str(), nullptr)),
                  first != first_offsets_.end() ? first->second : 0};
  if (!watched.topic) {
    blind_ = fmt::format("The log of {} [{}] can't be read.", place.first, place.second);
    return;
  }
  rd_kafka_consume_start_queue(watched.topic.get(), place.second, watched.next, queue_.get());
  watched_.emplace(place, std::move(watched));
}

void Truth::ask_topic(const std::string& name) {
  const RdTopic topic(rd_kafka_topic_new(consumer(), name.c_str(), nullptr));
  const rd_kafka_metadata_t* raw = nullptr;
  if (!topic || rd_kafka_metadata(consumer(), 0, topic.get(), &raw, to_ms(ClusterConnection::kPatience)) != 0) return;
  const RdMetadata metadata(raw);
  const std::lock_guard lock(mutex_);
  for (int t = 0; t < raw->topic_cnt; ++t) {
    for (int p = 0; p < raw->topics[t].partition_cnt; ++p) {
      const rd_kafka_metadata_partition& partition = raw->topics[t].partitions[p];
      explored_.push_back({name, partition.id, std::max(kNoBroker, partition.leader)});
    }
  }
}

// Everything that has arrived, or waits a moment for the next record.
void Truth::read_some() {
  int timeout_ms = kPollMs;
  while (!stop_.load()) {
    rd_kafka_message_t* message = rd_kafka_consume_queue(queue_.get(), timeout_ms);
    if (!message) return;
    take_message(*message);
    rd_kafka_message_destroy(message);
    timeout_ms = 0;
  }
}

void Truth::take_message(const rd_kafka_message_t& message) {
  if (!message.rkt) return;
  const auto at = watched_.find({rd_kafka_topic_name(message.rkt), message.partition});
  if (at == watched_.end()) return;
  std::int64_t& next = at->second.next;
  if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
    next = std::max(next, message.offset);
    return;
  }
  if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) return;  // tried again by the library; settling has its own patience
  const RecordContent content{.key = {static_cast<const char*>(message.key), message.key_len},
                              .has_key = message.key != nullptr,
                              .value = {static_cast<const char*>(message.payload), message.len},
                              .has_value = message.payload != nullptr};
  ReadRecord record{.at_ns = recorder::monotonic_now(),
                    .topic = at->first.first,
                    .partition = message.partition,
                    .offset = message.offset,
                    .expected = next,
                    .hash = record_hash(at->first.first, content)};
  next = message.offset + 1;
  const std::lock_guard lock(mutex_);
  records_.push_back(std::move(record));
}

void Truth::try_to_settle() {
  if (!ends_) ask_ends();
  const bool known =
      ends_ && std::all_of(ends_->begin(), ends_->end(), [](const LogEnd& end) { return end.offset >= 0; });
  if (ends_ && !known) ends_.reset();  // a leader may come back: asked again
  const bool reached = ends_ && std::all_of(ends_->begin(), ends_->end(), [&](const LogEnd& end) {
                         return watched_.at({end.topic, end.partition}).next >= end.offset;
                       });
  if (!reached && recorder::monotonic_now() < *settle_until_ns_) return;
  Settled settled;
  if (ends_) settled.ends = *ends_;
  if (!blind_.empty()) {
    settled.failure = blind_;
  } else if (!reached) {
    settled.failure = ends_ ? "The logs could not be read to their ends within 10 seconds." : ask_failure_;
  }
  settle_until_ns_.reset();
  const std::lock_guard lock(mutex_);
  settled_ = std::move(settled);
}

void Truth::ask_ends() {
  std::vector<Place> places;
  for (const auto& [place, watched] : watched_) places.push_back(place);
  const Nanos left = *settle_until_ns_ - recorder::monotonic_now();
  if (left <= 0) return;
  Result<std::vector<LogEnd>> ends = ends_of(places, left);
  if (ends) {
    ends_ = std::move(ends).value();
    ask_failure_ = "The cluster does not say where its logs end: a partition has no leader.";
  } else {
    ask_failure_ = ends.error().sentence;
  }
}

}  // namespace inflight
