// A window driven by hand, without a display: an ImGui context with no backend, a mouse and a keyboard. What a widget
// does is found by its name and the rectangle that it was drawn in.
#pragma once

#include <gtest/gtest.h>
#include <imgui.h>
#include <string_view>

#include "app/shell/fonts.h"
#include "app/shell/theme.h"
#include "app/view/rect.h"

namespace inflight {

class ByHand : public ::testing::Test {
 protected:
  static constexpr float kWide = 1920, kHigh = 1080;

  ByHand();
  ~ByHand() override;

  // Between ImGui's NewFrame and EndFrame.
  virtual void draw() = 0;
  virtual Rect widget(std::string_view name) const = 0;

  void frame();
  void click(std::string_view name);
  void click_at(float x, float y);
  // `code`: as the platform has it, of letters and digits their ASCII.
  void press(int code, bool shift = false, bool ctrl = false);
  void press(ImGuiKey_ key, bool shift = false) { press(kFirstCode + key, shift); }

  Theme theme_;
  Fonts fonts_;

 private:
  static constexpr int kFirstCode = 300;  // of the keys that have names
};

}  // namespace inflight
