// Reading conditions and holding facts against them; see condition.h.
#include "core/run/condition.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <span>

#include "core/base/nearest.h"

namespace inflight {
namespace {

using Asks = Condition::Asks;
using Words = std::vector<std::string_view>;

// What a message can be. One place for a word, the fact that makes it true, and what the fact must say.
struct State {
  std::string_view word;
  EventKind kind;
  Asks asks;
  bool counted;  // "90 messages are stored" can be asked too
};
constexpr std::array<State, 11> kStates{{
    {"offered", EventKind::message_offered, Asks::nothing, false},
    {"accepted", EventKind::message_accepted, Asks::nothing, false},
    {"produced", EventKind::message_accepted, Asks::nothing, true},
    {"refused", EventKind::message_refused, Asks::nothing, false},
    {"sent", EventKind::request_sent, Asks::nothing, false},
    {"stored", EventKind::record_stored, Asks::nothing, true},
    {"answered", EventKind::outcome_known, Asks::from_broker, false},
    {"reported", EventKind::report_queued, Asks::nothing, true},
    {"told", EventKind::callback_started, Asks::nothing, true},
    {"delivered", EventKind::callback_started, Asks::success, false},
    {"failed", EventKind::callback_started, Asks::failure, false},
}};

Words split(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return words;
}

std::optional<std::int64_t> number(std::string_view text, std::int64_t lowest) {
  std::int64_t value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (value < lowest || value > 1'000'000'000) return std::nullopt;
  return value;
}

// "message 7" or "a message": the message, kNoMessage for any.
std::optional<MessageId> which(std::span<const std::string_view> two) {
  if (two[0] == "a" && two[1] == "message") return kNoMessage;
  if (two[0] != "message") return std::nullopt;
  const auto id = number(two[1], 0);
  return id ? std::optional(static_cast<MessageId>(*id)) : std::nullopt;
}

// "message 7 is stored", "a message is refused"
std::optional<Condition> read_state(const Words& words) {
  if (words.size() != 4 || words[2] != "is") return std::nullopt;
  const auto message = which(std::span(words).first(2));
  const auto state = std::find_if(kStates.begin(), kStates.end(), [&](const State& s) { return s.word == words[3]; });
  if (!message || state == kStates.end()) return std::nullopt;
  return Condition{.kind = state->kind, .asks = state->asks, .message = *message};
}

// "90 messages are stored"
std::optional<Condition> read_count(const Words& words) {
  if (words.size() != 4 || words[1] != "messages" || words[2] != "are") return std::nullopt;
  const auto count = number(words[0], 1);
  if (!count) return std::nullopt;
  const auto state =
      std::find_if(kStates.begin(), kStates.end(), [&](const State& s) { return s.counted && s.word == words[3]; });
  if (state == kStates.end()) return std::nullopt;
  return Condition{.kind = state->kind, .count = *count};
}

// "poll() is called", "flush() returns", "poll() tells message 7", "produce() refuses a message"
std::optional<Condition> read_call(const Words& words) {
  if (words == Words{"produce()", "refuses", "a", "message"}) return Condition{.kind = EventKind::message_refused};
  if (words == Words{"produce()", "raises", "BufferError"}) {
    return Condition{.kind = EventKind::message_refused, .asks = Asks::queue_full};
  }
  if (words.size() < 2 || (words[0] != "poll()" && words[0] != "flush()")) return std::nullopt;
  const Call call = words[0] == "poll()" ? Call::poll : Call::flush;
  if (words.size() == 3 && words[1] == "is" && words[2] == "called") {
    return Condition{.kind = EventKind::call_started, .call = call};
  }
  if (words.size() == 2 && words[1] == "returns") {
    return Condition{.kind = EventKind::call_returned, .asks = Asks::no_exception, .call = call};
  }
  if (words.size() != 4 || words[1] != "tells") return std::nullopt;
  const auto message = which(std::span(words).last(2));
  if (!message) return std::nullopt;
  return Condition{.kind = EventKind::callback_started, .call = call, .message = *message};
}

std::optional<Condition> read_end(const Words& words) {
  if (words == Words{"the", "process", "has", "ended"}) return Condition{.kind = EventKind::process_exited};
  if (words == Words{"the", "truth", "is", "settled"}) return Condition{.kind = EventKind::truth_settled};
  return std::nullopt;
}

bool is_about(const Fact& fact, MessageId message) {
  if (fact.event.kind != EventKind::request_sent) return fact.event.message == message;
  return std::find(fact.ids.begin(), fact.ids.end(), message) != fact.ids.end();
}

bool says(const Fact& fact, Asks asks) {
  switch (asks) {
    case Asks::nothing: return true;
    case Asks::success: return as<CallbackStarted>(fact).error == KafkaError::NO_ERROR;
    case Asks::failure: return as<CallbackStarted>(fact).error != KafkaError::NO_ERROR;
    case Asks::from_broker: return static_cast<std::int16_t>(as<OutcomeKnown>(fact).error) >= 0;
    case Asks::no_exception: return as<CallReturned>(fact).exception.empty();
    case Asks::queue_full: return as<MessageRefused>(fact).error == KafkaError::_QUEUE_FULL;
  }
  return false;
}

Call call_of(const Fact& fact, const Counted& counted) {
  switch (fact.event.kind) {
    case EventKind::call_started: return as<CallStarted>(fact).call;
    case EventKind::call_returned: return as<CallReturned>(fact).call;
    default: return counted.serving();
  }
}

// The words of the grammar, for whoever has mistyped one.
std::vector<std::string_view> vocabulary() {
  std::vector<std::string_view> words{"message", "messages", "is",    "are",     "poll()", "flush()", "produce()",
                                      "called",  "returns",  "tells", "refuses", "raises", "the",     "process",
                                      "has",     "ended",    "truth", "settled", "a"};
  for (const State& state : kStates) words.push_back(state.word);
  return words;
}

std::string unknown_word(const Words& words) {
  const std::vector<std::string_view> known = vocabulary();
  for (const std::string_view word : words) {
    if (number(word, 0) || std::find(known.begin(), known.end(), word) != known.end()) continue;
    return meant(word, known);
  }
  return "";
}

bool serves(Call call) { return call == Call::poll || call == Call::flush; }

}  // namespace

void Counted::count(const Fact& fact) {
  switch (fact.event.kind) {
    case EventKind::message_accepted: ++produced_; return;
    case EventKind::record_stored: stored_ += fact.event.message != kNoMessage; return;
    case EventKind::report_queued: ++reported_; return;
    case EventKind::callback_started: ++told_; return;
    case EventKind::call_started:
      if (const Call call = as<CallStarted>(fact).call; serves(call)) calls_.push_back(call);
      return;
    case EventKind::call_returned:
      if (serves(as<CallReturned>(fact).call) && !calls_.empty()) calls_.pop_back();
      return;
    default: return;
  }
}

std::int64_t Counted::of(EventKind kind) const {
  switch (kind) {
    case EventKind::message_accepted: return produced_;
    case EventKind::record_stored: return stored_;
    case EventKind::report_queued: return reported_;
    default: return told_;
  }
}

bool meets(const Condition& c, const Fact& fact, const Counted& counted) {
  if (fact.event.kind != c.kind) return false;
  if (c.kind == EventKind::record_stored && fact.event.message == kNoMessage) return false;  // somebody else's record
  if (c.message != kNoMessage && !is_about(fact, c.message)) return false;
  if (c.count > 0 && counted.of(c.kind) != c.count) return false;
  if (c.call != Call::none && call_of(fact, counted) != c.call) return false;
  return says(fact, c.asks);
}

MessageId message_of(const Condition& condition, const Fact& fact) {
  if (condition.message != kNoMessage) return condition.message;
  return fact.ids.empty() ? fact.event.message : fact.ids.front();
}

Result<Condition> parse_condition(std::string_view text) {
  const Words words = split(text);
  for (const auto read : {read_state, read_count, read_call, read_end}) {
    if (const auto condition = read(words)) return *condition;
  }
  return bad_input(fmt::format("'{}' is not a moment that can be waited for: {}.{}", text.substr(0, 60),
                               condition_forms(), unknown_word(words)));
}

std::string_view condition_forms() {
  return "write 'message 0 is produced' or 'a message is produced' (or offered, accepted, refused, sent, stored, "
         "answered, "
         "reported, told, delivered, failed), '90 messages are stored' (or produced, reported, told), "
         "'produce() refuses a message', 'produce() raises BufferError', 'poll() is called', 'poll() returns', "
         "'poll() tells message 0', 'poll() tells a message' (or flush()), 'the process has ended' or "
         "'the truth is settled'";
}

}  // namespace inflight
