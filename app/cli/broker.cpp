// `inflight broker`: a local stand-in for a cluster, until Ctrl-C.
#include "core/live/broker.h"

#include <csignal>
#include <cstdio>
#include <fmt/format.h>
#include <uv.h>

#include "app/cli/commands.h"
#include "core/base/duration.h"

namespace inflight {
namespace {

// Returns when somebody ends the program: Ctrl-C, or a polite kill.
void wait_for_the_end() {
  uv_loop_t loop;
  uv_loop_init(&loop);
  uv_signal_t handles[2];
  const int signals[2] = {SIGINT, SIGTERM};
  for (int i = 0; i < 2; ++i) {
    uv_signal_init(&loop, &handles[i]);
    uv_signal_start(
        &handles[i], [](uv_signal_t* handle, int) { uv_stop(handle->loop); }, signals[i]);
  }
  uv_run(&loop, UV_RUN_DEFAULT);
  for (uv_signal_t& handle : handles) uv_close(reinterpret_cast<uv_handle_t*>(&handle), nullptr);
  uv_run(&loop, UV_RUN_DEFAULT);
  uv_loop_close(&loop);
}

Result<BrokerOptions> broker_options(const BrokerFlags& flags) {
  BrokerOptions options;
  if (flags.port < 1 || flags.port > 65535) {
    return usage_error(fmt::format("--port is a number from 1 to 65535, not {}.", flags.port));
  }
  options.port = static_cast<std::uint16_t>(flags.port);
  for (const std::string& text : flags.topics) {
    Result<TopicSpec> topic = parse_topic(text);
    if (!topic) return topic.error();
    options.topics.push_back(std::move(topic).value());
  }
  options.brokers = flags.brokers;
  const RunOptions built_in{.source = RunSource::mock, .topics = options.topics, .brokers = options.brokers};
  if (const Status possible = check_cluster(built_in); !possible) return possible.error();
  if (!flags.rtt.empty()) {
    const Result<Nanos> rtt = parse_duration(flags.rtt);
    if (!rtt) return rtt.error();
    options.rtt_ns = rtt.value();
  }
  if (flags.verbose) {
    options.said = [](const std::string& words) {
      fmt::print("{}\n", words);
      std::fflush(stdout);
    };
  }
  return options;
}

}  // namespace

int broker_command(const BrokerFlags& flags) {
  const Result<BrokerOptions> options = broker_options(flags);
  if (!options) return complain(options.error());
  const Result<std::unique_ptr<LocalBroker>> broker = LocalBroker::start(options.value());
  if (!broker) return complain(broker.error());
  fmt::print("listening on {}\n", broker.value()->address());
  std::fflush(stdout);
  wait_for_the_end();
  return 0;
}

}  // namespace inflight
