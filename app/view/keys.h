// Keys by the names that CommandInfo shows: "Space", "Shift+Left", "Ctrl+Q", "P". Each command's key is read here,
// once.
#pragma once

#include <string_view>
#include <vector>

#include "app/session/command.h"

namespace inflight {

// True if the key went down in this frame; arrows also while they repeat. Modifiers must be exactly those named.
bool key_pressed(std::string_view key);

// Commands whose keys went down in this frame; none while text is being typed.
std::vector<Command> pressed_commands();

}  // namespace inflight
