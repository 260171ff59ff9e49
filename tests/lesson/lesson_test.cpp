// Lessons: the shipped ones load, and what is wrong in one is told with its line.
#include "core/lesson/lesson.h"

#include <fstream>
#include <gtest/gtest.h>

namespace inflight {
namespace {

class LessonFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("lesson_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const char* name, std::string_view text) { std::ofstream(folder_ / name) << text; }
  std::string error_of(std::string_view toml) {
    write("lesson.toml", toml);
    write("program.py", "print(1)\n");
    const auto lesson = load_lesson(folder_);
    return lesson.ok() ? "" : lesson.error().sentence.substr(folder_.filename().string().size() + 1);
  }
  std::filesystem::path folder_;
};

constexpr std::string_view kLeast = "id = \"x\"\ntitle = \"X\"\n";

TEST(Lessons, TheShippedOnesLoadInOrder) {
  const auto lessons = load_lessons();
  ASSERT_TRUE(lessons.ok()) << lessons.error().sentence;
  std::int32_t before = 0;
  for (const Lesson& lesson : lessons.value()) {
    EXPECT_GT(lesson.number, before);
    before = lesson.number;
    EXPECT_NE(lesson.expectation(lesson.off), nullptr) << lesson.id << " expects nothing of its own start";
    EXPECT_TRUE(lesson.question.has_value()) << lesson.id;
  }
}

TEST(Lessons, AreFoundByIdNumberAndFolder) {
  EXPECT_EQ(find_lesson("the-last-ten")->number, 3);
  EXPECT_EQ(find_lesson("3")->id, "the-last-ten");
  EXPECT_EQ(find_lesson((lessons_folder() / "the-last-ten").string())->id, "the-last-ten");
  EXPECT_EQ(find_lesson("nonsense").error().kind, ErrorKind::usage);
}

TEST(Lessons, TheLastTenIsWhatItsTitleSays) {
  const Lesson lesson = find_lesson("the-last-ten").value();
  EXPECT_EQ(lesson.off, std::vector<std::int32_t>{14});
  EXPECT_EQ(lesson.rtt_ns, 400 * kMillisecond);
  EXPECT_EQ(lesson.topics, (std::vector<TopicSpec>{{"orders", 1}}));
  EXPECT_EQ(lesson.expectation({12, 14})->facts["ledger"]["lost"], 10);
  EXPECT_EQ(lesson.expectation({3}), nullptr);
}

TEST_F(LessonFolder, AnUnknownKeyIsToldWithItsLine) {
  EXPECT_EQ(error_of(std::string(kLeast) + "titel = \"Y\"\n"),
            "lesson.toml, line 3: 'titel' is not a key that a lesson has.");
  EXPECT_EQ(error_of(std::string(kLeast) + "[[caption]]\nwenn = \"x\"\n"),
            "lesson.toml, line 4: 'wenn' is not a key that a lesson has.");
  EXPECT_EQ(error_of(std::string(kLeast) + "[question]\ntext = \"?\"\nchoices = [\"a\"]\nanswer = 0\nhint = \"b\"\n"),
            "lesson.toml, line 7: 'hint' is not a key that a lesson has.");
}

TEST_F(LessonFolder, AWrongTypeIsToldWithItsLine) {
  EXPECT_EQ(error_of(std::string(kLeast) + "off = [\"14\"]\n"),
            "lesson.toml, line 3: 'off' should be a list of line numbers.");
  EXPECT_EQ(error_of(std::string(kLeast) + "rtt = \"soon\"\n"),
            "lesson.toml, line 3: 'rtt' should be a duration like \"0.4s\".");
  EXPECT_EQ(error_of(std::string(kLeast) + "topics = [\"a b\"]\n"),
            "lesson.toml, line 3: 'topics' should be texts like \"orders:1\".");
  EXPECT_EQ(error_of(std::string(kLeast) + "expect = 3\n"),
            "lesson.toml, line 3: 'expect' should be written as [[expect]].");
  EXPECT_EQ(error_of("id = 3\n"), "lesson.toml, line 1: 'id' should be a text in quotes.");
  EXPECT_EQ(error_of(std::string(kLeast) + "[question]\ntext = \"?\"\nchoices = [\"a\"]\nanswer = 1\n"),
            "lesson.toml, line 3: 'answer' should be the place of the right choice, counted from 0.");
}

TEST_F(LessonFolder, AWrongQuestionIsToldWithItsLine) {
  EXPECT_EQ(error_of(std::string(kLeast) + "[question]\ntext = \"?\"\nchoices = [\"a\"]\nanswer = 0\n"
                                           "measure = \"sent\"\n"),
            "lesson.toml, line 7: 'measure' should be in_kafka, told, lost or refused.");
}

// A caption's table with these lines in it, from line 4 on.
std::string caption(std::string_view lines) { return std::string(kLeast) + "[[caption]]\n" + std::string(lines); }

TEST_F(LessonFolder, AWrongCaptionIsToldWithItsLine) {
  EXPECT_EQ(error_of(caption("text = \"x\"\nat = \"log\"\n")),
            "lesson.toml, line 3: 'when' is missing from the caption.");
  EXPECT_EQ(error_of(caption("when = \"a message is sent\"\ntext = \"x\"\n")),
            "lesson.toml, line 3: 'at' is missing from the caption.");
  EXPECT_EQ(error_of(caption("when = \"it is over\"\ntext = \"x\"\nat = \"log\"\n")),
            "lesson.toml, line 4: 'it is over' is not a moment that can be waited for: " +
                std::string(condition_forms()) + ".");
  EXPECT_EQ(
      error_of(caption("when = \"a message is sent\"\nbefore = \"noon\"\ntext = \"x\"\nat = \"log\"\n")),
      "lesson.toml, line 5: 'noon' is not a moment that can be waited for: " + std::string(condition_forms()) + ".");
  EXPECT_EQ(error_of(caption("when = \"a message is sent\"\ntext = \"x\"\nat = \"sky\"\n")),
            "lesson.toml, line 6: 'at' should be code, terminal, buffer, thread, network, log, reports, gate, score or "
            "grid.");
  EXPECT_EQ(error_of(caption("when = \"a message is sent\"\ntext = \"x\"\nat = \"log\"\nabout = -1\n")),
            "lesson.toml, line 7: 'about' should be a message's number, counted from 0.");
}

TEST_F(LessonFolder, ACaptionHasAtMostTwelveWords) {
  const auto error_with = [&](std::string_view text) {
    return error_of(caption("when = \"a message is sent\"\ntext = \"" + std::string(text) + "\"\nat = \"log\"\n"));
  };
  EXPECT_EQ(error_with("1 2 3 4 5 6 7 8 9 10 11 12").find("'text'"), std::string::npos);
  EXPECT_EQ(error_with("1 2 3 4 5 6 7 8 9 10 11 12 13"),
            "lesson.toml, line 5: 'text' has 13 words; a caption has 1 to 12.");
  EXPECT_EQ(error_with(" "), "lesson.toml, line 5: 'text' has 0 words; a caption has 1 to 12.");
}

TEST_F(LessonFolder, ACaptionIsReadWhole) {
  write("program.py", "print(1)\n");
  write("lesson.toml", caption("when = \"message 15 is accepted\"\nbefore = \"message 0 is told\"\n"
                               "text = \"Your loop never waited.\"\nat = \"code\"\nabout = 0\noff = [14, 12]\n"));
  const auto lesson = load_lesson(folder_);
  ASSERT_TRUE(lesson.ok()) << lesson.error().sentence;
  const Caption& read = lesson->captions.at(0);
  EXPECT_EQ(read.condition, parse_condition("message 15 is accepted").value());
  EXPECT_EQ(read.before, parse_condition("message 0 is told").value());
  EXPECT_EQ(read.text, "Your loop never waited.");
  EXPECT_EQ(read.at, CaptionAt::code);
  EXPECT_EQ(read.about, 0u);
  EXPECT_EQ(read.off, (std::vector<std::int32_t>{12, 14}));
}

TEST_F(LessonFolder, BrokenTomlIsToldWithItsPlace) {
  EXPECT_NE(error_of("id = \"x\ntitle").find("lesson.toml, line 1"), std::string::npos);
}

TEST_F(LessonFolder, AMissingProgramIsTold) {
  write("lesson.toml", kLeast);
  EXPECT_NE(load_lesson(folder_).error().sentence.find("There is no file"), std::string::npos);
}

TEST(Topics, AreNamesWithPartitions) {
  EXPECT_EQ(parse_topic("orders:3").value(), (TopicSpec{"orders", 3}));
  EXPECT_EQ(parse_topic("orders").value(), (TopicSpec{"orders", 1}));
  for (const char* wrong : {"", ":3", "orders:", "orders:0", "orders:x", "orders:10001", "or ders:1", "orders:-1"}) {
    EXPECT_FALSE(parse_topic(wrong).ok()) << wrong;
  }
}

}  // namespace
}  // namespace inflight
