// What is on its way, told as stories on a show's clock that the test turns by hand.
#include "app/view/travel.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/session/eye.h"
#include "app/view/exit_show.h"
#include "app/view/log.h"
#include "app/view/network.h"
#include "app/view/terminal.h"
#include "app/view/timeline.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kNothing = "nothing is on its way\n";

constexpr Nanos ms(std::int64_t count) { return count * kMillisecond; }

// A story and its travels, with pictures at instants of the show.
class Travel : public ::testing::Test {
 protected:
  void SetUp() override {
    story.begin();
    picture_at(0);
  }
  // Pictures 16 ms apart up to an instant of the show, as a window draws them.
  void picture_at(Nanos clock) {
    while (clock_ < clock) {
      clock_ = std::min(clock, clock_ + ms(16));
      travels.update(story.play(clock_));
    }
    if (clock == 0) travels.update(story.play(0));
  }
  void produce(MessageId first, MessageId last) {
    for (MessageId id = first; id <= last; ++id) story.produce(id);
  }
  // All that the show has on hand is over.
  void let_it_end() { picture_at(clock_ + ms(3'000)); }
  // A request that was stored and answered before the next picture.
  void short_round_trip() {
    story.send(0, 0, 2);
    story.at(story.now() + ms(1));
    story.store(0, 2);
    story.at(story.now() + ms(1));
    story.answer(0, 0, 2);
  }
  std::vector<Capsule> capsules() {
    StageInput input = story.input();
    NetworkRows rows = prepare_network(input);
    show_travels(rows, travels);
    return rows.capsules;
  }

  Story story;
  Travels travels;
  Nanos clock_ = 0;
};

TEST_F(Travel, AnAcceptedMessageTravelsIntoItsSlot) {
  story.produce(0);
  picture_at(ms(16));
  EXPECT_TRUE(travels.away(0));
  picture_at(ms(166));
  EXPECT_EQ(text(travels), "on their way\n  message 0 into the buffer 50 %\n");
  picture_at(ms(330));
  EXPECT_FALSE(travels.away(0));
  EXPECT_EQ(text(travels), kNothing);
}

TEST_F(Travel, ARefusedMessageBouncesBack) {
  story.tell(MessageRefused{.message = 0, .error = KafkaError::_QUEUE_FULL, .call_number = 51});
  picture_at(ms(266));
  EXPECT_EQ(text(travels), "on their way\n  call 51 refused 50 %\n");
  let_it_end();
  EXPECT_EQ(text(travels), kNothing);
}

// Whatever happens to it in between: a message is in one slot, on one way, or in one capsule.
TEST_F(Travel, AMessageIsNeverDrawnTwice) {
  produce(0, 2);
  picture_at(ms(32));
  short_round_trip();
  for (MessageId id = 0; id < 3; ++id) story.call_back(id);
  for (Nanos clock = ms(48); clock < ms(3'000); clock += ms(16)) {
    picture_at(clock);
    for (MessageId id = 0; id < 3; ++id) {
      const auto under_way = [&](const Flight& flight) {
        return flight.message == id && flight.from_ns <= clock && clock < flight.to_ns;
      };
      EXPECT_LE(std::count_if(travels.flights().begin(), travels.flights().end(), under_way), 1)
          << id << " at " << clock;
    }
  }
  EXPECT_EQ(text(travels), kNothing);
}

TEST_F(Travel, NothingIsOnItsWayAfterAJump) {
  produce(0, 2);
  picture_at(ms(16));
  EXPECT_THAT(text(travels), HasSubstr("message 2 into the buffer"));
  story.produce(3);
  StageInput input = story.play(ms(32));
  input.showing.jumped = true;
  travels.update(input);
  EXPECT_EQ(text(travels), kNothing);
  EXPECT_FALSE(travels.away(3));
}

TEST_F(Travel, AStepOfSomebodyWhoHoldsTheRunMovesNothing) {
  story.produce(0);
  StageInput input = story.play(ms(16));
  input.showing.held = true;
  travels.update(input);
  EXPECT_EQ(text(travels), kNothing);
}

TEST_F(Travel, WhileTheShowsClockStandsEverythingStands) {
  story.produce(0);
  picture_at(ms(100));
  const std::string before = text(travels);
  StageInput input = story.play(ms(100));
  input.showing.held = true;
  for (int i = 0; i < 3; ++i) travels.update(input);
  EXPECT_EQ(text(travels), before);
}

TEST_F(Travel, AReducedMotionStillIsAtRestAndMarksWhatMoved) {
  produce(0, 2);
  StageInput input = story.play(ms(16));
  input.look.reduce_motion = true;
  travels.update(input);
  EXPECT_EQ(text(travels), kNothing);
  EXPECT_EQ(travels.just_moved(), 2u);
  EXPECT_FALSE(travels.away(2));
}

TEST_F(Travel, ABurstOfAThousandIsDrawnAsACountedFlow) {
  for (MessageId id = 0; id < 1'000; ++id)
    story.tell(MessageAccepted{.message = id, .line = 11, .report_wanted = true});
  picture_at(ms(16));
  EXPECT_LE(travels.flights().size(), 40u);
  ASSERT_EQ(travels.flows().size(), 1u);
  EXPECT_EQ(travels.flows()[0].count + static_cast<std::int64_t>(travels.flights().size()), 1'000);
  EXPECT_THAT(text(travels), HasSubstr("960 into the buffer"));
  let_it_end();
  EXPECT_EQ(text(travels), kNothing);
}

TEST_F(Travel, TheCapsuleIsSeenEvenIfTheRoundTripIsShort) {
  produce(0, 2);
  picture_at(ms(400));
  short_round_trip();
  int out = 0, back = 0;
  for (Nanos clock = ms(416); clock < ms(2'500); clock += ms(16)) {
    picture_at(clock);
    for (const Capsule& capsule : capsules()) ++(capsule.returning ? back : out);
  }
  EXPECT_GE(out, eye::kLane / ms(16) - 1);
  EXPECT_GE(back, eye::kLane / ms(16) - 1);
  EXPECT_TRUE(capsules().empty());
}

TEST_F(Travel, TheCapsuleIsNeverAheadOfTheRun) {
  produce(0, 2);
  picture_at(ms(400));
  story.send(0, 0, 2);
  picture_at(ms(3'000));  // the run's clock stands: nothing was told
  ASSERT_EQ(capsules().size(), 1u);
  EXPECT_FLOAT_EQ(capsules()[0].way, 0);
  story.at(story.now() + ms(100));
  picture_at(ms(4'000));
  EXPECT_FLOAT_EQ(capsules()[0].way, 0.5F);
}

TEST_F(Travel, ACapsuleStaysAtKafkaUntilAllInSyncHaveACopy) {
  for (const BrokerId broker : {1, 2}) story.tell(Replicated{.partition = 0, .broker = broker, .offset = 0});
  produce(0, 2);
  picture_at(ms(400));
  story.send(0, 0, 2);
  story.at(story.now() + ms(200));
  story.store(0, 2);
  picture_at(ms(2'000));
  story.at(story.now() + ms(5'000));
  picture_at(ms(4'000));
  ASSERT_EQ(capsules().size(), 1u);
  EXPECT_EQ(capsules()[0].ack, Ack::waits);
  EXPECT_FLOAT_EQ(capsules()[0].way, 0);
  EXPECT_THAT(text(travels), HasSubstr("request 0, 3 messages, waits at Kafka for its copies"));
  story.tell(Replicated{.partition = 0, .broker = 2, .offset = 3});
  picture_at(ms(4'100));
  EXPECT_EQ(capsules()[0].ack, Ack::follows);
  EXPECT_GT(capsules()[0].way, 0);
}

TEST_F(Travel, ARecordArrivesInTheLogWithItsCapsule) {
  produce(0, 2);
  picture_at(ms(400));
  story.send(0, 0, 2);
  story.store(0, 2);
  picture_at(ms(600));
  EXPECT_TRUE(travels.before_the_log(0));
  StageInput input = story.input();
  EXPECT_TRUE(prepare_arriving_log(input, 18, travels).partitions[0].last.empty());
  EXPECT_EQ(prepare_arriving_log(input, 18, travels).records, 3) << "counts are the world's";
  let_it_end();
  EXPECT_EQ(prepare_arriving_log(input, 18, travels).partitions[0].last.size(), 3u);
}

TEST_F(Travel, WhereOnlyCountsHaveRoomNoRecordSlidesIn) {
  produce(0, 2);
  picture_at(ms(400));
  story.send(0, 0, 2);
  story.store(0, 2);
  StageInput input = story.input();
  for (int i = 0; i < 100; ++i) {
    picture_at(clock_ + ms(16));
    EXPECT_TRUE(prepare_arriving_log(input, 2, travels).partitions[0].last.empty());
  }
}

TEST_F(Travel, TheTerminalPrintsWhenTheMessageHasReachedTheCallback) {
  produce(0, 2);
  short_round_trip();
  let_it_end();
  story.call_back(0);
  picture_at(clock_ + ms(32));
  EXPECT_THAT(text(travels), HasSubstr("message 0 through the gate"));
  EXPECT_EQ(travels.lines_held(), 1u);
  StageInput input = story.input();
  EXPECT_TRUE(prepare_terminal(input, 4, travels.lines_held()).lines.empty());
  let_it_end();
  EXPECT_EQ(travels.lines_held(), 0u);
}

TEST_F(Travel, ALocalFailureComesBackWithoutKafka) {
  produce(0, 0);
  let_it_end();
  story.send(0, 0, 0);
  picture_at(clock_ + ms(500));
  story.tell(ResponseReceived{.request = 0, .error = KafkaError::_TIMED_OUT});
  story.tell(OutcomeKnown{.message = 0, .partition = 0, .error = KafkaError::_MSG_TIMED_OUT});
  story.tell(ReportQueued{.message = 0});
  picture_at(clock_ + ms(200));
  EXPECT_THAT(text(travels), Not(HasSubstr("ack back")));
  let_it_end();
  EXPECT_EQ(text(travels), kNothing);
}

TEST_F(Travel, ARequestThatTheExitFoundOnItsWayLands) {
  produce(0, 2);
  let_it_end();
  story.send(0, 0, 2);
  picture_at(clock_ + ms(400));
  story.exit();
  story.at(story.now() + ms(200));
  story.store(0, 2);
  picture_at(clock_ + eye::kLane + eye::kThread / 2);
  EXPECT_THAT(text(travels), HasSubstr("3 messages, lands"));
  let_it_end();
  EXPECT_EQ(text(travels), kNothing);
}

TEST_F(Travel, ARequestThatNeverArrivedFadesAtKafkasDoor) {
  produce(0, 2);
  let_it_end();
  story.send(0, 0, 2);
  picture_at(clock_ + ms(400));
  story.exit();
  story.at(story.now() + ms(200));
  picture_at(clock_ + ms(1'000));
  EXPECT_THAT(text(travels), HasSubstr("out 100 %")) << "nobody knows yet";
  story.settle();
  picture_at(clock_ + ms(48));
  EXPECT_THAT(text(travels), HasSubstr("3 messages, over"));
  let_it_end();
  EXPECT_EQ(text(travels), kNothing);
}

TEST_F(Travel, AFollowedMessageDimsTheOthers) {
  produce(0, 1);
  StageInput input = story.play(ms(16));
  input.showing.followed = 1;
  travels.update(input);
  EXPECT_TRUE(travels.dimmed(0));
  EXPECT_FALSE(travels.dimmed(1));
  EXPECT_TRUE(travels.follows(1));
}

TEST(Pace, IsSaidBesideTheClock) {
  const auto says = [](const Showing& showing, Nanos skipped, Speed speed = Speed::normal) {
    TimelineRows rows;
    say_pace(rows, showing, speed, skipped);
    return rows.pace;
  };
  EXPECT_EQ(says({}, 0), "");
  EXPECT_EQ(says({.slowed = 16}, 0), "slow motion 1 : 16");
  EXPECT_EQ(says({.slowed = 16, .stands = true}, 0), "clock paused");
  EXPECT_EQ(says({}, kSecond), "1.0 s, nothing happened");
  EXPECT_EQ(says({}, 0, Speed::ratio(-2)), "1/4 of real time");
}

// The exit

StageInput gone_since(Story& story, Nanos since) {
  StageInput input = story.input();
  input.showing.since_exit_ns = since;
  return input;
}

TEST(Exit, TakesABreathThenCracksThenFallsThenLetsTheVerdictRise) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  EXPECT_EQ(exit_show(gone_since(story, 0)), (ExitShow{0, 0, 0, 0}));
  EXPECT_EQ(exit_show(gone_since(story, ms(500))), (ExitShow{1, 0, 0, 0}));
  EXPECT_EQ(exit_show(gone_since(story, ms(1'000))), (ExitShow{1, 0.5F, 0, 0}));
  EXPECT_EQ(exit_show(gone_since(story, ms(3'300))), (ExitShow{1, 1, 1, 0}));
  EXPECT_EQ(exit_show(gone_since(story, kForever)), ExitShow());
}

TEST(Exit, WhoIsKilledGetsNoBreath) {
  Story story;
  story.begin();
  story.produce(0);
  story.exit(ExitHow::killed, 137);
  EXPECT_FLOAT_EQ(exit_show(gone_since(story, 0)).breath, 1);
  EXPECT_FLOAT_EQ(exit_show(gone_since(story, ms(220))).crack, 1);
}

TEST(Exit, IsQuietOnlyIfNothingIsLeftBehind) {
  Story story;
  story.begin();
  story.produce(0);
  story.send(0, 0, 0);
  story.store(0, 0);
  story.answer(0, 0, 0);
  const auto quiet = [](const Story& told) {
    World gone = told.world();
    Fact exit = make_fact(0, {}, ProcessExited{});
    apply(gone, exit);
    return is_quiet_exit(gone);
  };
  EXPECT_FALSE(quiet(story)) << "a report waits";
  story.call_back(0);
  EXPECT_TRUE(quiet(story));
  story.produce(1);
  EXPECT_FALSE(quiet(story)) << "a message is in the buffer";
}

TEST(Exit, TheShellSaysHowItEnded) {
  Story story;
  story.begin();
  story.exit(ExitHow::killed, 137);
  EXPECT_THAT(prepare_terminal(story.input(), 6).shell, testing::ElementsAre("Killed", "$ echo $?", "137"));
  Story ended;
  ended.begin();
  ended.exit();
  EXPECT_THAT(prepare_terminal(ended.input(), 6).shell, testing::ElementsAre("$ echo $?", "0"));
}

}  // namespace
}  // namespace inflight
