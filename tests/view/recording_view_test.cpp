// The window on recordings: it says what it shows, greys out what can't be, and draws whatever a file tells.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <imgui.h>
#include <thread>

#include "app/view/title_bar.h"
#include "app/view/view.h"
#include "core/recording/file_form.h"
#include "core/run/recorded_run.h"
#include "tests/view/by_hand.h"

namespace inflight {
namespace {

class RecordingView : public ByHand {
 protected:
  void TearDown() override { std::filesystem::remove_all(folder()); }
  static std::filesystem::path folder() {
    return std::filesystem::path(::testing::TempDir()) /
           (std::string("view_") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
  }
  void open(const std::string& text) {
    std::filesystem::create_directories(folder());
    const std::filesystem::path path = folder() / "run.inflight";
    std::ofstream(path, std::ios::binary) << text;
    Result<OpenedRecording> opened = open_recording(path);
    ASSERT_TRUE(opened.ok()) << opened.error().sentence;
    RunOptions options = std::move(opened->header.options);
    options.recording = path.string();
    ASSERT_TRUE(session_.open(std::move(options), std::nullopt).ok());
  }
  void draw() override {
    now_ += 16 * kMillisecond;
    session_.tick(now_);
    view_.draw(kWide, kHigh, theme_, fonts_, {}, now_);
    std::this_thread::yield();
  }
  Rect widget(std::string_view name) const override { return view_.widget(name); }
  void go_to_end() {
    session_.perform({CommandId::go_to_end}, now_);
    const auto over = [&] { return session_.status() == RunStatus::ended || session_.status() == RunStatus::failed; };
    for (int frames = 0; frames < 200'000 && (!over() || session_.wants_frames()); ++frames) frame();
    EXPECT_TRUE(over());
  }

  Session session_{[] {}};
  View view_{session_, {.full = true}, [] {}};
  Nanos now_ = 0;
};

const std::string kHeader = std::string(kFileBegins) +
                            ",\"version\":1,\"source\":\"mock\",\"script_name\":\"mine.py\","
                            "\"script\":\"producer.poll(0)\\nprint(1)\\n\"}\n";

TEST_F(RecordingView, SaysThatItIsOneAndOfWhat) {
  open(kHeader);
  frame();
  const TitleRows rows = prepare_title(stage_input(session_, {}));
  EXPECT_EQ(rows.badge, "RECORDING");
  EXPECT_EQ(rows.source, "Recording of: Real librdkafka, built-in broker");
  for (const MenuEntry& entry : rows.sources) EXPECT_NE(entry.why_not, "");
}

TEST_F(RecordingView, SaysHowMuchOfItIsReadUntilItIsReadWhole) {
  open(kHeader + "{\"at_ns\":5,\"kind\":\"output\",\"line\":\"hello\"}\n");
  session_.perform({CommandId::run}, now_);
  go_to_end();
  StageInput input = stage_input(session_, {});
  EXPECT_EQ(input.percent_read, 100);
  EXPECT_EQ(prepare_title(input).ahead, "");
  input.status = RunStatus::running;
  input.percent_read = 42;
  EXPECT_EQ(prepare_title(input).ahead, "Reading the recording: 42 %. Escape stops.");
}

TEST_F(RecordingView, ItsSwitchesAreGreyedOut) {
  open(kHeader + "{\"at_ns\":5,\"kind\":\"output\",\"line\":\"hello\"}\n");
  frame();
  click("toggle_poll");
  click("exit_now");
  EXPECT_EQ(session_.status(), RunStatus::ready);
  click("run");
  go_to_end();
  EXPECT_EQ(session_.world().program.output.size(), 1u);
}

// Numbers that no run has, in every field of every kind, drawn at every event, played and scrubbed.
TEST_F(RecordingView, DrawsWhateverAFileTells) {
  for (const std::string number : {"-2147483648", "-1", "0", "7", "2147483647"}) {
    std::string text = kHeader;
    int at = 0;
    for (const KindInfo& kind : event_kinds()) {
      text += "{\"at_ns\":" + std::to_string(at++ * 1'000'000'000LL) + ",\"kind\":\"" + std::string(kind.name) + "\"";
      for (const FieldInfo& field : kind.fields) {
        text += ",\"" + std::string(field.name) + "\":";
        const bool wide = field.type == "std::int64_t" || field.type == "Nanos";
        if (field.type == "Text") {
          text += "\"a\\u0000b\\n\\u001b%s%n\"";
        } else if (field.type == "Ids") {
          text += "[0,1,5000]";
        } else if (field.type == "bool") {
          text += "true";
        } else if (field.type == "MessageId" || field.type == "PartitionId" || field.type == "std::uint16_t") {
          text += number.starts_with("-") || number.size() > 4 ? "60000" : number;
        } else if (field.type == "KafkaError") {
          text += "-32768";
        } else {
          const bool word = field.type == "RunSource" || field.type == "Call" || field.type == "ExitHow" ||
                            field.type == "ActionKind" || field.type == "CaptionAt";
          if (word) {
            text.erase(text.rfind(','));
          } else {
            text += wide && number.size() > 4 ? number + "000000000" : number;
          }
        }
      }
      text += "}\n";
    }
    open(text);
    session_.perform({CommandId::run}, now_);
    for (int frames = 0; frames < 300; ++frames) frame();
    go_to_end();
    ASSERT_EQ(session_.why(), "") << number;
    EXPECT_EQ(session_.recording().size(), kEventKindCount) << number;
    for (std::size_t i = 0; i < kEventKindCount; ++i) {
      session_.perform({CommandId::back}, now_);
      frame();
    }
  }
}

}  // namespace
}  // namespace inflight
