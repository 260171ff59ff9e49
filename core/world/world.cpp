// Counting, hashing, comparing and describing worlds; see world.h.
#include "core/world/world.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/base/hash.h"

namespace inflight {
namespace {

// Folds every field of the world into one hash, in a fixed order.
class Hasher {
 public:
  template <typename... Values>
  void add(const Values&... values) {
    (add_one(values), ...);
  }
  std::uint64_t result() const { return hash_; }

 private:
  template <typename T>
  void add_one(const T& value) {
    hash_ = hash_mix(hash_, static_cast<std::uint64_t>(value));
  }
  void add_one(const TextRef& text) { hash_ = hash_mix(hash_, text.hash); }
  void add_one(const std::string& text) { hash_ = hash_bytes(text, hash_); }
  std::uint64_t hash_ = kHashStart;
};

std::uint64_t hash_of(const MessagePage& page) {
  if (page.hash != 0) return page.hash;
  Hasher hasher;
  for (const Message& m : page.messages) {
    hasher.add(m.produced_ns, m.offset, m.partition, m.error, m.producer, m.attempts, index_of(m.stage), m.accepted);
  }
  page.hash = hasher.result() | 1;  // never 0, which means "to be computed"
  return page.hash;
}

std::string stage_text(const Stage& s) {
  return fmt::format("place {} known {} report {} copies {}", static_cast<int>(s.place), static_cast<int>(s.known),
                     static_cast<int>(s.report), static_cast<int>(s.copies));
}

std::string message_text(const Message& m) {
  return fmt::format("accepted {} produced {} producer {} partition {} offset {} error {} attempts {} {}", m.accepted,
                     m.produced_ns, m.producer, static_cast<std::int32_t>(m.partition), m.offset, error_name(m.error),
                     m.attempts, stage_text(m.stage));
}

template <typename T>
std::string ids_text(const T& ids, std::size_t from = 0) {
  std::string text;
  for (std::size_t i = from; i < ids.size(); ++i) {
    text += fmt::format("{}{}", text.empty() ? "" : " ", static_cast<std::int32_t>(ids[i]));
  }
  return text;
}

void describe_program(const World& w, std::string& out) {
  out += fmt::format("program: line {} visits {} callbacks [{}] output {} lines\n", w.program.line, w.program.visits,
                     ids_text(w.program.callbacks), w.program.output.size());
  if (w.program.callbacks_serve) out += "  a callback has called poll() or flush()\n";
  for (const auto& call : w.program.calls) {
    out += fmt::format("  in {} since {} timeout {}\n", name_of(call.call), call.since_ns, call.timeout_ns);
  }
  if (w.phase != Phase::running) {
    out += fmt::format("exit: {} code {} at {}\n", name_of(w.exit.how), w.exit.code, w.exit.at_ns);
  }
}

void describe_cluster(const World& w, std::string& out) {
  for (const Broker& b : w.brokers)
    out += fmt::format("broker {}: {}\n", b.id, !b.up ? "down" : b.paused ? "paused" : "up");
  for (const Partition& p : w.partitions) {
    out += fmt::format("{}[{}] leader {} start {} read to {} log: {}\n", *p.topic, p.number, p.leader, p.log_start,
                       p.read_to, ids_text(p.log));
    for (const Replica& r : p.replicas) {
      out += fmt::format("  broker {} has it up to {}, {}\n", r.broker, r.end, r.in_sync ? "in sync" : "behind");
    }
  }
  for (const Request& r : w.requests) {
    out += fmt::format("request {}: producer {} broker {} partition {} attempt {} sent {}: {}\n", r.id, r.producer,
                       r.broker, static_cast<std::int32_t>(r.partition), r.attempt, r.sent_ns, ids_text(*r.messages));
  }
}

}  // namespace

bool operator==(const Request& x, const Request& y) {
  return x.id == y.id && x.producer == y.producer && x.broker == y.broker && x.partition == y.partition &&
         x.attempt == y.attempt && x.sent_ns == y.sent_ns && *x.messages == *y.messages;
}

bool ProgramState::serves() const {
  return std::any_of(calls.begin(), calls.end(),
                     [](const ActiveCall& c) { return c.call == Call::poll || c.call == Call::flush; });
}

std::string_view property(const Producer& producer, std::string_view name) {
  std::string_view rest = *producer.configuration;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::size_t equals = line.find('=');
    if (equals != std::string_view::npos && line.substr(0, equals) == name) return line.substr(equals + 1);
  }
  return {};
}

std::int64_t World::count(Outcome outcome) const {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    if (kOutcomes[static_cast<std::size_t>(phase)][i] == outcome) sum += messages.counts[i];
  }
  return sum;
}

std::int64_t Partition::end_in_sync() const {
  std::int64_t lowest = end();
  for (const Replica& copy : replicas) {
    if (copy.in_sync) lowest = std::min(lowest, end_of(copy));
  }
  return std::max(lowest, log_start);
}

std::int64_t World::in_kafka() const {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    if (in_log(stage_at(i).copies)) sum += messages.counts[i];
  }
  return sum;
}

std::int64_t World::lost() const {
  return count(Outcome::lost) + count(Outcome::lost_no_report) + count(Outcome::delivered_missing);
}

bool World::is_off(std::int32_t line) const { return std::binary_search(lines_off.begin(), lines_off.end(), line); }

std::uint64_t hash_of(const World& w) {
  Hasher h;
  h.add(w.now_ns, w.events, w.source, w.phase, w.started, w.produced, w.told, w.duplicates, w.gaps, w.anomalies);
  h.add(w.program.line, w.program.callbacks.size(), w.program.callback(), w.program.visits, w.program.output.size(),
        w.exit.how, w.exit.code, w.exit.at_ns, w.exit.reason, w.caption, w.caption_at, w.caption_message,
        w.prediction.choice, w.prediction.words);
  for (const auto& c : w.program.calls) h.add(c.call, c.since_ns, c.timeout_ns);
  for (const auto& v : w.program.recent_lines) h.add(v.line, v.at_ns);
  if (!w.program.output.empty()) h.add(w.program.output.back());
  for (const Producer& p : w.producers) {
    h.add(p.created, p.destroyed, *p.configuration, p.reports_waiting());
    for (std::size_t i = p.reports_served; i < p.reports.size(); ++i) h.add(p.reports[i]);
  }
  for (const Partition& p : w.partitions) {
    h.add(*p.topic, p.number, p.leader, p.log.size(), p.log_start, p.read_to);
    for (const Replica& r : p.replicas) h.add(r.broker, r.end, r.in_sync);
    for (std::size_t i = p.log.size() - std::min<std::size_t>(p.log.size(), 256); i < p.log.size(); ++i)
      h.add(p.log[i]);
  }
  for (const Request& r : w.requests) {
    h.add(r.id, r.producer, r.broker, r.partition, r.attempt, r.sent_ns);
    for (const MessageId id : *r.messages) h.add(id);
  }
  for (const Broker& b : w.brokers) h.add(b.id, b.up, b.paused);
  h.add(w.messages.size, w.refusals.size());
  for (const auto& page : w.messages.pages) h.add(hash_of(*page));
  for (const auto& [error, count] : w.refused) h.add(error, count);
  for (const auto& [error, count] : w.callbacks) h.add(error, count);
  for (const std::int32_t line : w.lines_off) h.add(line);
  return h.result();
}

std::string describe(const World& w) {
  std::string out = fmt::format("at {} after {} events, {}, phase {}, {}\n", w.now_ns, w.events, name_of(w.source),
                                static_cast<int>(w.phase), w.started ? "started" : "not started");
  describe_program(w, out);
  for (std::size_t i = 0; i < w.producers.size(); ++i) {
    const Producer& p = w.producers[i];
    out += fmt::format("producer {}: created {} destroyed {} conf [{}] reports waiting: {}\n", i, p.created,
                       p.destroyed, *p.configuration, ids_text(p.reports, p.reports_served));
  }
  describe_cluster(w, out);
  for (std::size_t i = 0; i < w.messages.size; ++i) {
    out += fmt::format("m{}: {}\n", i, message_text(w.messages[static_cast<MessageId>(i)]));
  }
  out += fmt::format("produced {} told {} duplicates {} gaps {} anomalies {}\n", w.produced, w.told, w.duplicates,
                     w.gaps, w.anomalies);
  for (const auto& [error, count] : w.refused) out += fmt::format("refused {} {}\n", error_name(error), count);
  for (const auto& [error, count] : w.callbacks) out += fmt::format("callbacks {} {}\n", error_name(error), count);
  out += fmt::format("off: {}\n", ids_text(w.lines_off));
  if (w.prediction.choice >= 0) {
    out += fmt::format("prediction: {} words {:016x}\n", w.prediction.choice, w.prediction.words.hash);
  }
  if (w.caption != TextRef{}) {
    out += fmt::format("caption: at {} message {} words {:016x}\n", name_of(w.caption_at),
                       static_cast<std::int32_t>(w.caption_message), w.caption.hash);
  }
  return out;
}

std::string first_difference(const World& expected, const World& actual) {
  const std::string a = describe(expected);
  const std::string b = describe(actual);
  if (a == b) return hash_of(expected) == hash_of(actual) ? "" : "the descriptions are equal, the hashes are not";
  std::size_t line_start = 0;
  std::size_t i = 0;
  for (; i < a.size() && i < b.size() && a[i] == b[i]; ++i) {
    if (a[i] == '\n') line_start = i + 1;
  }
  const auto line = [&](const std::string& text) {
    return text.substr(line_start, text.find('\n', line_start) - line_start);
  };
  return fmt::format("expected: {}\nactual:   {}", line(a), line(b));
}

}  // namespace inflight
