// The real librdkafka as a Host, called directly, against the built-in broker: which facts each call leaves.
#include "core/live/rd_host.h"

#include <algorithm>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "core/live/mock_cluster.h"
#include "core/recorder/private_file.h"
#include "core/recorder/reader.h"

namespace inflight {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Takes reports as the binding does, with or without a callback in the program.
struct Reports : Deliveries {
  RdHost* host = nullptr;
  bool has_callback = true;
  std::vector<DeliveryReport> seen;
  void deliver(const DeliveryReport& report) override {
    seen.push_back(report);
    if (!has_callback) return;
    host->callback_started(0, report, 1);
    host->callback_finished(0, report.message, "");
  }
  void error(KafkaError, std::string_view) override {}
  void fatal(KafkaError, std::string_view) override {}
};

class RdHostTest : public testing::Test {
 protected:
  RdHostTest() { reports.host = &host; }
  static std::unique_ptr<MockCluster> make_mock() {
    auto mock = MockCluster::start({{"orders", 1}});
    EXPECT_TRUE(mock.ok());
    return std::move(mock).value();
  }
  static recorder::Descriptor make_file() {
    auto file = recorder::make_private_file();
    EXPECT_TRUE(file.ok());
    return std::move(file).value();
  }
  ProducerId create(Properties properties) {
    properties.push_back({"bootstrap.servers", mock->bootstrap()});
    const Result<ProducerId> producer = host.create(properties);
    EXPECT_TRUE(producer.ok());
    return producer.value();
  }
  KafkaError produce(MessageId message, std::string_view value = "v", std::int32_t partition = -1) {
    return host.produce(0, {.topic = "orders", .partition = partition, .value = value, .message = message});
  }
  void flush() { EXPECT_EQ(host.flush(0, 30 * kSecond, reports), KafkaError::NO_ERROR); }
  // The facts so far, without their times.
  std::vector<std::string> facts() {
    EXPECT_TRUE(reader
                    .read([&](const Fact& fact, std::uint64_t) {
                      const std::string line = to_text(fact);
                      lines.push_back(line.substr(line.find(' ') + 1));
                    })
                    .ok());
    return lines;
  }
  // The facts that begin so.
  std::vector<std::string> facts_of(std::string_view kind) {
    std::vector<std::string> all = facts();
    std::erase_if(all, [&](const std::string& line) { return !line.starts_with(std::string(kind) + " "); });
    return all;
  }

  std::unique_ptr<MockCluster> mock = make_mock();
  recorder::Descriptor file = make_file();
  recorder::Writer writer{file.get()};
  ChildFacts child_facts{writer};
  RdHost host{child_facts};
  recorder::Reader reader{file.get()};
  std::vector<std::string> lines;
  Reports reports;
};

TEST_F(RdHostTest, AcceptedMessageIsOfferedThenAcceptedThenTold) {
  create({{"linger.ms", "0"}});
  EXPECT_EQ(produce(0, "hello"), KafkaError::NO_ERROR);
  flush();
  EXPECT_THAT(facts_of("message_offered"), ElementsAre(HasSubstr("message=0 size_bytes=5")));
  EXPECT_THAT(facts_of("message_accepted"), ElementsAre(HasSubstr("message=0 size_bytes=5")));
  EXPECT_THAT(facts_of("request_sent"), ElementsAre(HasSubstr("messages=[0]")));
  EXPECT_THAT(facts_of("response_received"), ElementsAre(HasSubstr("error=NO_ERROR")));
  EXPECT_THAT(facts_of("outcome_known"), ElementsAre(HasSubstr("offset=0 status=2")));
  EXPECT_THAT(facts_of("report_queued"), ElementsAre(HasSubstr("message=0")));
  ASSERT_EQ(reports.seen.size(), 1u);
  EXPECT_EQ(reports.seen[0].topic, "orders");
  EXPECT_EQ(reports.seen[0].offset, 0);
  EXPECT_GE(reports.seen[0].latency_ns, 0);
}

TEST_F(RdHostTest, FullQueueRefusesAndLeavesNothingOfTheMessage) {
  create({{"linger.ms", "1000"}, {"queue.buffering.max.messages", "2"}});
  EXPECT_EQ(produce(0), KafkaError::NO_ERROR);
  EXPECT_EQ(produce(1), KafkaError::NO_ERROR);
  EXPECT_EQ(produce(2), KafkaError::_QUEUE_FULL);
  EXPECT_THAT(facts(), Not(Contains(HasSubstr("message=2"))));
  flush();
  EXPECT_EQ(produce(2), KafkaError::NO_ERROR);
  flush();
  EXPECT_THAT(facts_of("outcome_known"), testing::SizeIs(3));
}

TEST_F(RdHostTest, MessageRefusedAfterItWasOfferedHasNoOutcome) {
  create({{"linger.ms", "0"}});
  EXPECT_EQ(produce(0), KafkaError::NO_ERROR);
  flush();
  EXPECT_EQ(produce(1, "v", 9), KafkaError::_UNKNOWN_PARTITION);
  EXPECT_THAT(facts_of("message_offered"), Contains(HasSubstr("message=1")));
  EXPECT_THAT(facts_of("outcome_known"), Not(Contains(HasSubstr("message=1"))));
  EXPECT_THAT(facts_of("report_queued"), Not(Contains(HasSubstr("message=1"))));
  EXPECT_EQ(produce(1), KafkaError::NO_ERROR);
  flush();
  EXPECT_THAT(facts_of("request_sent"), Contains(HasSubstr("messages=[1]")));
}

TEST_F(RdHostTest, RetriedMessageGoesBackToTheBufferAndOutAgain) {
  create({{"linger.ms", "0"}, {"retry.backoff.ms", "20"}});
  mock->reject({KafkaError::NOT_ENOUGH_REPLICAS});
  EXPECT_EQ(produce(0), KafkaError::NO_ERROR);
  flush();
  EXPECT_THAT(facts_of("response_received"), ElementsAre(HasSubstr("NOT_ENOUGH_REPLICAS"), HasSubstr("NO_ERROR")));
  EXPECT_THAT(facts_of("retry_scheduled"), ElementsAre(HasSubstr("message=0 error=NOT_ENOUGH_REPLICAS")));
  EXPECT_THAT(facts_of("request_sent"), ElementsAre(AllOf(HasSubstr("attempt=1"), HasSubstr("messages=[0]")),
                                                    AllOf(HasSubstr("attempt=2"), HasSubstr("messages=[0]"))));
  EXPECT_THAT(reports.seen, testing::SizeIs(1));
  EXPECT_EQ(reports.seen[0].error, KafkaError::NO_ERROR);
}

TEST_F(RdHostTest, MessageOutOfRetriesFailsWithoutARetry) {
  create({{"linger.ms", "0"}, {"retries", "0"}});
  mock->reject({KafkaError::NOT_ENOUGH_REPLICAS});
  EXPECT_EQ(produce(0), KafkaError::NO_ERROR);
  flush();
  EXPECT_THAT(facts_of("retry_scheduled"), IsEmpty());
  EXPECT_THAT(facts_of("outcome_known"), ElementsAre(HasSubstr("error=NOT_ENOUGH_REPLICAS offset=-1001")));
}

TEST_F(RdHostTest, BrokenConnectionIsSeenAndItsMessagesGoOutAgain) {
  create({{"linger.ms", "0"}, {"reconnect.backoff.ms", "10"}, {"reconnect.backoff.max.ms", "50"}});
  EXPECT_EQ(produce(0), KafkaError::NO_ERROR);
  flush();
  mock->reject({KafkaError::_TRANSPORT});
  EXPECT_EQ(produce(1), KafkaError::NO_ERROR);
  flush();
  EXPECT_THAT(facts_of("broker_down"), ElementsAre(HasSubstr("broker=1")));
  EXPECT_THAT(facts_of("broker_up"), ElementsAre(HasSubstr("broker=1")));
  EXPECT_THAT(facts_of("retry_scheduled"), ElementsAre(HasSubstr("message=1")));
  EXPECT_THAT(facts_of("outcome_known"), Contains(HasSubstr("message=1 partition=0 error=NO_ERROR")));
}

TEST_F(RdHostTest, DestroyDropsWhatIsQueuedAndNobodyIsTold) {
  create({{"linger.ms", "5000"}});
  for (MessageId id = 0; id < 5; ++id) EXPECT_EQ(produce(id), KafkaError::NO_ERROR);
  host.destroy(0);
  EXPECT_THAT(facts_of("producer_destroyed"), ElementsAre(HasSubstr("dropped=5")));
  EXPECT_THAT(facts_of("report_queued"), IsEmpty());
  EXPECT_THAT(facts_of("broker_down"), IsEmpty());
}

TEST_F(RdHostTest, PurgedMessagesFailInTheProgramsThread) {
  create({{"linger.ms", "5000"}});
  for (MessageId id = 0; id < 3; ++id) EXPECT_EQ(produce(id), KafkaError::NO_ERROR);
  EXPECT_EQ(host.purge(0, true, true, false), KafkaError::NO_ERROR);
  flush();
  EXPECT_THAT(reports.seen, testing::SizeIs(3));
  EXPECT_THAT(facts_of("outcome_known"), testing::Each(HasSubstr("error=_PURGE_QUEUE")));
}

TEST_F(RdHostTest, ReportWithoutCallbackIsServed) {
  create({{"linger.ms", "0"}});
  reports.has_callback = false;
  EXPECT_EQ(host.produce(0, {.topic = "orders", .value = "v", .message = 0, .report_wanted = false}),
            KafkaError::NO_ERROR);
  flush();
  EXPECT_THAT(facts_of("report_served"), ElementsAre(HasSubstr("message=0")));
  EXPECT_THAT(facts_of("callback_started"), IsEmpty());
}

TEST_F(RdHostTest, WithoutAcksAMessageIsPossiblyStored) {
  create({{"linger.ms", "0"}, {"acks", "0"}});
  EXPECT_EQ(produce(0), KafkaError::NO_ERROR);
  flush();
  EXPECT_THAT(facts_of("outcome_known"), ElementsAre(HasSubstr("error=NO_ERROR offset=-1001 status=1")));
  EXPECT_THAT(facts_of("request_sent"), testing::SizeIs(1));
}

TEST_F(RdHostTest, SecretsAreBlankInTheConfiguration) {
  create({{"sasl.password", "canary"}, {"client.id", "the canary sings"}});
  EXPECT_THAT(facts_of("producer_created"), ElementsAre(Not(HasSubstr("canary"))));
  EXPECT_THAT(facts_of("producer_created"), ElementsAre(HasSubstr("sasl.password=•••")));
  EXPECT_THAT(facts_of("producer_created"), ElementsAre(Not(HasSubstr("debug"))));
}

TEST_F(RdHostTest, UnknownPropertyIsLibrdkafkasOwnSentence) {
  const Result<ProducerId> producer = host.create({{"linger.sm", "5"}});
  ASSERT_FALSE(producer.ok());
  EXPECT_THAT(producer.error().sentence, HasSubstr("linger.sm"));
}

}  // namespace
}  // namespace inflight
