// Pictures without a display: drawn, equal twice, and written as a PNG.
#include "app/shell/offscreen.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <set>

#include "app/shell/fonts.h"
#include "app/shell/imgui_compat.h"
#include "app/shell/png.h"

namespace inflight {
namespace {

std::vector<std::uint8_t> picture() {
  Result<std::unique_ptr<Offscreen>> offscreen = Offscreen::create(320, 180);
  EXPECT_TRUE(offscreen.ok()) << offscreen.error().sentence;
  if (!offscreen) return {};
  const Fonts fonts = load_fonts(*ImGui::GetIO().Fonts, 1.0F);
  offscreen.value()->fonts_changed();
  for (int i = 0; i < 2; ++i) {
    offscreen.value()->frame([&] {
      ImDrawList& list = *ImGui::GetBackgroundDrawList();
      list.AddRectFilled({10, 10}, {50, 50}, IM_COL32(255, 0, 0, 255));
      list.AddText(fonts[Type::score], fonts[Type::score]->FontSize, {60, 60}, IM_COL32_WHITE, "90");
    });
  }
  return offscreen.value()->pixels();
}

TEST(Offscreen, DrawsWhatItIsGivenTopRowFirst) {
  const std::vector<std::uint8_t> rgba = picture();
  ASSERT_EQ(rgba.size(), 320u * 180u * 4u);
  const auto pixel = [&](int x, int y) { return &rgba[static_cast<std::size_t>((y * 320 + x) * 4)]; };
  EXPECT_EQ(pixel(20, 20)[0], 255);
  EXPECT_EQ(pixel(20, 20)[1], 0);
  EXPECT_EQ(pixel(20, 170)[0], 0);
  std::set<std::uint8_t> greys;
  for (int x = 60; x < 130; ++x) {
    for (int y = 60; y < 120; ++y) greys.insert(pixel(x, y)[1]);
  }
  EXPECT_GT(greys.size(), 10u) << "letters have soft edges";
}

TEST(Offscreen, TwoEqualFramesAreEqualToTheByte) { EXPECT_EQ(picture(), picture()); }

TEST(Offscreen, AnImpossibleSizeIsRefused) {
  EXPECT_FALSE(Offscreen::create(0, 100).ok());
  EXPECT_FALSE(Offscreen::create(100, 20000).ok());
}

TEST(Offscreen, AFolderThatIsNotThereIsTold) {
  const std::vector<std::uint8_t> one_pixel(4, 255);
  const Status saved = save_png("/no/such/folder/picture.png", 1, 1, one_pixel);
  ASSERT_FALSE(saved.ok());
  EXPECT_NE(saved.error().sentence.find("/no/such/folder/picture.png"), std::string::npos);
  const std::filesystem::path file = testing::TempDir() + "pixel.png";
  ASSERT_TRUE(save_png(file, 1, 1, one_pixel).ok());
  EXPECT_GT(std::filesystem::file_size(file), 50u);
}

}  // namespace
}  // namespace inflight
