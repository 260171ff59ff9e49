// What level Full adds: the configuration and its search, len(producer) by its parts, the buffer by partition, brokers
// and faults.
#include "app/view/config.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/view/brokers.h"
#include "app/view/faults.h"
#include "app/view/log.h"
#include "app/view/partitions.h"
#include "app/view/parts.h"
#include "app/view/stage.h"
#include "core/run/fault.h"
#include "core/source/make_run.h"
#include "core/world/apply.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(SpokenValue, SaysWhatANumberMeans) {
  EXPECT_EQ(spoken_value("linger.ms", "5000"), "5 s");
  EXPECT_EQ(spoken_value("linger.ms", "0"), "0");
  EXPECT_EQ(spoken_value("message.timeout.ms", "300000"), "5 min");
  EXPECT_EQ(spoken_value("message.timeout.ms", "0"), "no limit");
  EXPECT_EQ(spoken_value("delivery.timeout.ms", "0"), "no limit");
  EXPECT_EQ(spoken_value("retries", "2147483647"), "no limit");
  EXPECT_EQ(spoken_value("acks", "-1"), "all");
  EXPECT_EQ(spoken_value("acks", "1"), "1");
  EXPECT_EQ(spoken_value("batch.size", "1000000"), "1 MB");
  EXPECT_EQ(spoken_value("queue.buffering.max.messages", "100000"), "100,000");
  EXPECT_EQ(spoken_value("client.id", "rdkafka"), "rdkafka");
  EXPECT_EQ(spoken_value("no.such.property", "7"), "7");
}

TEST(Configuration, HasWhatTheProgramSetFirst) {
  Story story;
  story.begin("bootstrap.servers=localhost:9092\nlinger.ms=5000\ncompression.type=zstd");
  const ConfigRows rows = prepare_config(story.input(), "");
  ASSERT_GT(rows.lines.size(), 100u);
  EXPECT_EQ(rows.lines[0].name, "bootstrap.servers");
  EXPECT_EQ(rows.lines[1].value, "5 s");
  EXPECT_TRUE(rows.lines[2].set);
  EXPECT_FALSE(rows.lines[3].set);
}

TEST(Configuration, OfTheDefaultsThoseThatAreExplainedComeFirst) {
  Story story;
  story.begin("linger.ms=5000");
  const ConfigRows rows = prepare_config(story.input(), "");
  ASSERT_GT(rows.lines.size(), 40u);
  EXPECT_EQ(rows.lines[1].name, "batch.num.messages");
  bool explained = true;
  for (std::size_t i = 1; i < rows.lines.size(); ++i) {
    EXPECT_TRUE(explained || rows.lines[i].meaning.empty()) << rows.lines[i].name;
    explained = !rows.lines[i].meaning.empty();
  }
}

TEST(Configuration, NamesAPropertyOnceByTheNameThatTheProgramUsed) {
  Story story;
  story.begin("queue.buffering.max.ms=20");
  std::vector<std::string> named;
  for (const ConfigLine& line : prepare_config(story.input(), "").lines) {
    if (line.name == "linger.ms" || line.name == "queue.buffering.max.ms") named.push_back(line.name);
  }
  EXPECT_THAT(named, testing::ElementsAre("queue.buffering.max.ms"));
}

TEST(Configuration, SaysInTheSimulationWhatHasNoEffectThere) {
  Story story;
  story.begin("socket.keepalive.enable=true\nlinger.ms=5");
  StageInput input = story.input();
  EXPECT_THAT(text(prepare_config(input, ""), 2), HasSubstr("socket.keepalive.enable = true (no effect"));
  EXPECT_FALSE(prepare_config(input, "").lines[1].no_effect);
  input.source = RunSource::mock;
  EXPECT_THAT(text(prepare_config(input, ""), 2), Not(HasSubstr("no effect")));
}

TEST(Configuration, HasNothingOfAConsumer) {
  Story story;
  EXPECT_THAT(text(prepare_config(story.input(), ""), 500), Not(HasSubstr("group.id")));
}

TEST(Configuration, IsSearchedByNameValueAndMeaning) {
  Story story;
  story.begin();
  const auto names = [&](std::string_view search) {
    std::vector<std::string> found;
    for (const ConfigLine& line : prepare_config(story.input(), search).lines) found.push_back(line.name);
    return found;
  };
  EXPECT_THAT(names("LINGER"), testing::Contains("linger.ms"));
  EXPECT_THAT(names("buffererror"),
              testing::UnorderedElementsAre("queue.buffering.max.messages", "queue.buffering.max.kbytes"));
  EXPECT_THAT(names("no limit"), testing::Contains("retries"));
  EXPECT_THAT(names("idempotence copies"), testing::ElementsAre("enable.idempotence"));
  const ConfigRows none = prepare_config(story.input(), "zebra");
  EXPECT_TRUE(none.lines.empty());
  EXPECT_THAT(none.nothing, HasSubstr("zebra"));
}

TEST(Configuration, BeforeTheProducerThereAreOnlyDefaults) {
  Story story;
  const ConfigRows rows = prepare_config(story.input(), "");
  EXPECT_THAT(rows.heading, HasSubstr("no producer yet"));
  for (const ConfigLine& line : rows.lines) EXPECT_FALSE(line.set) << line.name;
}

TEST(Length, CountsMessagesAndTheGroupsOfTheirReports) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 8; ++id) story.produce(id);
  story.send(0, 0, 2);
  story.send(1, 3, 4);
  for (MessageId id = 0; id < 3; ++id) story.tell(ReportQueued{.message = id, .group = 1});
  EXPECT_EQ(text(prepare_length(story.input())),
            "len(producer) = 9 = 3 in buffer + 2 in flight + 3 reports + 1 group\n");
  for (MessageId id = 3; id < 5; ++id) story.tell(ReportQueued{.message = id, .group = 2});
  EXPECT_EQ(prepare_length(story.input()).total, 10);
}

TEST(Length, PollTakesAllGroupsOffTheQueueThatItFinds) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 5; ++id) story.produce(id);
  story.send(0, 0, 4);
  for (MessageId id = 0; id < 4; ++id) story.tell(ReportQueued{.message = id, .group = 1 + id / 2});
  EXPECT_EQ(prepare_length(story.input()).total, 5 + 2);
  story.tell(CallStarted{.call = Call::poll});
  story.tell(CallbackStarted{.message = 0, .partition = 0, .line = 4});
  EXPECT_EQ(prepare_length(story.input()).total, 5) << "its message counts until the callback returns";
  story.tell(CallbackFinished{.message = 0});
  EXPECT_EQ(prepare_length(story.input()).total, 4);
  story.tell(ReportQueued{.message = 4, .group = 3});
  EXPECT_EQ(prepare_length(story.input()).total, 4 + 1);
  story.tell(CallReturned{.call = Call::poll, .exception = "ValueError"});
  EXPECT_EQ(prepare_length(story.input()).total, 4 + 3) << "what poll() took and did not serve went back";
}

TEST(Length, IsNotGuessedAndIsGoneWithTheProcess) {
  Story story;
  EXPECT_EQ(text(prepare_length(story.input())), "len(producer): no producer yet\n");
  story.the_last_ten(11 * kSecond, true);
  EXPECT_EQ(text(prepare_length(story.input())), "len(producer): gone\n");
}

// The program prints its own len(producer); at that moment ours must be the same.
TEST(Length, IsWhatTheProgramGets) {
  RunOptions options;
  options.script =
      "from confluent_kafka import Producer\n"
      "import time\n"
      "def report(err, msg):\n"
      "    print(len(producer))\n"
      "producer = Producer({'bootstrap.servers': 'x', 'linger.ms': 100, 'batch.num.messages': 4})\n"
      "for i in range(30):\n"
      "    producer.produce('orders', 'm', callback=report)\n"
      "    time.sleep(0.01)\n"
      "    print(len(producer))\n"
      "    if i % 7 == 6:\n"
      "        producer.poll(0)\n"
      "producer.flush()\n"
      "print(len(producer))\n";
  options.script_name = "program.py";
  options.topics = {{"orders", 2}};
  options.rtt_ns = 60 * kMillisecond;
  auto run = make_run(options);
  ASSERT_TRUE(run) << run.error().sentence;
  Recording recording;
  while (!run.value()->advance(kForever, recording).ended) {
  }
  World world;
  Lanes lanes;
  const std::vector<std::string> lines;
  StageInput input{.world = world, .recording = recording, .lanes = lanes, .source_lines = lines};
  int compared = 0;
  for (std::uint64_t i = 0; i < recording.size(); ++i) {
    apply(world, recording.fact(i));
    if (recording.event(i).kind != EventKind::output) continue;
    const LengthRows rows = prepare_length(input);
    ASSERT_TRUE(rows.total);
    EXPECT_EQ(fmt::format("{}", *rows.total), recording.text(recording.event(i).text)) << "output " << compared;
    ++compared;
  }
  EXPECT_EQ(compared, 61);
}

void three_partitions(Story& story) {
  story.tell(RunStarted{.source = RunSource::simulated, .seed = 1, .script = "program.py"});
  for (const BrokerId broker : {1, 2, 3}) story.tell(BrokerKnown{.broker = broker, .address = "localhost:9092"});
  for (std::int32_t i = 0; i < 3; ++i) {
    story.tell(
        PartitionKnown{.partition = static_cast<PartitionId>(i), .number = i, .leader = i + 1, .topic = "orders"});
  }
  story.tell(ProducerCreated{.configuration = "linger.ms=5000\nbatch.num.messages=15"});
}

void produce_to(Story& story, MessageId id, PartitionId partition) {
  story.tell(PartitionAssigned{.message = id, .partition = partition});
  story.tell(MessageAccepted{.message = id, .line = 11, .report_wanted = true});
}

TEST(Partitions, EachHasItsMessagesAndItsOwnCountdown) {
  Story story;
  three_partitions(story);
  produce_to(story, 0, 0);
  story.at(kSecond);
  produce_to(story, 1, 2);
  produce_to(story, 2, 0);
  story.at(2 * kSecond);
  const auto rows = prepare_partitions(story.input());
  ASSERT_TRUE(rows);
  EXPECT_EQ(text(*rows),
            "local buffer by partition: 3 waiting\n"
            "  orders[0] 2, 3.0 s left 0 2\n"
            "  orders[1] 0\n"
            "  orders[2] 1, 4.0 s left 1\n"
            "  linger.ms = 5 s, 15 fill a batch\n");
  story.tell(CallStarted{.call = Call::flush, .timeout_ns = -1});
  EXPECT_EQ(prepare_partitions(story.input())->trays[0].leaves, "at once: flush() is waiting");
}

TEST(Partitions, OfOneThereIsNothingToTellApart) {
  Story story;
  story.begin();
  EXPECT_FALSE(prepare_partitions(story.input()));
}

TEST(Brokers, SayWhatTheyLeadAndWhetherTheyAreUp) {
  Story story;
  three_partitions(story);
  story.tell(BrokerDown{.broker = 2});
  story.tell(LeaderChanged{.partition = 1, .leader = 3});
  EXPECT_EQ(text(prepare_brokers(story.input())),
            "brokers\n"
            "  1 up, leads orders[0]\n"
            "  2 down, leads nothing\n"
            "  3 up, leads orders[1], orders[2]\n");
}

TEST(Brokers, SayHowWellTheirCopiesKeepUp) {
  Story story;
  story.begin_with_copies();
  EXPECT_EQ(text(prepare_brokers(story.input())),
            "brokers\n"
            "  1 up, leads orders[0]\n"
            "  2 up, in sync, 3 behind\n"
            "  3 paused, not in sync, 6 behind\n");
  story.tell(BrokerDown{.broker = 1});
  story.tell(LeaderChanged{.partition = 0, .leader = kNoBroker});
  EXPECT_EQ(text(prepare_brokers(story.input())),
            "brokers\n"
            "  1 down, in sync\n"
            "  2 up, in sync, 3 behind\n"
            "  3 paused, not in sync, 6 behind\n");
  EXPECT_THAT(text(prepare_log(story.input(), 18)), testing::HasSubstr("    no leader\n"));
}

TEST(Brokers, OfManyPartitionsTheFirstAreNamed) {
  Story story;
  story.tell(BrokerKnown{.broker = 1});
  for (std::int32_t i = 0; i < 1000; ++i) {
    story.tell(PartitionKnown{.partition = static_cast<PartitionId>(i), .number = i, .leader = 1, .topic = "t"});
  }
  const std::vector<BrokerRow> rows = prepare_brokers(story.input());
  EXPECT_THAT(rows[0].words, testing::ElementsAre("leads t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7] and 992 more",
                                                  "leads 1,000 partitions"));
}

TEST(Brokers, OfferWhatCanBeDoneToThemInTheWordsOfAFault) {
  Story story;
  story.begin_with_copies();
  const StageInput input = story.input();
  EXPECT_EQ(text(prepare_broker_menu(input, 1)),
            "  Broker 1 down\n"
            "  Broker 1 pauses\n"
            "  Cut connections to broker 1\n");
  EXPECT_EQ(text(prepare_broker_menu(input, 3)),
            "  Broker 3 down\n"
            "  Broker 3 resumes\n"
            "  Cut connections to broker 3\n"
            "  Broker 3 leads orders[0] (no: Broker 3 is not in sync.)\n");
  for (const BrokerId broker : {1, 2, 3}) {
    for (const MenuEntry& entry : prepare_broker_menu(input, broker)) {
      EXPECT_EQ(entry.command.id, CommandId::act);
      const Result<Action> action = parse_what(entry.command.text);
      ASSERT_TRUE(action.ok()) << entry.command.text;
      EXPECT_EQ(action->broker, broker);
    }
  }
}

TEST(Brokers, WithoutCopiesOnlyAStandInsPartitionsCanBeLedByAnother) {
  Story story;
  three_partitions(story);
  StageInput input = story.input();
  EXPECT_THAT(text(prepare_broker_menu(input, 1)), testing::Not(testing::HasSubstr("leads")));
  input.source = RunSource::mock;
  EXPECT_THAT(text(prepare_broker_menu(input, 1)),
              testing::HasSubstr("  Broker 1 leads orders[1]\n  Broker 1 leads orders[2]\n"));
}

TEST(Brokers, OfferNothingThatTheSourceCannotDo) {
  Story story;
  story.begin_with_copies();
  story.tell(BrokerDown{.broker = 2});
  StageInput input = story.input();
  input.why_not_act[static_cast<std::size_t>(ActionKind::pause_broker)] = "It can't stand still.";
  EXPECT_EQ(text(prepare_broker_menu(input, 2)),
            "  Broker 2 up\n"
            "  Broker 2 pauses (no: It can't stand still.)\n"
            "  Cut connections to broker 2\n"
            "  Broker 2 leads orders[0] (no: Broker 2 is down.)\n");
}

TEST(Faults, AreGreyedWithTheirReasons) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  EXPECT_EQ(text_of_faults(prepare_faults(story.input())),
            "faults\n"
            "  Reject next (no: The process has ended.)\n"
            "  Lose next ack (no: The process has ended.)\n"
            "  Broker down (no: The process has ended.)\n"
            "  Cut off (no: The process has ended.)\n"
            "  Latency 1 s (no: The process has ended.)\n"
            "  kill -9 (no: The process has ended.)\n");
}

TEST(Faults, SayHowTheyAreTakenBack) {
  Story story;
  StageInput input = story.input();
  input.broker_is_down = input.is_slowed = true;
  EXPECT_THAT(text_of_faults(prepare_faults(input)),
              testing::AllOf(testing::HasSubstr("Broker up"), testing::HasSubstr("Usual latency")));
}

TEST(Levels, ALessonRevealsARegionInTheEssential) {
  Story story;
  StageInput input = story.input();
  EXPECT_FALSE(setup_of(input).adds());
  const std::vector<std::string> reveal{"configuration", "len"};
  input.reveal = reveal;
  EXPECT_EQ(setup_of(input), (inflight::Setup{.configuration = true, .parts = true}));
  input.reveal = {};
  input.look.full = true;
  EXPECT_EQ(
      setup_of(input),
      (inflight::Setup{
          .configuration = true, .faults = true, .partitions = true, .brokers = 3, .parts = true, .lanes = true}));
}

}  // namespace
}  // namespace inflight
