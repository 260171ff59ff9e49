// The time line's lanes.
#include "app/session/lanes.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "core/base/random.h"

namespace inflight {
namespace {

TEST(Lanes, WhatHappensTogetherIsOneMarkWithACount) {
  Recording recording;
  recording.accept(make_fact(0, {}, MessageAccepted{.message = 0}));
  recording.accept(make_fact(100 * kMillisecond, {}, MessageAccepted{.message = 1}));
  for (MessageId id = 0; id < 15; ++id) {
    recording.accept(make_fact(200 * kMillisecond, {}, RecordStored{.message = id, .partition = 0, .offset = id}));
  }
  recording.accept(make_fact(300 * kMillisecond, {}, CallbackStarted{.message = 0}));
  recording.accept(
      make_fact(301 * kMillisecond, {}, CallbackStarted{.message = 1, .error = KafkaError::_MSG_TIMED_OUT}));
  Lanes lanes;
  EXPECT_FALSE(lanes.advance(recording, UINT64_MAX));
  EXPECT_EQ(lanes.marks(Lane::produced, {0, kSecond, 30 * kMillisecond}).size(), 2u);
  const auto stored = lanes.marks(Lane::stored, {0, kSecond, 30 * kMillisecond});
  ASSERT_EQ(stored.size(), 1u);
  EXPECT_EQ(stored[0].count, 15);
  const auto callbacks = lanes.marks(Lane::callback, {0, kSecond, 30 * kMillisecond});
  ASSERT_EQ(callbacks.size(), 1u);
  EXPECT_EQ(callbacks[0].count, 2);
  EXPECT_EQ(callbacks[0].failed, 1);
}

TEST(Lanes, OnlyWhatTouchesTheWindowIsGiven) {
  Recording recording;
  for (int i = 0; i < 10; ++i) {
    recording.accept(make_fact(i * kSecond, {}, MessageAccepted{.message = static_cast<MessageId>(i)}));
  }
  Lanes lanes;
  EXPECT_TRUE(lanes.advance(recording, 5));
  EXPECT_FALSE(lanes.advance(recording, 5));
  EXPECT_EQ(lanes.marks(Lane::produced, {3 * kSecond, 5 * kSecond, 30 * kMillisecond}).size(), 3u);
  EXPECT_EQ(lanes.marks(Lane::produced, {20 * kSecond, 30 * kSecond, 30 * kMillisecond}).size(), 0u);
}

TEST(Lanes, TheNewestCaptionSoFarIsFound) {
  Recording recording;
  recording.accept(make_fact(0, {}, MessageAccepted{.message = 0}));
  recording.accept(make_fact(1, {}, CaptionShown{.words = "First."}));
  recording.accept(make_fact(2, {}, MessageAccepted{.message = 1}));
  recording.accept(make_fact(3, {}, CaptionShown{.words = "Second."}));
  Lanes lanes;
  lanes.advance(recording, 10);
  EXPECT_FALSE(lanes.caption_among(1));
  EXPECT_EQ(lanes.caption_among(2), 1u);
  EXPECT_EQ(lanes.caption_among(3), 1u);
  EXPECT_EQ(lanes.caption_among(4), 3u);
}

TEST(Lanes, SomebodyElsesRecordsAreNotOurs) {
  Recording recording;
  recording.accept(make_fact(0, {}, RecordStored{.partition = 0, .offset = 0}));
  Lanes lanes;
  lanes.advance(recording, 10);
  EXPECT_TRUE(lanes.marks(Lane::stored, {0, kSecond, 30 * kMillisecond}).empty());
}

// A recording of anything, in bursts and with gaps from nanoseconds to seconds.
struct Anything {
  explicit Anything(std::uint64_t seed) : dice(seed) {
    for (int i = 0; i < 12'000; ++i) {
      const auto scale = dice.below(10);
      Nanos most = 1;
      for (std::uint64_t k = 0; k < scale; ++k) most *= 10;
      if (dice.below(3) == 0) at += static_cast<Nanos>(dice.below(static_cast<std::uint64_t>(most)));
      tell_something();
    }
  }
  void tell_something() {
    const auto id = static_cast<MessageId>(dice.below(500));
    switch (dice.below(8)) {
      case 0: return tell(MessageAccepted{.message = id});
      case 1: return tell(RecordStored{.message = id, .partition = 0});
      case 2:
        return tell(CallbackStarted{.message = id,
                                    .error = dice.below(4) == 0 ? KafkaError::_MSG_TIMED_OUT : KafkaError::NO_ERROR});
      case 3: return tell(CallStarted{.call = static_cast<Call>(dice.below(8))});
      case 4: return tell(CallReturned{.call = static_cast<Call>(dice.below(8))});
      case 5: return tell(RequestSent{.request = next_request++});
      case 6: return tell(ResponseReceived{.request = static_cast<RequestId>(dice.below(50))});
      default: return tell(CaptionShown{.words = "So."});
    }
  }
  template <typename Struct>
  void tell(const Struct& fields) {
    recording.accept(make_fact(at, {}, fields));
  }
  std::vector<Nanos> times(EventKind kind, bool failed_only = false) const {
    std::vector<Nanos> found;
    for (std::uint64_t i = 0; i < recording.size(); ++i) {
      const Event& event = recording.event(i);
      if (event.kind == kind && (!failed_only || event.a != 0)) found.push_back(event.at_ns);
    }
    return found;
  }

  Random dice;
  Recording recording;
  Nanos at = 0;
  RequestId next_request = 0;
};

constexpr std::array kKinds{EventKind::message_accepted, EventKind::record_stored, EventKind::callback_started};

TEST(Lanes, WhatIsTogetherIsWhatCountingOneByOneSays) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Anything random(seed);
    Lanes lanes;
    while (lanes.advance(random.recording, 777)) {
    }
    for (int view = 0; view < 60; ++view) {
      const auto end = static_cast<std::uint64_t>(random.at);
      TimeWindow window{static_cast<Nanos>(random.dice.below(end)), static_cast<Nanos>(random.dice.below(end)), 1};
      if (window.from > window.to) std::swap(window.from, window.to);
      for (auto k = random.dice.below(10); k > 0; --k) window.apart *= 10;
      const auto lane = static_cast<std::size_t>(view) % kLaneCount;
      std::vector<Mark> expected;
      for (const Nanos at : random.times(kKinds[lane])) {
        if (at < window.from || at > window.to) continue;
        if (expected.empty() || at - expected.back().last_ns >= window.apart) expected.push_back({at, at, 0, 0});
        expected.back().last_ns = at;
        ++expected.back().count;
      }
      if (lane == 2) {
        for (Mark& mark : expected) {
          const auto failures = random.times(kKinds[lane], true);
          mark.failed = std::count_if(failures.begin(), failures.end(),
                                      [&](Nanos at) { return at >= mark.first_ns && at <= mark.last_ns; });
        }
      }
      const std::vector<Mark> marks = lanes.marks(static_cast<Lane>(lane), window);
      ASSERT_EQ(marks.size(), expected.size()) << "seed " << seed << ", view " << view;
      for (std::size_t i = 0; i < marks.size(); ++i) {
        EXPECT_EQ(marks[i].first_ns, expected[i].first_ns);
        EXPECT_EQ(marks[i].last_ns, expected[i].last_ns);
        EXPECT_EQ(marks[i].count, expected[i].count);
        EXPECT_EQ(marks[i].failed, expected[i].failed);
      }
    }
  }
}

TEST(Lanes, DensityIsWhatCountingOneByOneSaysAndNothingIsCountedTwice) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Anything random(seed);
    Lanes lanes;
    lanes.advance(random.recording, UINT64_MAX);
    for (const std::size_t parts : {1U, 7U, 500U, 1764U}) {
      const Nanos from = random.at / 5;
      const Nanos to = random.at / 5 * 4;
      std::vector<std::int64_t> columns(parts);
      lanes.count(Lane::stored, from, to, columns);
      std::vector<std::int64_t> expected(parts);
      for (const Nanos at : random.times(EventKind::record_stored)) {
        if (at < from || at >= to) continue;
        // The first column whose end lies beyond it.
        std::size_t column = static_cast<std::size_t>(static_cast<double>(at - from) / static_cast<double>(to - from) *
                                                      static_cast<double>(parts));
        const auto end_of = [&](std::size_t c) {
          const double share = static_cast<double>(c + 1) / static_cast<double>(parts);
          return c + 1 == parts ? to : from + static_cast<Nanos>(static_cast<double>(to - from) * share);
        };
        while (column > 0 && at < end_of(column - 1)) --column;
        while (at >= end_of(column)) ++column;
        ++expected[column];
      }
      EXPECT_EQ(columns, expected) << "seed " << seed << ", " << parts << " parts";
    }
  }
}

TEST(Lanes, ACallIsFoundAtEveryZoomAndShortOnesTogether) {
  Recording recording;
  const auto tell = [&](Nanos at, const auto& fields) { recording.accept(make_fact(at, {}, fields)); };
  for (int i = 0; i < 1000; ++i) {
    tell(i * kMicrosecond, CallStarted{.call = Call::poll});
    tell(i * kMicrosecond + 100, CallReturned{.call = Call::poll});
  }
  tell(kSecond, CallStarted{.call = Call::flush});
  tell(kSecond + 1, CallStarted{.call = Call::poll});  // a callback's own: the thread is in flush()
  tell(kSecond + 2, CallReturned{.call = Call::poll});
  tell(3 * kSecond, CallReturned{.call = Call::flush});
  tell(4 * kSecond, CallStarted{.call = Call::sleep});
  Lanes lanes;
  lanes.advance(recording, UINT64_MAX);
  const auto calls = lanes.calls({0, kForever, 10 * kMillisecond});
  ASSERT_EQ(calls.size(), 3u);
  EXPECT_EQ(calls[0].count, 1000);
  EXPECT_EQ(calls[1].count, 1);
  EXPECT_EQ(lanes.call(calls[1].index), Call::flush);
  EXPECT_EQ(calls[1].to_ns, 3 * kSecond);
  EXPECT_EQ(lanes.call(calls[2].index), Call::sleep);
  EXPECT_EQ(calls[2].to_ns, kForever) << "it sleeps still";
  EXPECT_EQ(lanes.calls({0, kMillisecond, 50}).size(), 1000u) << "from near each stands alone";
  ASSERT_EQ(lanes.calls({2 * kSecond, 2 * kSecond + 1, 1}).size(), 1u) << "what began before reaches into it";
  tell(5 * kSecond, ProcessExited{});
  lanes.advance(recording, UINT64_MAX);
  EXPECT_EQ(lanes.calls({0, kForever, 10 * kMillisecond}).back().to_ns, 5 * kSecond);
  EXPECT_EQ(lanes.exited_ns(), 5 * kSecond);
}

TEST(Lanes, RequestsThatOverlapLieInRowsAndTheRestIsTheCrowd) {
  Recording recording;
  const auto tell = [&](Nanos at, const auto& fields) { recording.accept(make_fact(at, {}, fields)); };
  const std::vector<MessageId> ids{0, 1, 2};
  for (RequestId id = 0; id < 5; ++id) tell(id, RequestSent{.request = id, .messages = ids});
  tell(10, ResponseReceived{.request = 1, .error = KafkaError::_TIMED_OUT});
  tell(20, RequestSent{.request = 5});
  tell(30, ResponseReceived{.request = 4});  // of the crowd
  Lanes lanes;
  lanes.advance(recording, UINT64_MAX);
  EXPECT_EQ(lanes.request_rows(), 3u);
  const auto second = lanes.requests(1, {});
  ASSERT_EQ(second.size(), 2u);
  EXPECT_EQ(second[0].to_ns, 10);
  EXPECT_EQ(lanes.request(1, second[0].index).messages, 3);
  EXPECT_EQ(lanes.request(1, second[0].index).error, KafkaError::_TIMED_OUT);
  EXPECT_EQ(lanes.request(1, second[1].index).id, 5);
  EXPECT_EQ(second[1].to_ns, kForever);
  ASSERT_EQ(lanes.crowd({0, kForever, 100}).size(), 1u);
  EXPECT_EQ(lanes.crowd({0, kForever, 100})[0].count, 2);
}

TEST(Series, FindsTheSameFromEveryGuess) {
  Series series;
  for (const Nanos at : {0, 0, 3, 3, 3, 10, 11, 500, 501}) series.add(at);
  for (const Nanos t : {-1, 0, 1, 3, 4, 11, 12, 501, 502}) {
    for (std::size_t guess = 0; guess <= series.size() + 2; ++guess) {
      EXPECT_EQ(series.before(t, guess), series.before(t)) << t << " from " << guess;
    }
  }
}

}  // namespace
}  // namespace inflight
