// Where a key goes (facts, 1.9), against the values of librdkafka's own tests, and what chance decides (1.10).
#include "core/sim/partitioner.h"

#include <set>

#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

TEST(Partitioners, HashAsTheOtherClientsDo) {  // facts 1.9
  EXPECT_EQ(partition_hash(Partitioner::murmur2, true, "kafka"), 0x5067cf64);
  EXPECT_EQ(partition_hash(Partitioner::murmur2, true, "giberish123456789"), 0x0f552b0c);
  EXPECT_EQ(partition_hash(Partitioner::murmur2, true, "1234"), 0x1fc97b14);
  EXPECT_EQ(partition_hash(Partitioner::murmur2, true, "34"), 0x073930da);
  EXPECT_EQ(partition_hash(Partitioner::fnv1a, true, "kafka"), 0xd33c4e1);
  EXPECT_EQ(partition_hash(Partitioner::fnv1a, true, "234"), 0x2dea3cd2);
  EXPECT_EQ(partition_hash(Partitioner::consistent, true, "123456789"), 0xcbf43926);  // CRC32's check value
}

TEST(Partitioners, AnEmptyKeyIsNoKeyForConsistentRandomOnly) {  // facts 1.9, S14
  EXPECT_EQ(partition_hash(Partitioner::consistent_random, true, ""), kSticky);
  EXPECT_EQ(partition_hash(Partitioner::murmur2_random, true, ""), 0x106e08d9);
  EXPECT_EQ(partition_hash(Partitioner::fnv1a_random, true, ""), 0x7ee3623b);
  EXPECT_EQ(partition_hash(Partitioner::murmur2_random, false, ""), kSticky);
  EXPECT_EQ(partition_hash(Partitioner::consistent, false, ""), 0);  // all of them to one partition
}

class Partitions : public SimulatorStory {
 protected:
  std::int32_t partition_of_next(std::string key = "") {
    EXPECT_EQ(produce(-1, "m", std::move(key)), KafkaError::NO_ERROR);
    flush();
    return reports_.back().partition;
  }
};

TEST_F(Partitions, AMessageWithoutKeyKeepsItsPartitionForTwiceTheLinger) {  // facts 1.10, S14
  begin_connected({{"linger.ms", "50"}}, {.topics = {{"orders", 8}}});
  simulator_->sleep(kSecond);
  const std::int32_t first = partition_of_next();
  EXPECT_EQ(partition_of_next(), first);
  std::set<std::int32_t> later;
  for (int i = 0; i < 12; ++i) {
    simulator_->sleep(101 * kMillisecond);
    later.insert(partition_of_next());
  }
  EXPECT_GT(later.size(), 1u);
}

TEST_F(Partitions, WithoutLingerEachMessageIsDrawnAnew) {  // facts 1.10
  begin_connected({{"linger.ms", "0"}}, {.topics = {{"orders", 8}}});
  std::set<std::int32_t> drawn;
  for (int i = 0; i < 12; ++i) drawn.insert(partition_of_next());
  EXPECT_GT(drawn.size(), 2u);
}

TEST_F(Partitions, WhatWaitedForMetadataIsSpreadMessageByMessage) {  // facts 1.6, 1.10
  begin({{"linger.ms", "500"}}, {.topics = {{"orders", 8}}});
  produce_many(12);
  flush();
  std::set<std::int32_t> drawn;
  for (const DeliveryReport& report : reports_) drawn.insert(report.partition);
  EXPECT_GT(drawn.size(), 2u);
}

}  // namespace
}  // namespace inflight::sim
