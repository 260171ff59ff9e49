// See cluster_connection.h.
#include "core/live/cluster_connection.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

#include "core/live/connect_trouble.h"

namespace inflight {
namespace {

// The waiting in pieces, kPatience in all: a piece can't be interrupted, and an answer that comes after its piece
// counts for nothing but a connection that is up. After the second piece a cause is known.
constexpr std::array<Nanos, 5> kPieces{300 * kMillisecond, 700 * kMillisecond, kSecond, kSecond, 2 * kSecond};
constexpr std::size_t kCauseKnown = 2;

// The properties that say how to reach a cluster, which are the same for producer and consumer.
bool is_about_connecting(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kPrefixes{"security.", "sasl.",      "ssl.",    "enable.ssl.",
                                                             "socket.",   "reconnect.", "broker.", "api.version."};
  return name == "client.id" || name == "enable.sasl.oauthbearer.unsecure.jwt" ||
         std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](auto prefix) { return name.starts_with(prefix); });
}

}  // namespace

int to_ms(Nanos duration) { return static_cast<int>(std::clamp<Nanos>(duration / kMillisecond, 1, INT32_MAX)); }

Result<std::unique_ptr<ClusterConnection>> ClusterConnection::open(const ClusterAccess& access,
                                                                   const Properties& more) {
  std::unique_ptr<ClusterConnection> connection(new ClusterConnection);
  std::array<char, 512> error{};
  RdConf conf(rd_kafka_conf_new());
  Properties properties{{"bootstrap.servers", access.bootstrap}};
  for (const Property& property : access.properties) {
    if (is_about_connecting(property.name)) properties.push_back(property);
  }
  properties.insert(properties.end(), more.begin(), more.end());
  for (const Property& property : properties) {
    if (rd_kafka_conf_set(conf.get(), property.name.c_str(), property.value.c_str(), error.data(), error.size()) !=
        RD_KAFKA_CONF_OK) {
      return bad_input(fmt::format("The property {} can't be used: {}", property.name, error.data()));
    }
  }
  Trouble& trouble = connection->trouble_;
  trouble.bootstrap = access.bootstrap;
  rd_kafka_conf_set_opaque(conf.get(), &trouble);
  rd_kafka_conf_set_log_cb(conf.get(), [](const rd_kafka_t* rk, int, const char*, const char* line) {
    auto& told = *static_cast<Trouble*>(rd_kafka_opaque(rk));
    std::optional<std::string> sentence = connect_trouble(line, told.bootstrap);
    if (!sentence) return;
    const std::lock_guard lock(told.mutex);
    told.sentence = std::move(*sentence);
  });
  connection->client_.reset(rd_kafka_new(RD_KAFKA_CONSUMER, conf.get(), error.data(), error.size()));
  if (!connection->client_) {
    return bad_input(fmt::format("The connection to {} can't be made: {}", access.bootstrap, error.data()));
  }
  (void)conf.release();
  return connection;
}

Result<RdMetadata> ClusterConnection::learn(const std::atomic<bool>& stop) {
  const bool one_address = trouble_.bootstrap.find(',') == std::string::npos;
  rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR__TIMED_OUT;
  for (std::size_t piece = 0; piece < kPieces.size() && !stop.load(); ++piece) {
    if (piece >= kCauseKnown && one_address && !trouble_.told().empty()) break;
    const rd_kafka_metadata_t* raw = nullptr;
    error = rd_kafka_metadata(client_.get(), 1, nullptr, &raw, to_ms(kPieces[piece]));
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return RdMetadata(raw);
  }
  if (std::string sentence = trouble_.told(); !sentence.empty()) return unavailable(std::move(sentence));
  return unavailable(
      fmt::format("No answer from {} within 5 seconds ({}). Check the address, and that the broker runs and lets you "
                  "in.",
                  trouble_.bootstrap, rd_kafka_err2str(error)));
}

}  // namespace inflight
