// A sentence for every event, and a transcript of them.
#include "core/explain/sentence.h"

#include <gtest/gtest.h>
#include <sstream>

#include "core/explain/transcript.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

World with_orders() {
  World world;
  apply(world, make_fact(0, {}, PartitionKnown{.partition = 0, .number = 2, .leader = 1, .topic = "orders"}));
  return world;
}

TEST(Sentence, SaysWhatHappenedInLearnersWords) {
  const World world = with_orders();
  const auto said = [&](const auto& fields) { return sentence_of(make_fact(0, {}, fields), world); };
  const std::vector<MessageId> batch{0, 1, 2};
  EXPECT_EQ(said(MessageAccepted{.message = 3}), "The library takes message 3 into its buffer. Nothing is sent yet.");
  EXPECT_EQ(said(RequestSent{.request = 1, .broker = 1, .partition = 0, .messages = batch}),
            "The background thread sends request 1 to broker 1, for orders[2] with messages 0 to 2.");
  EXPECT_EQ(said(RecordStored{.message = 3, .partition = 0, .offset = 7}),
            "Kafka has message 3 in orders[2] at offset 7.");
  EXPECT_EQ(said(RecordStored{.partition = 0, .offset = 8}),
            "Kafka has a message of somebody else in orders[2] at offset 8.");
  EXPECT_EQ(said(CallbackStarted{.message = 3, .error = KafkaError::_MSG_TIMED_OUT}),
            "Your callback is told that message 3 failed: _MSG_TIMED_OUT (Local: Message timed out).");
  EXPECT_EQ(said(CallStarted{.call = Call::flush, .timeout_ns = kSecond}),
            "Your thread goes into flush(), for at most 1 s.");
  EXPECT_EQ(said(CallReturned{.call = Call::poll, .value = 2}), "poll() returns 2.");
}

// produce(), sleep() and Producer() give a program no number.
TEST(Sentence, TellsOnlyValuesThatTheProgramGets) {
  const auto said = [](const auto& fields) { return sentence_of(make_fact(0, {}, fields), World{}); };
  EXPECT_EQ(said(CallReturned{.call = Call::produce}), "produce() returns.");
  EXPECT_EQ(said(CallReturned{.call = Call::create}), "Producer() returns.");
  EXPECT_EQ(said(CallReturned{.call = Call::flush, .value = 0}), "flush() returns 0.");
  EXPECT_EQ(said(CallReturned{.call = Call::len, .value = 7}), "len() returns 7.");
  EXPECT_EQ(said(CallStarted{.call = Call::sleep, .timeout_ns = 100 * kMillisecond}),
            "Your thread sleeps, for 100 ms.");
  EXPECT_EQ(said(CallStarted{.call = Call::produce, .timeout_ns = -1}), "Your thread goes into produce().");
  EXPECT_EQ(said(CallStarted{.call = Call::poll, .timeout_ns = 0}), "Your thread goes into poll().");
  EXPECT_EQ(said(CallStarted{.call = Call::flush, .timeout_ns = -1}),
            "Your thread goes into flush(), for as long as it takes.");
}

TEST(Sentence, EveryKindHasOneOnOneLine) {
  for (std::size_t kind = 0; kind < kEventKindCount; ++kind) {
    Fact fact;
    fact.event.kind = static_cast<EventKind>(kind);
    fact.text = "one\ntwo";
    const std::string sentence = sentence_of(fact, World{});
    EXPECT_GT(sentence.size(), 5u) << info(fact.event.kind).name;
    EXPECT_EQ(sentence.find('\n'), std::string::npos) << info(fact.event.kind).name;
  }
}

TEST(Transcript, IsALineAnEvent) {
  Recording recording;
  recording.accept(make_fact(0, {}, RunStarted{.source = RunSource::simulated, .seed = 1, .script = "program.py"}));
  recording.accept(make_fact(12 * kSecond + 345 * kMicrosecond, {}, Output{.line = "delivered at 0"}));
  std::ostringstream text;
  write_transcript(recording, text);
  EXPECT_EQ(text.str(),
            "    0.000000 s  The run of program.py begins (simulated, seed 1).\n"
            "   12.000345 s  Your program prints: delivered at 0\n");
}

}  // namespace
}  // namespace inflight
