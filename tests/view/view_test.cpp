// The view on a real session on the simulator, without a display: buttons are pressed by name, and the world answers.
#include "app/view/view.h"

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <imgui.h>
#include <thread>

#include "core/lesson/lesson.h"
#include "tests/shell/temporary_folder.h"
#include "tests/view/by_hand.h"

namespace inflight {
namespace {

class ViewStory : public ByHand {
 protected:
  void SetUp() override {
    Lesson lesson = find_lesson("the-last-ten").value();
    RunOptions options = options_of(lesson);
    ASSERT_TRUE(session_.open(std::move(options), std::move(lesson)).ok());
    frame();
  }
  void draw() override {
    now_ += 16 * kMillisecond;
    session_.tick(now_);
    view_.draw(kWide, kHigh, theme_, fonts_, {}, now_);
    std::this_thread::yield();
  }
  Rect widget(std::string_view name) const override { return view_.widget(name); }
  void run_to_result() {
    session_.perform({CommandId::go_to_end}, now_);
    for (int frames = 0; frames < 200'000; ++frames) {
      frame();
      if (session_.status() == RunStatus::ended && !session_.wants_frames()) return;
    }
    FAIL() << "the run did not end";
  }

  Session session_{[] {}};
  int quits_ = 0;
  View view_{session_, {}, [this] { ++quits_; }};
  Nanos now_ = 0;
};

TEST_F(ViewStory, TheSwitchOfTheBarDecidesWhatBecomesOfTheLastTen) {
  run_to_result();
  EXPECT_EQ(session_.world().count(Outcome::lost), 10);
  click("toggle_flush");
  EXPECT_EQ(session_.flush_switch(), SwitchState::on);
  click("run");
  run_to_result();
  EXPECT_EQ(session_.world().count(Outcome::lost), 0);
  EXPECT_EQ(session_.world().count(Outcome::delivered), 100);
}

TEST_F(ViewStory, TheCheckBoxInTheCodeIsTheSameSwitch) {
  click("toggle_line 12");
  EXPECT_EQ(session_.poll_switch(), SwitchState::off);
  click("toggle_poll");
  EXPECT_EQ(session_.poll_switch(), SwitchState::on);
}

TEST_F(ViewStory, TheTimeLineGoesBackToWhereItIsClicked) {
  run_to_result();
  click("seek");
  for (int frames = 0; frames < 100; ++frames) frame();
  EXPECT_GT(session_.play_head().at(), 5 * kSecond);
  EXPECT_LT(session_.play_head().at(), 6 * kSecond);
  EXPECT_EQ(session_.world().phase, Phase::running);
}

TEST_F(ViewStory, AnotherLessonOpensFromTheList) {
  click("choose_lesson");
  frame();
  click("choose_lesson 2");
  ASSERT_TRUE(session_.lesson());
  EXPECT_EQ(session_.lesson()->id, "nobody-called-poll");
}

TEST_F(ViewStory, WhatTheWindowLooksLikeIsTheViewsOwn) {
  const auto choose = [&](std::string_view entry) {
    click("menu");
    frame();
    click(entry);
    frame();
  };
  choose("menu toggle_theme");
  EXPECT_FALSE(view_.look().dark);
  choose("menu toggle_motion");
  EXPECT_TRUE(view_.look().reduce_motion);
  choose("menu toggle_full");
  EXPECT_TRUE(view_.look().full);
  choose("menu toggle_presenter");
  EXPECT_TRUE(view_.look().presenter);
  EXPECT_GT(1920 / view_.design().wide, 1.24F);
  choose("menu quit");
  EXPECT_EQ(quits_, 1);
}

TEST_F(ViewStory, ARunThatIsSavedIsAmongTheRecentFiles) {
  const TemporaryFolder home("saving");
  std::filesystem::create_directory(home.path() / "Documents");
  const std::string before = std::getenv("HOME") ? std::getenv("HOME") : "";
  ::setenv("HOME", home.path().c_str(), 1);
  run_to_result();
  session_.perform({CommandId::save}, now_);
  for (int frames = 0; frames < 200'000 && session_.told().empty() && session_.why().empty(); ++frames) frame();
  ::setenv("HOME", before.c_str(), 1);
  const std::filesystem::path file = home.path() / "Documents" / "inflight" / "the-last-ten-1.inflight";
  EXPECT_EQ(session_.told(), "Saved: " + file.string());
  EXPECT_EQ(view_.recent(), std::vector{file.string()});
}

TEST_F(ViewStory, FullLeavesPresenting) {
  const auto choose = [&](std::string_view entry) {
    click("menu");
    frame();
    click(entry);
    frame();
  };
  choose("menu toggle_presenter");
  choose("menu toggle_full");
  EXPECT_TRUE(view_.look().full);
  EXPECT_FALSE(view_.look().presenter);
}

}  // namespace
}  // namespace inflight
