// The modules that the machine brings along because they need no host: sys, os, json, math.
#pragma once

#include <span>
#include <vector>

#include "core/script/machine.h"

namespace inflight::script {

std::span<const ModuleSpec* const> standard_modules();

// sys.stdout and sys.stderr.
bool is_output_file(const Value& value);

// list.sort() and sorted().
void sort_items(Machine& machine, std::vector<Value>& items, const Value& key, bool reverse);

}  // namespace inflight::script
