// The first line of a recording: what was run comes back, secrets and places of this machine don't, and nothing that a
// stranger wrote is believed.
#include "core/run/recording_header.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "core/recording/file_form.h"
#include "core/run/recorded_run.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

RunOptions options() {
  RunOptions options;
  options.script = "from confluent_kafka import Producer\nconf = {'sasl.password': 'hunter22'}\n";
  options.script_name = "program.py";
  options.lesson = "the-last-ten";
  options.topics = {{"orders", 3}, {"audit", 1}};
  options.rtt_ns = 400 * kMillisecond;
  options.seed = INT64_MAX;
  options.lines_off = {1, 2};
  options.rules = Rules::mock;
  options.until_ns = 30 * kSecond;
  options.properties = {{"linger.ms", "5"}, {"client.id", "hunter22"}};
  options.actions = {{.at_ns = 5, .kind = ActionKind::switch_line, .line = 2, .on = false},
                     {.at_ns = 7, .kind = ActionKind::set_latency, .round_trip_ns = kSecond},
                     {.at_ns = 7, .kind = ActionKind::reject_next, .text = "POLICY_VIOLATION"}};
  return options;
}

Observes observes() {
  Observes observes;
  observes.kinds.set(static_cast<std::size_t>(EventKind::output));
  observes.request_contents = false;
  observes.not_modelled = {"No \"replication\"."};
  return observes;
}

std::string header_with(const std::string& fields) {
  return std::string(kFileBegins) + ",\"version\":1,\"script_name\":\"program.py\"" + fields + "}";
}
std::string complaint(const std::string& fields) {
  const Result<RecordingHeader> header = read_header(header_with(fields), "run.inflight, line 1");
  return header ? "" : header.error().sentence;
}

TEST(RecordingHeader, GivesBackWhatWasRun) {
  const std::string line = header_line(options(), observes());
  EXPECT_TRUE(line.starts_with(kFileBegins));
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const Result<RecordingHeader> read = read_header(line, "line 1");
  ASSERT_TRUE(read.ok()) << read.error().sentence;
  const RunOptions& back = read->options;
  EXPECT_EQ(back.script_name, "program.py");
  EXPECT_EQ(back.lesson, "the-last-ten");
  EXPECT_EQ(back.topics, options().topics);
  EXPECT_EQ(back.rtt_ns, 400 * kMillisecond);
  EXPECT_EQ(back.seed, INT64_MAX);
  EXPECT_EQ(back.lines_off, options().lines_off);
  EXPECT_EQ(back.rules, Rules::mock);
  EXPECT_EQ(back.until_ns, 30 * kSecond);
  EXPECT_EQ(back.actions, options().actions);
  EXPECT_EQ(back.source, RunSource::simulated);
  EXPECT_EQ(read->observes.kinds, observes().kinds);
  EXPECT_FALSE(read->observes.request_contents);
  EXPECT_EQ(read->observes.not_modelled, observes().not_modelled);
  EXPECT_TRUE(read->made_by.starts_with("inflight "));
}

TEST(RecordingHeader, TellsNoSecretAndNoPlaceOfThisMachine) {
  RunOptions secret = options();
  secret.bootstrap = "kafka.mine:9092";
  secret.properties = {{"ssl.key.password", "hunter23"},
                       {"ssl.ca.location", "/home/me/ca.pem"},
                       {"bootstrap.servers", "kafka.mine:9092"},
                       {"client.id", "hunter22"}};
  const std::string line = header_line(secret, observes());
  for (const char* hidden : {"hunter22", "hunter23", "kafka.mine", "ca.pem"}) {
    EXPECT_EQ(line.find(hidden), std::string::npos) << hidden;
  }
  EXPECT_TRUE(read_header(line, "line 1").ok());
}

TEST(RecordingHeader, MaySetNothingThatConnectsOrNamesAFile) {
  for (const char* name : {"bootstrap.servers", "metadata.broker.list", "plugin.library.paths",
                           "sasl.kerberos.kinit.cmd", "ssl.ca.location", "ssl.engine.location"}) {
    const std::string said = complaint(std::string(",\"properties\":{\"") + name + "\":\"x\"}");
    EXPECT_NE(said.find(name), std::string::npos) << said;
    EXPECT_NE(said.find("Nothing was run or connected to"), std::string::npos) << said;
  }
  EXPECT_NE(complaint(",\"bootstrap\":\"evil:9092\"").find("'bootstrap' is not a key"), std::string::npos);
  EXPECT_NE(complaint(",\"properties\":{\"linger.msec\":\"5\"}").find("linger.ms"), std::string::npos);
}

TEST(RecordingHeader, NamesAreNoPaths) {
  for (const char* name : {"../../etc/passwd", "/etc/passwd", "..", "", "a\\\\b", "a\\u0000b", "a\\nb"}) {
    const std::string lesson = complaint(std::string(",\"lesson\":\"") + name + "\"");
    EXPECT_NE(lesson.find("'lesson'"), std::string::npos) << name;
  }
}

TEST(RecordingHeader, AbsurdValuesAreNamed) {
  EXPECT_NE(complaint(",\"topics\":[\"orders:99999999\"]").find("not a topic"), std::string::npos);
  std::string many = ",\"topics\":[\"t0:10000\"";
  for (int i = 1; i < 12; ++i) many += ",\"t" + std::to_string(i) + ":10000\"";
  EXPECT_NE(complaint(many + "]").find("partitions"), std::string::npos);
  EXPECT_NE(complaint(",\"rtt_ns\":-1").find("'rtt_ns'"), std::string::npos);
  EXPECT_NE(complaint(",\"seed\":1e99").find("'seed'"), std::string::npos);
  EXPECT_NE(complaint(",\"lines_off\":[5,3]").find("ascending"), std::string::npos);
  EXPECT_NE(complaint(",\"source\":\"moon\"").find("'moon'"), std::string::npos);
  EXPECT_NE(complaint(",\"script\":\"" + std::string((1 << 20) + 1, 'x') + "\"").find("'script'"), std::string::npos);
  EXPECT_NE(complaint(",\"actions\":[{\"at_ns\":5},{\"at_ns\":4}]").find("in order"), std::string::npos);
  EXPECT_NE(complaint(",\"more\":" + std::string(100'000, '[')).find("eight deep"), std::string::npos);
  EXPECT_NE(complaint(",\"made_by\":\"\xff\"").find("UTF-8"), std::string::npos);
}

TEST(RecordingDocument, ItsExampleIsARecording) {
  std::ifstream document(INFLIGHT_SOURCE_DIR "/docs/RECORDING.md");
  std::string example;
  for (std::string line; std::getline(document, line);) {
    if (line.starts_with("    {\"") && line.ends_with("}")) example += line.substr(4) + "\n";
  }
  FileReader reader(std::make_unique<std::istringstream>(example), "example", example.size());
  const Result<RecordingHeader> header = read_header(reader.header().value(), "example, line 1");
  ASSERT_TRUE(header.ok()) << header.error().sentence;
  Recording recording;
  const Result<bool> read = reader.read(recording, SIZE_MAX);
  ASSERT_TRUE(read.ok()) << read.error().sentence;
  World world;
  while (world.events < recording.size()) apply(world, recording.fact(world.events));
  EXPECT_TRUE(notes_on(reader, world).empty());
  EXPECT_EQ(world.count(Outcome::delivered), 1);
}

TEST(RecordingHeader, AnotherVersionIsSentToTheProgramThatMadeIt) {
  const auto read = read_header(std::string(kFileBegins) + ",\"version\":2,\"novelty\":[]}", "run.inflight, line 1");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().sentence,
            "run.inflight, line 1: the recording has the form 2; this version of Inflight reads 1. Open it with the "
            "version that made it.");
}

}  // namespace
}  // namespace inflight
