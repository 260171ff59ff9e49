// Outcomes: what became of a message, by the words that the window, the files and the tests share. A message has a
// Stage (what was observed of it); a run has a Phase; one constexpr table gives the outcome of every pair.
// Source of the rules: the design's table of outcomes; belief (the report) and truth (the log) are independent.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace inflight {

enum class Outcome : std::uint8_t {
  buffered,
  in_flight,
  stored_unacked,
  report_waiting,
  failure_waiting,
  delivered,
  delivered_missing,
  failed,
  failed_stored,
  lost,
  never_told,
  in_doubt,
  stored_no_report,
  lost_no_report,
};
inline constexpr std::size_t kOutcomeCount = 14;

std::string_view id_of(Outcome outcome);     // "never_told", as in files
std::string_view words_of(Outcome outcome);  // "in Kafka, never told", as in the window

// Where the process and our knowledge of the log stand.
enum class Phase : std::uint8_t {
  running,  // the process lives; "not read yet" is not "not in the log"
  ended,    // the process is gone; the log has not been read to its end since
  settled,  // the log has been read: what is not in it is not in Kafka
};
inline constexpr std::size_t kPhaseCount = 3;

enum class Place : std::uint8_t { buffer, in_flight, done };
enum class Known : std::uint8_t { nothing, success, failure };         // what the library knows
enum class Report : std::uint8_t { none, waiting, told, not_wanted };  // what the program was told
enum class Copies : std::uint8_t { zero, one, more, gone };            // in the log, as far as it was read
constexpr bool in_log(Copies copies) { return copies == Copies::one || copies == Copies::more; }

// What was observed of a message. Encodes to a small index for counting.
struct Stage {
  Place place = Place::buffer;
  Known known = Known::nothing;
  Report report = Report::none;
  Copies copies = Copies::zero;

  friend constexpr bool operator==(const Stage&, const Stage&) = default;
};
inline constexpr std::size_t kStageCount = 3 * 3 * 4 * 4;

constexpr std::uint8_t index_of(Stage s) {
  return static_cast<std::uint8_t>(
      ((static_cast<int>(s.place) * 3 + static_cast<int>(s.known)) * 4 + static_cast<int>(s.report)) * 4 +
      static_cast<int>(s.copies));
}
constexpr Stage stage_at(std::size_t index) {
  return {static_cast<Place>(index / 48), static_cast<Known>(index / 16 % 3), static_cast<Report>(index / 4 % 4),
          static_cast<Copies>(index % 4)};
}

constexpr Outcome outcome_of(Phase phase, Stage s) {
  const bool is_stored = in_log(s.copies);
  // What the log had and has no more is known to be missing; what was never seen there is when the log has been read.
  const bool is_missing = s.copies == Copies::gone || (phase == Phase::settled && !is_stored);
  if (s.report == Report::told) {
    if (s.known == Known::failure) return is_stored ? Outcome::failed_stored : Outcome::failed;
    return is_missing ? Outcome::delivered_missing : Outcome::delivered;
  }
  if (phase == Phase::running) {
    if (s.report == Report::waiting) {
      return s.known == Known::failure ? Outcome::failure_waiting : Outcome::report_waiting;
    }
    if (s.report == Report::not_wanted && s.known != Known::nothing) {
      const bool believed = s.known == Known::success && !is_missing;
      return believed || is_stored ? Outcome::stored_no_report : Outcome::lost_no_report;
    }
    if (is_stored) return Outcome::stored_unacked;
    return s.place == Place::buffer ? Outcome::buffered : Outcome::in_flight;
  }
  const bool wanted = s.report != Report::not_wanted;
  if (is_stored) return wanted ? Outcome::never_told : Outcome::stored_no_report;
  if (phase == Phase::ended) return Outcome::in_doubt;
  return wanted ? Outcome::lost : Outcome::lost_no_report;
}

using OutcomeTable = std::array<std::array<Outcome, kStageCount>, kPhaseCount>;
constexpr OutcomeTable make_outcome_table() {
  OutcomeTable table{};
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase) {
    for (std::size_t i = 0; i < kStageCount; ++i) table[phase][i] = outcome_of(static_cast<Phase>(phase), stage_at(i));
  }
  return table;
}
inline constexpr OutcomeTable kOutcomes = make_outcome_table();

}  // namespace inflight
