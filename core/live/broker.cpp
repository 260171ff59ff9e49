// See broker.h.
#include "core/live/broker.h"

#include <cstdlib>
#include <fmt/format.h>

#include "core/live/broker_words.h"
#include "core/live/forwarder.h"
#include "core/live/mock_cluster.h"

namespace inflight {

LocalBroker::LocalBroker() = default;
LocalBroker::~LocalBroker() = default;

Result<std::unique_ptr<LocalBroker>> LocalBroker::start(const BrokerOptions& options) {
  std::unique_ptr<LocalBroker> broker(new LocalBroker);
  MockCluster::Said said;
  if (options.said) {
    said = [tell = options.said](std::string_view line) {
      if (const std::optional<std::string> words = broker_words(line)) tell(*words);
    };
  }
  Result<std::unique_ptr<MockCluster>> mock = MockCluster::start(options.topics, options.brokers, std::move(said));
  if (!mock) return mock.error();
  broker->mock_ = std::move(mock).value();
  broker->mock_->set_round_trip(options.rtt_ns);
  broker->mock_->follower_leads_too();
  const std::string bootstrap = broker->mock_->bootstrap();
  const auto mock_port = static_cast<std::uint16_t>(std::atoi(bootstrap.c_str() + bootstrap.rfind(':') + 1));
  Result<std::unique_ptr<Forwarder>> forwarder = Forwarder::listen(options.port, mock_port);
  if (!forwarder) return forwarder.error();
  broker->forwarder_ = std::move(forwarder).value();
  return broker;
}

std::uint16_t LocalBroker::port() const { return forwarder_->port(); }

std::string LocalBroker::address() const { return fmt::format("127.0.0.1:{}", port()); }

}  // namespace inflight
