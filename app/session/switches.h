// Switches: which statements the bar's switches stand for, and how they stood in a run. Plain functions.
#pragma once

#include <cstdint>
#include <vector>

#include "app/session/past_run.h"
#include "core/binding/program.h"
#include "core/run/action.h"

namespace inflight {

// Lines of all statements that call .poll, or .flush, directly.
std::vector<std::int32_t> poll_lines(const Program& program);
std::vector<std::int32_t> flush_lines(const Program& program);

// Of so many statements so many are off.
SwitchState switch_state(std::ptrdiff_t all, std::ptrdiff_t off);

// Switches a line on or off in a list of those that are off, ascending.
void switch_in(std::vector<std::int32_t>& lines_off, std::int32_t line, bool on);

// How the switches stood through a whole run, into `run`: mixed if one was turned by an action.
void note_switches(const Program& program, const std::vector<std::int32_t>& off_at_first,
                   const std::vector<Action>& actions, PastRun& run);

}  // namespace inflight
