// The outcomes' names; see outcome.h.
#include "core/world/outcome.h"

namespace inflight {
namespace {

struct Names {
  std::string_view id;
  std::string_view words;
};

constexpr std::array<Names, kOutcomeCount> kNames{{
    {"buffered", "in local buffer"},
    {"in_flight", "in flight"},
    {"stored_unacked", "in Kafka, no ack yet"},
    {"report_waiting", "in Kafka, report waiting"},
    {"failure_waiting", "failed, report waiting"},
    {"delivered", "callback: delivered"},
    {"delivered_missing", "callback: delivered, not in Kafka"},
    {"failed", "callback: failed"},
    {"failed_stored", "callback said failed, yet in Kafka"},
    {"lost", "lost, nobody was told"},
    {"never_told", "in Kafka, never told"},
    {"in_doubt", "in doubt"},
    {"stored_no_report", "in Kafka, no report wanted"},
    {"lost_no_report", "gone, no report wanted"},
}};

}  // namespace

std::string_view id_of(Outcome outcome) { return kNames[static_cast<std::size_t>(outcome)].id; }
std::string_view words_of(Outcome outcome) { return kNames[static_cast<std::size_t>(outcome)].words; }

}  // namespace inflight
