// The lists that a key opens, and the card of a link: what they say, and what a click does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/shell/settings.h"
#include "app/view/interest.h"
#include "app/view/link_card.h"
#include "app/view/recent.h"
#include "app/view/stage.h"
#include "tests/shell/temporary_folder.h"
#include "tests/view/by_hand.h"
#include "tests/view/snapshot.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

using testing::HasSubstr;

Link a_link() {
  Link link{.options = {.script = "import time\n"
                                  "from confluent_kafka import Producer\n"
                                  "producer = Producer({'bootstrap.servers': 'broker', 'sasl.password': 'hunter2'})\n"
                                  "for i in range(3):\n    producer.produce('orders', str(i))\n    producer.poll(0)\n"
                                  "    time.sleep(0.1)\nproducer.flush()\nprint('a')\nprint('b')\nprint('c')\n",
                        .script_name = "orders.py"},
            .position_ns = 1500 * kMillisecond};
  link.options.topics = {{"orders", 3}};
  link.options.lines_off = {8};
  link.options.actions = {{.kind = ActionKind::switch_line, .line = 8, .on = true},
                          {.at_ns = kSecond, .kind = ActionKind::switch_line, .line = 6, .on = false},
                          {.at_ns = 1200 * kMillisecond, .kind = ActionKind::reject_next}};
  return link;
}

TEST(LinkCard, SaysWhatALinkIsBeforeItIsOpened) { expect_snapshot("link", text(prepare_link(a_link()))); }

TEST(LinkCard, SaysWhichClusterItAsksFor) {
  Link link = a_link();
  link.options.topics = {{"orders", 3, 2}};
  link.options.brokers = 3;
  link.options.min_insync = 2;
  link.options.unclean = true;
  const std::string said = text(prepare_link(link));
  EXPECT_THAT(said, HasSubstr("Topics: orders with 3 partitions, 2 copies of each\n"));
  EXPECT_THAT(said, HasSubstr("Cluster: 3 brokers, min.insync.replicas=2, unclean elections\n"));
}

TEST(LinkCard, ShowsNoSecretOfTheProgram) {
  EXPECT_THAT(text(prepare_link(a_link())), testing::Not(HasSubstr("hunter2")));
}

TEST(LinkCard, CountsWhatItHasNoRoomFor) {
  Link link = a_link();
  link.options.actions.assign(500, {.at_ns = kSecond, .kind = ActionKind::exit_now});
  for (int i = 0; i < 5000; ++i) link.options.script += "print('more')\n";
  const std::string said = text(prepare_link(link));
  EXPECT_THAT(said, HasSubstr("and 496 more"));
  EXPECT_THAT(said, HasSubstr("and 5,002 lines below"));
}

TEST(RecentFiles, AreTheNewestTenEachOnce) {
  std::vector<std::string> recent;
  for (int i = 0; i < 12; ++i) note_recent(recent, std::to_string(i));
  note_recent(recent, "5");
  EXPECT_THAT(recent, testing::ElementsAre("5", "11", "10", "9", "8", "7", "6", "4", "3", "2"));
}

TEST(RecentFiles, AFileThatIsGoneSaysSo) {
  TemporaryFolder folder("recent");
  const std::string there = (folder.path() / "run.inflight").string();
  const std::string gone = (folder.path() / "gone.py").string();
  TemporaryFolder::write(there, "x");
  const std::vector<std::string> paths{there, gone, folder.path().string()};
  const std::vector<MenuEntry> entries = prepare_recent(paths);
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].words, "run.inflight");
  EXPECT_EQ(entries[0].why_not, "");
  EXPECT_EQ(entries[1].why_not, "It is no longer in " + folder.path().string() + ".");
  EXPECT_THAT(entries[2].why_not, HasSubstr("It is no file any more"));
}

TEST(RecentFiles, AnEmptyListSaysHowFilesAreOpened) {
  EXPECT_EQ(text_of_recent(prepare_recent({})),
            "recent files\n  No files yet |  (no: Drop a script or a recording onto the window.)\n");
}

class Lists : public ByHand {
 protected:
  void SetUp() override { frame(); }
  void draw() override {
    const std::vector<Command> commands = stage_.draw(story_.input(), kWide, kHigh, theme_, fonts_);
    for (const Command& command : commands) {
      if (!stage_.take(command)) asked_.push_back(command);
    }
  }
  Rect widget(std::string_view name) const override { return stage_.widget(name); }

  Story story_;
  StageView stage_;
  std::vector<Command> asked_;
};

TEST_F(Lists, WhatIsInterestingIsChosenOneAfterTheOther) {
  press('I');
  frame();
  click("choose_interest batch");
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(asked_[0].id, CommandId::toggle_interest);
  EXPECT_EQ(asked_[0].argument, static_cast<std::int64_t>(Landmark::batch));
  click("choose_interest loss");  // the list is still open
  ASSERT_EQ(asked_.size(), 2u);
  press(ImGuiKey_Escape);
  frame();
  frame();
  EXPECT_TRUE(widget("choose_interest batch").empty());
}

TEST_F(Lists, AFileOfTheListIsOpenedAndOneThatIsGoneIsNot) {
  TemporaryFolder folder("recent");
  const std::string there = (folder.path() / "run.inflight").string();
  TemporaryFolder::write(there, "x");
  const std::vector<std::string> paths{"/nowhere/gone.py", there};
  stage_.show_recent(prepare_recent(paths));
  frame();
  frame();
  click("open_recent 0");
  EXPECT_TRUE(asked_.empty());
  click("open_recent 1");
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(asked_[0].id, CommandId::open_recent);
  EXPECT_EQ(asked_[0].argument, 1);
}

TEST_F(Lists, ALinkIsOpenedOrLeft) {
  stage_.show_link(prepare_link(a_link()));
  frame();
  press('P');  // nothing of the stage is done while the card is open
  EXPECT_TRUE(asked_.empty());
  click("open_shown_link");
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(asked_[0].id, CommandId::open_shown_link);
  click("dismiss");
  frame();
  frame();
  EXPECT_TRUE(widget("open_shown_link").empty());
}

}  // namespace
}  // namespace inflight
