// The page of keys: it names every key once, opens and closes, and does what is clicked.
#include "app/view/help.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <map>

#include "app/view/stage.h"
#include "tests/view/by_hand.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

TEST(HelpPage, HasEveryCommandThatHasAKeyOnceAndNoOther) {
  Story story;
  std::map<CommandId, int> lines;
  for (const auto& column : prepare_help(story.input()).columns) {
    for (const HelpGroup& group : column) {
      for (const HelpLine& line : group.lines) ++lines[line.id];
    }
  }
  for (const CommandInfo& command : commands()) {
    EXPECT_EQ(lines[command.id], command.key.empty() ? 0 : 1) << command.name;
  }
}

TEST(HelpPage, NoTwoCommandsShareAKey) {
  std::map<std::string_view, std::string_view> owners;
  for (const CommandInfo& command : commands()) {
    if (command.key.empty()) continue;
    EXPECT_TRUE(owners.emplace(command.key, command.name).second) << command.name << " and " << owners[command.key];
  }
}

TEST(HelpPage, SaysWhyACommandCannotBeDoneNow) {
  Story story;
  StageInput input = story.input();
  input.why_not[static_cast<std::size_t>(CommandId::exit_now)] = "Nothing runs yet. Press Space to run.";
  EXPECT_THAT(text(prepare_help(input)),
              testing::HasSubstr("X           Exit now: The program calls sys.exit() at its next statement. "
                                 "(no: Nothing runs yet. Press Space to run.)"));
}

class Page : public ByHand {
 protected:
  void SetUp() override {
    frame();
    stage_.take({CommandId::help});
    frame();
    frame();
  }
  // As the view does: what is the stage's own is done, the rest is kept.
  void draw() override {
    const std::vector<Command> commands = stage_.draw(story_.input(), kWide, kHigh, theme_, fonts_);
    for (const Command& command : commands) {
      if (!stage_.take(command)) asked_.push_back(command.id);
    }
  }
  Rect widget(std::string_view name) const override { return stage_.widget(name); }
  void type(char c) {
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(c));
    frame();
  }

  Story story_;
  StageView stage_;
  std::vector<CommandId> asked_;
};

TEST_F(Page, DoesWhatIsClickedAndIsGone) {
  click("help toggle_poll");
  EXPECT_THAT(asked_, testing::ElementsAre(CommandId::toggle_poll));
  EXPECT_FALSE(stage_.help_is_open());
}

TEST_F(Page, AClickBesideItClosesItAndPressesNothingBelow) {
  click_at(8, 600);
  EXPECT_FALSE(stage_.help_is_open());
  EXPECT_TRUE(asked_.empty());
}

TEST_F(Page, HidesTheButtonsBelowFromTheMouse) {
  const Rect run = stage_.widget("run");
  click_at(run.cx(), run.cy());
  EXPECT_TRUE(asked_.empty());
}

TEST_F(Page, TheSameKeyAndEscapeCloseIt) {
  type('?');
  EXPECT_FALSE(stage_.help_is_open());
  type('?');
  EXPECT_TRUE(stage_.help_is_open());
  press(ImGuiKey_Escape);
  EXPECT_FALSE(stage_.help_is_open());
  EXPECT_TRUE(asked_.empty());
  press(ImGuiKey_Escape);
  EXPECT_THAT(asked_, testing::ElementsAre(CommandId::dismiss));
}

TEST_F(Page, KeepsTheKeyboardsFocusToItself) {
  press(ImGuiKey_Tab);
  press(ImGuiKey_DownArrow);
  press(ImGuiKey_Enter);
  EXPECT_THAT(asked_, testing::ElementsAre(CommandId::hold));
}

TEST_F(Page, NothingOfItIsCut) {
  for (const std::string& name : stage_.widget_names()) {
    if (!name.starts_with("help ")) continue;
    const Rect line = stage_.widget(name);
    EXPECT_TRUE((Rect{0, 0, 1920, 1080}.contains(line))) << name;
    EXPECT_GE(line.h, 44) << name;
  }
}

}  // namespace
}  // namespace inflight
