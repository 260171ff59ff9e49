// The program's own side: its code, what of it is in sight, and what it prints.
#include "app/view/code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/view/terminal.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

using ::testing::HasSubstr;

std::vector<std::int32_t> lines_where(const CodeRows& rows, bool CodeLine::*is_so) {
  std::vector<std::int32_t> lines;
  for (const CodeLine& line : rows.lines) {
    if (line.*is_so) lines.push_back(line.number);
  }
  return lines;
}

TEST(Code, TheLineThatRunsIsMarked) {
  Story story;
  story.begin();
  story.tell(LineReached{.line = 13});
  EXPECT_EQ(lines_where(prepare_code(story.input(), 1, 14), &CodeLine::current), std::vector{13});
}

TEST(Code, WhileACallbackRunsItsLinesAreLitAndTheLineThatPollsStaysMarked) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  const CodeRows rows = prepare_code(story.input(), 1, 14);
  EXPECT_EQ(lines_where(rows, &CodeLine::lit), (std::vector{4, 5}));
  EXPECT_EQ(lines_where(rows, &CodeLine::current), std::vector{12});
  EXPECT_EQ(rows.callback_line, 4);
}

TEST(Code, AStatementOverTwoLinesIsMarkedWhole) {
  Story story;
  story.begin();
  story.tell(LineReached{.line = 7});
  EXPECT_EQ(lines_where(prepare_code(story.input(), 1, 14), &CodeLine::current), (std::vector{7, 8}));
}

TEST(Code, OnlyStatementsThatPollOrFlushHaveACheckBox) {
  Story story;
  EXPECT_EQ(lines_where(prepare_code(story.input(), 1, 14), &CodeLine::switchable), (std::vector{12, 14}));
}

TEST(Code, ASwitchedOffLoopIsStruckThroughWithItsBlock) {
  Story story;
  StageInput input = story.input();
  input.lines_off = {10};
  EXPECT_EQ(lines_where(prepare_code(input, 1, 14), &CodeLine::off), (std::vector{10, 11, 12, 13}));
}

TEST(Code, OfALongScriptOnlyTheVisibleLinesArePrepared) {
  Story story;
  story.lines.resize(50'000, "x = 1");
  const CodeRows rows = prepare_code(story.input(), 49'995, 14);
  EXPECT_EQ(rows.lines.size(), 6u);
  EXPECT_EQ(rows.lines.front().number, 49'995);
}

TEST(CodeScroll, FollowsTheCurrentLineAndObeysTheWheel) {
  CodeScroll scroll;
  EXPECT_EQ(scroll.first(0, 100, 14, 0), 1);
  EXPECT_EQ(scroll.first(5, 100, 14, 0), 1);    // in sight: nothing moves
  EXPECT_EQ(scroll.first(50, 100, 14, 0), 39);  // out of sight: two lines below it are kept
  EXPECT_EQ(scroll.first(50, 100, 14, -10), 29);
  EXPECT_EQ(scroll.first(50, 100, 14, 0), 29);    // the same line does not pull it back
  EXPECT_EQ(scroll.first(51, 100, 14, 0), 40);    // the next one does
  EXPECT_EQ(scroll.first(51, 100, 14, 999), 87);  // not beyond the end
  EXPECT_EQ(scroll.first(1, 3, 14, 5), 1);        // all of a short script is seen
}

TEST(Terminal, ShowsTheNewestLines) {
  Story story;
  story.begin();
  for (int i = 0; i < 10; ++i) story.tell(Output{.line = std::string(1, static_cast<char>('a' + i))});
  const StageInput input = story.input();
  const TerminalRows rows = prepare_terminal(input, 3);
  EXPECT_THAT(rows.lines, testing::ElementsAre("h", "i", "j"));
  EXPECT_EQ(rows.earlier, 7);
}

TEST(Terminal, SaysWhyItIsEmpty) {
  Story story;
  EXPECT_THAT(prepare_terminal(story.input(), 3).empty, HasSubstr("appears here"));
  story.begin();
  EXPECT_EQ(prepare_terminal(story.input(), 3).empty, "(nothing printed: no callback has run)");
}

}  // namespace
}  // namespace inflight
