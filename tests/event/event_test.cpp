// The manifest and what is generated from it.
#include "core/event/event.h"

#include <gtest/gtest.h>
#include <set>

namespace inflight {
namespace {

TEST(Manifest, EveryKindHasAName) {
  std::set<std::string_view> names;
  for (const KindInfo& kind : event_kinds()) {
    EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
    EXPECT_FALSE(kind.says.empty()) << kind.name;
  }
  EXPECT_EQ(info(EventKind::record_stored).name, "record_stored");
}

TEST(Manifest, NoKindUsesASlotTwice) {
  for (const KindInfo& kind : event_kinds()) {
    std::set<std::string_view> slots;
    for (const FieldInfo& field : kind.fields) EXPECT_TRUE(slots.insert(field.slot).second) << kind.name;
  }
}

TEST(Event, FieldsSurvivePackingAndUnpacking) {
  const std::vector<MessageId> ids{4, 5, 6};
  const Fact fact = make_fact(1'500'000'000, {.producer = 2, .thread = Threads::library},
                              RequestSent{.request = 9, .broker = 1, .partition = 3, .attempt = 2, .messages = ids});
  EXPECT_EQ(fact.event.at_ns, 1'500'000'000);
  EXPECT_EQ(fact.event.producer, 2);
  EXPECT_EQ(fact.event.thread, Threads::library);
  const auto sent = as<RequestSent>(fact);
  EXPECT_EQ(sent.request, 9);
  EXPECT_EQ(sent.broker, 1);
  EXPECT_EQ(sent.partition, 3u);
  EXPECT_EQ(sent.attempt, 2);
  EXPECT_EQ(std::vector<MessageId>(sent.messages.begin(), sent.messages.end()), ids);
}

TEST(Event, NegativeErrorsSurvivePacking) {
  const Fact fact = make_fact(0, {}, MessageRefused{.message = 1, .error = KafkaError::_QUEUE_FULL, .call_number = 2});
  EXPECT_EQ(as<MessageRefused>(fact).error, KafkaError::_QUEUE_FULL);
}

TEST(Event, ReadsAsALineOfText) {
  EXPECT_EQ(to_text(make_fact(1'800'000'000, {}, RecordStored{.message = 3, .partition = 0, .offset = 5})),
            "1.800000000 record_stored message=3 partition=0 offset=5");
  EXPECT_EQ(to_text(make_fact(0, {.producer = 1}, CallStarted{.call = Call::flush, .timeout_ns = -1})),
            "0.000000000 call_started producer=1 call=\"flush\" timeout_ns=-1");
  const std::vector<MessageId> ids{0, 1, 2, 7};
  EXPECT_EQ(to_text(make_fact(2, {}, RequestSent{.request = 1, .broker = 1, .partition = 0, .messages = ids})),
            "0.000000002 request_sent request=1 broker=1 partition=0 attempt=0 messages=[0..2,7]");
  EXPECT_EQ(to_text(make_fact(0, {}, RecordStored{.partition = 0, .offset = 5})),
            "0.000000000 record_stored message=none partition=0 offset=5");
  EXPECT_EQ(to_text(make_fact(0, {}, Output{.line = "say \"hi\"\n"})), "0.000000000 output line=\"say \\\"hi\\\"\\n\"");
}

TEST(KafkaErrors, BearLibrdkafkasNamesAndTexts) {
  EXPECT_EQ(error_name(KafkaError::_MSG_TIMED_OUT), "_MSG_TIMED_OUT");
  EXPECT_EQ(error_text(KafkaError::_QUEUE_FULL), "Local: Queue full");
  EXPECT_EQ(error_name(static_cast<KafkaError>(12345)), "UNKNOWN_CODE");
}

}  // namespace
}  // namespace inflight
