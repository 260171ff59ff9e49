// Pictures of the cards: the question, the answer, the verdict with what to try next, before and after, captions. Large
// and dark, small and light; INFLIGHT_ALL_PICTURES=1 makes the other two as well.
#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/view/picture.h"

namespace inflight {
namespace {

const Question kQuestion{.text = "This program sends 100 messages and exits. How many arrive?",
                         .choices = {"100", "about 90", "0", "not sure"},
                         .answer = 1,
                         .measure = "in_kafka"};

using Change = std::function<void(StageInput&)>;

bool draw_all(Story& story, const std::string& name, const Change& change) {
  if (draw(story, kLarge, "dark", name + "-dark", change).empty()) return false;
  draw(story, kSmall, "light", name + "-light-small", change);
  if (!std::getenv("INFLIGHT_ALL_PICTURES")) return true;
  draw(story, kLarge, "light", name + "-light", change);
  draw(story, kSmall, "dark", name + "-dark-small", change);
  return true;
}

#define DRAW_ALL(story, name, ...) \
  if (!draw_all(story, name, __VA_ARGS__)) GTEST_SKIP() << "no offscreen GL here"

PastRun run_of(SwitchState poll, SwitchState flush, std::int64_t in_kafka, std::int64_t told, std::int64_t lost) {
  return {.poll = poll, .flush = flush, .produced = 100, .told = told, .in_kafka = in_kafka, .lost = lost};
}

constexpr SwitchState kOn = SwitchState::on;
constexpr SwitchState kOff = SwitchState::off;

TEST(CardPicture, AQuestionComesFirst) {
  Story story;
  DRAW_ALL(story, "question", [](StageInput& input) { input.question = input.asked = &kQuestion; });
}

TEST(CardPicture, ALongQuestionIsWrapped) {
  const Question question{
      .text = "The topic has one partition, and the first message asks for partition 7. What does produce() do?",
      .choices = {"it raises an error", "it accepts the message", "not sure"},
      .answer = 1};
  Story story;
  DRAW_ALL(story, "question-long", [&](StageInput& input) { input.question = input.asked = &question; });
}

TEST(CardPicture, AfterTheAnswerTheRunIsOffered) {
  Story story;
  DRAW_ALL(story, "answered", [](StageInput& input) {
    input.question = input.asked = &kQuestion;
    input.prediction = 0;
  });
}

TEST(CardPicture, WhatWasSaidStaysInSightWhileItRuns) {
  Story story;
  story.the_last_ten(5'300 * kMillisecond, true);
  DRAW_ALL(story, "said", [](StageInput& input) {
    input.asked = &kQuestion;
    input.prediction = 0;
  });
}

TEST(CardPicture, WhatWasSaidMeetsWhatItWas) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  DRAW_ALL(story, "verdict", [](StageInput& input) {
    input.asked = &kQuestion;
    input.prediction = 0;
    input.as_asked = true;
    input.past_runs = {run_of(kOn, kOff, 90, 90, 10)};
    input.past_runs.back().is_shown = true;
  });
}

TEST(CardPicture, ARightGuessHasItsTick) {
  Story story;
  story.the_last_ten(11 * kSecond, false);
  DRAW_ALL(story, "verdict-right", [](StageInput& input) {
    input.asked = &kQuestion;
    input.prediction = 1;
    input.as_asked = true;
    input.past_runs = {run_of(kOff, kOff, 90, 0, 10)};
    input.past_runs.back().is_shown = true;
  });
}

TEST(CardPicture, ALongExceptionIsSaid) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 50; ++id) story.produce(id);
  for (std::int64_t call = 51; call < 54; ++call) {
    story.tell(MessageRefused{.message = 50, .error = KafkaError::_QUEUE_FULL, .call_number = call});
  }
  story.send(0, 0, 14);
  story.store(0, 14);
  story.answer(0, 0, 14);
  for (MessageId id = 0; id < 15; ++id) story.call_back(id, KafkaError::POLICY_VIOLATION);
  story.at(300 * kMillisecond);
  story.exit(ExitHow::exception, 1,
             "Traceback (most recent call last):\nBufferError: Local: Queue full, and no poll() has run that would "
             "have made room for another message");
  story.settle();
  DRAW_ALL(story, "verdict-long", [](StageInput& input) {
    input.asked = &kQuestion;
    input.prediction = 1;
    input.past_runs = {run_of(kOn, kOff, 90, 90, 10)};
    input.past_runs.back().disturbed = input.past_runs.back().is_shown = true;
  });
}

TEST(CardPicture, TheTableFillsItself) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 100; ++id) story.produce(id);
  story.send(0, 0, 99);
  story.store(0, 99);
  story.answer(0, 0, 99);
  for (MessageId id = 0; id < 100; ++id) story.call_back(id);
  story.at(10'400 * kMillisecond);
  story.exit();
  story.settle();
  DRAW_ALL(story, "table", [](StageInput& input) {
    input.past_runs = {run_of(kOn, kOff, 90, 90, 10), run_of(kOn, kOn, 37, 22, 63), run_of(kOff, kOn, 100, 100, 0),
                       run_of(kOn, kOn, 100, 100, 0)};
    input.past_runs[1].disturbed = true;
    input.past_runs[2].source = RunSource::mock;
    input.past_runs[3].is_shown = true;
  });
}

TEST(CardPicture, ACaptionPointsToWhatItSpeaksOf) {
  for (const CaptionAt at : {CaptionAt::buffer, CaptionAt::grid}) {
    Story story;
    story.the_last_ten(1'500 * kMillisecond, true);
    story.tell(CaptionShown{.words = "A background thread sends it. Your loop never waited.", .at = at});
    DRAW_ALL(story, fmt::format("caption-{}", name_of(at)), [](StageInput&) {});
  }
}

TEST(CardPicture, CardsForPresentingAndForLevelFull) {
  Story story;
  DRAW_ALL(story, "question-presenter", [](StageInput& input) {
    input.question = input.asked = &kQuestion;
    input.look.presenter = true;
  });
  Story ended;
  ended.the_last_ten(11 * kSecond, true);
  ended.tell(CaptionShown{.words = "They waited for a batch that never filled.", .at = CaptionAt::buffer});
  const auto prepare = [](StageInput& input) {
    input.asked = &kQuestion;
    input.prediction = 0;
    input.as_asked = true;
    input.past_runs = {run_of(kOff, kOff, 90, 0, 10), run_of(kOn, kOff, 90, 90, 10)};
    input.past_runs.back().is_shown = true;
  };
  DRAW_ALL(ended, "verdict-presenter", [&](StageInput& input) {
    prepare(input);
    input.look.presenter = true;
  });
  DRAW_ALL(ended, "verdict-full", [&](StageInput& input) {
    prepare(input);
    input.look.full = true;
  });
}

TEST(CardPicture, ALongCaptionHasTwoLines) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  story.tell(CaptionShown{.words =
                              "They waited for a batch that never filled, because linger.ms is five seconds and the "
                              "program was over before. flush() would have sent them.",
                          .at = CaptionAt::buffer});
  DRAW_ALL(story, "caption-long", [](StageInput&) {});
}

}  // namespace
}  // namespace inflight
