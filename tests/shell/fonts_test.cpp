// The embedded fonts: every glyph that the window writes is there, sizes are what the design says, digits stand in
// equal cells. No GL and no display.
#include "app/shell/fonts.h"

#include <cmath>
#include <gtest/gtest.h>
#include <imgui.h>
#include <string>

#include "app/shell/imgui_compat.h"

namespace inflight {
namespace {

constexpr std::size_t index_of(Type type) { return static_cast<std::size_t>(type); }
constexpr std::array kMono{Type::axis_mono, Type::code, Type::code_bold};

class FontsTest : public ::testing::Test {
 protected:
  Fonts load(float scale) {
    atlas.Clear();
    const Fonts fonts = load_fonts(atlas, scale);
    unsigned char* pixels = nullptr;
    atlas.GetTexDataAsAlpha8(&pixels, &atlas_width, &atlas_height);
    EXPECT_NE(pixels, nullptr);
    return fonts;
  }
  static float width(ImFont& font, const char* text) {
    return font.CalcTextSizeA(baked_height(font), 1e6F, 0.0F, text).x;
  }
  ImFontAtlas atlas;
  int atlas_width = 0, atlas_height = 0;  // of the atlas
};

TEST_F(FontsTest, EveryTypeHasTheGlyphsThatTheWindowWrites) {
  const Fonts fonts = load(1.0F);
  const std::u16string written = u"09AZaz(){}[]'\"#%&@~^|\\ÄÖÜäöüßéñçøåµ×·•…–—“”‘’−←→↑↓";
  for (std::size_t type = 0; type < kTypeCount; ++type) {
    for (const char16_t character : written) {
      EXPECT_TRUE(has_glyph(*fonts.fonts[type], static_cast<ImWchar>(character)))
          << "type " << type << " lacks U+" << std::hex << static_cast<int>(character);
    }
  }
}

TEST_F(FontsTest, ProgramsMayWriteInMoreLanguages) {
  const Fonts fonts = load(1.0F);
  for (const Type type : {Type::text, Type::code}) {
    for (const char16_t character : std::u16string(u"ěšćłőΩπЖяї")) {
      EXPECT_TRUE(has_glyph(*fonts[type], static_cast<ImWchar>(character))) << std::hex << static_cast<int>(character);
    }
  }
}

TEST_F(FontsTest, ASizeIsAnEmAsInThePictures) {
  const Fonts fonts = load(1.0F);
  for (const Type type : kMono) {  // a cell of JetBrains Mono is 0.6 em
    EXPECT_NEAR(width(*fonts[type], "0123456789"), size_of(type) * 6.0F, 0.05F) << index_of(type);
  }
  EXPECT_EQ(size_of(Type::verdict), 56.0F);
  EXPECT_EQ(size_of(Type::axis), 15.0F);
}

TEST_F(FontsTest, ChangingNumbersDoNotJump) {
  const Fonts fonts = load(1.25F);
  for (const Type type : {Type::axis, Type::axis_mono, Type::label, Type::text, Type::strong, Type::code,
                          Type::code_bold, Type::heading, Type::score}) {
    for (const char* number : {"111111", "777777", "012345"}) {
      EXPECT_NEAR(width(*fonts[type], number), width(*fonts[type], "000000"), 0.02F) << index_of(type) << ' ' << number;
    }
  }
}

TEST_F(FontsTest, ScaleMovesAllSizesButNoneBelowItsMinimum) {
  const auto em = [&](const Fonts& fonts, Type type) { return width(*fonts[type], "0") / 0.6F; };
  EXPECT_NEAR(em(load(2.0F), Type::code), 36.0F, 0.1F);
  EXPECT_NEAR(em(load(2.0F / 3), Type::code), 12.0F, 0.1F);
  EXPECT_NEAR(em(load(2.0F / 3), Type::axis_mono), 12.0F, 0.1F);

  const float subtitle_24 = baked_height(*load(24.0F / 28)[Type::subtitle]);
  const float verdict_24 = baked_height(*load(24.0F / 56)[Type::verdict]);
  EXPECT_NEAR(baked_height(*load(2.0F / 3)[Type::subtitle]), subtitle_24, 0.01F);
  EXPECT_NEAR(baked_height(*load(0.1F)[Type::verdict]), verdict_24, 0.01F);
}

TEST_F(FontsTest, TheAtlasFitsEveryGraphicsCardUpToTwiceTheSize) {
  load(2.0F);
  EXPECT_LE(atlas_width, 8192);
  EXPECT_LE(atlas_height, 8192);
}

}  // namespace
}  // namespace inflight
