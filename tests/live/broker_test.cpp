// The stand-in cluster, used as anybody's client uses it.
#include "core/live/broker.h"

#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mutex>

#include "core/live/rd.h"

namespace inflight {
namespace {

using testing::HasSubstr;

RdHandle client(const std::string& address) {
  std::array<char, 256> error{};
  RdConf conf(rd_kafka_conf_new());
  rd_kafka_conf_set(conf.get(), "bootstrap.servers", address.c_str(), error.data(), error.size());
  rd_kafka_conf_set_log_cb(conf.get(), drop_log);
  rd_kafka_t* rk = rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), error.data(), error.size());
  if (rk) (void)conf.release();
  return RdHandle(rk);
}

TEST(Broker, ClientsFindItsTopicsThroughTheForwardedPort) {
  const auto broker = LocalBroker::start({.topics = {{"orders", 3}, {"invoices", 1}}, .port = 0});
  ASSERT_TRUE(broker.ok()) << broker.error().sentence;
  const RdHandle rk = client(broker.value()->address());
  const rd_kafka_metadata_t* raw = nullptr;
  ASSERT_EQ(rd_kafka_metadata(rk.get(), 1, nullptr, &raw, 10'000), RD_KAFKA_RESP_ERR_NO_ERROR);
  const RdMetadata metadata(raw);
  int partitions = 0;
  for (int i = 0; i < raw->topic_cnt; ++i) partitions += raw->topics[i].partition_cnt;
  EXPECT_EQ(raw->topic_cnt, 2);
  EXPECT_EQ(partitions, 4);
}

TEST(Broker, SeveralLeadThePartitionsInTurn) {
  const auto broker = LocalBroker::start({.topics = {{"orders", 3}}, .brokers = 3, .port = 0});
  ASSERT_TRUE(broker.ok()) << broker.error().sentence;
  const RdHandle rk = client(broker.value()->address());
  const rd_kafka_metadata_t* raw = nullptr;
  ASSERT_EQ(rd_kafka_metadata(rk.get(), 1, nullptr, &raw, 10'000), RD_KAFKA_RESP_ERR_NO_ERROR);
  const RdMetadata metadata(raw);
  ASSERT_EQ(raw->topic_cnt, 1);
  std::vector<std::int32_t> leaders;
  for (int i = 0; i < raw->topics[0].partition_cnt; ++i) leaders.push_back(raw->topics[0].partitions[i].leader);
  EXPECT_THAT(leaders, testing::ElementsAre(1, 2, 3));
}

TEST(Broker, MessagesArrive) {  // facts 8.2
  const auto broker = LocalBroker::start({.topics = {{"orders", 1}}, .port = 0});
  ASSERT_TRUE(broker.ok());
  const RdHandle rk = client(broker.value()->address());
  ASSERT_EQ(rd_kafka_producev(rk.get(), RD_KAFKA_V_TOPIC("orders"), RD_KAFKA_V_PARTITION(0),
                              RD_KAFKA_V_VALUE(const_cast<char*>("hello"), 5), RD_KAFKA_V_END),
            RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_EQ(rd_kafka_flush(rk.get(), 10'000), RD_KAFKA_RESP_ERR_NO_ERROR);
  std::int64_t low = -1;
  std::int64_t high = -1;
  ASSERT_EQ(rd_kafka_query_watermark_offsets(rk.get(), "orders", 0, &low, &high, 10'000), RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_EQ(high, 1);
}

TEST(Broker, SaysWhatItsClientsDo) {
  std::mutex mutex;
  std::string all;
  {
    const auto broker =
        LocalBroker::start({.topics = {{"orders", 1}}, .port = 0, .said = [&](const std::string& words) {
                              const std::lock_guard lock(mutex);
                              all += words + "\n";
                            }});
    ASSERT_TRUE(broker.ok());
    const RdHandle rk = client(broker.value()->address());
    rd_kafka_producev(rk.get(), RD_KAFKA_V_TOPIC("orders"), RD_KAFKA_V_PARTITION(0),
                      RD_KAFKA_V_VALUE(const_cast<char*>("hello"), 5), RD_KAFKA_V_END);
    EXPECT_EQ(rd_kafka_flush(rk.get(), 10'000), RD_KAFKA_RESP_ERR_NO_ERROR);
  }
  EXPECT_THAT(all, HasSubstr("asks which topics there are"));
  EXPECT_THAT(all, HasSubstr("sends messages (Produce)\norders[0] stores a message at offset 0\n"));
}

TEST(Broker, APortInUseIsSaidClearlyAndIsFreeAfterwards) {
  std::uint16_t port = 0;
  {
    const auto first = LocalBroker::start({.port = 0});
    ASSERT_TRUE(first.ok());
    port = first.value()->port();
    const auto second = LocalBroker::start({.port = port});
    ASSERT_FALSE(second.ok());
    EXPECT_THAT(second.error().sentence, HasSubstr(std::to_string(port)));
    EXPECT_THAT(second.error().sentence, HasSubstr("taken"));
  }
  EXPECT_TRUE(LocalBroker::start({.port = port}).ok());
}

}  // namespace
}  // namespace inflight
