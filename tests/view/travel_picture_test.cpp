// Sequences of pictures, for people to look at: a batch's journey and the exit, a frame of the show after the other.
// What is asserted: that the pictures can be made, and that something in them moves.
#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <memory>

#include "app/shell/offscreen.h"
#include "app/shell/scale.h"
#include "app/view/stage.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

constexpr Nanos ms(std::int64_t count) { return count * kMillisecond; }
constexpr Nanos kFrame = ms(16);

// A window without a display that draws a story as it is played.
class Film {
 public:
  Film(int width, int height, std::string_view theme)
      : width_(width), height_(height), theme_(find_theme(theme).value()) {
    Result<std::unique_ptr<Offscreen>> made = Offscreen::create(width, height);
    if (!made) return;
    offscreen_ = std::move(made).value();
    fonts_ = load_fonts(offscreen_->fonts(), ui_scale(width, height, 1));
    offscreen_->render([] {});  // builds the fonts
  }
  explicit operator bool() const { return offscreen_ != nullptr; }

  void draw(const StageInput& input) {
    offscreen_->render([&] { stage(input); });
  }
  // A frame that nobody looks at: it costs no GL.
  void pass(const StageInput& input) {
    ImGui::NewFrame();
    stage(input);
    ImGui::EndFrame();
  }
  std::vector<std::uint8_t> save(const std::string& name) {
    const std::filesystem::path folder = std::filesystem::current_path() / "pictures";
    std::filesystem::create_directories(folder);
    EXPECT_TRUE(offscreen_->save_png(folder / (name + ".png")).ok());
    return offscreen_->pixels();
  }

 private:
  void stage(const StageInput& input) {
    stage_.draw(input, static_cast<float>(width_), static_cast<float>(height_), theme_, fonts_);
  }

  int width_, height_;
  Theme theme_;
  std::unique_ptr<Offscreen> offscreen_;
  Fonts fonts_;
  StageView stage_;
};

// The run and the show go on together, as at Normal; a picture is kept every so often.
void journey(const std::string& name, int width, int height, std::string_view theme) {
  Film film(width, height, theme);
  if (!film) GTEST_SKIP() << "no offscreen GL here";
  Story story;
  story.begin();
  std::vector<std::vector<std::uint8_t>> kept;
  MessageId next = 0;
  int left = 0;
  for (Nanos clock = 0; clock <= ms(4'000); clock += kFrame) {
    story.at(clock);
    if (next < 30 && clock >= ms(100) * next) {
      story.produce(next++);
      if (next == 15) story.send(0, 0, 14);
      story.tell(LineReached{.line = 13});
    }
    if (left == 0 && clock >= ms(1'600)) ++left, story.store(0, 14);
    if (left == 1 && clock >= ms(1'800)) ++left, story.answer(0, 0, 14);
    if (left >= 2 && left < 17 && clock >= ms(1'900) + ms(45) * (left - 2)) {
      if (left == 2) story.tell(CallStarted{.call = Call::poll});
      story.call_back(static_cast<MessageId>(left++ - 2));
      if (left == 17) story.tell(CallReturned{.call = Call::poll});
    }
    const bool look = clock % ms(144) == 0 && clock >= ms(1'300) && clock < ms(3'200);
    look ? film.draw(story.play(clock)) : film.pass(story.play(clock));
    if (look) kept.push_back(film.save(fmt::format("{}-{:04}", name, clock / ms(1))));
  }
  ASSERT_GT(kept.size(), 8u);
  for (std::size_t i = 1; i < kept.size(); ++i) EXPECT_NE(kept[i], kept[i - 1]) << "nothing moves at picture " << i;
}

TEST(Film, ABatchsJourney) { journey("journey", 1920, 1080, "dark"); }
TEST(Film, ABatchsJourneyInASmallLightWindow) { journey("journey-small", 1280, 720, "light"); }

void exit_film(const std::string& name, bool poll, ExitHow how, std::string_view theme) {
  Film film(1920, 1080, theme);
  if (!film) GTEST_SKIP() << "no offscreen GL here";
  Story story;
  story.the_last_ten(ms(9'950), poll);
  film.draw(story.play(0));
  film.draw(story.play(0));
  story.at(ms(10'020));
  story.exit(how, how == ExitHow::killed ? 137 : 0);
  std::vector<std::vector<std::uint8_t>> kept;
  Nanos next = 0;
  for (Nanos since = 0; since <= ms(4'000); since += kFrame) {
    if (since == ms(1'600)) story.settle();
    StageInput input = story.play(kFrame + since);
    input.showing.since_exit_ns = since;
    if (since < next) {
      film.pass(input);
      continue;
    }
    next += ms(300);
    film.draw(input);
    kept.push_back(film.save(fmt::format("{}-{:04}", name, since / ms(1))));
  }
  EXPECT_NE(kept.front(), kept.back());
}

// Two messages that Kafka rejects: the answer in red, the reports, the error's name at the gate.
TEST(Film, ARejectedBatch) {
  Film film(1280, 720, "dark");
  if (!film) GTEST_SKIP() << "no offscreen GL here";
  Story story;
  story.begin();
  for (MessageId id = 0; id < 2; ++id) story.produce(id);
  film.pass(story.play(0));
  film.pass(story.play(ms(400)));
  story.send(0, 0, 1);
  story.at(ms(500));
  film.pass(story.play(ms(500)));
  story.tell(ResponseReceived{.request = 0, .error = KafkaError::POLICY_VIOLATION});
  for (MessageId id = 0; id < 2; ++id) {
    story.tell(OutcomeKnown{.message = id, .partition = 0, .error = KafkaError::POLICY_VIOLATION});
    story.tell(ReportQueued{.message = id});
  }
  story.tell(MessageRefused{.message = 2, .error = KafkaError::_QUEUE_FULL, .call_number = 3});
  std::vector<std::vector<std::uint8_t>> kept;
  for (Nanos clock = ms(516); clock < ms(2'700); clock += kFrame) {
    if (clock == ms(516) + 100 * kFrame) {
      story.tell(CallStarted{.call = Call::flush, .timeout_ns = -1});
      story.call_back(0, KafkaError::POLICY_VIOLATION);
    }
    const bool look = (clock - ms(516)) % (12 * kFrame) == 0;
    look ? film.draw(story.play(clock)) : film.pass(story.play(clock));
    if (look) kept.push_back(film.save(fmt::format("rejected-{:04}", clock / ms(1))));
  }
  EXPECT_NE(kept.front(), kept.back());
}

TEST(Film, TheExitOfTheLastTen) { exit_film("exit-film", true, ExitHow::end_of_script, "dark"); }
TEST(Film, TheExitWithUnheardReports) { exit_film("exit-unheard", false, ExitHow::exit_now, "light"); }
TEST(Film, AKill) { exit_film("kill", false, ExitHow::killed, "dark"); }

}  // namespace
}  // namespace inflight
