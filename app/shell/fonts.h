// Fonts: Inter and JetBrains Mono, embedded, in one type scale. Sizes are in pixels of the 1920x1080 layout; everything
// is baked at size x scale, so texts are crisp at every scale.
#pragma once

#include <array>
#include <cstdint>

struct ImFont;
struct ImFontAtlas;

namespace inflight {

enum class Type : std::uint8_t {
  axis,       // 15: axes, key hints
  axis_mono,  // 15 mono: line numbers, time
  label,      // 15 semibold, digits in equal cells: numbers inside squares
  text,       // 18
  strong,     // 18 semibold: buttons, counts
  code,       // 18 mono
  code_bold,  // 18 mono bold
  heading,    // 23 semibold
  subtitle,   // 28 semibold: captions
  score,      // 44 bold
  verdict,    // 56 bold
};
inline constexpr std::size_t kTypeCount = 11;

// The size of a type at scale 1: its em, as in CSS and the pictures. A line is higher, by the face's own ratio; draw
// with baked_height() of imgui_compat.h (ImFont::FontSize in 1.86), never with this.
float size_of(Type type);

struct Fonts {
  std::array<ImFont*, kTypeCount> fonts{};
  float scale = 1.0F;
  ImFont* operator[](Type type) const { return fonts[static_cast<std::size_t>(type)]; }
};

// Adds all types to the atlas. No text is smaller than 12 px, captions and verdict not smaller than 24.
Fonts load_fonts(ImFontAtlas& atlas, float scale);

}  // namespace inflight
