// What the built-in broker does for its clients, in words, from the debug lines of librdkafka's mock (debug=mock,
// rdkafka_mock.c). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace inflight {

// "127.0.0.1:40522 sends messages (Produce)", "orders[0] stores 15 messages from offset 30"; nothing for lines that are
// about neither a request nor the log.
std::optional<std::string> broker_words(std::string_view line);

}  // namespace inflight
