// The grammar of faults; see fault.h. Two tables of forms, and one matcher for both.
#include "core/run/fault.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <vector>

#include "core/base/duration.h"
#include "core/base/kafka_error.h"
#include "core/base/nearest.h"
#include "core/run/topic.h"

namespace inflight {
namespace {

// Small words stand as they are, large ones are filled in, what is in brackets may be left out.
struct WhenForm {
  std::string_view words;
  Fault::When when;
};
constexpr std::array kWhen{
    WhenForm{"at TIME", Fault::When::at},
    WhenForm{"when CONDITION", Fault::When::met},
    WhenForm{"from TIME [to LATER]", Fault::When::during},
    WhenForm{"always", Fault::When::during},
};

struct WhatForm {
  std::string_view words;
  ActionKind kind;
  std::optional<ActionKind> ended_by = std::nullopt;  // what is done at the end of a stretch; none: it is over at once
};
constexpr std::array kWhat{
    WhatForm{"broker [N] down", ActionKind::broker_down, ActionKind::broker_up},
    WhatForm{"broker [N] up", ActionKind::broker_up},
    WhatForm{"broker [N] pauses", ActionKind::pause_broker, ActionKind::resume_broker},
    WhatForm{"broker [N] resumes", ActionKind::resume_broker},
    WhatForm{"broker N leads PARTITION", ActionKind::move_leader},
    WhatForm{"another broker leads PARTITION", ActionKind::move_leader},
    WhatForm{"latency DURATION", ActionKind::set_latency, ActionKind::set_latency},
    WhatForm{"cut connections [to broker N]", ActionKind::cut_connections},
    WhatForm{"reject next [with ERROR]", ActionKind::reject_next},
    WhatForm{"reject PERCENT [of requests] [with ERROR]", ActionKind::reject_next},
    WhatForm{"reject every [NTH] request [with ERROR]", ActionKind::reject_next},
    WhatForm{"lose next ack", ActionKind::lose_next_answer},
    WhatForm{"lose PERCENT of acks", ActionKind::lose_next_answer},
    WhatForm{"lose every [NTH] ack", ActionKind::lose_next_answer},
    WhatForm{"exit now", ActionKind::exit_now},
    WhatForm{"kill -9", ActionKind::kill},
};

struct Word {
  std::string_view text;
  std::size_t at = 0;  // its place in the whole text, from 0
};
using Words = std::vector<Word>;

Words split(std::string_view text, std::size_t from, std::size_t to) {
  Words words;
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  for (std::size_t i = from; i < to;) {
    const std::size_t start = i;
    while (i < to && !blank(text[i])) ++i;
    if (i > start) words.push_back({text.substr(start, i - start), start});
    while (i < to && blank(text[i])) ++i;
  }
  return words;
}

std::string joined(const Words& words) {
  std::string out;
  for (const Word& word : words) out += fmt::format("{}{}", out.empty() ? "" : " ", word.text);
  return out;
}

std::optional<std::int64_t> number(std::string_view text, std::int64_t lowest, std::int64_t highest) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < lowest || value > highest) return {};
  return value;
}

// What a broker can answer with, and the break of a connection.
bool can_be_answered(KafkaError error) {
  return static_cast<std::int16_t>(error) > 0 || error == KafkaError::_TRANSPORT;
}

// "400ms" or "400 ms"; how many words it took, 0 if it is no time.
std::size_t read_time(std::span<const Word> words, Nanos& to) {
  for (std::size_t count = std::min<std::size_t>(2, words.size()); count > 0; --count) {
    std::string text(words[0].text);
    if (count == 2) text += words[1].text;
    const Result<Nanos> time = parse_duration(text);
    if (!time) continue;
    to = time.value();
    return count;
  }
  return 0;
}

std::size_t read_percent(std::span<const Word> words, Share& to) {
  std::string text(words[0].text);
  const std::size_t count = text.ends_with('%') ? 1 : 2;
  if (count > words.size()) return 0;
  if (count == 2) text += words[1].text;
  const auto percent = text.ends_with('%') ? number(text.substr(0, text.size() - 1), 1, 100) : std::nullopt;
  if (!percent) return 0;
  to = {Share::Kind::percent, *percent};
  return count;
}

std::size_t read_nth(std::string_view word, Share& to) {
  if (word.size() < 3) return 0;
  const std::string_view ending = word.substr(word.size() - 2);
  const auto nth = number(word.substr(0, word.size() - 2), 1, 1'000'000);
  if (!nth || (ending != "st" && ending != "nd" && ending != "rd" && ending != "th")) return 0;
  to.n = *nth;
  return 1;
}

std::size_t read_error(std::string_view word, std::string& to) {
  const std::optional<KafkaError> error = error_named(word);
  if (!error || !can_be_answered(*error)) return 0;
  to = word;
  return 1;
}

std::size_t read_broker(std::string_view word, BrokerId& to) {
  const auto broker = number(word, 1, kMostBrokers);
  if (!broker) return 0;
  to = static_cast<BrokerId>(*broker);
  return 1;
}

std::size_t read_partition(std::string_view word, std::string& to) {
  if (!parse_partition(word)) return 0;
  to = word;
  return 1;
}

bool is_slot(std::string_view token) { return token[0] >= 'A' && token[0] <= 'Z'; }

// One reader for each kind of gap in a form.
std::size_t fill(std::string_view slot, std::span<const Word> words, Fault& fault) {
  if (slot == "TIME") return read_time(words, fault.from_ns);
  if (slot == "DURATION") return read_time(words, fault.action.round_trip_ns);
  if (slot == "LATER") return read_time(words, fault.to_ns);
  if (slot == "PERCENT") return read_percent(words, fault.share);
  if (slot == "NTH") return read_nth(words[0].text, fault.share);
  if (slot == "ERROR") return read_error(words[0].text, fault.action.text);
  if (slot == "N") return read_broker(words[0].text, fault.action.broker);
  if (slot == "PARTITION") return read_partition(words[0].text, fault.action.text);
  return words.size();  // CONDITION: all that follows, judged later
}

std::string in_words(std::string_view token) {
  if (token == "TIME" || token == "LATER" || token == "DURATION") return "a time like 400ms";
  if (token == "PERCENT") return "a share from 1 % to 100 %";
  if (token == "NTH") return "a place like 5th";
  if (token == "ERROR") return "an error of Kafka's like NOT_ENOUGH_REPLICAS";
  if (token == "N") return "a broker's number";
  if (token == "PARTITION") return "a partition like orders[0]";
  if (token == "CONDITION") return "a moment like 'message 3 is sent'";
  if (token.empty()) return "the end";
  return fmt::format("'{}'", token);
}

// The form without brackets, and without what is in them: "reject next with ERROR", "reject next".
void add_variants(std::string_view form, const std::string& before, std::vector<std::string>& to) {
  const std::size_t open = form.find('[');
  if (open == form.npos) {
    to.push_back(before + std::string(form));
    return;
  }
  const std::size_t close = form.find(']');
  const std::string so_far = before + std::string(form.substr(0, open));
  add_variants(form.substr(close + 1), so_far + std::string(form.substr(open + 1, close - open - 1)), to);
  add_variants(form.substr(close + 1), so_far, to);
}

// Holds words against forms. Where none fits, it knows how far the best went and what could have followed there.
class Matcher {
 public:
  explicit Matcher(Words words) : words_(std::move(words)) {}

  std::optional<Fault> match(std::string_view form, const Fault& so_far) {
    std::vector<std::string> variants;
    add_variants(form, "", variants);
    for (const std::string& variant : variants) {
      Fault fault = so_far;
      if (fits(variant, fault)) return fault;
    }
    return std::nullopt;
  }

  // "character 15: 'dwon' can't stand there, but 'down' or 'up' can. Did you mean 'down'?"
  std::string complaint(std::size_t end) const {
    std::string allowed;
    std::vector<std::string_view> near;
    for (std::size_t i = 0; i < expected_.size(); ++i) {
      allowed += fmt::format("{}{}", i == 0 ? "" : i + 1 == expected_.size() ? " or " : ", ", in_words(expected_[i]));
      if (expected_[i] == "ERROR") add_errors(near);
      near.push_back(expected_[i]);
    }
    if (farthest_ == words_.size()) {
      return fmt::format("character {}: it ends where {} should follow.", end + 1, allowed);
    }
    const Word& word = words_[farthest_];
    return fmt::format("character {}: '{:.40}' can't stand there, but {} can.{}", word.at + 1, word.text, allowed,
                       meant(word.text, near));
  }

 private:
  bool fits(const std::string& variant, Fault& fault) {
    std::size_t at = 0;
    for (const Word& token : split(variant, 0, variant.size())) {
      const std::span<const Word> rest = std::span(words_).subspan(at);
      std::size_t taken = 0;
      if (!rest.empty()) taken = is_slot(token.text) ? fill(token.text, rest, fault) : rest[0].text == token.text;
      if (taken == 0) return fails(at, token.text);
      at += taken;
      if (token.text == "every") fault.share = {Share::Kind::every, 1};
    }
    return at == words_.size() || fails(at, "");
  }
  bool fails(std::size_t at, std::string_view token) {
    if (at > farthest_) expected_.clear();
    farthest_ = std::max(farthest_, at);
    if (at == farthest_ && std::find(expected_.begin(), expected_.end(), token) == expected_.end()) {
      expected_.emplace_back(token);
    }
    return false;
  }
  static void add_errors(std::vector<std::string_view>& to) {
    for (int code = 1; code < 200; ++code) {
      const std::string_view name = error_name(static_cast<KafkaError>(code));
      if (name != "UNKNOWN_CODE") to.push_back(name);
    }
  }

  const Words words_;
  std::size_t farthest_ = 0;
  std::vector<std::string> expected_;
};

Error wrong(std::string_view text, std::string_view why) {
  return bad_input(fmt::format("The fault '{:.100}', {}", text, why));
}

const WhatForm& form_of(ActionKind kind) {
  return *std::find_if(kWhat.begin(), kWhat.end(), [&](const WhatForm& form) { return form.kind == kind; });
}

// What happens and when have to go together.
std::string why_not_together(const Fault& fault) {
  if (fault.lasts() && fault.when != Fault::When::during) {
    return fmt::format("'{}' goes on for a time: write always, from 1s, or from 1s to 3s before it.", fault.what_words);
  }
  if (!fault.lasts() && fault.when == Fault::When::during && !form_of(fault.action.kind).ended_by) {
    return fmt::format("'{}' is over in a moment: write at 2s, or when message 3 is sent before it.", fault.what_words);
  }
  if (fault.to_ns <= fault.from_ns) return "it ends before it begins: write the earlier time first.";
  return "";
}

Result<Fault> read_when(std::string_view text, std::size_t colon) {
  const Words words = split(text, 0, colon);
  Matcher matcher(words);
  for (const WhenForm& form : kWhen) {
    std::optional<Fault> fault = matcher.match(form.words, {.when = form.when});
    if (!fault) continue;
    fault->words = joined(words);
    if (form.when != Fault::When::met) return *std::move(fault);
    const auto complaint = [&](std::string_view why) {
      return wrong(text, fmt::format("character {}: {}", words[1].at + 1, why));
    };
    const Result<Condition> condition = parse_condition(joined({words.begin() + 1, words.end()}));
    if (!condition) return complaint(condition.error().sentence);
    fault->condition = condition.value();
    if (condition->kind == EventKind::process_exited || condition->kind == EventKind::truth_settled) {
      return complaint("nothing can be done to a run that is over.");
    }
    return *std::move(fault);
  }
  return wrong(text, matcher.complaint(colon));
}

Result<Fault> read_what(std::string_view text, std::size_t from, Fault fault) {
  const Words words = split(text, from, text.size());
  Matcher matcher(words);
  fault.what_words = joined(words);
  for (const WhatForm& form : kWhat) {
    fault.action.kind = form.kind;
    if (std::optional<Fault> whole = matcher.match(form.words, fault)) return *std::move(whole);
  }
  return wrong(text, matcher.complaint(text.size()));
}

// What an action says at a gap of a form; nothing if it leaves it out.
std::string said_at(std::string_view slot, const Action& action) {
  if (slot == "ERROR") return action.text;
  if (slot == "DURATION") return format_duration(action.round_trip_ns);
  if (slot == "N" && action.broker != 0) return std::to_string(action.broker);
  if (slot == "PARTITION") return action.text;
  return "";
}

template <std::size_t n, typename Form>
constexpr std::array<std::string_view, n> words_of_forms(const std::array<Form, n>& forms) {
  std::array<std::string_view, n> words;
  for (std::size_t i = 0; i < n; ++i) words[i] = forms[i].words;
  return words;
}

}  // namespace

Result<Fault> parse_fault(std::string_view text) {
  if (text.size() > kLongestFault) {
    return bad_input(
        fmt::format("A fault has at most {} characters; '{}...' is longer.", kLongestFault, text.substr(0, 60)));
  }
  const std::size_t colon = text.find(':');
  if (colon == text.npos) {
    return bad_input(fmt::format("The fault '{:.100}' has no ':'. Write WHEN: WHAT, like 'at 2s: broker down'.", text));
  }
  Result<Fault> when = read_when(text, colon);
  if (!when) return when;
  Result<Fault> fault = read_what(text, colon + 1, std::move(when).value());
  if (!fault) return fault;
  fault->words += ": " + fault->what_words;
  if (const std::string why = why_not_together(fault.value()); !why.empty()) {
    return wrong(text, why);
  }
  return fault;
}

Result<Action> parse_what(std::string_view text) {
  Result<Fault> fault = read_what(text, 0, {});
  if (!fault) return fault.error();
  return std::move(fault->action);
}

std::string words_of(const Action& action) {
  for (const WhatForm& form : kWhat) {
    if (form.kind != action.kind) continue;
    std::vector<std::string> variants;
    add_variants(form.words, "", variants);
    for (const std::string& variant : variants) {
      std::string out;
      for (const Word& token : split(variant, 0, variant.size())) {
        const std::string said = is_slot(token.text) ? said_at(token.text, action) : std::string(token.text);
        if (said.empty()) {
          out.clear();
          break;
        }
        out += (out.empty() ? "" : " ") + said;
      }
      if (!out.empty()) return out;
    }
  }
  return std::string(name_of(action.kind));
}

std::optional<Action> ending_of(const Fault& fault, Nanos usual_round_trip_ns) {
  const std::optional<ActionKind> kind = form_of(fault.action.kind).ended_by;
  if (!kind || fault.to_ns == kForever) return std::nullopt;
  Action ending = fault.action;
  ending.kind = *kind;
  if (*kind == ActionKind::set_latency) ending.round_trip_ns = usual_round_trip_ns;
  return ending;
}

std::span<const std::string_view> when_forms() {
  static constexpr auto kWords = words_of_forms(kWhen);
  return kWords;
}

std::span<const std::string_view> what_forms() {
  static constexpr auto kWords = words_of_forms(kWhat);
  return kWords;
}

}  // namespace inflight
