// The session on the real simulator: what each command does to what is shown. The wall clock is made up; only the
// collector's thread is real, so the stories wait for it by ticking.
#include "app/session/history.h"
#include "tests/session/session_story.h"

namespace inflight {
namespace {

TEST_F(SessionStory, NothingRunsBeforeRun) {
  frame();
  EXPECT_EQ(session_.status(), RunStatus::ready);
  EXPECT_EQ(world().produced, 0);
  EXPECT_FALSE(session_.wants_frames());
  EXPECT_EQ(session_.poll_switch(), SwitchState::on);
  EXPECT_EQ(session_.flush_switch(), SwitchState::off);
  EXPECT_NE(session_.why_not(CommandId::exit_now), "");
}

TEST_F(SessionStory, RunPlaysToTheResult) {
  perform(CommandId::run);
  until_at(1950 * kMillisecond);
  until([&] { return world().now_ns > 1900 * kMillisecond; });
  EXPECT_EQ(world().produced, 20);
  run_to_result();
  EXPECT_EQ(world().count(Outcome::delivered), 90);
  EXPECT_EQ(world().count(Outcome::lost), 10);
}

TEST_F(SessionStory, SwitchesStandAsTheRunBeganAtItsStart) {
  run_to_result();
  perform(CommandId::go_to_start);
  until_quiet();
  EXPECT_EQ(world().events, 0u);
  for (int steps = 0; world().program.line == 0; ++steps) {
    EXPECT_EQ(session_.poll_switch(), SwitchState::on) << steps;
    EXPECT_EQ(session_.flush_switch(), SwitchState::off) << steps;
    ASSERT_LT(steps, 100);
    perform(CommandId::step);
    until_quiet();
  }
  EXPECT_EQ(session_.flush_switch(), SwitchState::off);
  perform(CommandId::go_to_start);
  until_quiet();
  perform(CommandId::toggle_flush);
  until_quiet();
  EXPECT_EQ(session_.flush_switch(), SwitchState::on);
  run_to_result();
  EXPECT_EQ(world().count(Outcome::delivered), 100);
}

TEST_F(SessionStory, SpaceHoldsAndGoesOn) {
  perform(CommandId::run);
  until_at(kSecond);
  perform(CommandId::run);
  until_quiet();
  const Nanos held = session_.play_head().at();
  frame();
  EXPECT_EQ(session_.play_head().at(), held);
  perform(CommandId::run);
  until_at(held + kSecond);
}

TEST_F(SessionStory, ASwitchActsFromThePlayHeadOn) {
  perform(CommandId::run);
  until_at(3 * kSecond);
  perform(CommandId::toggle_poll);
  run_to_result();
  EXPECT_GT(world().told, 0);
  EXPECT_LT(world().told, 90);
  EXPECT_GT(world().count(Outcome::never_told), 0);
}

TEST_F(SessionStory, ASwitchInThePastMakesTheRunAgainFromThere) {
  run_to_result();
  perform(CommandId::seek, 3 * kSecond);
  until_quiet();
  const std::uint64_t before = hash_of(world());
  perform(CommandId::toggle_poll);
  until_quiet();
  EXPECT_EQ(session_.play_head().at(), 3 * kSecond);
  EXPECT_TRUE(world().is_off(12));
  EXPECT_NE(hash_of(world()), before);
  const std::int64_t told = world().told;
  run_to_result();
  EXPECT_EQ(world().told, told);
}

TEST_F(SessionStory, AfterTheEndASwitchStandsForTheNextRun) {
  run_to_result();
  perform(CommandId::toggle_flush);
  EXPECT_EQ(session_.flush_switch(), SwitchState::on);
  EXPECT_EQ(world().count(Outcome::lost), 10);  // what is shown is still the run that was
  perform(CommandId::run);
  run_to_result();
  EXPECT_EQ(world().count(Outcome::delivered), 100);
}

TEST_F(SessionStory, TheNextRunBeginsAsTheSwitchesWereLeft) {
  perform(CommandId::run);
  until_at(3 * kSecond);
  perform(CommandId::toggle_poll);
  run_to_result();
  EXPECT_EQ(session_.poll_switch(), SwitchState::off);
  perform(CommandId::run);
  run_to_result();
  EXPECT_EQ(world().told, 0);
}

TEST_F(SessionStory, ExitNowTakesTheBufferWithIt) {
  perform(CommandId::run);
  until_at(2 * kSecond);
  perform(CommandId::exit_now);
  run_to_result();
  EXPECT_EQ(world().exit.how, ExitHow::exit_now);
  EXPECT_LT(world().produced, 30);
  EXPECT_GT(world().count(Outcome::lost), 0);
}

TEST_F(SessionStory, TheBrokerRejectsTheNextBatch) {
  perform(CommandId::run);
  until_at(kSecond);
  perform(CommandId::reject_next);
  run_to_result();
  EXPECT_EQ(world().count(Outcome::failed), 15);
  EXPECT_EQ(world().callbacks.at(KafkaError::POLICY_VIOLATION), 15);
}

TEST_F(SessionStory, BackUndoesStep) {
  perform(CommandId::run);
  until_at(kSecond);
  perform(CommandId::hold);
  until_quiet();
  perform(CommandId::step);
  until_quiet();
  const std::uint64_t events = world().events;
  const std::uint64_t hash = hash_of(world());
  perform(CommandId::step);
  until_quiet();
  EXPECT_EQ(world().events, events + 1);
  perform(CommandId::back);
  until_quiet();
  EXPECT_EQ(hash_of(world()), hash);
}

TEST_F(SessionStory, StepsByLineGoFromLineToLine) {
  perform(CommandId::step_line);
  until_quiet();
  const std::int32_t first = world().program.line;
  EXPECT_GT(first, 0);
  perform(CommandId::step_line);
  until_quiet();
  EXPECT_NE(world().program.line, first);
  perform(CommandId::back_line);
  until_quiet();
  EXPECT_EQ(world().program.line, first);
}

TEST_F(SessionStory, TheQuestionIsAskedUntilSomethingRuns) {
  ASSERT_NE(session_.question(), nullptr);
  perform(CommandId::predict, 0);
  EXPECT_EQ(session_.prediction(), 0u);
  perform(CommandId::run);
  EXPECT_EQ(session_.question(), nullptr);
  until([&] { return world().produced > 0; });
  EXPECT_EQ(session_.prediction(), 0u);  // said before this run
  run_to_result();
  perform(CommandId::run);
  until([&] { return world().produced > 0; });
  EXPECT_EQ(session_.prediction(), std::nullopt);  // nothing was said of the next one
}

TEST_F(SessionStory, AChoiceThatThereIsNotIsNoAnswer) {
  perform(CommandId::predict, 4);
  perform(CommandId::predict, -1);
  EXPECT_EQ(session_.prediction(), std::nullopt);
}

TEST_F(SessionStory, EscapeClosesTheQuestion) {
  perform(CommandId::dismiss);
  EXPECT_EQ(session_.question(), nullptr);
}

TEST_F(SessionStory, StartOverPutsTheSwitchesBackAndAsksAnew) {
  perform(CommandId::toggle_flush);
  run_to_result();
  perform(CommandId::restart);
  EXPECT_EQ(session_.flush_switch(), SwitchState::off);
  EXPECT_NE(session_.question(), nullptr);
}

TEST_F(SessionStory, TheFirstLaunchTellsItsStoryInAboutHalfAMinute) {
  perform(CommandId::choose_lesson, 1);
  EXPECT_EQ(session_.play_head().speed(), Speed::story);
  perform(CommandId::predict, 0);
  perform(CommandId::run);
  const Nanos started = session_.showing().clock_ns;
  std::vector<std::string> captions;
  until([&] {
    const std::string words(session_.recording().text(world().caption.ref));
    if (!words.empty() && (captions.empty() || captions.back() != words)) captions.push_back(words);
    return world().phase != Phase::running;
  });
  const Nanos lasted = session_.showing().clock_ns - started;
  EXPECT_EQ(captions.size(), 5u);
  EXPECT_GT(lasted, 20 * kSecond);
  EXPECT_LT(lasted, 36 * kSecond);
  until_quiet();
  EXPECT_EQ(session_.play_head().speed(), Speed::normal);  // told once
}

TEST_F(SessionStory, ARatioGoesOnFromTheSpeedThatItWasAndStaysUntilASpeedIsChosen) {
  perform(CommandId::speed_fast);
  perform(CommandId::faster);
  EXPECT_EQ(session_.play_head().speed(), Speed::ratio(3));
  perform(CommandId::speed_story);
  perform(CommandId::slower);
  EXPECT_EQ(session_.play_head().speed(), Speed::ratio(-1));
  perform(CommandId::choose_lesson, 1);
  EXPECT_EQ(session_.play_head().speed(), Speed::ratio(-1)) << "a person's own, not the lesson's";
  perform(CommandId::speed_ratio, -5);
  EXPECT_EQ(session_.why_not(CommandId::slower), "It is as slow as can be.");
  perform(CommandId::speed_normal);
  EXPECT_EQ(session_.play_head().speed(), Speed::normal);
  perform(CommandId::choose_lesson, 1);
  EXPECT_EQ(session_.play_head().speed(), Speed::story);
}

TEST_F(SessionStory, ASecretOfTheScriptIsNotShown) {
  ASSERT_TRUE(session_.open({.script = "conf = {'sasl.password': 'hunter2'}\nprint('hunter2')\n"}, std::nullopt).ok());
  EXPECT_EQ(session_.source_lines().front(), "conf = {'sasl.password': '•••'}");
  perform(CommandId::run);
  run_to_result();
  ASSERT_EQ(world().program.output.size(), 1u);
  EXPECT_EQ(session_.recording().text(world().program.output[0].ref), "•••");
}

TEST_F(SessionStory, TheSimulatedBrokerGoesDownAndComesBack) {
  perform(CommandId::run);
  until([&] { return world().produced > 0; });
  perform(CommandId::toggle_broker);
  until([&] { return session_.broker_is_down(); });
  perform(CommandId::toggle_broker);
  until([&] { return !session_.broker_is_down(); });
}

TEST_F(SessionStory, AfterTheExitNothingIsSaidToBeStillToRun) {
  perform(CommandId::run);
  run_to_result();
  EXPECT_EQ(session_.why_not(ActionKind::kill), "The process has ended.");
}

TEST_F(SessionStory, WhatIsDoneToOneBrokerIsSaidAsInAFault) {
  RunOptions options = session_.options();
  options.brokers = 3;
  options.topics = {{"orders", 1, 3}};
  ASSERT_TRUE(session_.open(std::move(options), std::nullopt).ok());
  const auto act = [&](std::string words) { session_.perform({CommandId::act, 0, std::move(words)}, now_); };
  EXPECT_EQ(session_.why_not(ActionKind::pause_broker), "Nothing runs yet. Press Space to run.");
  perform(CommandId::run);
  until([&] { return world().produced > 0; });
  act("broker 3 pauses");
  until([&] { return world().brokers[2].paused; });
  act("broker 2 leads orders[0]");
  until([&] { return world().partitions[0].leader == 2; });
  EXPECT_FALSE(session_.broker_is_down());
  act("broker 3 down");
  until([&] { return !world().brokers[2].up; });
  EXPECT_FALSE(session_.broker_is_down()) << "that is the first one";
  EXPECT_EQ(session_.why(), "");
  act("broker 4 down");
  until([&] { return !session_.why().empty(); });
  EXPECT_EQ(session_.why(), "There is no broker 4.");
  act("broker 3 sleeps");
  EXPECT_NE(session_.why().find("'sleeps' can't stand there"), std::string::npos);
}

TEST_F(SessionStory, TheBuiltInBrokerSaysThatItCannotStandStill) {
  perform(CommandId::choose_source, static_cast<std::int64_t>(RunSource::mock));
  perform(CommandId::run);
  until([&] { return world().produced > 0; });
  session_.perform({CommandId::act, 0, "broker 1 pauses"}, now_);
  EXPECT_EQ(session_.why(), "The built-in broker can't stand still: it would still store what it is sent.");
  perform(CommandId::kill);
  until([&] { return world().phase != Phase::running; });
}

TEST_F(SessionStory, TheBuiltInBrokerGoesDownAndComesBack) {
  perform(CommandId::choose_source, static_cast<std::int64_t>(RunSource::mock));
  perform(CommandId::run);
  until([&] { return world().produced > 0 && session_.why_not(CommandId::toggle_broker).empty(); });
  perform(CommandId::toggle_broker);
  until([&] { return session_.broker_is_down(); });
  perform(CommandId::toggle_broker);
  until([&] { return !session_.broker_is_down(); });
  perform(CommandId::toggle_latency);
  until([&] { return session_.round_trip_ns() == kSecond; });
  perform(CommandId::kill);
  until([&] { return world().phase != Phase::running; });
}

TEST_F(SessionStory, TheMessageThatACaptionSpeaksOfIsFollowedWhileItIsRead) {
  perform(CommandId::choose_lesson, 1);
  perform(CommandId::run);
  until([&] { return world().caption.ref != 0; });
  EXPECT_EQ(session_.showing().followed, 0u);
  perform(CommandId::run);  // goes on at once
  until_at(kSecond);
  EXPECT_EQ(session_.showing().followed, kNoMessage);
}

TEST_F(SessionStory, RunsThatEndedAreRememberedWithTheirSwitches) {
  run_to_result();
  perform(CommandId::toggle_flush);
  perform(CommandId::run);
  run_to_result();
  const std::vector<PastRun> runs = session_.past_runs();
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].flush, SwitchState::off);
  EXPECT_EQ(runs[0].lost, 10);
  EXPECT_FALSE(runs[0].is_shown);
  EXPECT_EQ(runs[1].flush, SwitchState::on);
  EXPECT_EQ(runs[1].told, 100);
  EXPECT_TRUE(runs[1].is_shown);
  EXPECT_FALSE(runs[1].disturbed);
}

TEST_F(SessionStory, ARunOfBeforeIsShownAgain) {
  run_to_result();
  perform(CommandId::toggle_flush);
  perform(CommandId::run);
  run_to_result();
  perform(CommandId::show_run, 0);
  until_quiet();
  EXPECT_EQ(world().count(Outcome::lost), 10);
  EXPECT_TRUE(session_.past_runs()[0].is_shown);
  EXPECT_EQ(session_.past_runs().size(), 2u);
  perform(CommandId::show_run, 1);
  until_quiet();
  EXPECT_EQ(world().count(Outcome::lost), 0);
}

TEST_F(SessionStory, OnlyTheLastRunsAreKept) {
  for (std::size_t run = 0; run < History::kMost + 2; ++run) {
    perform(CommandId::run);
    run_to_result();
  }
  EXPECT_EQ(session_.past_runs().size(), History::kMost);
  EXPECT_EQ(session_.forgotten_runs(), 2);
}

TEST_F(SessionStory, AnExitByHandIsNoRowOfTheTable) {
  perform(CommandId::run);
  until_at(2 * kSecond);
  perform(CommandId::exit_now);
  run_to_result();
  ASSERT_EQ(session_.past_runs().size(), 1u);
  EXPECT_TRUE(session_.past_runs()[0].disturbed);
}

TEST_F(SessionStory, ASwitchInMidRunIsToldAsMixed) {
  perform(CommandId::run);
  until_at(2 * kSecond);
  perform(CommandId::toggle_poll);
  run_to_result();
  EXPECT_EQ(session_.past_runs().at(0).poll, SwitchState::mixed);
}

TEST_F(SessionStory, OneKeySetsUpWhereNobodyPolled) {
  perform(CommandId::nobody_polled);
  until_quiet();
  EXPECT_EQ(session_.lesson()->id, "nobody-called-poll");
  EXPECT_EQ(world().count(Outcome::report_waiting), 90);
  EXPECT_EQ(world().told, 0);
  EXPECT_FALSE(session_.play_head().playing());
}

TEST_F(SessionStory, AnotherKeyHoldsJustBeforeTheExit) {
  perform(CommandId::before_exit);
  until_quiet();
  EXPECT_EQ(world().phase, Phase::running);
  EXPECT_EQ(world().produced, 100);
  perform(CommandId::run);
  until([&] { return world().phase != Phase::running; });
  EXPECT_LT(session_.showing().since_exit_ns, kSecond);
}

TEST_F(SessionStory, HoldFreezesAnyMomentAndGoesOn) {
  perform(CommandId::run);
  until_at(kSecond);
  perform(CommandId::hold);
  until_quiet();
  const Nanos clock = session_.showing().clock_ns;
  frame();
  EXPECT_TRUE(session_.showing().held);
  EXPECT_EQ(session_.showing().clock_ns, clock);
  perform(CommandId::hold);
  until_at(kSecond + 100 * kMillisecond);
}

TEST_F(SessionStory, TheFutureOfASimulatedRunIsNotShownBeforeItWasPlayed) {
  perform(CommandId::run);
  until_at(kSecond);
  EXPECT_LE(session_.end_ns(), session_.play_head().at());
}

TEST_F(SessionStory, WhatCameIntoViewIsToldToTheNextPicture) {
  perform(CommandId::run);
  until([&] { return world().events > 0; });
  Showing showing = session_.showing();
  EXPECT_EQ(showing.to, world().events);
  EXPECT_LT(showing.from, showing.to);
  session_.picture_drawn();
  EXPECT_EQ(session_.showing().from, session_.showing().to);
  perform(CommandId::seek, 0);
  until_quiet();
  EXPECT_TRUE(session_.showing().jumped);
}

TEST_F(SessionStory, StartOverForgetsTheRun) {
  run_to_result();
  perform(CommandId::restart);
  frame();
  EXPECT_EQ(session_.status(), RunStatus::ready);
  EXPECT_EQ(world().events, 0u);
  EXPECT_EQ(session_.play_head().at(), 0);
}

TEST_F(SessionStory, AnotherLessonIsOpenedReadyToRun) {
  perform(CommandId::choose_lesson, 2);
  frame();
  EXPECT_EQ(session_.lesson()->id, "nobody-called-poll");
  EXPECT_EQ(session_.poll_switch(), SwitchState::off);
  EXPECT_EQ(session_.status(), RunStatus::ready);
}

TEST_F(SessionStory, SwitchesThatTheProgramLacksAreGreyedOutWithTheReason) {
  RunOptions options;
  options.script = "print('hello')\n";
  options.script_name = "hello.py";
  ASSERT_TRUE(session_.open(std::move(options), std::nullopt).ok());
  EXPECT_EQ(session_.poll_switch(), SwitchState::none);
  EXPECT_EQ(session_.why_not(CommandId::toggle_poll), "There is no poll() in this program.");
}

TEST_F(SessionStory, AProgramThatCannotRunSaysWhy) {
  RunOptions options;
  options.script = "for i in range(3)\n";
  options.script_name = "broken.py";
  const Status opened = session_.open(std::move(options), std::nullopt);
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().sentence.find("broken.py"), std::string::npos);
  EXPECT_EQ(session_.lesson()->id, "the-last-ten");  // what was open stays open
}

TEST(Commands, HaveDistinctNamesAndKeys) {
  std::vector<std::string_view> seen;
  for (const CommandInfo& command : commands()) {
    for (const std::string_view text : {command.name, command.key}) {
      if (text.empty()) continue;
      EXPECT_EQ(std::count(seen.begin(), seen.end(), text), 0) << text;
      seen.push_back(text);
    }
  }
}

}  // namespace
}  // namespace inflight
