// What librdkafka itself does where no script can see it, or the simulator has nothing to say: interceptors, the mock
// cluster, fatal errors, statistics. Called directly, against the built-in broker. Counts and order, no durations.
#include <algorithm>
#include <array>
#include <chrono>
#include <gtest/gtest.h>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/live/mock_cluster.h"
#include "core/live/rd.h"

namespace inflight {
namespace {

constexpr std::int16_t kProduceKey = 0;
constexpr int kPatience = 30'000;  // ms, for what takes a moment on a free machine

// A producer as a C program has it, with interceptors that write down what they are told.
class Library : public testing::Test {
 protected:
  Library() {
    auto started = MockCluster::start({{"orders", 1}});
    EXPECT_TRUE(started.ok());
    mock_ = std::move(started).value();
  }
  void begin(std::vector<std::pair<std::string, std::string>> properties) {
    RdConf conf(rd_kafka_conf_new());
    properties.emplace_back("bootstrap.servers", mock_->bootstrap());
    std::array<char, 256> error{};
    for (const auto& [name, value] : properties) {
      ASSERT_EQ(rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), error.data(), error.size()),
                RD_KAFKA_CONF_OK)
          << error.data();
    }
    rd_kafka_conf_set_opaque(conf.get(), this);
    rd_kafka_conf_set_log_cb(conf.get(), drop_log);
    rd_kafka_conf_set_dr_msg_cb(conf.get(), [](rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
      static_cast<Library*>(opaque)->told(*message);
    });
    rd_kafka_conf_set_stats_cb(conf.get(), [](rd_kafka_t*, char*, size_t, void* opaque) {
      static_cast<Library*>(opaque)->order_ += 's';
      return 0;
    });
    rd_kafka_conf_set_error_cb(conf.get(), [](rd_kafka_t*, int code, const char*, void* opaque) {
      static_cast<Library*>(opaque)->errors_.insert(code);
    });
    rd_kafka_conf_interceptor_add_on_new(conf.get(), "test", on_new, this);
    rk_.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), error.data(), error.size()));
    ASSERT_NE(rk_, nullptr) << error.data();
    (void)conf.release();
  }
  rd_kafka_resp_err_t produce() {
    return rd_kafka_producev(rk_.get(), RD_KAFKA_V_TOPIC("orders"), RD_KAFKA_V_VALUE(const_cast<char*>("m"), 1),
                             RD_KAFKA_V_END);
  }
  void produce_and_flush() {
    ASSERT_EQ(produce(), RD_KAFKA_RESP_ERR_NO_ERROR);
    ASSERT_EQ(rd_kafka_flush(rk_.get(), kPatience), RD_KAFKA_RESP_ERR_NO_ERROR);
  }
  std::int64_t records() {
    std::int64_t low = 0;
    std::int64_t high = 0;
    EXPECT_EQ(rd_kafka_query_watermark_offsets(rk_.get(), "orders", 0, &low, &high, kPatience),
              RD_KAFKA_RESP_ERR_NO_ERROR);
    return high;
  }

  struct Report {
    int error;
    std::int64_t offset;
    std::int64_t timestamp;
    rd_kafka_timestamp_type_t type;
    rd_kafka_msg_status_t status;
  };
  struct Answer {
    std::int16_t key;
    std::int32_t correlation;
  };
  std::unique_ptr<MockCluster> mock_;
  std::mutex mutex_;  // guards sent_ and answered_: broker threads write them
  std::vector<std::int32_t> sent_;
  std::vector<Answer> answered_;
  std::vector<std::int32_t> offered_;  // the partitions that on_send saw
  std::vector<Report> reports_;
  std::string order_;  // of callbacks: r a report, s statistics
  std::set<int> errors_;
  RdHandle rk_;

 private:
  static Library& self(void* opaque) { return *static_cast<Library*>(opaque); }
  void told(const rd_kafka_message_t& message) {
    rd_kafka_timestamp_type_t type{};
    const std::int64_t timestamp = rd_kafka_message_timestamp(&message, &type);
    reports_.push_back({message.err, message.offset, timestamp, type, rd_kafka_message_status(&message)});
    order_ += 'r';
  }
  static rd_kafka_resp_err_t on_new(rd_kafka_t* rk, const rd_kafka_conf_t*, void* opaque, char*, size_t) {
    rd_kafka_interceptor_add_on_send(rk, "test", on_send, opaque);
    rd_kafka_interceptor_add_on_request_sent(rk, "test", on_request_sent, opaque);
    rd_kafka_interceptor_add_on_response_received(rk, "test", on_response_received, opaque);
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }
  static rd_kafka_resp_err_t on_send(rd_kafka_t*, rd_kafka_message_t* message, void* opaque) {
    self(opaque).offered_.push_back(message->partition);
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }
  static rd_kafka_resp_err_t on_request_sent(rd_kafka_t*, int, const char*, std::int32_t, std::int16_t key,
                                             std::int16_t, std::int32_t correlation, size_t, void* opaque) {
    const std::lock_guard lock(self(opaque).mutex_);
    if (key == kProduceKey) self(opaque).sent_.push_back(correlation);
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }
  static rd_kafka_resp_err_t on_response_received(rd_kafka_t*, int, const char*, std::int32_t, std::int16_t key,
                                                  std::int16_t, std::int32_t correlation, size_t, std::int64_t,
                                                  rd_kafka_resp_err_t, void* opaque) {
    const std::lock_guard lock(self(opaque).mutex_);
    self(opaque).answered_.push_back({key, correlation});
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }
};

TEST_F(Library, AnAnswersNumberIsAlwaysZeroSoAnswersArePairedByTheirOrder) {  // facts S19
  begin({{"linger.ms", "0"}});
  produce_and_flush();
  produce_and_flush();
  const std::lock_guard lock(mutex_);
  ASSERT_EQ(sent_.size(), 2u);
  EXPECT_NE(sent_[0], sent_[1]);
  std::erase_if(answered_, [](const Answer& answer) { return answer.key != kProduceKey; });
  ASSERT_EQ(answered_.size(), 2u);
  EXPECT_EQ(answered_[0].correlation, 0);
  EXPECT_EQ(answered_[1].correlation, 0);
}

TEST_F(Library, OnSendSeesNoPartitionAndNothingOfARefusal) {  // facts 1.2, S19
  begin({{"linger.ms", "60000"}, {"queue.buffering.max.messages", "2"}});
  EXPECT_EQ(produce(), RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_EQ(produce(), RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_EQ(produce(), RD_KAFKA_RESP_ERR__QUEUE_FULL);
  EXPECT_EQ(offered_, (std::vector<std::int32_t>{-1, -1}));
}

TEST_F(Library, TheMockStampsEveryRecordWithTheSameMoment) {  // facts 8.4, S20
  begin({{"linger.ms", "0"}});
  produce_and_flush();
  ASSERT_EQ(reports_.size(), 1u);
  EXPECT_EQ(reports_[0].timestamp, 1234);
  EXPECT_EQ(reports_[0].type, RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME);
}

// The answer that nobody asked for matches no request: the client knows its number only then.
TEST_F(Library, TheMockAnswersARequestWithoutAcks) {  // facts 3.2, 8.4, S5, S20
  begin({{"linger.ms", "0"}, {"acks", "0"}});
  produce_and_flush();
  EXPECT_EQ(reports_[0].offset, -1001);
  EXPECT_EQ(reports_[0].status, RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED);
  EXPECT_EQ(records(), 1);  // asked for after it, on the same connection
  const std::lock_guard lock(mutex_);
  const auto unasked = std::count_if(answered_.begin(), answered_.end(), [](const Answer& a) { return a.key == -1; });
  EXPECT_EQ(unasked, 1);
}

TEST_F(Library, TheMockDoesNotSeeThatARepeatedBatchIsOne) {  // facts 8.4, S20
  begin({{"linger.ms", "0"}, {"enable.idempotence", "true"}, {"reconnect.backoff.ms", "10"}});
  produce_and_flush();
  mock_->set_round_trip(kSecond);
  ASSERT_EQ(produce(), RD_KAFKA_RESP_ERR_NO_ERROR);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // it is in the log, its answer is not sent
  mock_->cut_connections();
  mock_->set_round_trip(0);
  ASSERT_EQ(rd_kafka_flush(rk_.get(), kPatience), RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_EQ(reports_.size(), 2u);
  EXPECT_EQ(records(), 3);
}

TEST_F(Library, AnIdempotentProducerHasOneLargeBatchInFlight) {  // facts 3.10, S7
  begin({{"linger.ms", "0"}, {"enable.idempotence", "true"}, {"batch.num.messages", "1000"}});
  produce_and_flush();
  mock_->set_round_trip(2 * kSecond);
  for (int batch = 0; batch < 9; ++batch) {
    for (int i = 0; i < 10; ++i) ASSERT_EQ(produce(), RD_KAFKA_RESP_ERR_NO_ERROR);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  mock_->set_round_trip(0);
  ASSERT_EQ(rd_kafka_flush(rk_.get(), kPatience), RD_KAFKA_RESP_ERR_NO_ERROR);
  const std::lock_guard lock(mutex_);
  EXPECT_LT(sent_.size(), 1u + 9u) << "one batch in flight holds the next ones back, and they merge";
}

TEST_F(Library, AFatalErrorPurgesWhatIsQueuedAndRefusesWhatComes) {  // facts 3.11, S21
  begin({{"linger.ms", "60000"}, {"enable.idempotence", "true"}});
  for (int i = 0; i < 3; ++i) ASSERT_EQ(produce(), RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_EQ(rd_kafka_test_fatal_error(rk_.get(), RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER, "test"),
            RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_EQ(produce(), RD_KAFKA_RESP_ERR__FATAL);
  EXPECT_EQ(rd_kafka_flush(rk_.get(), kPatience), RD_KAFKA_RESP_ERR_NO_ERROR);
  ASSERT_EQ(reports_.size(), 3u);
  for (const Report& report : reports_) {
    EXPECT_EQ(report.error, RD_KAFKA_RESP_ERR__PURGE_QUEUE);
    EXPECT_EQ(report.status, RD_KAFKA_MSG_STATUS_NOT_PERSISTED);
  }
  EXPECT_EQ(errors_.count(RD_KAFKA_RESP_ERR__FATAL), 1u);
}

TEST_F(Library, StatisticsOvertakeReports) {  // facts 4.3, S17
  begin({{"linger.ms", "0"}, {"statistics.interval.ms", "1500"}});
  ASSERT_EQ(produce(), RD_KAFKA_RESP_ERR_NO_ERROR);
  // The message, its report and the statistics.
  for (int left = kPatience; left > 0 && rd_kafka_outq_len(rk_.get()) < 3; left -= 10) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  rd_kafka_poll(rk_.get(), 0);
  ASSERT_NE(order_.find('r'), std::string::npos);
  EXPECT_EQ(order_.front(), 's') << order_;
}

}  // namespace
}  // namespace inflight
