// The report of a run: what `inflight report` prints, as text and as JSON, computed from the recording alone.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/recording/recording.h"
#include "core/run/options.h"
#include "core/run/run.h"
#include "core/world/world.h"

namespace inflight {

struct ReportOptions {
  bool full = false;  // lifts the cap of 10,000 entries on each array of `detail`
};

// The whole object: source, version, script, lesson, seed, facts, detail, observed, not_modelled, simplified (the
// notes that matter, core/explain), gaps.
// What can't be told apart yet (a run that was not settled) is null in the ledger.
nlohmann::ordered_json report_json(const Recording& recording, const RunOptions& options, const Observes& observes,
                                   const ReportOptions& report_options);

// `facts` as a paragraph and a table, for a terminal.
std::string report_text(const nlohmann::ordered_json& report);

// Empty if `facts` has all that `expected` names with equal values (members that it does not name may be anything;
// ledger entries that it does not name must be 0); else one line about the first thing that differs.
std::string mismatch(const nlohmann::ordered_json& facts, const nlohmann::ordered_json& expected);

}  // namespace inflight
