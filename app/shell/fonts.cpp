// The embedded typefaces in ImGui's atlas; see fonts.h.
#include "app/shell/fonts.h"

#include <algorithm>
#include <cstddef>

#include "app/shell/imgui_compat.h"

extern "C" {
extern const unsigned char inflight_inter_regular_begin[], inflight_inter_regular_end[];
extern const unsigned char inflight_inter_semibold_begin[], inflight_inter_semibold_end[];
extern const unsigned char inflight_inter_bold_begin[], inflight_inter_bold_end[];
extern const unsigned char inflight_mono_regular_begin[], inflight_mono_regular_end[];
extern const unsigned char inflight_mono_bold_begin[], inflight_mono_bold_end[];
}

namespace inflight {
namespace {

struct Typeface {
  const unsigned char* begin;
  const unsigned char* end;
  float line;  // ascent + descent in ems: ImGui sizes a font by that, a designer by the em
};
const Typeface kInter{inflight_inter_regular_begin, inflight_inter_regular_end, 3408.0F / 2816.0F};
const Typeface kInterSemibold{inflight_inter_semibold_begin, inflight_inter_semibold_end, 3408.0F / 2816.0F};
const Typeface kInterBold{inflight_inter_bold_begin, inflight_inter_bold_end, 3408.0F / 2816.0F};
const Typeface kMono{inflight_mono_regular_begin, inflight_mono_regular_end, 1.32F};
const Typeface kMonoBold{inflight_mono_bold_begin, inflight_mono_bold_end, 1.32F};

struct TypeSpec {
  const Typeface& face;
  float size;     // em, at scale 1
  float minimum;  // at every scale
};
const TypeSpec& spec_of(Type type) {
  static const std::array<TypeSpec, kTypeCount> specs{{
      {kInter, 15, 12},
      {kMono, 15, 12},
      {kInterSemibold, 15, 12},
      {kInter, 18, 12},
      {kInterSemibold, 18, 12},
      {kMono, 18, 12},
      {kMonoBold, 18, 12},
      {kInterSemibold, 23, 12},
      {kInterSemibold, 28, 24},
      {kInterBold, 44, 12},
      {kInterBold, 56, 24},
  }};
  return specs[static_cast<std::size_t>(type)];
}

// Latin, Greek and Cyrillic for the texts that people write; the large types say only what we write.
const ImWchar* glyphs_of(Type type) {
  static constexpr ImWchar kPeople[] = {0x20,   0x17F,  0x370,  0x3FF,  0x400,  0x4FF,  0x2010, 0x2015, 0x2018,
                                        0x201E, 0x2022, 0x2022, 0x2026, 0x2026, 0x20AC, 0x20AC, 0x2190, 0x2193,
                                        0x2713, 0x2713, 0x2717, 0x2717, 0x2212, 0x2212, 0};
  static constexpr ImWchar kOurs[] = {0x20,   0xFF,   0x2013, 0x2014, 0x2018, 0x2019, 0x201C,
                                      0x201D, 0x2022, 0x2022, 0x2026, 0x2026, 0};
  const bool people = type == Type::text || type == Type::code || type == Type::subtitle;
  return people ? kPeople : kOurs;
}

// Gives the ten digits of a font one width, so that numbers don't jump while they count.
void equalise_digits(ImFont& font) {
  float widest = 0;
  for (ImWchar digit = '0'; digit <= '9'; ++digit) widest = std::max(widest, font.GetCharAdvance(digit));
  for (ImFontGlyph& glyph : font.Glyphs) {
    if (glyph.Codepoint < '0' || glyph.Codepoint > '9') continue;
    const float shift = (widest - glyph.AdvanceX) / 2;
    glyph.X0 += shift;
    glyph.X1 += shift;
    glyph.AdvanceX = widest;
    font.IndexAdvanceX[static_cast<int>(glyph.Codepoint)] = widest;
  }
}

}  // namespace

float size_of(Type type) { return spec_of(type).size; }

Fonts load_fonts(ImFontAtlas& atlas, float scale) {
  Fonts fonts;
  fonts.scale = scale;
  for (std::size_t i = 0; i < kTypeCount; ++i) {
    const TypeSpec& spec = spec_of(static_cast<Type>(i));
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = 2;
    const float em = std::max(spec.minimum, spec.size * scale);
    // ImGui takes a mutable pointer, yet only reads while it doesn't own the data.
    fonts.fonts[i] = atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(spec.face.begin),
                                                static_cast<int>(spec.face.end - spec.face.begin), em * spec.face.line,
                                                &config, glyphs_of(static_cast<Type>(i)));
  }
  atlas.Build();
  for (ImFont* font : fonts.fonts) equalise_digits(*font);
  return fonts;
}

}  // namespace inflight
