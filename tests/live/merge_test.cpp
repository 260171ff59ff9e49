// Facts of several observers in one order, and names given in that order.
#include "core/live/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "core/live/partitions.h"

namespace inflight {
namespace {

using testing::ElementsAre;

// What a sink got, as text.
struct Lines : FactSink {
  std::vector<std::string> lines;
  std::vector<Nanos> happened;
  void accept(const Fact& fact) override {
    lines.push_back(std::string(info(fact.event.kind).name) + "@" + std::to_string(fact.event.at_ns) +
                    (fact.event.partition == kNoPartition ? "" : " p" + std::to_string(fact.event.partition)));
    happened.push_back(fact.happened_ns);
  }
};

Fact at(Nanos when) { return make_fact(when, {}, Computed{.steps = 1}); }
Fact known_at(Nanos when, PartitionId slot, BrokerId leader) {
  return make_fact(when, {}, PartitionKnown{.partition = slot, .leader = leader});
}

TEST(MergeWindow, FactsComeByTimeThenByStream) {
  MergeWindow window;
  Lines lines;
  window.add(Stream::person, make_fact(5, {}, Switched{}));
  window.add(Stream::log, make_fact(5, {}, TruthSettled{}));
  window.add(Stream::program, at(5));
  window.add(Stream::program, at(7));
  window.add(Stream::log, make_fact(6, {}, TruthSettled{}));
  EXPECT_EQ(window.release(100, lines), 5u);
  EXPECT_THAT(lines.lines, ElementsAre("computed@5", "truth_settled@5", "switched@5", "truth_settled@6", "computed@7"));
  EXPECT_TRUE(window.empty());
}

TEST(MergeWindow, NothingIsGivenBeforeItsTime) {
  MergeWindow window;
  Lines lines;
  window.add(Stream::program, at(10));
  window.add(Stream::program, at(30));
  EXPECT_EQ(window.release(20, lines), 1u);
  EXPECT_FALSE(window.empty());
}

TEST(MergeWindow, LateFactIsCommittedNowAndKeepsItsTime) {
  MergeWindow window;
  Lines lines;
  window.add(Stream::program, at(50));
  window.release(60, lines);
  window.add(Stream::log, make_fact(40, {}, TruthSettled{}));
  window.release(60, lines);
  EXPECT_THAT(lines.lines, ElementsAre("computed@50", "truth_settled@50"));
  EXPECT_THAT(lines.happened, ElementsAre(-1, 40));
}

TEST(CommitNames, PartitionsGetDenseIdsInTheOrderOfCommit) {
  Partitions partitions;
  const PartitionId a = partitions.slot("orders", 0);
  const PartitionId b = partitions.slot("orders", 1);
  CommitNames names(partitions);
  Lines lines;
  names.give_to(lines);
  names.accept(make_fact(1, {}, RecordStored{.message = 0, .partition = b, .offset = 0}));
  names.accept(known_at(2, b, kNoBroker));
  names.accept(known_at(3, a, 1));
  EXPECT_THAT(lines.lines, ElementsAre("partition_known@1 p0", "record_stored@1 p0", "partition_known@3 p1"));
}

TEST(CommitNames, ALeaderLearnedLaterIsAChange) {
  Partitions partitions;
  const PartitionId a = partitions.slot("orders", 0);
  CommitNames names(partitions);
  Lines lines;
  names.give_to(lines);
  names.accept(known_at(1, a, kNoBroker));
  names.accept(known_at(2, a, 3));
  names.accept(known_at(3, a, 3));
  EXPECT_THAT(lines.lines, ElementsAre("partition_known@1 p0", "leader_changed@2 p0"));
}

TEST(CommitNames, TheBrokerNumberedNoughtLeadsLikeAnyOther) {
  Partitions partitions;
  const PartitionId a = partitions.slot("orders", 0);
  CommitNames names(partitions);
  Lines lines;
  names.give_to(lines);
  names.accept(known_at(1, a, 3));
  names.accept(known_at(2, a, 0));
  EXPECT_THAT(lines.lines, ElementsAre("partition_known@1 p0", "leader_changed@2 p0"));
}

TEST(CommitNames, ABrokerIsKnownBeforeItGoesDown) {
  Partitions partitions;
  CommitNames names(partitions);
  Lines lines;
  names.give_to(lines);
  names.accept(make_fact(1, {}, BrokerDown{.broker = 2}));
  names.accept(make_fact(2, {}, BrokerKnown{.broker = 2}));
  EXPECT_THAT(lines.lines, ElementsAre("broker_known@1", "broker_down@1"));
}

}  // namespace
}  // namespace inflight
