// Text that has less room than it needs: it never ends in the middle as if that were all.
#include "app/view/paint.h"

#include <functional>
#include <imgui.h>

#include "tests/view/by_hand.h"

namespace inflight {
namespace {

class Paragraph : public ByHand {
 protected:
  void draw() override {
    Paint paint(*ImGui::GetForegroundDrawList(), theme_, fonts_, 1, hint_);
    act_(paint);
  }
  Rect widget(std::string_view) const override { return {}; }
  void with(const std::function<void(Paint&)>& act) {
    act_ = act;
    ImGui::GetIO().MousePos = {20, 12};
    hint_ = {};
    frame();
  }

  std::function<void(Paint&)> act_;
  Hint hint_;
};

constexpr std::string_view kSentence = "No report waits: your program has heard\nof all that Kafka has answered.";
constexpr Rect kTwoLines{10, 0, 400, 52};
constexpr Rect kOneLine{10, 0, 400, 40};

TEST_F(Paragraph, SaysWhetherThereIsRoomForAllOfIt) {
  with([](Paint& p) {
    EXPECT_TRUE(p.holds(kTwoLines, Type::text, kSentence, 26));
    EXPECT_FALSE(p.holds(kOneLine, Type::text, kSentence, 26));
    EXPECT_FALSE(p.holds({10, 0, 150, 52}, Type::text, kSentence, 26)) << "it is wrapped";
  });
}

TEST_F(Paragraph, LinesThatDoNotFitAreWrappedAsOneText) {
  with([](Paint& p) {
    const float first = p.width(Type::text, kSentence.substr(0, kSentence.find('\n')));
    EXPECT_EQ(p.paragraph({10, 0, first + 1, 200}, Type::text, Role::text, kSentence, 26), 2 * 26);
    EXPECT_EQ(p.paragraph({10, 0, first - 1, 200}, Type::text, Role::text, kSentence, 26), 2 * 26)
        << "broken at its own break too, there would be three";
    EXPECT_TRUE(p.holds({10, 0, first - 1, 52}, Type::text, kSentence, 26));
  });
}

TEST_F(Paragraph, WhatIsLeftOutIsToldToTheMouse) {
  with([](Paint& p) { EXPECT_EQ(p.paragraph(kTwoLines, Type::text, Role::text, kSentence, 26), 52); });
  EXPECT_EQ(hint_.words, "");
  with([](Paint& p) { EXPECT_EQ(p.paragraph(kOneLine, Type::text, Role::text, kSentence, 26), 26); });
  EXPECT_EQ(hint_.words, kSentence);
}

TEST_F(Paragraph, ItsLastLineSaysThatMoreFollows) {
  const auto drawn = [&](Rect room) {
    with([&](Paint& p) { p.paragraph(room, Type::text, Role::text, kSentence, 26); });
    int vertices = 0;
    for (int i = 0; i < ImGui::GetDrawData()->CmdListsCount; ++i)
      vertices += ImGui::GetDrawData()->CmdLists[i]->VtxBuffer.Size;
    return vertices;
  };
  constexpr int kFirstLine = 4 * 33;  // a glyph has four; spaces have none
  EXPECT_EQ(drawn(kOneLine), kFirstLine + 4) << "with an ellipsis";
}

}  // namespace
}  // namespace inflight
