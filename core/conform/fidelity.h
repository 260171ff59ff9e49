// What the simulator models, and how that is known; the table of docs/FIDELITY.md.
#pragma once

#include <string>

namespace inflight::conform {

// Markdown, a row for each behaviour, and a line with their numbers.
std::string fidelity_table();

}  // namespace inflight::conform
