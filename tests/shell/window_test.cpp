// The real window, on Xvfb: it sleeps when nothing happens, wakes from any thread, and follows its size. CMakeLists.txt
// runs these under xvfb-run; without a display they have nothing to say.
#include "app/shell/window.h"

#include <GLFW/glfw3.h>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <thread>
#include <vector>

#include "app/shell/fonts.h"
#include "app/shell/imgui_compat.h"

namespace inflight {
namespace {

using ::testing::ElementsAre;

// Draws a line of text, and does in each tick what the test wants.
class TestApp : public App {
 public:
  bool tick(Nanos now) override {
    EXPECT_GE(now, last_tick_);
    last_tick_ = now;
    ++ticks;
    return on_tick ? on_tick() : false;
  }
  bool wants_frames() const override { return moving; }
  void draw(ImVec2 size) override {
    ++draws;
    drawn_width = size.x;
    ImFont* font = fonts_[Type::heading];
    ImGui::GetBackgroundDrawList()->AddText(font, baked_height(*font), ImVec2(10, 10), IM_COL32_WHITE, "Local buffer");
  }
  void scale_changed(ImFontAtlas& atlas, float scale) override {
    fonts_ = load_fonts(atlas, scale);
    scales.push_back(scale);
  }
  std::string title() const override { return name; }
  bool quits() const override { return quit; }

  std::function<bool()> on_tick;
  std::string name = "Inflight";
  bool moving = false, quit = false;
  int ticks = 0, draws = 0;
  float drawn_width = 0;
  std::vector<float> scales;

 private:
  Fonts fonts_;
  Nanos last_tick_ = 0;
};

// Wakes the window again and again while it lives, as a run's collector does.
class Waker {
 public:
  Waker()
      : thread_([this] {
          while (!stop_) Window::wake();
        }) {}
  ~Waker() {
    stop_ = true;
    thread_.join();
  }

 private:
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

class WindowTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "there is no display";
    Result<std::unique_ptr<Window>> made = Window::create("Inflight", {.width = 1280, .height = 720});
    ASSERT_TRUE(made.ok()) << made.error().sentence;
    window = std::move(made).value();
  }
  std::unique_ptr<Window> window;
  TestApp app;
};

TEST_F(WindowTest, AnUntouchedWindowDrawsItsFirstPictureAndThenOnlyTicksWhenWoken) {
  app.on_tick = [&] {
    app.quit = app.ticks >= 1000;
    return false;
  };
  const Waker waker;
  window->run(app);
  EXPECT_GE(app.draws, 3);
  EXPECT_LE(app.draws, 30) << "the window system's own events cost a few frames, wakes none";
  EXPECT_EQ(window->frames(), static_cast<std::uint64_t>(app.draws));
}

TEST_F(WindowTest, WhatMovesIsDrawnFrameByFrame) {
  app.moving = true;
  app.on_tick = [&] {
    app.quit = app.draws >= 20;
    return false;
  };
  window->run(app);
  EXPECT_EQ(app.draws, 20);
}

TEST_F(WindowTest, AChangeIsDrawnAtOnce) {
  int draws_before = -1;
  app.on_tick = [&] {
    if (app.ticks < 500) return false;
    if (app.ticks == 500) {
      draws_before = app.draws;
      return true;
    }
    app.quit = app.draws > draws_before;
    return false;
  };
  const Waker waker;
  window->run(app);
  EXPECT_EQ(app.draws, draws_before + 1);
}

TEST_F(WindowTest, FontsFollowTheSizeAndAreBakedOnlyWhenTheScaleChanges) {
  app.moving = true;
  app.on_tick = [&] {
    if (app.draws == 5) glfwSetWindowSize(glfwGetCurrentContext(), 1920, 1080);
    app.quit = app.drawn_width == 1920 && app.draws >= 10;
    return false;
  };
  window->run(app);
  EXPECT_THAT(app.scales, ElementsAre(2.0F / 3.0F, 1.0F));
}

TEST_F(WindowTest, AWindowIsNeverLargerThanTheScreen) {
  window.reset();
  Result<std::unique_ptr<Window>> huge = Window::create("Inflight", {.width = 9000, .height = 720});
  ASSERT_TRUE(huge.ok()) << huge.error().sentence;
  app.moving = true;
  app.on_tick = [&] {
    app.quit = app.draws >= 1;
    return false;
  };
  huge.value()->run(app);
  EXPECT_LE(app.drawn_width, static_cast<float>(glfwGetVideoMode(glfwGetPrimaryMonitor())->width));
}

TEST_F(WindowTest, ItOpensWhereItWasAndSaysWhereItIs) {
  window.reset();
  const Placement place{.x = 200, .y = 100, .width = 800, .height = 600};
  Result<std::unique_ptr<Window>> placed = Window::create("Inflight", place);
  ASSERT_TRUE(placed.ok()) << placed.error().sentence;
  EXPECT_EQ(placed.value()->placement(), place);
  const Placement moved{.x = 30, .y = 40, .width = 1000, .height = 700};
  app.moving = true;
  app.on_tick = [&] {
    if (app.draws == 5) {
      glfwSetWindowPos(glfwGetCurrentContext(), moved.x, moved.y);
      glfwSetWindowSize(glfwGetCurrentContext(), moved.width, moved.height);
    }
    app.quit = (placed.value()->placement() == moved && app.drawn_width == 1000) || app.draws > 500;
    return false;
  };
  placed.value()->run(app);
  EXPECT_EQ(placed.value()->placement(), moved);
}

TEST_F(WindowTest, APlaceWithoutAMonitorIsNotTaken) {
  window.reset();
  Result<std::unique_ptr<Window>> lost =
      Window::create("Inflight", {.x = 50'000, .y = 50'000, .width = 800, .height = 600});
  ASSERT_TRUE(lost.ok()) << lost.error().sentence;
  int x = 0, y = 0;
  glfwGetWindowPos(glfwGetCurrentContext(), &x, &y);
  EXPECT_LT(x, glfwGetVideoMode(glfwGetPrimaryMonitor())->width);
  EXPECT_LT(y, glfwGetVideoMode(glfwGetPrimaryMonitor())->height);
}

TEST_F(WindowTest, AClosedWindowEndsItsRun) {
  app.on_tick = [&] {
    glfwSetWindowShouldClose(glfwGetCurrentContext(), GLFW_TRUE);
    return false;
  };
  window->run(app);
  EXPECT_EQ(app.ticks, 1);
}

TEST_F(WindowTest, AWindowCanBeOpenedAgainAfterItWasClosed) {
  window.reset();
  Result<std::unique_ptr<Window>> again = Window::create("Inflight", {.width = 1280, .height = 720});
  ASSERT_TRUE(again.ok()) << again.error().sentence;
  app.moving = true;
  app.on_tick = [&] {
    app.quit = app.draws >= 3;
    return false;
  };
  again.value()->run(app);
  EXPECT_EQ(app.draws, 3);
}

}  // namespace
}  // namespace inflight
