// Conditions: every form is read, and what is none is told.
#include "core/run/condition.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

using Asks = Condition::Asks;

Condition read(std::string_view text) {
  const auto condition = parse_condition(text);
  EXPECT_TRUE(condition.ok()) << text;
  return condition.ok() ? condition.value() : Condition{};
}

TEST(Conditions, EveryFormOfTheGrammarIsRead) {
  EXPECT_EQ(read("message 7 is stored"), (Condition{.kind = EventKind::record_stored, .message = 7}));
  EXPECT_EQ(read("a message is refused"), (Condition{.kind = EventKind::message_refused}));
  EXPECT_EQ(read("message 0 is failed"),
            (Condition{.kind = EventKind::callback_started, .asks = Asks::failure, .message = 0}));
  EXPECT_EQ(read("90 messages are told"), (Condition{.kind = EventKind::callback_started, .count = 90}));
  EXPECT_EQ(read("90 messages are produced"), (Condition{.kind = EventKind::message_accepted, .count = 90}));
  EXPECT_EQ(read("produce() refuses a message"), (Condition{.kind = EventKind::message_refused}));
  EXPECT_EQ(read("produce() raises BufferError"),
            (Condition{.kind = EventKind::message_refused, .asks = Asks::queue_full}));
  EXPECT_EQ(read("poll() is called"), (Condition{.kind = EventKind::call_started, .call = Call::poll}));
  EXPECT_EQ(read("flush() returns"),
            (Condition{.kind = EventKind::call_returned, .asks = Asks::no_exception, .call = Call::flush}));
  EXPECT_EQ(read("poll() tells message 3"),
            (Condition{.kind = EventKind::callback_started, .call = Call::poll, .message = 3}));
  EXPECT_EQ(read("the process has ended"), (Condition{.kind = EventKind::process_exited}));
  EXPECT_EQ(read("the truth is settled"), (Condition{.kind = EventKind::truth_settled}));
}

TEST(Conditions, SpacesBetweenWordsMayBeMany) { EXPECT_EQ(read(" a  message is sent "), read("a message is sent")); }

TEST(Conditions, WhatIsNoneIsToldWithAllThatIs) {
  for (const char* wrong :
       {"", "message", "message 0", "message x is sent", "message -1 is sent", "message 0 is lost",
        "messages 0 is sent", "0 messages are told", "5 messages are sent", "poll() tells 3", "produce() is called",
        "flush() returns 0", "the process ended", "message 0 is sent now", "message 99999999999 is sent"}) {
    const auto condition = parse_condition(wrong);
    ASSERT_FALSE(condition.ok()) << wrong;
    EXPECT_EQ(condition.error().sentence.find("'" + std::string(wrong) + "' is not a moment that can be waited for: " +
                                              std::string(condition_forms()) + "."),
              0U);
  }
}

}  // namespace
}  // namespace inflight
