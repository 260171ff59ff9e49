// Baking the type scale into an ImGui atlas; see fonts.h. UI thread.
//
// A size here is an em, as in CSS and in the design's pictures. ImGui's SizePixels is the whole line (ascender to
// descender), so every face's own ratio comes between: 18 px of Inter are a line of 21.8.
#include "app/shell/fonts.h"

#include <imgui.h>
#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <stb/stb_truetype.h>

extern "C" {
#define INFLIGHT_FONT(name) extern const unsigned char name[], name##_end[]
INFLIGHT_FONT(inflight_font_inter_regular);
INFLIGHT_FONT(inflight_font_inter_semibold);
INFLIGHT_FONT(inflight_font_inter_bold);
INFLIGHT_FONT(inflight_font_mono_regular);
INFLIGHT_FONT(inflight_font_mono_bold);
#undef INFLIGHT_FONT
}

namespace inflight {
namespace {

enum class Face : std::uint8_t { inter, inter_semibold, inter_bold, mono, mono_bold };

struct Spec {
  Face face;
  float size;
  float smallest;
  bool equal_digits;  // numbers that change while they are looked at must not jump; sentences keep their own digits
  bool of_programs;   // shows what scripts and programs write, in more languages than Inflight's own
};

// In the order of Type.
constexpr std::array<Spec, kTypeCount> kSpecs{{
    {Face::inter, 15, 12, true, false},            // axis
    {Face::mono, 15, 12, false, false},            // axis_mono
    {Face::inter_semibold, 15, 12, true, false},   // label
    {Face::inter, 18, 12, true, true},             // text
    {Face::inter_semibold, 18, 12, true, false},   // strong
    {Face::mono, 18, 12, false, true},             // code
    {Face::mono_bold, 18, 12, false, false},       // code_bold
    {Face::inter_semibold, 23, 12, true, false},   // heading
    {Face::inter_semibold, 28, 24, false, false},  // subtitle
    {Face::inter_bold, 44, 12, true, false},       // score
    {Face::inter_bold, 56, 24, false, false},      // verdict
}};

struct FontFile {
  const unsigned char* data;
  std::ptrdiff_t size;
};

FontFile file_of(Face face) {
  switch (face) {
#define INFLIGHT_FONT(name) \
  return { name, name##_end - name }
    case Face::inter: INFLIGHT_FONT(inflight_font_inter_regular);
    case Face::inter_semibold: INFLIGHT_FONT(inflight_font_inter_semibold);
    case Face::inter_bold: INFLIGHT_FONT(inflight_font_inter_bold);
    case Face::mono: INFLIGHT_FONT(inflight_font_mono_regular);
    case Face::mono_bold: INFLIGHT_FONT(inflight_font_mono_bold);
#undef INFLIGHT_FONT
  }
  return {};
}

// Latin-1 and the marks that sentences use, but for digits. ImGui keeps these pointers, so they live for ever.
constexpr std::array<ImWchar, 23> kSigns{0x20,   0x2F,   0x3A,   0x7E,   0xA0,   0xFF,   0x2013, 0x2014,
                                         0x2018, 0x2019, 0x201C, 0x201E, 0x2022, 0x2022, 0x2026, 0x2026,
                                         0x2190, 0x2193, 0x2212, 0x2212, 0x2713, 0x2713, 0};
constexpr std::array<ImWchar, 3> kDigits{'0', '9', 0};
// Latin Extended-A, Greek and Cyrillic: what a program in a classroom prints.
constexpr std::array<ImWchar, 5> kMoreLetters{0x100, 0x17F, 0x370, 0x45F, 0};

// What stb_truetype says of a face, in ems.
struct Metrics {
  float line;   // ascender to descender
  float digit;  // the widest digit's cell
};

Metrics measure(Face face) {
  const FontFile file = file_of(face);
  stbtt_fontinfo info{};
  [[maybe_unused]] const int read = stbtt_InitFont(&info, file.data, 0);
  assert(read != 0);
  const float em = stbtt_ScaleForMappingEmToPixels(&info, 1.0F);
  int ascent = 0, descent = 0, gap = 0;
  stbtt_GetFontVMetrics(&info, &ascent, &descent, &gap);
  int widest = 0;
  for (int digit = '0'; digit <= '9'; ++digit) {
    int advance = 0, bearing = 0;
    stbtt_GetCodepointHMetrics(&info, digit, &advance, &bearing);
    widest = std::max(widest, advance);
  }
  return {static_cast<float>(ascent - descent) * em, static_cast<float>(widest) * em};
}

ImFont* add(ImFontAtlas& atlas, const Spec& spec, float scale) {
  const FontFile file = file_of(spec.face);
  const Metrics metrics = measure(spec.face);
  const float em = std::max(spec.size * scale, spec.smallest);
  ImFontConfig config;
  config.FontData = const_cast<unsigned char*>(file.data);  // ImGui only reads it
  config.FontDataSize = static_cast<int>(file.size);
  config.FontDataOwnedByAtlas = false;
  config.SizePixels = em * metrics.line;
  config.OversampleH = em >= 30 ? 1 : 2;  // small text stands between pixels; large text would only take memory
  config.OversampleV = 1;
  config.RasterizerMultiply = em >= 30 ? 1.0F : 1.1F;  // the ink that oversampling spreads thin
  config.GlyphRanges = kSigns.data();
  ImFont* font = atlas.AddFont(&config);
  config.MergeMode = true;
  if (spec.of_programs) {
    config.GlyphRanges = kMoreLetters.data();
    atlas.AddFont(&config);
  }
  config.GlyphRanges = kDigits.data();
  if (spec.equal_digits) config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = em * metrics.digit;  // centred in cells
  atlas.AddFont(&config);
  return font;
}

}  // namespace

float size_of(Type type) { return kSpecs[static_cast<std::size_t>(type)].size; }

Fonts load_fonts(ImFontAtlas& atlas, float scale) {
  Fonts fonts;
  fonts.scale = scale;
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  for (std::size_t type = 0; type < kTypeCount; ++type) fonts.fonts[type] = add(atlas, kSpecs[type], scale);
  return fonts;
}

}  // namespace inflight
