// Clicking and pressing keys: what each widget asks for.
#include "app/view/widgets.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "app/view/stage.h"
#include "app/view/verbs.h"
#include "tests/view/by_hand.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

class Clicks : public ByHand {
 protected:
  void SetUp() override { frame(); }
  void draw() override {
    StageInput input = story_.input();
    input.why_not = why_not_;
    input.look = look_;
    if (held_) input.playing = false;
    for (const Command& command : stage_.draw(input, kWide, kHigh, theme_, fonts_)) asked_.push_back(command);
  }
  Rect widget(std::string_view name) const override { return stage_.widget(name); }
  std::vector<CommandId> asked() const {
    std::vector<CommandId> ids;
    for (const Command& command : asked_) ids.push_back(command.id);
    return ids;
  }
  void forbid(CommandId id, std::string reason) { why_not_[static_cast<std::size_t>(id)] = std::move(reason); }

  Story story_;
  StageView stage_;
  std::array<std::string, kCommandCount> why_not_;
  Look look_;
  bool held_ = false;
  std::vector<Command> asked_;
};

TEST_F(Clicks, EveryVerbAsksForItsCommand) {
  story_.begin();
  const std::vector<CommandId> verbs{CommandId::run,          CommandId::hold,        CommandId::back,
                                     CommandId::step,         CommandId::toggle_poll, CommandId::toggle_flush,
                                     CommandId::reject_next,  CommandId::exit_now,    CommandId::speed_story,
                                     CommandId::speed_normal, CommandId::speed_fast,  CommandId::toggle_presenter,
                                     CommandId::help};
  for (const CommandId id : verbs) click(info(id).name);
  EXPECT_EQ(asked(), verbs);
}

TEST_F(Clicks, InThePastOfARealRunASwitchSaysThatItRunsAgain) {
  StageInput input = story_.input();
  input.poll = SwitchState::on;
  input.flush = SwitchState::none;
  input.why_not[static_cast<std::size_t>(CommandId::toggle_flush)] = "There is no flush() in this program.";
  EXPECT_EQ(prepare_verbs(input).poll.words, "poll(0)");
  input.switches_run_anew = true;
  EXPECT_EQ(prepare_verbs(input).poll.words, "Run again, poll off");
  EXPECT_EQ(prepare_verbs(input).flush.words, "flush()") << "which is greyed out";
  input.poll = SwitchState::off;
  EXPECT_EQ(prepare_verbs(input).poll.words, "Run again, poll on");
}

TEST_F(Clicks, AGreyedButtonDoesNothing) {
  forbid(CommandId::reject_next, "The process has ended.");
  click("reject_next");
  EXPECT_TRUE(asked_.empty());
}

TEST_F(Clicks, ACheckBoxSwitchesItsLine) {
  click("toggle_line 12");
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(asked_[0].id, CommandId::toggle_line);
  EXPECT_EQ(asked_[0].argument, 12);
}

TEST_F(Clicks, TheTimeLineSeeksToWhereItIsClicked) {
  story_.the_last_ten(9'400 * kMillisecond, true);
  frame();
  click("seek");
  ASSERT_FALSE(asked_.empty());
  EXPECT_EQ(asked_.back().id, CommandId::seek);
  EXPECT_NEAR(static_cast<double>(asked_.back().argument), 5.25e9, 0.02e9);
}

TEST_F(Clicks, TheLessonsAreAListThatOpensAndCloses) {
  EXPECT_TRUE(stage_.widget("choose_lesson 4").empty());
  click("choose_lesson");
  frame();
  click("choose_lesson 4");
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(asked_[0].id, CommandId::choose_lesson);
  EXPECT_EQ(asked_[0].argument, 4);
  frame();
  frame();
  EXPECT_TRUE(stage_.widget("choose_lesson 4").empty());
}

TEST_F(Clicks, WhereItRunsIsChosenFromAList) {
  click("choose_source");
  frame();
  click("choose_source 1");
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(asked_[0].argument, static_cast<std::int64_t>(RunSource::mock));
}

TEST_F(Clicks, ABrokersPlaceHasAListOfWhatCanBeDoneToIt) {
  story_.begin_with_copies();
  look_.full = true;
  frame();
  click("broker 2");
  frame();
  click("broker 2 pause_broker");
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(asked_[0].id, CommandId::act);
  EXPECT_EQ(asked_[0].text, "broker 2 pauses");
}

TEST_F(Clicks, TheRightButtonAndTheKeyboardOpenABrokersListToo) {
  story_.begin_with_copies();
  look_.full = true;
  frame();
  const Rect place = widget("broker 3");
  ImGui::GetIO().MousePos = {place.cx(), place.cy()};
  frame();
  ImGui::GetIO().MouseDown[1] = true;
  frame();
  ImGui::GetIO().MouseDown[1] = false;
  frame();
  EXPECT_FALSE(widget("broker 3 broker_down").empty());
  press(ImGuiKey_Escape);
  frame();
  EXPECT_TRUE(widget("broker 3 broker_down").empty());
  ImGui::GetIO().MousePos = {-1, -1};
  for (int i = 0; i < 100 && stage_.focused_widget() != "broker 2"; ++i) press(ImGuiKey_Tab);
  press(ImGuiKey_Enter);
  frame();
  press(ImGuiKey_Enter);
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(asked_[0].text, "broker 2 down");
}

TEST_F(Clicks, KeysAskForTheCommandsThatTheyAreShownFor) {
  press('P');
  press('F');
  press('1');
  press(ImGuiKey_Space);
  press(ImGuiKey_LeftArrow);
  press(ImGuiKey_LeftArrow, true);
  press(ImGuiKey_End);
  press('Q', false, true);
  EXPECT_EQ(asked(),
            (std::vector{CommandId::toggle_poll, CommandId::toggle_flush, CommandId::speed_story, CommandId::run,
                         CommandId::back, CommandId::back_line, CommandId::go_to_end, CommandId::quit}));
}

TEST_F(Clicks, QAloneDoesNotQuit) {
  press('Q');
  EXPECT_TRUE(asked_.empty());
}

TEST_F(Clicks, TabWalksThroughTheWidgetsAndEnterPresses) {
  press(ImGuiKey_Tab);
  press(ImGuiKey_Enter);
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::run));
  press(ImGuiKey_Tab);
  press(ImGuiKey_Tab);
  press(ImGuiKey_Tab, true);
  press(ImGuiKey_Enter);
  EXPECT_EQ(asked_.back().id, CommandId::hold);
}

TEST_F(Clicks, SpaceRunsWhateverHasTheFocus) {
  press(ImGuiKey_Tab);
  press(ImGuiKey_Tab);
  press(ImGuiKey_Space);
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::run));
}

TEST_F(Clicks, FunctionKeysPageKeysAndChordsAreRead) {
  press(294);  // F5
  press(295);
  press(296);
  press(ImGuiKey_PageDown);
  press(ImGuiKey_PageUp);
  press('X', true);
  press('X');
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::toggle_presenter, CommandId::nobody_polled,
                                            CommandId::before_exit, CommandId::next_moment, CommandId::last_moment,
                                            CommandId::kill, CommandId::exit_now));
}

TEST_F(Clicks, AQuestionMarkIsTakenAsItIsTypedOnAnyKeyboard) {
  ImGui::GetIO().AddInputCharacter('?');
  frame();
  frame();
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::help));
}

TEST_F(Clicks, WhatAClickerSendsToBlankThePictureRejectsNoBatch) {
  look_.presenter = true;
  press('B');
  press('.');
  EXPECT_TRUE(asked_.empty());
  press(ImGuiKey_PageDown);
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::next_moment));
  look_.presenter = false;
  press('B');
  EXPECT_EQ(asked_.back().id, CommandId::reject_next);
}

TEST_F(Clicks, TheMenuHasWhatIsNoVerb) {
  click("menu");
  frame();
  click("menu kill");
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::kill));
  frame();
  frame();
  EXPECT_TRUE(stage_.widget("menu kill").empty());
}

TEST_F(Clicks, WhatStandsInTheStagesPlaceIsInTheMenu) {
  for (const CommandId id : {CommandId::toggle_chart, CommandId::toggle_transcript, CommandId::toggle_compare}) {
    click("menu");
    frame();
    click(fmt::format("menu {}", info(id).name));
    EXPECT_EQ(asked().back(), id);
    frame();
    frame();
  }
}

// The reasons then stand beside the words.
TEST_F(Clicks, AMenuTooLongForTheWindowHasRowsOfOneHeight) {
  const auto height = [&](CommandId id) { return widget(fmt::format("menu {}", info(id).name)).h; };
  for (const CommandId id : {CommandId::now, CommandId::save, CommandId::copy_link}) forbid(id, "Nothing runs yet.");
  click("menu");
  frame();
  EXPECT_FLOAT_EQ(height(CommandId::save), height(CommandId::copy_script));
  EXPECT_GE(height(CommandId::save), 30);
  EXPECT_LE(widget("menu quit").bottom(), kHigh);
}

TEST_F(Clicks, AGreyedEntryOfTheMenuStaysOpenAndDoesNothing) {
  forbid(CommandId::kill, "Nothing runs yet.");
  click("menu");
  frame();
  click("menu kill");
  EXPECT_TRUE(asked_.empty());
  EXPECT_FALSE(stage_.widget("menu kill").empty());
}

TEST_F(Clicks, TheMenuWorksWithoutAMouse) {
  for (int tabs = 0; tabs < 40 && stage_.focused_widget() != "menu"; ++tabs) press(ImGuiKey_Tab);
  press(ImGuiKey_Enter);
  frame();
  ASSERT_EQ(stage_.focused_widget(), "menu restart");
  press(ImGuiKey_DownArrow);
  press(ImGuiKey_Enter);
  EXPECT_EQ(asked_.back().id, CommandId::go_to_start);
}

TEST_F(Clicks, TheSpeedIsARatioOnAScaleOfTheMenu) {
  click("menu");
  frame();
  const Rect scale = widget("menu speed_ratio");
  click_at(scale.cx(), scale.cy());
  EXPECT_TRUE(asked_.empty()) << "the middle is real time, as it was";
  click_at(scale.right() - 2, scale.cy());
  click_at(scale.x + 2, scale.cy());
  EXPECT_THAT(asked(), testing::Each(CommandId::speed_ratio));
  EXPECT_EQ(asked_.front().argument, Speed::kMostDoublings);
  EXPECT_EQ(asked_.back().argument, -Speed::kMostDoublings);
  EXPECT_FALSE(widget("menu speed_ratio").empty()) << "the menu stays open";
}

TEST_F(Clicks, TheSpeedsScaleGoesByArrowsThatStepNothingMeanwhile) {
  for (int tabs = 0; tabs < 40 && stage_.focused_widget() != "menu"; ++tabs) press(ImGuiKey_Tab);
  press(ImGuiKey_Enter);
  frame();
  for (int downs = 0; downs < 40 && stage_.focused_widget() != "menu speed_ratio"; ++downs) press(ImGuiKey_DownArrow);
  press(ImGuiKey_LeftArrow);
  press(ImGuiKey_RightArrow);
  ASSERT_THAT(asked(), testing::ElementsAre(CommandId::speed_ratio, CommandId::speed_ratio));
  EXPECT_EQ(asked_[0].argument, -1);
  EXPECT_EQ(asked_[1].argument, 1);
}

TEST_F(Clicks, NoneOfTheThreeSpeedsIsChosenWhileARatioIs) {
  StageInput input = story_.input();
  EXPECT_TRUE(prepare_verbs(input).speeds[1].chosen);
  input.speed = Speed::ratio(0);
  for (const Verb& verb : prepare_verbs(input).speeds) EXPECT_FALSE(verb.chosen) << verb.words;
}

TEST_F(Clicks, EscapeClosesAListAndNothingElse) {
  click("menu");
  frame();
  press(ImGuiKey_Escape);
  frame();
  EXPECT_TRUE(asked_.empty());
  EXPECT_TRUE(stage_.widget("menu kill").empty());
  press(ImGuiKey_Escape);
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::dismiss));
}

class Typing : public Clicks {
 protected:
  void SetUp() override {
    Clicks::SetUp();
    look_.full = true;
    frame();
    click("search_configuration");
    frame();
    asked_.clear();
  }
};

TEST_F(Typing, RunsNoCommandButThoseThatNoTextHas) {
  press('P');
  press(ImGuiKey_Space);
  press(ImGuiKey_End);
  ImGui::GetIO().AddInputCharacter('?');
  frame();
  EXPECT_TRUE(asked_.empty());
  press(294);  // F5
  press(ImGuiKey_PageDown);
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::toggle_presenter, CommandId::next_moment));
}

TEST_F(Typing, EndsWithEscape) {
  press(ImGuiKey_Escape);
  frame();
  EXPECT_TRUE(asked_.empty());
  press('P');
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::toggle_poll));
}

TEST_F(Typing, EndsWithTabWhichGoesOnToTheNextWidget) {
  press(ImGuiKey_Tab);
  frame();
  press('P');
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::toggle_poll));
  EXPECT_FALSE(stage_.focused_widget().empty());
}

TEST_F(Clicks, FaultsOfLevelFullAreButtons) {
  look_.full = true;
  frame();
  click("fault kill");
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::kill));
}

TEST_F(Clicks, EnterOnTheTimeLineGoesNowhere) {
  story_.the_last_ten(9'400 * kMillisecond, true);
  frame();
  press(ImGuiKey_Tab, true);
  ASSERT_EQ(stage_.focused_widget(), "seek");
  press(ImGuiKey_Enter);
  EXPECT_TRUE(asked_.empty());
}

// The time line of a run that is held, with the mouse on it.
class TimeLine : public Clicks {
 protected:
  void SetUp() override {
    Clicks::SetUp();
    held_ = true;
    story_.the_last_ten(9'400 * kMillisecond, true);
    frame();
  }
  // At a share of its width.
  void point(float share) {
    const Rect line = widget("seek");
    ImGui::GetIO().MousePos = {line.x + share * line.w, line.cy()};
  }
  void hold(bool down) {
    ImGui::GetIO().MouseDown[0] = down;
    frame();
  }
  void turn_wheel(float notches) {
    ImGui::GetIO().MouseWheel = notches;
    frame();
  }
  Nanos under(float share) const {
    return stage_.time().from() + static_cast<Nanos>(share * static_cast<float>(stage_.time().span()));
  }
  static constexpr double kNear = 0.02e9;
};

TEST_F(TimeLine, WhatIsZoomedIsDraggedAlongAndDoesNotSeek) {
  point(0.4F);
  turn_wheel(6);
  ASSERT_TRUE(stage_.time().zoomed());
  const Nanos gripped = under(0.4F);
  hold(true);
  point(0.6F);
  frame();
  EXPECT_NEAR(static_cast<double>(under(0.6F)), static_cast<double>(gripped), kNear);
  point(0.7F);
  hold(false);  // moved and let go in one frame
  EXPECT_NEAR(static_cast<double>(under(0.7F)), static_cast<double>(gripped), kNear);
  EXPECT_TRUE(asked_.empty());
}

TEST_F(TimeLine, TheWheelZoomsWhileItIsDraggedToo) {
  point(0.4F);
  turn_wheel(6);
  const Nanos gripped = under(0.4F);
  hold(true);
  point(0.6F);
  frame();
  turn_wheel(3);
  frame();
  EXPECT_NEAR(static_cast<double>(under(0.6F)), static_cast<double>(gripped), kNear);
}

TEST_F(TimeLine, AClickInWhatIsZoomedSeeksAlsoWithAHandThatShakes) {
  point(0.4F);
  turn_wheel(6);
  const Nanos meant = under(0.4F);
  hold(true);
  ImGui::GetIO().MousePos.x += 2;
  hold(false);
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::seek));
  EXPECT_NEAR(static_cast<double>(asked_[0].argument), static_cast<double>(meant), kNear);
}

TEST_F(TimeLine, ScrubbingSeeksWhereTheMouseGoesAndLetsAKeyLeadElsewhere) {
  point(0.3F);
  hold(true);
  point(0.5F);
  frame();
  EXPECT_THAT(asked(), testing::ElementsAre(CommandId::seek, CommandId::seek));
  EXPECT_NEAR(static_cast<double>(asked_.back().argument), static_cast<double>(under(0.5F)), kNear);
  press(ImGuiKey_End);
  hold(false);
  EXPECT_EQ(asked().back(), CommandId::go_to_end);
}

TEST_F(TimeLine, ACountAtTheRightEdgeIsToldWithinTheCard) {
  const Nanos stored = story_.now() + kSecond;
  for (MessageId id = 100; id < 1300; ++id) story_.produce(id);
  story_.send(9, 100, 1299);
  story_.at(stored);
  story_.store(100, 1299);
  story_.at(stored + 3 * kSecond);
  story_.tell(Output{.line = "later"});
  frame();
  point(static_cast<float>(stored) / static_cast<float>(stage_.time().span()));
  turn_wheel(6);
  hold(true);
  point(0.995F);
  hold(false);
  ImGui::GetIO().MousePos = {-1, -1};
  frame();
  const Rect line = widget("seek");
  float most = 0;
  for (int list = 0; list < ImGui::GetDrawData()->CmdListsCount; ++list) {
    for (const ImDrawVert& vertex : ImGui::GetDrawData()->CmdLists[list]->VtxBuffer) {
      if (vertex.pos.y > line.y && vertex.pos.y < line.bottom()) most = std::max(most, vertex.pos.x);
    }
  }
  EXPECT_LE(most, line.right() + 24) << "the card ends there";
}

TEST_F(TimeLine, AChartThatAKeyTakesFromUnderTheMouseIsLetGo) {
  look_.shows = StageShows::chart;
  frame();
  point(0.4F);
  turn_wheel(6);
  const Rect chart = widget("chart");
  ImGui::GetIO().MousePos = {chart.cx(), chart.cy()};
  hold(true);
  look_.shows = StageShows::loop;
  hold(false);
  const Nanos from = stage_.time().from();
  look_.shows = StageShows::chart;
  ImGui::GetIO().MousePos.x += 300;
  frame();
  EXPECT_EQ(stage_.time().from(), from);
  EXPECT_TRUE(asked_.empty());
}

}  // namespace
}  // namespace inflight
