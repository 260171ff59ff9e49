// What the built-in broker says of its clients, from the mock's own lines.
#include "core/live/broker_words.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

TEST(BrokerWords, ARequestIsSaidInWordsAndByItsName) {
  EXPECT_EQ(broker_words("[thrd:mock]: Broker 1: Received ProduceRequestV7 from 127.0.0.1:55474"),
            "127.0.0.1:55474 sends messages (Produce)");
  EXPECT_EQ(broker_words("[thrd:mock]: Broker 2: Received MetadataRequestV2 from 127.0.0.1:34994"),
            "127.0.0.1:34994 asks which topics there are and who leads them (Metadata)");
}

TEST(BrokerWords, OneThatHasNoWordsKeepsItsName) {
  EXPECT_EQ(broker_words("[thrd:mock]: Broker 1: Received EndTxnRequestV1 from 127.0.0.1:1"),
            "127.0.0.1:1 asks for EndTxn");
}

TEST(BrokerWords, WhatIsStoredIsSaid) {
  EXPECT_EQ(broker_words("[thrd:mock]: Log append orders [0] 15 messages, 973 bytes at offset 30 (log now 0..45, "
                         "original start 0)"),
            "orders[0] stores 15 messages from offset 30");
  EXPECT_EQ(broker_words("[thrd:mock]: Log append orders [2] 1 messages, 73 bytes at offset 0 (log now 0..1)"),
            "orders[2] stores a message at offset 0");
}

TEST(BrokerWords, OtherLinesAreNone) {
  for (const std::string_view line :
       {"", "[thrd:mock]: Broker 1: New connection from 127.0.0.1:55474",
        "[thrd:mock]: Broker 1: Sending ProduceResponseV7 to 127.0.0.1:55474", "Log append", "Log append a [0] x",
        "Log append a [0] 1 messages, 7 bytes at offset none", "Broker 1: Received something from somewhere"}) {
    EXPECT_FALSE(broker_words(line)) << line;
  }
}

}  // namespace
}  // namespace inflight
