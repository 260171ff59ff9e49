// Appending to a recording and reading it, also while it grows.
#include "core/recording/recording.h"

#include <gtest/gtest.h>
#include <thread>

namespace inflight {
namespace {

TEST(Recording, KeepsTextsAndIdsOfEveryLength) {
  Recording recording;
  const std::string longest(200'000, 'x');
  std::vector<MessageId> ids(50'000);
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = static_cast<MessageId>(i);
  for (const std::string_view text : {std::string_view("a"), std::string_view(longest), std::string_view("b")}) {
    recording.accept(make_fact(0, {}, Output{.line = text}));
  }
  recording.accept(make_fact(1, {}, RequestSent{.request = 1, .messages = ids}));
  recording.accept(make_fact(1, {}, RequestSent{.request = 2, .messages = std::span(ids).first(3)}));
  recording.accept(make_fact(2, {}, Output{.line = "c"}));
  EXPECT_EQ(recording.fact(0).text, "a");
  EXPECT_EQ(recording.fact(1).text, longest);
  EXPECT_EQ(recording.fact(2).text, "b");
  EXPECT_EQ(recording.fact(3).ids.size(), 50'000u);
  EXPECT_EQ(recording.fact(3).ids[49'999], 49'999u);
  EXPECT_EQ(recording.fact(4).ids.size(), 3u);
  EXPECT_EQ(recording.fact(5).text, "c");
}

TEST(Recording, AFactThatComesLateIsCommittedNowAndKeepsItsTime) {
  Recording recording;
  recording.accept(make_fact(100, {}, Output{.line = "first"}));
  recording.accept(make_fact(90, {}, Output{.line = "late"}));
  recording.accept(make_fact(110, {}, Output{.line = "last"}));
  EXPECT_EQ(recording.fact(1).event.at_ns, 100);
  EXPECT_EQ(recording.fact(1).happened_ns, 90);
  EXPECT_EQ(recording.fact(0).happened_ns, -1);
  EXPECT_EQ(recording.fact(2).happened_ns, -1);
}

TEST(Recording, FindsHowManyEventsAnInstantHas) {
  Recording recording;
  for (const Nanos at : {0, 10, 10, 20}) recording.accept(make_fact(at, {}, Computed{}));
  EXPECT_EQ(recording.events_until(-1), 0u);
  EXPECT_EQ(recording.events_until(0), 1u);
  EXPECT_EQ(recording.events_until(9), 1u);
  EXPECT_EQ(recording.events_until(10), 3u);
  EXPECT_EQ(recording.events_until(1000), 4u);
}

TEST(Recording, AReaderSeesWholeEventsWhileAnotherThreadAppends) {
  Recording recording;
  constexpr int kEvents = 50'000;
  std::thread writer([&] {
    for (int i = 0; i < kEvents; ++i) recording.accept(make_fact(i, {}, Output{.line = std::to_string(i)}));
  });
  std::uint64_t checked = 0;
  while (checked < kEvents) {
    const std::uint64_t size = recording.size();
    if (size == checked) continue;
    checked = size;
    EXPECT_EQ(recording.fact(size - 1).text, std::to_string(size - 1));
  }
  writer.join();
}

}  // namespace
}  // namespace inflight
