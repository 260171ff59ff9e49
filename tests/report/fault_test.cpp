// Faults as people write them: what is read, and what is said of what can't be.
#include "core/run/fault.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inflight {
namespace {

using testing::HasSubstr;
using When = Fault::When;

Fault read(std::string_view text) {
  const Result<Fault> fault = parse_fault(text);
  EXPECT_TRUE(fault.ok()) << text << "\n" << (fault ? "" : fault.error().sentence);
  return fault ? fault.value() : Fault{};
}

std::string complaint(std::string_view text) {
  const Result<Fault> fault = parse_fault(text);
  return fault ? "" : fault.error().sentence;
}

TEST(Fault, HappensAtATimeAtAMomentOrForAWhile) {
  EXPECT_EQ(read("at 2s: broker down").when, When::at);
  EXPECT_EQ(read("at 2s: broker down").from_ns, 2 * kSecond);
  EXPECT_EQ(read("when message 3 is sent: cut connections").when, When::met);
  EXPECT_EQ(read("when message 3 is sent: cut connections").condition,
            (Condition{.kind = EventKind::request_sent, .message = 3}));
  EXPECT_EQ(read("when message 3 is produced: cut connections").condition,
            (Condition{.kind = EventKind::message_accepted, .message = 3}));
  const Fault some_time = read("from 1s to 3s: lose every 5th ack");
  EXPECT_EQ(some_time.when, When::during);
  EXPECT_EQ(some_time.from_ns, kSecond);
  EXPECT_EQ(some_time.to_ns, 3 * kSecond);
  EXPECT_EQ(read("from 1s: lose 5 % of acks").to_ns, kForever);
  EXPECT_EQ(read("always: lose 5 % of acks").from_ns, 0);
  EXPECT_EQ(read("always: lose 5 % of acks").to_ns, kForever);
}

TEST(Fault, DoesWhatAPersonCanDo) {
  EXPECT_EQ(read("at 1s: broker down").action.kind, ActionKind::broker_down);
  EXPECT_EQ(read("at 1s: broker up").action.kind, ActionKind::broker_up);
  EXPECT_EQ(read("at 1s: cut connections").action.kind, ActionKind::cut_connections);
  EXPECT_EQ(read("at 1s: latency 400ms").action,
            (Action{.kind = ActionKind::set_latency, .round_trip_ns = 400 * kMillisecond}));
  EXPECT_EQ(read("at 1s: reject next").action, (Action{.kind = ActionKind::reject_next}));
  EXPECT_EQ(read("at 1s: reject next with NOT_ENOUGH_REPLICAS").action,
            (Action{.kind = ActionKind::reject_next, .text = "NOT_ENOUGH_REPLICAS"}));
  EXPECT_EQ(read("at 1s: reject next with _TRANSPORT").action.text, "_TRANSPORT");
  EXPECT_EQ(read("at 1s: lose next ack").action.kind, ActionKind::lose_next_answer);
  EXPECT_EQ(read("at 1s: exit now").action.kind, ActionKind::exit_now);
  EXPECT_EQ(read("at 1s: kill -9").action.kind, ActionKind::kill);
}

TEST(Fault, HitsAShareOfWhatComesBy) {
  EXPECT_EQ(read("at 1s: lose next ack").share, Share{});
  EXPECT_EQ(read("always: lose 10 % of acks").share, (Share{Share::Kind::percent, 10}));
  EXPECT_EQ(read("always: lose 10% of acks").share, (Share{Share::Kind::percent, 10}));
  EXPECT_EQ(read("always: lose every ack").share, (Share{Share::Kind::every, 1}));
  EXPECT_EQ(read("always: lose every 2nd ack").share, (Share{Share::Kind::every, 2}));
  EXPECT_EQ(read("always: reject every 5th request").share, (Share{Share::Kind::every, 5}));
  const Fault rejects = read("from 1s to 3s: reject 20 % of requests with REQUEST_TIMED_OUT");
  EXPECT_EQ(rejects.share, (Share{Share::Kind::percent, 20}));
  EXPECT_EQ(rejects.action.text, "REQUEST_TIMED_OUT");
  EXPECT_EQ(read("always: reject 20 % with REQUEST_TIMED_OUT").share, (Share{Share::Kind::percent, 20}));
}

TEST(Fault, IsToldInItsOwnWordsWithSingleSpaces) {
  const Fault fault = read("  at  2 s :   broker\tdown ");
  EXPECT_EQ(fault.from_ns, 2 * kSecond);
  EXPECT_EQ(read("at 0 ms: broker down").from_ns, 0);
  EXPECT_EQ(fault.words, "at 2 s: broker down");
  EXPECT_EQ(fault.what_words, "broker down");
  EXPECT_EQ(read(fault.words), fault);
}

TEST(Fault, TheBrokerAndTheLatencyAreBackAfterAWhile) {
  const std::optional<Action> up = ending_of(read("from 2s to 5s: broker down"), kSecond);
  EXPECT_EQ(up, (Action{.kind = ActionKind::broker_up}));
  const std::optional<Action> usual = ending_of(read("from 2s to 5s: latency 400ms"), 2 * kMillisecond);
  EXPECT_EQ(usual, (Action{.kind = ActionKind::set_latency, .round_trip_ns = 2 * kMillisecond}));
  EXPECT_EQ(words_of(*usual), "latency 2 ms");
  EXPECT_FALSE(ending_of(read("from 2s: latency 400ms"), 0));
}

TEST(Fault, AnActionIsSaidInTheSameWords) {
  for (const char* words : {"broker down", "broker up", "cut connections", "latency 400 ms", "latency 0", "reject next",
                            "reject next with NOT_ENOUGH_REPLICAS", "lose next ack", "exit now", "kill -9"}) {
    const Result<Action> action = parse_what(words);
    ASSERT_TRUE(action.ok()) << words;
    EXPECT_EQ(words_of(action.value()), words);
  }
}

TEST(Fault, WhatCantBeReadIsToldWithItsPlaceAndTheNearestWord) {
  EXPECT_EQ(complaint("at 2s: broker dwon"),
            "The fault 'at 2s: broker dwon', character 15: 'dwon' can't stand there, but a broker's number, 'down', "
            "'up', 'pauses' or 'resumes' can. Did you "
            "mean 'down'?");
  EXPECT_EQ(complaint("at 2s: reject next with NOT_ENOUGH_REPLICA"),
            "The fault 'at 2s: reject next with NOT_ENOUGH_REPLICA', character 25: 'NOT_ENOUGH_REPLICA' can't stand "
            "there, but an error of Kafka's like NOT_ENOUGH_REPLICAS can. Did you mean 'NOT_ENOUGH_REPLICAS'?");
  EXPECT_EQ(complaint("at noon: broker down"),
            "The fault 'at noon: broker down', character 4: 'noon' can't stand there, but a time like 400ms can.");
  EXPECT_EQ(complaint("at 2s: broker"),
            "The fault 'at 2s: broker', character 14: it ends where a broker's number, 'down', 'up', 'pauses' or "
            "'resumes' should follow.");
  EXPECT_EQ(complaint("at 2s broker down"),
            "The fault 'at 2s broker down' has no ':'. Write WHEN: WHAT, like 'at 2s: broker down'.");
  EXPECT_EQ(complaint("at 2s: broker down now"),
            "The fault 'at 2s: broker down now', character 20: 'now' can't stand there, but the end can.");
  EXPECT_THAT(complaint("when message 3 is snt: broker down"),
              HasSubstr("character 6: 'message 3 is snt' is not a moment that can be waited for"));
  EXPECT_THAT(complaint("when message 3 is snt: broker down"), HasSubstr("Did you mean 'sent'?"));
  EXPECT_THAT(complaint("alwys: lose 10 % of acks"), HasSubstr("Did you mean 'always'?"));
}

TEST(Fault, WhatDoesNotGoTogetherIsTold) {
  EXPECT_THAT(complaint("at 2s: lose 10 % of acks"), HasSubstr("goes on for a time: write always, from 1s"));
  EXPECT_THAT(complaint("when message 3 is sent: lose every ack"), HasSubstr("goes on for a time"));
  EXPECT_THAT(complaint("always: cut connections"), HasSubstr("is over in a moment: write at 2s"));
  EXPECT_THAT(complaint("from 3s to 1s: broker down"), HasSubstr("it ends before it begins"));
  EXPECT_THAT(complaint("when the process has ended: broker down"), HasSubstr("a run that is over"));
}

TEST(Fault, HostileTextsAreRefusedInASentence) {
  for (const std::string& text : {std::string(),
                                  std::string(":"),
                                  std::string("::"),
                                  std::string("at : broker down"),
                                  std::string("at 2s:"),
                                  std::string("at -2s: broker down"),
                                  std::string("at 2s: lose 0 % of acks"),
                                  std::string("at 2s: %"),
                                  std::string("always: lose 101 % of acks"),
                                  std::string("always: lose every 0th ack"),
                                  std::string("always: lose every th ack"),
                                  std::string("always: lose 99999999999999999999 % of acks"),
                                  std::string("at 2s: latency 999999999h"),
                                  std::string("at 2s: reject next with NO_ERROR"),
                                  std::string("at 2s: reject next with _QUEUE_FULL"),
                                  std::string("at 2s: reject next with"),
                                  std::string("at 2s\0: broker down", 19),
                                  std::string("at 2s: \xff\xfe"),
                                  std::string(300, ' '),
                                  std::string(300, ':'),
                                  std::string(299, '[') + ":",
                                  "at 2s: " + std::string(292, 'A')}) {
    const std::string said = complaint(text);
    EXPECT_TRUE(said.starts_with("The fault '")) << text << "\n" << said;
    EXPECT_TRUE(said.ends_with('.') || said.ends_with('?')) << said;
  }
  EXPECT_THAT(complaint("at 2s: " + std::string(10'000, 'A')), HasSubstr("at most 300 characters"));
}

}  // namespace
}  // namespace inflight
