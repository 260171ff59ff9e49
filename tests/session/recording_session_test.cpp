// Recordings and links in the window: a recording is saved, opened, played and scrubbed as any run, and nothing of it
// can be changed or run anywhere; a link opens simulated.
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

#include "app/session/save.h"
#include "app/session/session.h"
#include "app/session/share.h"
#include "core/recording/cursor.h"
#include "core/run/recorded_run.h"

namespace inflight {
namespace {

constexpr Nanos kFrame = 16 * kMillisecond;

class RecordingSession : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              (std::string("session_") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  template <typename Condition>
  void until(Condition condition) {
    for (int frames = 0; frames < 2'000'000; ++frames) {
      if (condition()) return;
      now_ += kFrame;
      session_.tick(now_);
      std::this_thread::yield();
    }
    FAIL() << "it never came to that";
  }
  void perform(CommandId id, std::int64_t argument = 0) { session_.perform({id, argument}, now_); }
  void go_to_end() {
    perform(CommandId::go_to_end);
    until([&] { return session_.status() == RunStatus::ended && !session_.wants_frames(); });
  }
  // A finished run of a lesson, with a switch turned in its middle, saved.
  std::filesystem::path saved_run() {
    Lesson lesson = find_lesson("the-last-ten").value();
    Take take(options_of(lesson), {lesson, 1}, [] {});
    take.want(3 * kSecond, 0);
    while (take.state().reached_ns < 3 * kSecond) std::this_thread::yield();
    take.act({.kind = ActionKind::switch_line, .line = 12, .on = false});
    take.want(kForever, 0);
    while (take.state().status != RunStatus::ended) std::this_thread::yield();
    live_state_ = state_of(take.recording());
    return save_recording(take, folder_).value();
  }
  Status open(const std::filesystem::path& path) {
    Result<OpenedRecording> opened = open_recording(path);
    if (!opened) return opened.error();
    RunOptions options = std::move(opened->header.options);
    options.recording = path.string();
    return session_.open(std::move(options), std::nullopt);
  }
  static std::uint64_t state_of(const Recording& recording) {
    Keyframes keyframes(recording);
    Cursor cursor(recording, keyframes);
    cursor.seek(recording.size());
    return hash_of(cursor.world());
  }
  // Rewrites the file's header.
  static void replace(const std::filesystem::path& path, const std::string& what, const std::string& by) {
    std::string text;
    {
      std::ifstream file(path, std::ios::binary);
      text.assign(std::istreambuf_iterator<char>(file), {});
    }
    ASSERT_NE(text.find(what), std::string::npos);
    text.replace(text.find(what), what.size(), by);
    std::ofstream(path, std::ios::binary) << text;
  }

  std::filesystem::path folder_;
  std::uint64_t live_state_ = 0;
  Session session_{[] {}};
  Nanos now_ = 0;
};

TEST_F(RecordingSession, ASavedRunIsPlayedAsItWas) {
  const std::filesystem::path path = saved_run();
  EXPECT_EQ(path.filename(), "the-last-ten-1.inflight");
  ASSERT_TRUE(open(path).ok());
  EXPECT_TRUE(session_.is_recording());
  EXPECT_FALSE(session_.source_lines().empty());
  perform(CommandId::run);
  until([&] { return session_.world().produced >= 10; });
  EXPECT_LT(session_.world().produced, 100);  // it plays: it isn't at its end at once
  go_to_end();
  EXPECT_EQ(hash_of(session_.world()), live_state_);
  EXPECT_EQ(session_.told(), "");
  EXPECT_EQ(session_.world().prediction.choice, 1);
  perform(CommandId::back);
  EXPECT_LT(session_.world().events, session_.recording().size() + 1);
  perform(CommandId::seek, 3 * kSecond);
  until([&] { return !session_.wants_frames(); });
  EXPECT_EQ(session_.play_head().at(), 3 * kSecond);
}

TEST_F(RecordingSession, RunAgainItIsTheSameWithWhatThePersonDid) {
  const std::filesystem::path path = saved_run();
  const auto run = read_recording(path);
  ASSERT_TRUE(run.ok());
  ASSERT_EQ(run.value()->header.options.actions.size(), 1u);
  EXPECT_EQ(run.value()->header.options.actions[0].line, 12);
  EXPECT_EQ(state_of(run.value()->recording), live_state_);
}

TEST_F(RecordingSession, NothingOfItCanBeSwitchedActedOnOrRunElsewhere) {
  ASSERT_TRUE(open(saved_run()).ok());
  perform(CommandId::run);
  for (const CommandId id : {CommandId::toggle_poll, CommandId::toggle_flush, CommandId::toggle_line,
                             CommandId::reject_next, CommandId::exit_now, CommandId::kill, CommandId::choose_source}) {
    EXPECT_EQ(session_.why_not(id), "This is a recording: it can be looked at, not changed.");
  }
  EXPECT_NE(session_.why_not(CommandId::save), "");
  EXPECT_NE(session_.why_not(CommandId::choose_source), "");
  go_to_end();
  const std::vector<std::int32_t> off = session_.next_options().lines_off;
  perform(CommandId::toggle_poll);
  EXPECT_EQ(session_.next_options().lines_off, off);
}

TEST_F(RecordingSession, ALessonOpenedAfterItRunsSimulated) {
  const std::filesystem::path path = saved_run();
  replace(path, "\"source\":\"simulated\"", "\"source\":\"mock\"");
  ASSERT_TRUE(open(path).ok());
  EXPECT_EQ(session_.options().source, RunSource::mock);  // as it says of itself
  perform(CommandId::choose_lesson, 1);
  EXPECT_FALSE(session_.is_recording());
  EXPECT_EQ(session_.next_options().source, RunSource::simulated);
  EXPECT_TRUE(session_.next_options().properties.empty());
}

TEST_F(RecordingSession, WhatIsWrongWithAFileIsSaidAndWhatCameBeforeIsShown) {
  const std::filesystem::path path = saved_run();
  replace(path, "\"kind\":\"truth_settled\"", "\"kind\":truth_settled");
  ASSERT_TRUE(open(path).ok());
  perform(CommandId::run);
  until([&] { return session_.status() == RunStatus::failed; });
  EXPECT_NE(session_.why().find("'kind' should be a text"), std::string::npos);
  EXPECT_GT(session_.recording().size(), 1000u);

  const std::filesystem::path early = saved_run();
  replace(early, "\"kind\":\"producer_created\"", "\"kind\":producer_created");
  ASSERT_TRUE(open(early).ok());
  perform(CommandId::go_to_end);
  until([&] { return session_.status() == RunStatus::failed && !session_.wants_frames(); });
  EXPECT_GT(session_.world().events, 3u);
  EXPECT_GT(session_.play_head().at(), 0);
  EXPECT_EQ(session_.play_head().at(), session_.recording().end_ns()) << "where what is shown ends";

  const std::filesystem::path other = saved_run();
  replace(other, "\"how\":\"end of script\"", "\"how\":\"killed\"");
  ASSERT_TRUE(open(other).ok());
  go_to_end();
  EXPECT_NE(session_.told().find("not as it was written"), std::string::npos);
}

TEST_F(RecordingSession, ALinkOpensTheRunAtItsInstantSimulated) {
  RunOptions options = options_of(find_lesson("the-last-ten").value());
  options.source = RunSource::cluster;  // a link says nothing of where it was made
  options.actions = {{.at_ns = kSecond, .kind = ActionKind::switch_line, .line = 12, .on = false}};
  const std::string link = encode_link({.options = options, .position_ns = 3 * kSecond}).value();
  ASSERT_TRUE(open_link(session_, decode_link(link).value(), now_).ok());
  until([&] { return session_.play_head().at() == 3 * kSecond && !session_.wants_frames(); });
  EXPECT_EQ(session_.told(), "This is a link to program.py, simulated, seed 1, 1 action by a person, at 3 s.");
  EXPECT_EQ(session_.options().source, RunSource::simulated);
  EXPECT_TRUE(session_.line_is_off(12));
  EXPECT_EQ(session_.world().told, 0);

  const std::string again = link_to(session_).value();
  EXPECT_EQ(decode_link(again)->position_ns, 3 * kSecond);
  EXPECT_EQ(decode_link(again)->options.actions, options.actions);
  EXPECT_FALSE(decode_link("inflight:???").ok());
  EXPECT_EQ(session_.play_head().at(), 3 * kSecond);
}

TEST_F(RecordingSession, AScriptThatCanNotBeReadIsShownAsText) {
  const std::filesystem::path path = saved_run();
  replace(path, "\"script\":\"from confluent_kafka", "\"script\":\"class from confluent_kafka");
  ASSERT_TRUE(open(path).ok());
  EXPECT_TRUE(session_.source_lines()[0].starts_with("class from"));
  go_to_end();
  EXPECT_EQ(hash_of(session_.world()), live_state_);
}

}  // namespace
}  // namespace inflight
