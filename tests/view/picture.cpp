// See picture.h.
#include "tests/view/picture.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <imgui.h>
#include <memory>

#include "app/shell/offscreen.h"
#include "app/shell/scale.h"
#include "app/view/stage.h"

namespace inflight {

std::vector<std::uint8_t> draw(Story& story, Size size, std::string_view theme_name, const std::string& name,
                               const std::function<void(StageInput&)>& change) {
  Result<std::unique_ptr<Offscreen>> offscreen = Offscreen::create(size.width, size.height);
  if (!offscreen) return {};
  const Theme theme = find_theme(theme_name).value();
  const auto width = static_cast<float>(size.width);
  const auto height = static_cast<float>(size.height);
  StageView stage;
  StageInput input = story.input();
  change(input);
  const Extent design = design_of(setup_of(input));
  const float scale = ui_scale(size.width, size.height, 1, {.wide = design.wide, .high = design.high});
  const Fonts fonts = load_fonts(offscreen.value()->fonts(), scale);
  for (int frame = 0; frame < 2; ++frame) {
    offscreen.value()->render([&] { stage.draw(input, width, height, theme, fonts); });
  }
  const std::filesystem::path folder = std::filesystem::current_path() / "pictures";
  std::filesystem::create_directories(folder);
  const std::filesystem::path file = folder / (name + ".png");
  EXPECT_TRUE(offscreen.value()->save_png(file).ok());
  return offscreen.value()->pixels();
}

}  // namespace inflight
