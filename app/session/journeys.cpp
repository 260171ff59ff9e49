// Folding stages into rows; see journeys.h.
#include "app/session/journeys.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "core/world/stage_after.h"

namespace inflight {
namespace {

// A fact may name a message before it is accepted, but not far beyond what the events before it can have made.
constexpr std::uint64_t kMostAhead = 1 << 20;

// How far on its journey a message in a stage is, while the process lives.
constexpr std::array kJourney{Outcome::buffered,          Outcome::in_flight,      Outcome::stored_unacked,
                              Outcome::failure_waiting,   Outcome::report_waiting, Outcome::lost_no_report,
                              Outcome::stored_no_report,  Outcome::failed,         Outcome::failed_stored,
                              Outcome::delivered_missing, Outcome::delivered};

// Stages in the order of the journey, and where each is in it.
struct Order {
  std::array<std::uint8_t, kStageCount> stages{};
  std::array<std::uint8_t, kStageCount> positions{};
};
constexpr Order make_order() {
  Order order;
  std::size_t position = 0;
  for (const Outcome outcome : kJourney) {
    for (std::size_t stage = 0; stage < kStageCount; ++stage) {
      if (outcome_of(Phase::running, stage_at(stage)) != outcome) continue;
      order.stages[position] = static_cast<std::uint8_t>(stage);
      order.positions[stage] = static_cast<std::uint8_t>(position++);
    }
  }
  return order;
}
constexpr Order kOrder = make_order();
static_assert(std::accumulate(kOrder.positions.begin(), kOrder.positions.end(), std::size_t{0}) ==
              kStageCount * (kStageCount - 1) / 2);  // every stage has a place

}  // namespace

void Journeys::take(const Recording& recording, std::uint64_t i) {
  const Event& event = recording.event(i);
  switch (event.kind) {
    case EventKind::log_truncated:
    case EventKind::request_sent: {
      const Fact fact = recording.fact(i);
      for (const MessageId id : fact.ids) change(id, event, i);
      return;
    }
    case EventKind::message_accepted:
    case EventKind::retry_scheduled:
    case EventKind::record_stored:
    case EventKind::outcome_known:
    case EventKind::report_queued:
    case EventKind::report_served:
    case EventKind::callback_started: return change(event.message, event, i);
    default: return;
  }
}

void Journeys::change(MessageId id, const Event& event, std::uint64_t i) {
  if (id == kNoMessage || id > i + kMostAhead) return;
  if (id >= stages_.size())
    stages_.resize(id + std::size_t{1}, static_cast<std::uint16_t>(kNotAccepted | index_of(Stage{})));
  std::uint16_t& kept = stages_[id];
  const bool was_accepted = (kept & kNotAccepted) == 0;
  const bool accepts = event.kind == EventKind::message_accepted;
  if (accepts && was_accepted) return;
  const auto before = static_cast<std::uint8_t>(kept & 0xFF);
  const std::uint8_t after = index_of(stage_after(stage_at(before), event));
  kept = static_cast<std::uint16_t>(after | (was_accepted || accepts ? 0 : kNotAccepted));
  if (!was_accepted && !accepts) return;
  if (was_accepted && before == after) return;
  messages_ = std::max(messages_, id + std::size_t{1});
  const int from = was_accepted ? kOrder.positions[before] : -1;
  for (std::size_t level = kLevels; level-- > 0 && (id >> level) < kMostRows;) {
    note(level, id, from, kOrder.positions[after], event.at_ns);
  }
}

void Journeys::note(std::size_t level, MessageId id, int before, int after, Nanos at) {
  std::vector<Row>& rows = levels_[level];
  const std::size_t index = id >> level;
  if (index >= rows.size()) rows.resize(index + 1);
  Row& row = rows[index];
  const auto put = [&](int position, std::uint32_t by) {
    row.counts[static_cast<std::size_t>(position)] += by;
    if (position < static_cast<int>(row.middle)) row.below += by;
  };
  before < 0 ? void(++row.accepted) : put(before, -1U);
  put(after, 1);
  const std::uint32_t wanted = (row.accepted + 1) / 2;
  while (row.below >= wanted) row.below -= row.counts[--row.middle];
  while (row.below + row.counts[row.middle] < wanted) row.below += row.counts[row.middle++];
  const Stage stage = stage_at(kOrder.stages[row.middle]);
  std::vector<Change>& changes = row.changes;
  if (!changes.empty() && changes.back().stage == stage) return;
  if (!changes.empty() && changes.back().at_ns == at) {
    changes.back().stage = stage;
    return;
  }
  if (changes.size() == kMostChanges) {
    // Too fine to be told apart: every other one stands for both.
    for (std::size_t i = 0; i < kMostChanges / 2; ++i) changes[i] = changes[2 * i];
    changes.resize(kMostChanges / 2);
  }
  changes.push_back({at, stage});
}

std::size_t Journeys::per_row(std::size_t rows) const {
  const std::size_t fewest = std::max<std::size_t>(1, std::min(rows, kMostRows));
  const std::size_t most_per_row = std::size_t{1} << (kLevels - 1);
  return std::min(most_per_row, std::bit_ceil(std::max<std::size_t>(1, (messages_ + fewest - 1) / fewest)));
}

std::span<const Journeys::Change> Journeys::row(std::size_t per_row, std::size_t index) const {
  const auto level = static_cast<std::size_t>(std::countr_zero(per_row));
  if (level >= kLevels || index >= levels_[level].size()) return {};
  return levels_[level][index].changes;
}

}  // namespace inflight
