// The embedded typefaces: every type at every scale is readable, has our signs, and counts without jumping.
#include "app/shell/fonts.h"

#include <gtest/gtest.h>

#include "app/shell/imgui_compat.h"

namespace inflight {
namespace {

TEST(Fonts, DigitsOfAFontHaveOneWidth) {
  ImFontAtlas atlas;
  const Fonts fonts = load_fonts(atlas, 1.0F);
  for (const ImFont* font : fonts.fonts) {
    for (ImWchar digit = '0'; digit <= '9'; ++digit) {
      EXPECT_FLOAT_EQ(font->GetCharAdvance(digit), font->GetCharAdvance('0'));
    }
  }
}

TEST(Fonts, EveryTypeHasTheSignsThatWeWrite) {
  ImFontAtlas atlas;
  const Fonts fonts = load_fonts(atlas, 1.0F);
  for (const ImFont* font : fonts.fonts) {
    for (const int sign : {0x00B7, 0x00D7, 0x2013, 0x2019, 0x2026}) {
      EXPECT_NE(font->FindGlyphNoFallback(static_cast<ImWchar>(sign)), nullptr) << sign;
    }
  }
}

TEST(Fonts, PeoplesTextsMayBeGreekOrCyrillic) {
  ImFontAtlas atlas;
  const Fonts fonts = load_fonts(atlas, 1.0F);
  for (const Type type : {Type::text, Type::code}) {
    for (const int letter : {0x00E9, 0x0142, 0x03B1, 0x0436}) {
      EXPECT_NE(fonts[type]->FindGlyphNoFallback(static_cast<ImWchar>(letter)), nullptr) << letter;
    }
  }
}

TEST(Fonts, NoTextFallsBelowTwelvePixelsNorACaptionBelowTwentyFour) {
  ImFontAtlas atlas;
  const Fonts fonts = load_fonts(atlas, 2.0F / 3.0F);
  const float inter_line = 3408.0F / 2816.0F;
  EXPECT_NEAR(fonts[Type::axis]->FontSize, 12 * inter_line, 0.01);
  EXPECT_NEAR(fonts[Type::text]->FontSize, 12 * inter_line, 0.01);
  EXPECT_NEAR(fonts[Type::subtitle]->FontSize, 24 * inter_line, 0.01);
  EXPECT_NEAR(fonts[Type::verdict]->FontSize, 56 * 2.0 / 3.0 * inter_line, 0.01);
}

TEST(Fonts, SizesGrowWithTheScale) {
  ImFontAtlas atlas;
  const Fonts fonts = load_fonts(atlas, 2.0F);
  EXPECT_NEAR(fonts[Type::text]->FontSize, 2 * size_of(Type::text) * 3408.0F / 2816.0F, 0.01);
}

}  // namespace
}  // namespace inflight
