// What differs between Dear ImGui 1.86 (Debian 12) and newer releases, as far as Inflight uses it. UI thread.
#pragma once

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

namespace inflight {

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
