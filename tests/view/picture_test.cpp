// Pictures of the whole window, written beside the build for people to look at. What is asserted: they can be made, and
// the same input gives the same bytes.
#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <imgui.h>
#include <memory>
#include <unistd.h>

#include "app/shell/offscreen.h"
#include "app/view/stage.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

struct Size {
  int width, height;
};

std::vector<std::uint8_t> draw(
    Story& story, Size size, std::string_view theme_name, const std::string& name,
    const std::function<void(StageInput&)>& change = [](StageInput&) {}) {
  Result<std::unique_ptr<Offscreen>> offscreen = Offscreen::create(size.width, size.height);
  if (!offscreen) return {};
  const Theme theme = find_theme(theme_name).value();
  const auto width = static_cast<float>(size.width);
  const auto height = static_cast<float>(size.height);
  const Fonts fonts = load_fonts(offscreen.value()->fonts(), make_layout(width, height).scale);
  StageView stage;
  StageInput input = story.input();
  change(input);
  for (int frame = 0; frame < 2; ++frame) {
    offscreen.value()->render([&] { stage.draw(input, width, height, theme, fonts); });
  }
  const std::filesystem::path folder = std::filesystem::current_path() / "pictures";
  std::filesystem::create_directories(folder);
  const std::filesystem::path file = folder / (name + ".png");
  EXPECT_TRUE(offscreen.value()->save_png(file).ok());
  return offscreen.value()->pixels();
}

// A machine without EGL can't make pictures; everything else about the view is tested without.
#define SKIP_WITHOUT_PICTURES(pixels) \
  if (pixels.empty()) GTEST_SKIP() << "no offscreen GL here"

constexpr Size kLarge{1920, 1080};
constexpr Size kSmall{1280, 720};

TEST(Picture, PollServesTheReports) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true);
  const auto once = draw(story, kLarge, "dark", "poll-dark");
  SKIP_WITHOUT_PICTURES(once);
  EXPECT_EQ(once, draw(story, kLarge, "dark", "poll-dark"));
  EXPECT_NE(once, draw(story, kLarge, "light", "poll-light"));
  draw(story, kSmall, "dark", "poll-dark-small");
  draw(story, kSmall, "light", "poll-light-small");
}

TEST(Picture, NobodyPolls) {
  Story story;
  story.the_last_ten(9'450 * kMillisecond, false);
  SKIP_WITHOUT_PICTURES(draw(story, kLarge, "dark", "nobody-dark"));
  draw(story, kLarge, "light", "nobody-light");
}

TEST(Picture, TheLastTenAreGone) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  SKIP_WITHOUT_PICTURES(draw(story, kLarge, "dark", "exit-dark"));
  draw(story, kLarge, "light", "exit-light");
  draw(story, kSmall, "dark", "exit-dark-small");
}

}  // namespace
}  // namespace inflight
