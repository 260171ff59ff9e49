// See mock_cluster.h.
#include "core/live/mock_cluster.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <librdkafka/rdkafka_mock.h>
#include <mutex>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <set>
#include <sys/socket.h>
#include <thread>

#include "core/recorder/private_file.h"

namespace inflight {
namespace {
constexpr std::int16_t kProduceKey = 0;
constexpr int kNeverMs = 24 * 3600 * 1000;  // longer than any client waits

// The mock's thread at times sleeps through its poll of a second though something was asked of it, always when it is
// told to end. A connection that comes wakes it, so we knock until the answer is there.
class Knocking {
 public:
  explicit Knocking(const std::string& address) {
    to_.sin_family = AF_INET;
    to_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to_.sin_port = htons(static_cast<std::uint16_t>(std::atoi(address.c_str() + address.rfind(':') + 1)));
    thread_ = std::thread([this] { knock(); });
  }
  ~Knocking() {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
    }
    changed_.notify_one();
    thread_.join();
  }

 private:
  void knock() {
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, std::chrono::milliseconds(2), [this] { return done_; })) {
      const recorder::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
      // If nobody opens, the mock is gone, or takes its second.
      (void)::connect(socket.get(), reinterpret_cast<const sockaddr*>(&to_), sizeof(to_));
    }
  }

  sockaddr_in to_{};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool done_ = false;
  std::thread thread_;
};

int port_of(std::string_view address) { return std::atoi(std::string(address.substr(address.rfind(':') + 1)).c_str()); }

// Switches Nagle's algorithm off for whoever connects to these ports of ours: accepted sockets inherit it. Else small
// answers that follow each other wait for the client's acknowledgement, up to 40 ms (facts, 2.9).
void answer_without_delay(const std::set<int>& ports) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", ignored)) {
    const int fd = std::atoi(entry.path().filename().c_str());
    sockaddr_in address{};
    socklen_t size = sizeof(address);
    if (::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0 || address.sin_family != AF_INET) continue;
    if (!ports.contains(ntohs(address.sin_port))) continue;
    const int on = 1;
    (void)::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));  // else they wait, no worse than before
  }
}

}  // namespace

Result<std::unique_ptr<MockCluster>> MockCluster::start(const std::vector<TopicSpec>& topics, std::int32_t brokers,
                                                        Said said) {
  std::unique_ptr<MockCluster> mock(new MockCluster);
  mock->brokers_ = brokers;
  std::array<char, 512> error{};
  RdConf conf(rd_kafka_conf_new());
  rd_kafka_conf_set_log_cb(conf.get(), drop_log);
  if (said) {
    mock->said_ = std::move(said);
    rd_kafka_conf_set(conf.get(), "debug", "mock", error.data(), error.size());
    rd_kafka_conf_set_opaque(conf.get(), &mock->said_);
    rd_kafka_conf_set_log_cb(conf.get(), [](const rd_kafka_t* rk, int, const char*, const char* line) {
      (*static_cast<Said*>(rd_kafka_opaque(rk)))(line);
    });
  }
  mock->host_.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), error.data(), error.size()));
  if (!mock->host_) return unavailable(fmt::format("The built-in broker could not start: {}.", error.data()));
  (void)conf.release();
  mock->cluster_ = rd_kafka_mock_cluster_new(mock->host_.get(), brokers + 1);
  if (!mock->cluster_) {
    return unavailable("The built-in broker could not start: no port on 127.0.0.1 could be opened.");
  }
  const Knocking knocking(mock->bootstrap());
  mock->answer_at_once();
  for (const TopicSpec& topic : topics) {
    if (Status status = mock->make_topic(topic); !status) return status.error();
  }
  return mock;
}

Status MockCluster::make_topic(const TopicSpec& topic) {
  const char* name = topic.name.c_str();
  rd_kafka_resp_err_t error = rd_kafka_mock_topic_create(cluster_, name, topic.partitions, 1);
  for (std::int32_t p = 0; p < topic.partitions && error == RD_KAFKA_RESP_ERR_NO_ERROR; ++p) {
    error = rd_kafka_mock_partition_set_leader(cluster_, name, p, 1 + p % brokers_);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
      error = rd_kafka_mock_partition_set_follower(cluster_, name, p, follower());
    }
  }
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return Done{};
  return bad_input(fmt::format("The built-in broker can't make the topic '{}' with {} partitions: {}.", topic.name,
                               topic.partitions, rd_kafka_err2str(error)));
}

// The cluster must go before the handle that hosts it (facts, 8.2).
MockCluster::~MockCluster() {
  if (!cluster_) return;
  const Knocking knocking(bootstrap());
  rd_kafka_mock_cluster_destroy(cluster_);
}

std::string MockCluster::bootstrap() const {
  const std::string both = rd_kafka_mock_cluster_bootstraps(cluster_);
  return both.substr(0, both.find(','));
}

void MockCluster::answer_at_once() {
  std::set<int> ports;
  for (std::string_view rest = rd_kafka_mock_cluster_bootstraps(cluster_); !rest.empty();) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    ports.insert(port_of(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  answer_without_delay(ports);
}

void MockCluster::set_round_trip(Nanos rtt_ns) {
  const Knocking knocking(bootstrap());
  rtt_ns_ = rtt_ns;
  const auto rtt_ms = static_cast<int>(std::clamp<Nanos>((rtt_ns + kMillisecond - 1) / kMillisecond, 0, INT32_MAX));
  for (std::int32_t id = 1; id <= brokers_; ++id) rd_kafka_mock_broker_set_rtt(cluster_, id, rtt_ms);
  rd_kafka_mock_broker_set_rtt(cluster_, follower(), follower_leads_ ? rtt_ms : 0);
}

void MockCluster::follower_leads_too() {
  follower_leads_ = true;
  set_round_trip(rtt_ns_);
}

void MockCluster::set_up(std::int32_t broker, bool up) {
  const Knocking knocking(bootstrap());
  up ? rd_kafka_mock_broker_set_up(cluster_, broker) : rd_kafka_mock_broker_set_down(cluster_, broker);
  answer_at_once();  // going down makes a new socket to listen on
}

void MockCluster::cut_connections(std::int32_t broker) {
  const Knocking knocking(bootstrap());
  for (std::int32_t id = 1; id <= brokers_; ++id) {
    if (broker != 0 && broker != id) continue;
    rd_kafka_mock_broker_set_down(cluster_, id);
    rd_kafka_mock_broker_set_up(cluster_, id);
  }
  answer_at_once();
}

Status MockCluster::set_leader(const std::string& topic, std::int32_t partition, std::int32_t broker) {
  const Knocking knocking(bootstrap());
  const rd_kafka_resp_err_t error = rd_kafka_mock_partition_set_leader(cluster_, topic.c_str(), partition, broker);
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return Done{};
  return bad_input(fmt::format("Broker {} can't lead {}[{}]: {}.", broker, topic, partition, rd_kafka_err2str(error)));
}

// On the cluster's list as long as that counts: a broker's own, once made, shadows it (facts, 8.4).
void MockCluster::reject(const std::vector<KafkaError>& errors) {
  std::vector<rd_kafka_resp_err_t> list;
  for (const KafkaError error : errors) list.push_back(static_cast<rd_kafka_resp_err_t>(error));
  if (!own_list_) return rd_kafka_mock_push_request_errors_array(cluster_, kProduceKey, list.size(), list.data());
  for (const rd_kafka_resp_err_t error : list) {
    rd_kafka_mock_broker_push_request_error_rtts(cluster_, 1, kProduceKey, 1, error, 0);
  }
}

void MockCluster::forget_rejections() { rd_kafka_mock_clear_request_errors(cluster_, kProduceKey); }

void MockCluster::lose_next_answer() {
  own_list_ = true;
  rd_kafka_mock_broker_push_request_error_rtts(cluster_, 1, kProduceKey, 1, RD_KAFKA_RESP_ERR_NO_ERROR, kNeverMs);
}

}  // namespace inflight
