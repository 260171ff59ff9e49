// The one way to include Dear ImGui. It hides what differs between Debian 12's 1.86 and newer releases, so that both
// build: 1.92 bakes glyphs by itself, and needs no font texture from us.
#pragma once

#include <imgui.h>

namespace inflight {

// True where fonts are baked at a size and the texture must be made again when the scale changes.
inline constexpr bool kFontsAreBaked = IMGUI_VERSION_NUM < 19200;

}  // namespace inflight
