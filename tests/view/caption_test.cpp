// What is said above and below the stage: the caption, the title and the verbs.
#include "app/view/caption.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "app/view/buffer.h"
#include "app/view/reports.h"
#include "app/view/title_bar.h"
#include "app/view/verbs.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

using ::testing::HasSubstr;

TEST(Caption, ThePersonsProblemComesFirstThenTheLessonsWordsThenTheMoment) {
  Story story;
  EXPECT_EQ(prepare_caption(story.input()).words, "Press Space to run.");
  story.begin();
  EXPECT_EQ(prepare_caption(story.input()).words, "");
  story.produce(0);
  EXPECT_THAT(prepare_caption(story.input()).words, HasSubstr("your own memory"));
  story.tell(CaptionShown{.words = "Look here."});
  StageInput input = story.input();
  EXPECT_EQ(prepare_caption(input).words, "Look here.");
  input.why = "No broker answers at localhost:9092.";
  EXPECT_TRUE(prepare_caption(input).problem);
}

TEST(Caption, FlushSaysHowManyAreLeft) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 10; ++id) story.produce(id);
  story.tell(CallStarted{.call = Call::flush, .timeout_ns = -1});
  EXPECT_EQ(prepare_caption(story.input()).words, "flush() is waiting: 10 left.");
}

TEST(Caption, FailuresThatWaitAreCalledFailures) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 2; ++id) {
    story.produce(id);
    story.tell(OutcomeKnown{.message = id, .error = KafkaError::_MSG_TIMED_OUT});
    story.tell(ReportQueued{.message = id});
  }
  EXPECT_EQ(prepare_caption(story.input()).words, "2 failed. The reports wait until your program asks.");
  StageInput input = story.input();
  input.poll = SwitchState::on;
  EXPECT_THAT(prepare_reports(input).sentence, HasSubstr("2 failed. Your program hears it"));
}

TEST(Caption, AMissingBrokerIsSaidAndSoIsWhyNothingLeaves) {
  Story story;
  story.begin();
  story.produce(0);
  story.tell(BrokerDown{.broker = 1});
  StageInput input = story.input();
  input.poll = SwitchState::on;
  EXPECT_EQ(prepare_caption(input).words, "No broker can be reached. Messages wait in your own memory.");
  EXPECT_EQ(prepare_buffer(input).when_it_leaves, "No broker can be reached: nothing can leave.");
  story.tell(BrokerUp{.broker = 1});
  EXPECT_THAT(prepare_caption(story.input()).words, HasSubstr("only puts a message"));
}

TEST(Caption, IsOneSentenceForAsLongAsItGoesRound) {
  std::set<std::string> sentences;
  for (Nanos until = 2 * kSecond; until < 9 * kSecond; until += 100 * kMillisecond) {
    Story story;
    story.the_last_ten(until, true);
    StageInput input = story.input();
    input.poll = SwitchState::on;
    sentences.insert(prepare_caption(input).words);
  }
  EXPECT_THAT(sentences, testing::ElementsAre("poll() opens the gate: the callback runs, on your thread."));
}

TEST(Caption, ALessonsSentenceGivesWayOnceItWasRead) {
  Story story;
  story.begin();
  story.produce(0);
  story.tell(CaptionShown{.words = "Look here.", .at = CaptionAt::buffer});
  EXPECT_EQ(prepare_caption(story.input()).at, CaptionAt::buffer);
  story.at(3 * kSecond);
  StageInput later = story.input();
  EXPECT_THAT(prepare_caption(later).words, HasSubstr("your own memory"));
  EXPECT_EQ(prepare_caption(later).at, CaptionAt::nowhere) << "the line belongs to the lesson's sentence";
  later.speed = Speed::fast;
  EXPECT_EQ(prepare_caption(later).words, "Look here.");
}

TEST(Caption, NoSentenceOutlivesTheProcessThatItSpeaksOf) {
  Story story;
  story.begin();
  story.produce(0);
  story.tell(CaptionShown{.words = "It waits in your memory."});
  story.exit();
  story.settle();
  EXPECT_THAT(prepare_caption(story.input()).words, HasSubstr("gone with the process"));
}

TEST(Caption, ASentenceAboutTheExitStays) {
  Story story;
  story.begin();
  story.produce(0);
  story.exit();
  story.tell(CaptionShown{.words = "It is gone."});
  story.settle();
  StageInput input = story.input();
  input.at_ns += 60 * kSecond;
  EXPECT_EQ(prepare_caption(input).words, "It is gone.");
}

TEST(Caption, IsSilentWhileAQuestionIsOpen) {
  Story story;
  StageInput input = story.input();
  const Question question{.text = "How many?", .choices = {"1"}};
  input.question = input.asked = &question;
  EXPECT_EQ(prepare_caption(input).words, "");
}

TEST(Title, ALiveRunThatIsAheadSaysSo) {
  Story story;
  story.begin();
  StageInput input = story.input();
  input.source = RunSource::mock;
  input.end_ns = 3'250 * kMillisecond;
  const TitleRows rows = prepare_title(input);
  EXPECT_EQ(rows.ahead, "still running: 3.2 s ahead");
  EXPECT_EQ(rows.badge, "REAL librdkafka");
}

TEST(Verbs, TheFirstButtonSaysWhatItWillDo) {
  Story story;
  EXPECT_EQ(prepare_verbs(story.input()).run.words, "Run");
  story.begin();
  StageInput input = story.input();
  EXPECT_EQ(prepare_verbs(input).run.words, "Running");
  input.playing = false;
  EXPECT_EQ(prepare_verbs(input).run.words, "Go on");
  story.exit();
  story.settle();
  EXPECT_EQ(prepare_verbs(story.input()).run.words, "Run again");
}

}  // namespace
}  // namespace inflight
