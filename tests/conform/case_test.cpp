// Scripts that say their surroundings in their first lines; cases of lessons and of the generator.
#include "core/conform/case.h"

#include <gtest/gtest.h>

namespace inflight::conform {
namespace {

TEST(Case, AScriptSaysItsSurroundings) {
  const Result<Case> made = case_of_script(
      "#: topic orders:3\n#: rtt 100ms\n#: at 2s: latency 400ms\n#: at 1.5s: reject next with NOT_ENOUGH_REPLICAS\n"
      "print('hello')\n",
      "a.py");
  ASSERT_TRUE(made.ok()) << made.error().sentence;
  const RunOptions& options = made->options;
  EXPECT_EQ(options.topics, (std::vector<TopicSpec>{{"orders", 3}}));
  EXPECT_EQ(options.rtt_ns, 100 * kMillisecond);
  ASSERT_EQ(options.faults.size(), 2u);
  EXPECT_EQ(options.faults[0].action.round_trip_ns, 400 * kMillisecond);
  EXPECT_EQ(options.faults[1].action.kind, ActionKind::reject_next);
  EXPECT_EQ(options.faults[1].action.text, "NOT_ENOUGH_REPLICAS");
}

TEST(Case, WhatCannotBeTakenIsNamedWithItsLine) {
  const auto sentence = [](std::string_view text) {
    const Result<Case> made = case_of_script(text, "a.py");
    return made.ok() ? "" : made.error().sentence;
  };
  EXPECT_EQ(sentence("\n#: at 1s: explode\n").find("a.py, line 2: The fault 'at 1s: explode', character 8: 'explode'"),
            0U);
  EXPECT_NE(sentence("#: colour red\n").find("line 1"), std::string::npos);
  EXPECT_NE(sentence("#: at 1s\n").find("Write WHEN: WHAT"), std::string::npos);
}

TEST(Case, ALessonIsRunWithEachSetOfSwitchesThatItSpeaksOf) {
  const Result<Lesson> lesson = find_lesson("the-last-ten");
  ASSERT_TRUE(lesson.ok());
  const std::vector<Case> cases = cases_of_lesson(lesson.value());
  ASSERT_EQ(cases.size(), 4u);
  EXPECT_EQ(cases[0].options.lines_off, lesson->expect[0].off);
}

TEST(Case, AGeneratedOneNamesTheCommandThatRepeatsIt) {
  const Case made = generated_case(17);
  EXPECT_EQ(made.repeat, "--generate 1 --seed 17");
  EXPECT_EQ(made.options.script, generated_case(17).options.script);
  EXPECT_NE(made.options.script, generated_case(18).options.script);
}

}  // namespace
}  // namespace inflight::conform
