// What differs between Dear ImGui 1.86 (Debian 12) and newer releases, as far as Inflight uses it. UI thread.
#pragma once

#include <algorithm>
#include <array>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

namespace inflight {

// Where the mouse is, in pixels, and which of its buttons are down, as far as ImGui has been told.
class Mouse {
 public:
  void move(double x, double y) {
    at_ = {static_cast<float>(x), static_cast<float>(y)};
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMousePosEvent(at_.x, at_.y);
#endif
  }
  void press(int button, bool down) {
    if (button < 0 || button >= ImGuiMouseButton_COUNT) return;
    down_[static_cast<std::size_t>(button)] = down;
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMouseButtonEvent(button, down);
#endif
  }
  // Call between the backend's NewFrame and ImGui's. 1.86's backend has just asked the system, which is ahead of what
  // was told; only that the mouse is over no part of the window is taken from there.
  void stay() const {
#if IMGUI_VERSION_NUM < 18700
    ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsMousePosValid(&io.MousePos)) io.MousePos = at_;
    std::copy(down_.begin(), down_.end(), io.MouseDown);
#endif
  }

 private:
  ImVec2 at_{-1, -1};
  std::array<bool, ImGuiMouseButton_COUNT> down_{};
};

// Call after the atlas has changed, with the GL context current and outside a frame. Only the texture is made again:
// 1.86 would take vertex buffers made anew for as large as the old ones, and draw nothing.
inline void renew_font_texture() {
#if IMGUI_VERSION_NUM < 19200
  if (ImGui::GetIO().Fonts->TexID == nullptr) return;  // before the first frame, which uploads it
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
#endif  // 1.92 sees by itself what changed
}

// The height that a font was baked at, in pixels: its line height, which is more than size_of(Type).
inline float baked_height(const ImFont& font) {
#if IMGUI_VERSION_NUM < 19200
  return font.FontSize;
#else
  return font.LegacySize;
#endif
}

inline bool has_glyph(ImFont& font, ImWchar character) {
#if IMGUI_VERSION_NUM < 19200
  return font.FindGlyphNoFallback(character) != nullptr;
#else
  return font.IsGlyphInFont(character);
#endif
}

}  // namespace inflight
