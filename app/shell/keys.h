// Keys by the names that buttons, help and tests use: "P", "Space", "Shift+Left", "Ctrl+Q". A letter is the one printed
// on the user's own keyboard layout.
#pragma once

#include <string>

namespace inflight {

// `key`, `scancode` and `mods` as GLFW's key callback gives them; empty for keys without a name. Shift alone doesn't
// name another letter: Shift+P is "P".
std::string key_name(int key, int scancode, int mods);

}  // namespace inflight
