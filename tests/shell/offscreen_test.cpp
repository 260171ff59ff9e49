// Pictures without a display: the same frames give the same bytes, and there is something on them.
#include "app/shell/offscreen.h"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <set>
#include <unistd.h>

#include "app/shell/fonts.h"
#include "app/shell/imgui_compat.h"

namespace inflight {
namespace {

using ::testing::HasSubstr;

std::unique_ptr<Offscreen> offscreen(int width, int height) {
  Result<std::unique_ptr<Offscreen>> made = Offscreen::create(width, height);
  if (!made) {
    ADD_FAILURE() << made.error().sentence;
    return nullptr;
  }
  return std::move(made).value();
}

// A sentence on a card, drawn as the views draw.
std::vector<std::uint8_t> picture_of(const char* sentence) {
  const std::unique_ptr<Offscreen> screen = offscreen(640, 200);
  if (!screen) return {};
  const Fonts fonts = load_fonts(screen->fonts(), 1.0F);
  for (int frame = 0; frame < 3; ++frame) {
    screen->render([&] {
      ImDrawList& canvas = *ImGui::GetBackgroundDrawList();
      canvas.AddRectFilled(ImVec2(20, 20), ImVec2(620, 180), IM_COL32(29, 36, 45, 255), 10.0F);
      ImFont* font = fonts[Type::subtitle];
      canvas.AddText(font, baked_height(*font), ImVec2(40, 60), IM_COL32(237, 241, 246, 255), sentence);
    });
  }
  return screen->pixels();
}

TEST(OffscreenTest, TheSameFramesAreEqualToTheByte) {
  const std::vector<std::uint8_t> first = picture_of("Exit code 0. No error.");
  const std::vector<std::uint8_t> second = picture_of("Exit code 0. No error.");
  ASSERT_EQ(first.size(), 640U * 200 * 4);
  EXPECT_TRUE(first == second);
  EXPECT_FALSE(first == picture_of("Exit code 1. No error."));
}

TEST(OffscreenTest, APictureHasTheGroundTheCardAndSmoothText) {
  const std::vector<std::uint8_t> picture = picture_of("10 of 100 messages are gone.");
  const auto red = [&](std::size_t x, std::size_t y) { return static_cast<int>(picture.at((y * 640 + x) * 4)); };
  EXPECT_EQ(red(2, 2), 0);
  EXPECT_EQ(red(600, 30), 29);
  std::set<int> shades;
  for (std::size_t y = 60; y < 94; ++y) {
    for (std::size_t x = 40; x < 440; ++x) shades.insert(red(x, y));
  }
  EXPECT_GT(shades.size(), 50U) << "text has many shades between ink and card";
  EXPECT_EQ(*shades.rbegin(), 237);
}

TEST(OffscreenTest, RowsBeginAtTheTop) {
  const std::unique_ptr<Offscreen> screen = offscreen(32, 32);
  ASSERT_TRUE(screen);
  screen->render(
      [] { ImGui::GetBackgroundDrawList()->AddRectFilled(ImVec2(0, 0), ImVec2(32, 8), IM_COL32(255, 255, 255, 255)); });
  const std::vector<std::uint8_t> picture = screen->pixels();
  EXPECT_EQ(picture.front(), 255);
  EXPECT_EQ(picture[picture.size() - 4], 0);
}

TEST(OffscreenTest, ASavedPictureIsAPng) {
  const std::unique_ptr<Offscreen> screen = offscreen(64, 48);
  ASSERT_TRUE(screen);
  screen->render([] {});
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("inflight-" + std::to_string(::getpid()) + ".png");
  const Status saved = screen->save_png(file);
  ASSERT_TRUE(saved.ok()) << saved.error().sentence;
  std::string head(8, ' ');
  std::ifstream(file, std::ios::binary).read(head.data(), 8);
  EXPECT_EQ(head, "\x89PNG\r\n\x1A\n");
  std::filesystem::remove(file);
}

TEST(OffscreenTest, ABadPlaceOrSizeIsSaid) {
  const std::unique_ptr<Offscreen> screen = offscreen(64, 48);
  ASSERT_TRUE(screen);
  screen->render([] {});
  const Status saved = screen->save_png("/nowhere/at/all.png");
  ASSERT_FALSE(saved.ok());
  EXPECT_THAT(saved.error().sentence, HasSubstr("/nowhere/at/all.png"));

  const Result<std::unique_ptr<Offscreen>> huge = Offscreen::create(100000, 10);
  ASSERT_FALSE(huge.ok());
  EXPECT_THAT(huge.error().sentence, HasSubstr("100000x10"));
}

}  // namespace
}  // namespace inflight
