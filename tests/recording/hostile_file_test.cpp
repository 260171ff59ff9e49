// Files that nobody's Inflight wrote, and files that were torn: each is refused with the line and the fault, or loses
// only what is torn. What a file may make us hold grows with its length.
#include "core/recording/keyframes.h"
#include "core/world/apply.h"
#include "tests/recording/file_story.h"

namespace inflight {
namespace {

constexpr const char* kGood = "{\"at_ns\":1,\"kind\":\"output\",\"line\":\"hello\"}\n";

std::string complaint(const std::string& lines) { return read_lines(lines).complaint; }

TEST(HostileFile, ATornLastLineIsLostAndNothingElse) {
  const std::string whole = std::string(kGood) + kGood;
  for (std::size_t cut = 1; cut + 1 < std::string_view(kGood).size(); ++cut) {
    const ReadFile file = read_lines(whole.substr(0, whole.size() - 1 - cut));
    EXPECT_EQ(file.complaint, "") << cut;
    EXPECT_EQ(file.recording.size(), 1u) << cut;
    EXPECT_TRUE(file.reader.is_torn()) << cut;
  }
  const ReadFile unbroken = read_lines(whole.substr(0, whole.size() - 1));  // only its line break is missing
  EXPECT_EQ(unbroken.recording.size(), 2u);
  EXPECT_FALSE(unbroken.reader.is_torn());
  EXPECT_TRUE(read_lines(kGood + std::string(4096, '\0')).reader.is_torn());  // as a crash of the system leaves it
}

TEST(HostileFile, ABrokenLineIsNamed) {
  EXPECT_EQ(complaint(std::string(kGood) + "{\"at_ns\":1,\"kind\":\n" + kGood),
            "run.inflight, line 3: it is not a JSON object on one line. The file is damaged, or was not written by "
            "Inflight.");
  EXPECT_NE(complaint("[1,2,3]\n").find("line 2: it is not a JSON object"), std::string::npos);
  EXPECT_NE(complaint("{\"at_ns\":1,\"kind\":\"output\"} {}\n").find("behind its object"), std::string::npos);
  EXPECT_NE(complaint("{\"kind\":\"output\"}\n").find("'at_ns'"), std::string::npos);
  EXPECT_NE(complaint("{\"at_ns\":1}\n").find("'kind'"), std::string::npos);
  EXPECT_NE(complaint("{}\n").find("'at_ns' and 'kind'"), std::string::npos);
  EXPECT_NE(complaint(std::string(3, '\0') + "\n").find("not a JSON object"), std::string::npos);
  EXPECT_NE(complaint("{\"at_ns\":1,\"kind\":\"output\",\"line\":\"\xff\xfe\"}\n").find("UTF-8"), std::string::npos);
}

TEST(HostileFile, AValueOfTheWrongTypeOrRangeIsNamed) {
  const auto field = [](const std::string& value) {
    return complaint("{\"at_ns\":1,\"kind\":\"record_stored\"," + value + "}\n");
  };
  EXPECT_NE(field("\"offset\":\"five\"").find("'offset' should be a whole number"), std::string::npos);
  EXPECT_NE(field("\"offset\":1.5").find("'offset'"), std::string::npos);
  EXPECT_NE(field("\"offset\":99999999999999999999").find("'offset'"), std::string::npos);
  EXPECT_NE(field("\"message\":-1").find("'message'"), std::string::npos);
  EXPECT_NE(field("\"message\":4294967295").find("'message'"), std::string::npos);
  EXPECT_NE(field("\"producer\":70000").find("'producer'"), std::string::npos);
  EXPECT_NE(complaint("{\"at_ns\":1,\"kind\":\"request_sent\",\"messages\":[1,\"x\"]}\n").find("'messages'"),
            std::string::npos);
}

TEST(HostileFile, AbsurdNumbersAreRefused) {
  EXPECT_NE(
      complaint("{\"at_ns\":1,\"kind\":\"message_accepted\",\"message\":4000000000}\n").find("message 4000000000"),
      std::string::npos);
  EXPECT_NE(complaint("{\"at_ns\":1,\"kind\":\"request_sent\",\"messages\":[4000000000]}\n").find("4000000000"),
            std::string::npos);
  EXPECT_NE(complaint("{\"at_ns\":1,\"kind\":\"output\",\"producer\":60000}\n").find("producer 60000"),
            std::string::npos);
  EXPECT_NE(complaint("{\"at_ns\":9000000000000000000,\"kind\":\"output\"}\n").find("a hundred years"),
            std::string::npos);
  EXPECT_NE(complaint("{\"at_ns\":-1,\"kind\":\"output\"}\n").find("earlier"), std::string::npos);
  EXPECT_NE(complaint(std::string(kGood) + "{\"at_ns\":0,\"kind\":\"output\"}\n").find("earlier"), std::string::npos);
}

TEST(HostileFile, DeepNestingIsRefused) {
  const std::string deep(1 << 20, '[');
  EXPECT_NE(complaint(deep + "\n").find("line 2"), std::string::npos);
  EXPECT_NE(complaint("{\"at_ns\":1,\"kind\":" + deep + "\n").find("line 2"), std::string::npos);
  EXPECT_NE(complaint("{\"at_ns\":1,\"kind\":\"output\",\"more\":" + deep + "\n").find("line 2"), std::string::npos);
}

TEST(HostileFile, ALineThatNeverEndsIsRefused) {
  EXPECT_NE(complaint(std::string(kLongestLine + 10, 'x')).find("longer than 16 MiB"), std::string::npos);
  EXPECT_NE(ReadFile(std::string(kFileBegins) + std::string(kLongestHeader, ' ')).complaint.find("longer than 8 MiB"),
            std::string::npos);
}

TEST(HostileFile, WhatIsNoRecordingIsSaidToBeNone) {
  for (const std::string text : {"", "\n", "print(1)\n", "{\"inflight\":\"lesson\"}\n", "\0\0\0"}) {
    EXPECT_EQ(ReadFile(text).complaint, "run.inflight is not a recording of Inflight's.");
  }
}

TEST(HostileFile, NothingMayFollowTheEnd) {
  const std::string end = "{\"end\":true,\"events\":1,\"state\":\"ff\",\"not_modelled\":[]}\n";
  EXPECT_EQ(complaint(kGood + end + "\n\n"), "");
  EXPECT_NE(complaint(kGood + end + kGood).find("line 4: it stands behind the end"), std::string::npos);
  EXPECT_NE(complaint(kGood + end + end).find("behind the end"), std::string::npos);
  EXPECT_NE(complaint("{\"end\":true,\"state\":\"not hex\"}\n").find("'state'"), std::string::npos);
  EXPECT_NE(complaint("{\"end\":true}\n").find("missing"), std::string::npos);
}

TEST(HostileFile, WhatALaterVersionTellsIsLeftOutAndCounted) {
  const ReadFile file = read_lines(std::string(kGood) +
                                   "{\"at_ns\":1,\"kind\":\"teleported\",\"to\":[{\"x\":1}]}\n"
                                   "{\"at_ns\":1,\"kind\":\"action\",\"action\":\"ask_nicely\"}\n"
                                   "{\"at_ns\":1,\"kind\":\"output\",\"line\":\"x\",\"colour\":{\"r\":[1]}}\n");
  EXPECT_EQ(file.complaint, "");
  EXPECT_EQ(file.recording.size(), 2u);
  EXPECT_EQ(file.reader.unknown(), 2u);
}

// However wild its events, the world that a file leads to is bounded by their number.
TEST(HostileFile, FewEventsLeadToASmallWorld) {
  std::string lines = "{\"at_ns\":0,\"kind\":\"partition_known\",\"partition\":0,\"number\":0,\"leader\":1}\n";
  for (int i = 0; i < 100; ++i) {
    const std::string far = std::to_string(60'000 + i);
    const std::string offset = std::to_string((i + 1) * 60'000);
    lines += "{\"at_ns\":0,\"kind\":\"message_accepted\",\"message\":" + far + "}\n";
    lines += "{\"at_ns\":0,\"kind\":\"record_stored\",\"partition\":0,\"offset\":" + offset + "}\n";
    lines += "{\"at_ns\":0,\"kind\":\"record_stored\",\"partition\":0,\"offset\":9223372036854775807}\n";
    lines += "{\"at_ns\":0,\"kind\":\"gap\",\"lost\":9223372036854775807}\n";
    lines += "{\"at_ns\":0,\"kind\":\"broker_known\",\"broker\":" + far + "}\n";
  }
  const ReadFile file = read_lines(lines);
  EXPECT_EQ(file.complaint, "");
  World world;
  while (world.events < file.recording.size()) apply(world, file.recording.fact(world.events));
  EXPECT_GT(world.anomalies, 0);
  EXPECT_LT(world.messages.size, 70'000u);
  EXPECT_LT(world.partitions[0].log.size(), 1'200'000u);
}

TEST(HostileFile, CallsThatNeverReturnAreCountedNotKept) {
  World world;
  for (int i = 0; i < 100'000; ++i) {
    apply(world, make_fact(0, {}, CallStarted{.call = Call::poll}));
    apply(world, make_fact(0, {}, CallbackStarted{.message = 0}));
    apply(world, make_fact(0, {}, BrokerKnown{.broker = i}));
    apply(world, make_fact(0, {}, Switched{.line = i, .on = false}));
    apply(world, make_fact(0, {}, RequestSent{.request = i}));
  }
  EXPECT_LE(world.program.calls.size(), 10'000u);
  EXPECT_LE(world.program.callbacks.size(), 10'000u);
  EXPECT_LE(world.brokers.size(), 10'000u);
  EXPECT_LE(world.lines_off.size(), 100'000u);
  EXPECT_LE(world.requests.size(), 100'000u);
}

}  // namespace
}  // namespace inflight
