// A run's script as a person pastes it into an editor of their own: without what is switched off, and with what to type
// in two terminals standing above it. Pure.
#pragma once

#include <string>

#include "core/run/options.h"

namespace inflight {

// Runs under python3 with confluent-kafka as it stands.
std::string script_to_paste(const RunOptions& options);

// For a shell, in one piece: starts a broker (`program` is inflight's own path), runs the script in python3, and ends
// the broker whatever happens.
std::string command_for_shell(const RunOptions& options, const std::string& program);

}  // namespace inflight
