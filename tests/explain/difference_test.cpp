// The first difference of two runs: what counts as one, which is the first, and what does not count.
#include "core/explain/difference.h"

#include <gtest/gtest.h>

#include "core/recording/recording.h"

namespace inflight {
namespace {

using Kind = Difference::Kind;

// A run told by hand.
class Told {
 public:
  template <typename Struct>
  Told& at(Nanos at, const Struct& fields) {
    recording_.accept(make_fact(at, {}, fields));
    return *this;
  }
  Told& produce(Nanos now, MessageId id) { return at(now, MessageAccepted{.message = id, .line = 11}); }
  Told& call_back(Nanos now, MessageId id, KafkaError error = KafkaError::NO_ERROR) {
    at(now, CallbackStarted{.message = id, .partition = 0, .error = error, .offset = static_cast<std::int64_t>(id)});
    return at(now, CallbackFinished{.message = id});
  }
  Told& exit(Nanos now, std::int64_t code = 0) { return at(now, ProcessExited{.code = code}); }
  const Recording& recording() const { return recording_; }
  EventKind kind(std::optional<std::uint64_t> event) const { return recording_.event(event.value()).kind; }
  Reach all(bool over) const { return {recording_.size(), recording_.end_ns(), over}; }

 private:
  Recording recording_;
};

TEST(FirstDifference, OtherInstantsAreNone) {
  Told slow, fast;
  slow.produce(0, 0).at(kSecond, RecordStored{.message = 0, .offset = 0}).call_back(2 * kSecond, 0).exit(3 * kSecond);
  fast.produce(9, 0).at(10, RecordStored{.message = 0, .offset = 7}).call_back(11, 0).exit(12);
  EXPECT_EQ(first_difference(slow.recording(), fast.recording()).kind, Kind::none);
}

TEST(FirstDifference, TheOrderOfWhatDifferentPartsDoAtOnceIsNone) {
  Told simulated, real;
  simulated.produce(0, 0).produce(1, 1).at(2, RecordStored{.message = 0}).call_back(5, 0).exit(9);
  real.produce(0, 0).call_back(1, 0).produce(2, 1).exit(3).at(4, RecordStored{.message = 0});
  EXPECT_EQ(first_difference(simulated.recording(), real.recording()).kind, Kind::none);
}

TEST(FirstDifference, WhatNeverHappensInTheOtherIsTheFirstOfItsKind) {
  Told polls, does_not;
  for (MessageId id = 0; id < 3; ++id) {
    polls.produce(id, id);
    does_not.produce(id, id);
  }
  for (MessageId id = 0; id < 3; ++id) polls.call_back(kSecond + id, id);
  polls.exit(2 * kSecond);
  does_not.exit(2 * kSecond);
  const Difference found = first_difference(polls.recording(), does_not.recording());
  EXPECT_EQ(found.kind, Kind::never);
  EXPECT_EQ(polls.kind(found.first), EventKind::callback_started);
  EXPECT_EQ(polls.recording().event(*found.first).message, 0u);
  EXPECT_EQ(found.second, std::nullopt);
  EXPECT_EQ(found.at_ns, kSecond);
  EXPECT_EQ(first_difference(does_not.recording(), polls.recording()).second, found.first) << "and the other way round";
}

TEST(FirstDifference, AnAckThatComesWhileTheProcessEndsIsNone) {
  Told hears, is_gone, forgets;
  hears.produce(0, 0).at(kSecond + 5 * kMillisecond, OutcomeKnown{.message = 0}).exit(kSecond + 8 * kMillisecond);
  is_gone.produce(0, 0).exit(kSecond);
  forgets.produce(0, 0).exit(3 * kSecond);
  EXPECT_EQ(first_difference(hears.recording(), is_gone.recording()).kind, Kind::none);
  EXPECT_EQ(first_difference(is_gone.recording(), hears.recording()).kind, Kind::none);
  EXPECT_EQ(first_difference(hears.recording(), forgets.recording()).kind, Kind::never) << "there was time";
}

TEST(FirstDifference, ACallbackWithAnotherErrorIsSomethingElse) {
  Told good, bad;
  good.produce(0, 0).call_back(5, 0).exit(9);
  bad.produce(0, 0).call_back(4, 0, KafkaError::POLICY_VIOLATION).exit(9);
  const Difference found = first_difference(good.recording(), bad.recording());
  EXPECT_EQ(found.kind, Kind::other);
  EXPECT_EQ(good.kind(found.first), EventKind::callback_started);
  EXPECT_EQ(bad.kind(found.second), EventKind::callback_started);
  EXPECT_EQ(found.at_ns, 4);
}

TEST(FirstDifference, TheEarliestOfSeveralIsTold) {
  Told one, two;
  one.produce(0, 0).call_back(2, 0).at(5, Output{.line = "here"}).exit(9);
  two.produce(0, 0).at(5, Output{.line = "there"}).exit(9);
  const Difference found = first_difference(one.recording(), two.recording());
  EXPECT_EQ(found.kind, Kind::never) << "the callback that is missing came before the words that differ";
  EXPECT_EQ(found.at_ns, 2);
}

TEST(FirstDifference, WhatACallbackPrintsBelongsToItsMessage) {
  Told one, two;
  one.at(0, CallbackStarted{.message = 0}).at(0, Output{.line = "0"}).at(0, CallbackFinished{.message = 0});
  one.at(1, Output{.line = "main"});
  two.at(0, Output{.line = "main"});
  two.at(1, CallbackStarted{.message = 0}).at(1, Output{.line = "0"}).at(1, CallbackFinished{.message = 0});
  EXPECT_EQ(first_difference(one.recording(), two.recording()).kind, Kind::none);
}

TEST(FirstDifference, WhatAPersonDidIsACauseAndNoDifference) {
  Told left_alone, switched;
  left_alone.produce(0, 0).exit(9);
  switched.produce(0, 0).at(1, Switched{.line = 12, .on = false}).exit(9);
  EXPECT_EQ(first_difference(left_alone.recording(), switched.recording()).kind, Kind::none);
}

TEST(FirstDifference, AnExitCodeOfItsOwnIsOne) {
  Told well, ill;
  well.exit(5);
  ill.exit(5, 1);
  EXPECT_EQ(first_difference(well.recording(), ill.recording()).kind, Kind::other);
}

TEST(FirstDifference, WhatOneSourceCannotTellIsNotCompared) {
  Told tells, cannot;
  tells.at(0, RetryScheduled{.message = 0}).exit(9);
  cannot.exit(9);
  EventKinds told = EventKinds().set();
  EXPECT_EQ(first_difference(tells.recording(), cannot.recording(), told).kind, Kind::never);
  told.reset(static_cast<std::size_t>(EventKind::retry_scheduled));
  EXPECT_EQ(first_difference(tells.recording(), cannot.recording(), told).kind, Kind::none);
}

TEST(FirstDifference, WhileARunGoesOnWhatIsLateHasNotHappenedSoFar) {
  Told ended, running;
  ended.produce(0, 0).call_back(kSecond, 0).exit(5 * kSecond);
  running.produce(0, 0);
  FirstDifference difference(ended.recording(), running.recording());
  Reach reach{running.recording().size(), kSecond + 10 * kMillisecond, false};
  difference.advance(ended.all(true), reach, UINT64_MAX);
  EXPECT_EQ(difference.found().kind, Kind::none) << "a real program may be a little late";
  reach.at_ns = 2 * kSecond;
  difference.advance(ended.all(true), reach, UINT64_MAX);
  EXPECT_EQ(difference.found().kind, Kind::not_yet);
  EXPECT_EQ(ended.kind(difference.found().first), EventKind::callback_started);
  running.call_back(3 * kSecond, 0).exit(5 * kSecond);
  difference.advance(ended.all(true), running.all(true), UINT64_MAX);
  EXPECT_EQ(difference.found().kind, Kind::none) << "it came, only later";
}

TEST(FirstDifference, IsTheSameInSmallSteps) {
  Told one, two;
  for (MessageId id = 0; id < 500; ++id) {
    one.produce(10 * id, id).at(10 * id + 5, RecordStored{.message = id});
    two.produce(11 * id, id).at(11 * id + 5, RecordStored{.message = id});
    if (id % 2 == 0 || id < 300) two.call_back(11 * id + 6, id);
    one.call_back(10 * id + 6, id);
  }
  one.exit(kSecond);
  two.exit(kSecond);
  FirstDifference difference(one.recording(), two.recording());
  while (difference.advance(one.all(true), two.all(true), 7)) {
  }
  const Difference whole = first_difference(one.recording(), two.recording());
  EXPECT_EQ(difference.found(), whole);
  EXPECT_EQ(one.recording().event(whole.first.value()).message, 301u);
}

}  // namespace
}  // namespace inflight
