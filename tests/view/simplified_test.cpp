// The page of what is simplified: which sentences it has, that it opens and closes, and that nothing of it is cut.
#include "app/view/simplified.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "app/view/stage.h"
#include "tests/view/by_hand.h"
#include "tests/view/snapshot.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Snapshot, WhatIsSimplifiedWhileReportsWait) {
  Story story;
  story.the_last_ten(3 * kSecond, false);
  expect_snapshot("simplified-nobody-polls", text(prepare_simplified(story.input())));
}

TEST(Snapshot, WhatIsSimplifiedOfTheMock) {
  Story story;
  story.begin("enable.idempotence=true");
  StageInput input = story.input();
  input.source = RunSource::mock;
  expect_snapshot("simplified-mock", text(prepare_simplified(input)));
}

TEST(Simplified, SaysThatNothingIsDifferentElsewhereYet) {
  Story story;
  EXPECT_THAT(text(prepare_simplified(story.input())), HasSubstr("Nothing yet."));
  story.the_last_ten(11 * kSecond, true);
  EXPECT_THAT(text(prepare_simplified(story.input())), Not(HasSubstr("Nothing yet.")));
}

class SimplifiedPage : public ByHand {
 protected:
  void SetUp() override { frame(); }
  // As the view does: what is the stage's own is done, the rest is kept.
  void draw() override {
    const std::vector<Command> commands = stage_.draw(story_.input(), kWide, kHigh, theme_, fonts_);
    for (const Command& command : commands) {
      if (!stage_.take(command)) asked_.push_back(command.id);
    }
  }
  Rect widget(std::string_view name) const override { return stage_.widget(name); }

  Story story_;
  StageView stage_;
  std::vector<CommandId> asked_;
};

TEST_F(SimplifiedPage, OpensAndClosesByItsKey) {
  press('A');
  EXPECT_TRUE(stage_.simplified_is_open());
  press('A');
  EXPECT_FALSE(stage_.simplified_is_open());
  EXPECT_TRUE(asked_.empty());
}

TEST_F(SimplifiedPage, EscapeClosesItAndNothingElse) {
  stage_.take({CommandId::simplified});
  frame();
  press(ImGuiKey_Escape);
  EXPECT_FALSE(stage_.simplified_is_open());
  EXPECT_TRUE(asked_.empty());
}

TEST_F(SimplifiedPage, AClickBesideItClosesItAndPressesNothingBelow) {
  const Rect run = stage_.widget("run");
  stage_.take({CommandId::simplified});
  frame();
  frame();
  click_at(run.cx(), run.cy());
  EXPECT_FALSE(stage_.simplified_is_open());
  EXPECT_TRUE(asked_.empty());
}

TEST_F(SimplifiedPage, GivesWayToThePageOfKeys) {
  stage_.take({CommandId::simplified});
  stage_.take({CommandId::help});
  EXPECT_FALSE(stage_.simplified_is_open());
  EXPECT_TRUE(stage_.help_is_open());
}

}  // namespace
}  // namespace inflight
