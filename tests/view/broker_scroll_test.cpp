// Brokers beyond those that there is room for: they come into sight, and what can be done to them can be asked for.
#include <gtest/gtest.h>
#include <imgui.h>

#include "app/view/brokers.h"
#include "app/view/stage.h"
#include "tests/view/by_hand.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

TEST(BrokerScroll, GoesOnToTheNextOnesAndFromTheLastToTheFirst) {
  BrokerScroll scroll;
  EXPECT_EQ(scroll.first(9, 5, 0), 0u);
  scroll.turn(9, 5);
  EXPECT_EQ(scroll.first(9, 5, 0), 4u) << "no room is left empty";
  scroll.turn(9, 5);
  EXPECT_EQ(scroll.first(9, 5, 0), 0u);
  for (int page = 0; page < 3; ++page) scroll.turn(13, 5);
  EXPECT_EQ(scroll.first(13, 5, 0), 0u);
}

TEST(BrokerScroll, ObeysTheWheelWithinTheList) {
  BrokerScroll scroll;
  EXPECT_EQ(scroll.first(9, 5, 2), 2u);
  EXPECT_EQ(scroll.first(9, 5, 9), 4u);
  EXPECT_EQ(scroll.first(9, 5, -9), 0u);
  EXPECT_EQ(scroll.first(3, 5, 1), 0u) << "all are seen";
}

class NineBrokers : public ByHand {
 protected:
  void SetUp() override {
    story_.begin();  // with the first
    for (BrokerId broker = 2; broker <= 9; ++broker) story_.tell(BrokerKnown{.broker = broker});
    frame();
  }
  void draw() override {
    StageInput input = story_.input();
    input.look.full = true;
    stage_.draw(input, kWide, kHigh, theme_, fonts_);
  }
  Rect widget(std::string_view name) const override { return stage_.widget(name); }
  bool sees(std::string_view broker) const { return !widget(broker).empty(); }

  Story story_;
  StageView stage_;
};

TEST_F(NineBrokers, TheLastIsReachedAndSoIsItsList) {
  EXPECT_TRUE(sees("broker 1"));
  EXPECT_FALSE(sees("broker 9"));
  click("more_brokers");
  frame();
  frame();
  EXPECT_FALSE(sees("broker 1"));
  ASSERT_TRUE(sees("broker 9"));
  click("broker 9");
  frame();
  EXPECT_FALSE(widget("broker 9 broker_down").empty());
}

TEST_F(NineBrokers, TheWheelMovesThem) {
  const Rect first = widget("broker 1");
  ImGui::GetIO().MousePos = {first.cx(), first.cy()};
  ImGui::GetIO().MouseWheel = -1;
  frame();
  frame();
  EXPECT_FALSE(sees("broker 1"));
  EXPECT_TRUE(sees("broker 2"));
}

}  // namespace
}  // namespace inflight
