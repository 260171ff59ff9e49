// The ledger of a recording as a table for spreadsheets: a row a message, what became of it and when.
#pragma once

#include <ostream>

#include "core/recording/recording.h"

namespace inflight {

// CSV as RFC 4180 has it, with a header row. Times are seconds since the run's start; what did not happen, or was not
// observed, is empty. A topic that a spreadsheet would take for a formula is written with an apostrophe before it.
void write_ledger_csv(const Recording& recording, std::ostream& to);

}  // namespace inflight
