// librdkafka's debug lines, as 2.0.2 writes them.
#include "core/live/debug_line.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

TEST(DebugLine, FormedRequestNamesTopicPartitionAndCount) {
  const auto line = parse_debug_line(
      "[thrd:127.0.0.1:45039/bootstrap]: 127.0.0.1:45039/1: orders [12]: Produce MessageSet with 3 message(s) (91 "
      "bytes, "
      "ApiVersion 7, MsgVersion 2, MsgId 0, BaseSeq -1, PID{Invalid}, uncompressed)");
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->kind, DebugLine::Kind::formed);
  EXPECT_EQ(line->topic, "orders");
  EXPECT_EQ(line->partition, 12);
  EXPECT_EQ(line->count, 3u);
}

TEST(DebugLine, DeliveredHasNoError) {
  const auto line = parse_debug_line(
      "[thrd:b]: b:1/1: my.topic-1_x [0]: MessageSet with 1 message(s) (MsgId 0, BaseSeq -1) delivered");
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->kind, DebugLine::Kind::answered);
  EXPECT_EQ(line->topic, "my.topic-1_x");
  EXPECT_EQ(line->error, KafkaError::NO_ERROR);
  EXPECT_FALSE(line->retries);
}

TEST(DebugLine, BrokersErrorIsRead) {
  const auto line = parse_debug_line(
      "[thrd:b]: b:1/1: orders [1]: MessageSet with 3 message(s) (MsgId 0, BaseSeq -1) encountered error: Broker: "
      "Policy "
      "violation (actions Permanent,MsgNotPersisted)");
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->error, KafkaError::POLICY_VIOLATION);
  EXPECT_FALSE(line->retries);
}

TEST(DebugLine, RetryIsReadAndADisconnectRetriesToo) {
  const auto retried = parse_debug_line(
      "b:1/1: orders [1]: MessageSet with 3 message(s) (MsgId 0, BaseSeq -1) encountered error: Broker: Not enough "
      "in-sync "
      "replicas (actions Retry,MsgNotPersisted)");
  ASSERT_TRUE(retried.has_value());
  EXPECT_EQ(retried->error, KafkaError::NOT_ENOUGH_REPLICAS);
  EXPECT_TRUE(retried->retries);
  const auto disconnected = parse_debug_line(
      "b:1/1: orders [2]: MessageSet with 3 message(s) (MsgId 0, BaseSeq -1) encountered error: Local: Broker "
      "transport "
      "failure (actions Refresh,MsgPossiblyPersisted)");
  ASSERT_TRUE(disconnected.has_value());
  EXPECT_EQ(disconnected->error, KafkaError::_TRANSPORT);
  EXPECT_TRUE(disconnected->retries);
}

TEST(DebugLine, OtherLinesAreNone) {
  for (const char* text :
       {"", "MessageSet", ": MessageSet with ", "x [: Produce MessageSet with 3", " [1]: Produce MessageSet with 3 m",
        "t [x]: MessageSet with 3 message(s)", "t [1]: MessageSet with many"}) {
    EXPECT_FALSE(parse_debug_line(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace inflight
