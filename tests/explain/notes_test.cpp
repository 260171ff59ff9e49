// What is said of what is simplified: only what matters to the run, and nothing of it twice.
#include "core/explain/notes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "core/world/apply.h"

namespace inflight {
namespace {

using testing::Contains;
using testing::IsSubsetOf;
using testing::Not;

class Notes : public testing::Test {
 protected:
  template <typename Struct>
  void tell(const Struct& fields) {
    apply(world_, make_fact(0, {}, fields));
  }
  void begin(std::string_view configuration = {}) {
    tell(PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "orders"});
    tell(ProducerCreated{.configuration = configuration});
  }
  void produce(MessageId id) {
    tell(MessageOffered{.message = id});
    tell(MessageAccepted{.message = id});
  }
  std::vector<std::string> ids(RunSource source = RunSource::simulated, bool mocks_rules = false) const {
    std::vector<std::string> found;
    for (const Note& note : notes_for({world_, source, mocks_rules})) found.emplace_back(note.id);
    return found;
  }
  World world_;
};

TEST_F(Notes, HaveEachTheirOwnNameAndEndAsSentencesDo) {
  std::set<std::string_view> ids;
  for (const Note& note : notes()) {
    EXPECT_TRUE(ids.insert(note.id).second) << note.id;
    EXPECT_EQ(note.sentence.back(), '.') << note.id;
    EXPECT_LE(note.about.size(), 15u) << note.id;
    EXPECT_LE(note.sentence.size(), 140u) << note.id;
  }
}

TEST_F(Notes, BeforeARunAreAboutTimeAndTheCluster) {
  EXPECT_THAT(ids(), testing::ElementsAre("time", "network", "connecting", "one_broker", "python"));
}

TEST_F(Notes, OfTheSimulationAreNotTheRealLibrarys) {
  begin("compression.type=zstd\nenable.idempotence=true");
  produce(0);
  const std::vector<std::string> real = ids(RunSource::cluster);
  EXPECT_THAT(real, testing::ElementsAre("observing", "reading", "python"));
}

TEST_F(Notes, NameWhatIsConfiguredAndHasNoEffect) {
  begin();
  EXPECT_THAT(ids(), Not(Contains("compression")));
  begin("compression.codec=gzip\nenable.idempotence=True\ntransactional.id=t\nstatistics.interval.ms=500");
  EXPECT_THAT((std::vector<std::string>{"compression", "transactions", "statistics"}), IsSubsetOf(ids()));
}

TEST_F(Notes, DoNotNameWhatIsConfiguredToDoNothing) {
  begin("compression.type=none\nenable.idempotence=false\nstatistics.interval.ms=0\nsocket.nagle.disable=true");
  produce(0);
  const std::vector<std::string> found = ids();
  for (const char* id : {"compression", "statistics", "nagle"}) EXPECT_THAT(found, Not(Contains(id)));
}

TEST_F(Notes, OfTheMockComeWithItsRulesToo) {
  EXPECT_THAT(ids(RunSource::mock), Contains("mock_timestamps"));
  EXPECT_THAT(ids(RunSource::simulated, true), Contains("mock_timestamps"));
  EXPECT_THAT(ids(RunSource::simulated), Not(Contains("mock_timestamps")));
  begin("enable.idempotence=true");
  EXPECT_THAT(ids(RunSource::mock), Contains("mock_repeats"));
  EXPECT_THAT(ids(RunSource::simulated, true), Contains("mock_repeats"));  // with the mock's rules
}

TEST_F(Notes, OfAFullBufferComeWithTheFirstBufferError) {
  begin();
  EXPECT_THAT(ids(), Not(Contains("java_send")));
  tell(MessageRefused{.message = 0, .error = KafkaError::_QUEUE_FULL, .call_number = 1});
  EXPECT_THAT((std::vector<std::string>{"blocking", "java_send"}), IsSubsetOf(ids()));
}

TEST_F(Notes, OfOtherClientsComeWithReportsAndGoWithThem) {
  begin();
  produce(0);
  EXPECT_THAT(ids(), Not(Contains("java_callbacks")));
  tell(OutcomeKnown{.message = 0, .partition = 0, .offset = 0, .status = 2});
  tell(ReportQueued{.message = 0});
  EXPECT_THAT((std::vector<std::string>{"java_callbacks", "python_poll", "go_events", "node_poll"}), IsSubsetOf(ids()));
  tell(CallbackStarted{.message = 0, .partition = 0, .offset = 0});
  tell(CallbackFinished{.message = 0});
  EXPECT_THAT(ids(), Not(Contains("go_events")));
  EXPECT_THAT(ids(), Contains("java_callbacks"));
}

TEST_F(Notes, OfNestedCallsComeWhenACallbackPolls) {
  begin();
  produce(0);
  tell(CallStarted{.call = Call::poll});
  tell(CallbackStarted{.message = 0, .partition = 0, .offset = 0});
  EXPECT_THAT(ids(), Not(Contains("nested")));
  tell(CallStarted{.call = Call::poll});
  EXPECT_THAT(ids(RunSource::mock), Contains("nested"));
}

TEST_F(Notes, OfRetriesComeWhenSomethingIsSentAgain) {
  begin();
  produce(0);
  tell(RequestSent{.request = 0, .broker = 1, .partition = 0, .attempt = 1, .messages = std::vector<MessageId>{0}});
  EXPECT_THAT(ids(), Not(Contains("java_retries")));
  tell(ResponseReceived{.request = 0, .error = KafkaError::NOT_ENOUGH_REPLICAS});
  tell(RequestSent{.request = 1, .broker = 1, .partition = 0, .attempt = 2, .messages = std::vector<MessageId>{0}});
  EXPECT_THAT((std::vector<std::string>{"java_retries", "newer_backoff"}), IsSubsetOf(ids()));
}

TEST_F(Notes, OfCopiesComeWithTheSecondOne) {
  begin();
  produce(0);
  tell(RecordStored{.message = 0, .partition = 0, .offset = 0});
  EXPECT_THAT(ids(), Not(Contains("java_copies")));
  tell(RecordStored{.message = 0, .partition = 0, .offset = 1});
  EXPECT_THAT(ids(), Contains("java_copies"));
}

TEST_F(Notes, OfClosingComeWhenTheExitLosesSomething) {
  begin();
  produce(0);
  EXPECT_THAT(ids(), Not(Contains("java_close")));
  tell(ProcessExited{.how = ExitHow::end_of_script});
  tell(TruthSettled{});
  EXPECT_THAT((std::vector<std::string>{"java_close", "python_with"}), IsSubsetOf(ids()));
}

TEST_F(Notes, OfPartitionsTopicsPurgesAndBrokersComeWithThem) {
  begin();
  const std::vector<std::string> before = ids();
  for (const char* id : {"java_requests", "topics", "reconnecting"}) EXPECT_THAT(before, Not(Contains(id)));
  for (PartitionId id = 1; id <= 4; ++id) {
    tell(PartitionKnown{.partition = id, .number = static_cast<std::int32_t>(id) - 1, .leader = 1, .topic = "made"});
  }
  tell(CallStarted{.call = Call::purge});
  tell(BrokerKnown{.broker = 1, .address = "broker 1"});
  tell(BrokerDown{.broker = 1});
  EXPECT_THAT((std::vector<std::string>{"java_requests", "java_sticky", "topics", "reconnecting"}), IsSubsetOf(ids()));
}

TEST_F(Notes, SayWhatNobodyHereHasMeasured) {
  for (const Note& note : notes()) {
    const bool said = words_of(note).ends_with("(By its documentation.)");
    EXPECT_EQ(said, note.about == "Java") << note.id;
  }
}

}  // namespace
}  // namespace inflight
