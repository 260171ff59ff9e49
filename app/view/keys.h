// Keys by the names that CommandInfo shows: "Space", "Shift+Left", "Ctrl+Q", "P", "F5", "?". Each command's key is read
// here, once.
#pragma once

#include <string_view>
#include <vector>

#include "app/session/command.h"

namespace inflight {

// True if the key went down in this frame; arrows also while they repeat. Modifiers must be exactly those named. A sign
// like "?" is taken as it was typed, wherever the keyboard has it.
bool key_pressed(std::string_view key);

// Commands whose keys went down in this frame. While text is being typed, only keys that no text has. A presenter's
// clicker sends B and a full stop to blank the picture: for presenting, B is no key. While a question is open, the
// digits answer it: as many as it has choices.
std::vector<Command> pressed_commands(bool presenting, std::size_t choices = 0);

}  // namespace inflight
