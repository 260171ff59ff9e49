// Requests and answers between the process and Kafka, and the log that they make.
#include "app/view/network.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "app/view/log.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

TEST(Network, ARequestGoesOutAndItsAckComesBack) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 3; ++id) story.produce(id);
  story.send(0, 0, 2);
  story.at(100 * kMillisecond);
  NetworkRows rows = prepare_network(story.input());
  ASSERT_EQ(rows.capsules.size(), 1u);
  EXPECT_EQ(rows.capsules[0].messages, 3);
  EXPECT_FALSE(rows.capsules[0].returning);
  EXPECT_FLOAT_EQ(rows.capsules[0].way, 0.5F);
  EXPECT_EQ(rows.round_trip, "round trip 0.4 s");
  story.at(300 * kMillisecond);
  EXPECT_FLOAT_EQ(prepare_network(story.input()).capsules[0].way, 1.0F) << "not stored yet: it waits at Kafka's door";
  story.store(0, 2);
  rows = prepare_network(story.input());
  EXPECT_TRUE(rows.capsules[0].returning);
  EXPECT_FLOAT_EQ(rows.capsules[0].way, 0.5F);
  story.answer(0, 0, 2);
  EXPECT_TRUE(prepare_network(story.input()).capsules.empty());
}

TEST(Network, AnAckWaitsUntilAllInSyncHaveACopy) {
  Story story;
  story.begin_with_copies();
  NetworkRows rows = prepare_network(story.input());
  ASSERT_EQ(rows.capsules.size(), 2u);
  EXPECT_EQ(rows.capsules[0].ack, Ack::follows) << "whoever has no copy is not in sync";
  EXPECT_EQ(rows.capsules[1].ack, Ack::waits);
  story.at(story.now() + 10 * kSecond);
  rows = prepare_network(story.input());
  EXPECT_FLOAT_EQ(rows.capsules[0].way, 1);
  EXPECT_FLOAT_EQ(rows.capsules[1].way, 0) << "however long it takes";
  story.tell(Replicated{.partition = 0, .broker = 2, .offset = 9});
  EXPECT_EQ(prepare_network(story.input()).capsules[1].ack, Ack::follows);
}

TEST(Network, OnlyWithAcksAllTheAckWaitsAndOnlyForCopiesThatAreKnown) {
  const auto ack_of_one = [](std::string_view configuration, bool copies) {
    Story story;
    story.begin(configuration);
    for (const BrokerId broker : {1, 2}) {
      if (copies) story.tell(Replicated{.partition = 0, .broker = broker, .offset = 0});
    }
    story.produce(0);
    story.send(0, 0, 0);
    story.store(0, 0);
    return prepare_network(story.input()).capsules.at(0).ack;
  };
  EXPECT_EQ(ack_of_one("", true), Ack::waits) << "the default";
  EXPECT_EQ(ack_of_one("request.required.acks=-1", true), Ack::waits);
  EXPECT_EQ(ack_of_one("acks=1", true), Ack::on_its_way);
  EXPECT_EQ(ack_of_one("acks=all", false), Ack::on_its_way);
}

TEST(Network, ManyRequestsAreCounted) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 14; ++id) {
    story.produce(id);
    story.send(id, id, id);
  }
  const NetworkRows rows = prepare_network(story.input());
  EXPECT_EQ(rows.capsules.size(), 10u);
  EXPECT_EQ(rows.hidden, 4);
}

TEST(Network, WhatWouldLeaveItsLaneIsCounted) {
  for (const auto& setup : {inflight::Setup{}, inflight::Setup{.configuration = true, .brokers = 3, .lanes = true}}) {
    for (const float scale : {1.0F, 2 / 3.0F}) {
      const Layout layout = make_layout(1920 * scale, 1080 * scale, 1e9F, setup);
      NetworkRows rows;
      for (std::int32_t row = 0; row < 20; ++row) {
        rows.capsules.push_back({.row = row});
        rows.capsules.push_back({.returning = true, .row = row});
      }
      keep_to_lanes(rows, layout);
      const auto out = std::count_if(rows.capsules.begin(), rows.capsules.end(), [](auto& c) { return !c.returning; });
      const auto back = std::ssize(rows.capsules) - out;
      EXPECT_GE(out, 8);
      EXPECT_LT(out, 12);
      EXPECT_GE(back, 4);
      EXPECT_LT(back, 8);
      EXPECT_EQ(rows.hidden, 40 - out - back);
    }
  }
}

TEST(Log, ShowsTheNewestRecordsAndWhoseTheyAre) {
  Story story;
  story.begin();
  story.produce(0);
  story.tell(RecordStored{.partition = 0, .offset = 7});
  story.tell(RecordStored{.message = 0, .partition = 0, .offset = 8});
  const LogRows rows = prepare_log(story.input(), 18);
  EXPECT_EQ(rows.records, 2);
  ASSERT_EQ(rows.partitions.size(), 1u);
  EXPECT_EQ(rows.partitions[0].name, "orders[0]");
  ASSERT_EQ(rows.partitions[0].last.size(), 2u);
  EXPECT_EQ(rows.partitions[0].last[0].message, kNoMessage);
  EXPECT_EQ(rows.partitions[0].last[1].offset, 8);
  EXPECT_FALSE(rows.partitions[0].earlier);
}

TEST(Log, AConsumerReadsWhatAllInSyncHave) {
  Story story;
  story.begin_with_copies();
  LogRows rows = prepare_log(story.input(), 18);
  EXPECT_EQ(rows.records, 6);
  ASSERT_EQ(rows.partitions[0].last.size(), 9u);
  EXPECT_TRUE(rows.partitions[0].last[5].in_sync);
  EXPECT_FALSE(rows.partitions[0].last[6].in_sync);
  story.tell(InSyncChanged{.partition = 0, .broker = 2, .in_sync = false});
  rows = prepare_log(story.input(), 18);
  EXPECT_EQ(rows.records, 9) << "the leader is alone in sync";
  EXPECT_TRUE(rows.partitions[0].last[8].in_sync);
}

TEST(Log, OfOneCopyThereIsNothingToTellApart) {
  Story story;
  story.begin();
  EXPECT_TRUE(prepare_log(story.input(), 18).partitions[0].copies.empty());
}

TEST(Log, PartitionsShareTheRoom) {
  Story story;
  story.begin();
  for (PartitionId id = 1; id < 30; ++id) {
    story.tell(PartitionKnown{.partition = id, .number = static_cast<std::int32_t>(id), .topic = "orders"});
  }
  const LogRows rows = prepare_log(story.input(), 18);
  EXPECT_EQ(rows.partitions.size(), 8u) << "each has two rows, and one is for how many are not shown";
  EXPECT_EQ(rows.hidden, 22);
  EXPECT_EQ(prepare_log(story.input(), 60).hidden, 0);
}

}  // namespace
}  // namespace inflight
