// What the simulator models, and how that is known; the table of docs/FIDELITY.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace inflight::conform {

// Markdown: a row for each behaviour (behaviours.inl) and a line with their numbers, then a row for each surprise
// (surprises.inl).
std::string fidelity_table();

// What a test has to name, in a comment: the facts' rows of the behaviours ("4.7"), and the surprises ("S12").
std::vector<std::string_view> rows_with_a_test();

// Those of the behaviours that are approximated or refused: a note says so in the window (core/explain/notes.inl).
std::vector<std::string_view> rows_with_a_note();

}  // namespace inflight::conform
