// When each note matters; see notes.h.
#include "core/explain/notes.h"

#include <algorithm>
#include <initializer_list>
#include <map>

namespace inflight {
namespace {

constexpr std::size_t kPartitionsOfAMadeTopic = 4;  // the mock cluster's default (facts, 8.3)

// What a producer's configuration says under any of these names; empty: nothing.
std::string_view configured(const World& world, std::initializer_list<std::string_view> names) {
  for (const Producer& producer : world.producers) {
    for (const std::string_view name : names) {
      if (const std::string_view value = property(producer, name); !value.empty()) return value;
    }
  }
  return {};
}

// As librdkafka and Python write it.
bool is_true(std::string_view value) { return value == "true" || value == "True" || value == "1"; }

bool always(const Scene&) { return true; }
bool simulated(const Scene& s) { return s.source == RunSource::simulated; }
bool real(const Scene& s) { return !simulated(s); }
bool on_the_real_mock(const Scene& s) { return s.source == RunSource::mock; }
bool on_the_mock(const Scene& s) { return on_the_real_mock(s) || (simulated(s) && s.has_mocks_rules); }

bool idempotent(const Scene& s) { return is_true(configured(s.world, {"enable.idempotence"})); }
bool idempotent_on_the_mock(const Scene& s) { return on_the_mock(s) && idempotent(s); }

bool simulated_with_nagle(const Scene& s) {
  return simulated(s) && s.world.produced > 0 && !is_true(configured(s.world, {"socket.nagle.disable"}));
}
bool simulated_with_a_topic_of_four(const Scene& s) {
  std::map<std::string_view, std::size_t> partitions;
  for (const Partition& partition : s.world.partitions) ++partitions[*partition.topic];
  return simulated(s) && std::any_of(partitions.begin(), partitions.end(),
                                     [](const auto& topic) { return topic.second == kPartitionsOfAMadeTopic; });
}
bool simulated_with_one_broker(const Scene& s) { return simulated(s) && s.world.brokers.size() <= 1; }
bool simulated_with_several_brokers(const Scene& s) { return simulated(s) && s.world.brokers.size() > 1; }
bool simulated_with_a_broker_down(const Scene& s) {
  const auto& brokers = s.world.brokers;
  return simulated(s) && std::any_of(brokers.begin(), brokers.end(), [](const Broker& broker) { return !broker.up; });
}
bool simulated_with_compression(const Scene& s) {
  const std::string_view codec = configured(s.world, {"compression.type", "compression.codec"});
  return simulated(s) && !codec.empty() && codec != "none";
}
bool simulated_with_transactions(const Scene& s) {
  return simulated(s) && !configured(s.world, {"transactional.id"}).empty();
}
bool simulated_with_statistics(const Scene& s) {
  const std::string_view interval = configured(s.world, {"statistics.interval.ms"});
  return simulated(s) && !interval.empty() && interval != "0";
}

bool callbacks_serve(const Scene& s) { return s.world.program.callbacks_serve; }
bool refused_for_want_of_room(const Scene& s) { return s.world.refused.contains(KafkaError::_QUEUE_FULL); }
bool several_partitions(const Scene& s) { return s.world.partitions.size() > 1; }
bool copies_are_stored(const Scene& s) { return s.world.duplicates > 0; }
bool something_is_sent_again(const Scene& s) {
  const auto& requests = s.world.requests;
  return copies_are_stored(s) ||
         std::any_of(requests.begin(), requests.end(), [](const Request& request) { return request.attempt > 1; });
}
bool reports_were_queued(const Scene& s) {
  const auto& producers = s.world.producers;
  return std::any_of(producers.begin(), producers.end(), [](const Producer& p) { return p.reports.size() > 0; });
}
bool reports_wait(const Scene& s) {
  const auto& producers = s.world.producers;
  return std::any_of(producers.begin(), producers.end(), [](const Producer& p) { return p.reports_waiting() > 0; });
}
bool lost_at_the_exit(const Scene& s) {
  if (s.world.phase == Phase::running) return false;
  const auto closing_helps = {Outcome::lost, Outcome::lost_no_report, Outcome::never_told};
  return std::any_of(closing_helps.begin(), closing_helps.end(), [&](Outcome o) { return s.world.count(o) > 0; });
}

constexpr Note kNotes[] = {
#define INFLIGHT_NOTE(id, rows, place, about, sentence, basis, condition) \
  {#id, rows, Note::Place::place, about, sentence, Note::Basis::basis},
#include "core/explain/notes.inl"
#undef INFLIGHT_NOTE
};

constexpr bool (*kConditions[])(const Scene&) = {
#define INFLIGHT_NOTE(id, rows, place, about, sentence, basis, condition) condition,
#include "core/explain/notes.inl"
#undef INFLIGHT_NOTE
};

}  // namespace

std::span<const Note> notes() { return kNotes; }

std::vector<Note> notes_for(const Scene& scene) {
  std::vector<Note> matter;
  for (std::size_t i = 0; i < std::size(kNotes); ++i) {
    if (kConditions[i](scene)) matter.push_back(kNotes[i]);
  }
  return matter;
}

std::string words_of(const Note& note) {
  std::string words(note.sentence);
  if (note.basis == Note::Basis::documented) words += " (By its documentation.)";
  return words;
}

}  // namespace inflight
