// What a view draws on where there is no window: ImGui's draw lists.
#pragma once

#include <imgui.h>

#include "app/shell/fonts.h"

namespace inflight {

// An ImGui context with fonts and no backend.
struct Surface {
  static constexpr float kWide = 1920, kHigh = 1080;

  Surface() : context(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {kWide, kHigh};
    io.DeltaTime = 1.0F / 60.0F;
    fonts = load_fonts(*io.Fonts, 1);
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
  }
  ~Surface() { ImGui::DestroyContext(context); }
  Surface(const Surface&) = delete;
  Surface& operator=(const Surface&) = delete;

  ImGuiContext* context;
  Fonts fonts;
};

}  // namespace inflight
