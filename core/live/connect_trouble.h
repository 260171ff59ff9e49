// Why a cluster can't be reached, in a sentence that says what to do, from librdkafka's own log line about it
// (rdkafka_broker.c, rdkafka_transport.c, rdkafka_ssl.c, rdkafka_sasl.c). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace inflight {

// Nothing for a line that tells no cause. Nothing of the line itself is repeated: it may hold what nobody should read.
std::optional<std::string> connect_trouble(std::string_view line, std::string_view bootstrap);

}  // namespace inflight
