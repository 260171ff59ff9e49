// A script as plain Python without what is switched off: what the machine does at a statement that is off is written in
// its place, so that python3 does the same. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace inflight::script {

// `lines_off`: ascending; a statement is off if its first line is among them. What was there stays as a comment where
// there is room for one. A text that is no script that runs here comes back as it is. One thing is lost: a name that a
// function binds only in what is off, other than by an assignment, is the module's there.
std::string without(std::string_view text, std::span<const std::int32_t> lines_off);

}  // namespace inflight::script
