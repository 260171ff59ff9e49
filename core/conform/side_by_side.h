// side_by_side(): the facts of two runs in two columns, in order of time, equal ones in one row; for a terminal.
#pragma once

#include <string>

#include "core/recording/recording.h"

namespace inflight::conform {

// A line each, at most `most_rows` of them; what is cut is said. Lines reached and computing are left out.
std::string side_by_side(const Recording& simulated, const Recording& real, std::size_t most_rows);

// The script with numbered lines; those switched off bear a mark.
std::string listing(const std::string& script, const std::vector<std::int32_t>& lines_off);

}  // namespace inflight::conform
