// Where this program is, for a command that somebody pastes elsewhere.
#pragma once

#include <string>

namespace inflight {

// The program's path; where the system doesn't tell it, its name. Any thread.
std::string own_program();

}  // namespace inflight
