// Pictures of the window in its other setups, written beside the build for people to look at: the page of keys, the
// menu, presenting, level Full, a zoomed region. What is asserted: each can be drawn, and is not the usual window.
#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <imgui.h>
#include <memory>

#include "app/shell/offscreen.h"
#include "app/shell/scale.h"
#include "app/view/stage.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

struct Shot {
  int width = 1920, height = 1080;
  Look look;
  std::function<void(StageView&)> set_up = [](StageView&) {};
  std::function<void(StageInput&)> change = [](StageInput&) {};
  float mouse_x = -1, mouse_y = -1;
  bool clicks = false;
};

std::vector<std::uint8_t> take(Story& story, const std::string& name, const Shot& shot) {
  Result<std::unique_ptr<Offscreen>> offscreen = Offscreen::create(shot.width, shot.height);
  if (!offscreen) return {};
  const Theme theme = find_theme(shot.look.dark ? "dark" : "light").value();
  const auto width = static_cast<float>(shot.width);
  const auto height = static_cast<float>(shot.height);
  const Extent design = design_of({.presenter = shot.look.presenter});
  const float scale = ui_scale(shot.width, shot.height, 1, {.wide = design.wide, .high = design.high});
  const Fonts fonts = load_fonts(offscreen.value()->fonts(), scale);
  StageView stage;
  StageInput input = story.input();
  input.look = shot.look;
  shot.change(input);
  shot.set_up(stage);
  std::vector<Fonts> enlarged;
  if (stage.zoomed()) {
    const Layout layout = make_layout(width, height, scale, setup_of(input));
    const float factor = make_zoomed(layout, *stage.zoomed()).factor;
    enlarged.push_back(load_fonts(offscreen.value()->fonts(), scale * factor));
  }
  for (int i = 0; i < 8; ++i) {
    offscreen.value()->render([&] {
      ImGui::GetIO().MousePos = {shot.mouse_x, shot.mouse_y};
      ImGui::GetIO().MouseDown[0] = shot.clicks && i == 3;
      stage.draw(input, width, height, theme, fonts, enlarged);
    });
  }
  const std::filesystem::path folder = std::filesystem::current_path() / "pictures";
  std::filesystem::create_directories(folder);
  EXPECT_TRUE(offscreen.value()->save_png(folder / (name + ".png")).ok());
  return offscreen.value()->pixels();
}

#define SKIP_WITHOUT_PICTURES(pixels) \
  if (pixels.empty()) GTEST_SKIP() << "no offscreen GL here"

const auto open_help = [](StageView& stage) { stage.take({CommandId::help}); };
const auto zoom_into = [](Region region) {
  return [region](StageView& stage) { stage.take({CommandId::zoom, static_cast<std::int64_t>(region)}); };
};

TEST(LevelsPicture, TheKeysLieOverTheStage) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  const auto usual = take(story, "levels-usual-dark", {});
  SKIP_WITHOUT_PICTURES(usual);
  EXPECT_NE(take(story, "levels-help-dark", {.set_up = open_help}), usual);
  take(story, "levels-help-light-small", {.width = 1280, .height = 720, .look = {.dark = false}, .set_up = open_help});
  take(story, "levels-help-presenter", {.look = {.presenter = true}, .set_up = open_help});
}

TEST(LevelsPicture, WhatIsSimplifiedLiesOverTheStage) {
  const auto open = [](StageView& stage) { stage.take({CommandId::simplified}); };
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  const auto usual = take(story, "levels-usual-dark", {});
  SKIP_WITHOUT_PICTURES(usual);
  EXPECT_NE(take(story, "simplified-dark", {.set_up = open}), usual);
  take(story, "simplified-light-small", {.width = 1280, .height = 720, .look = {.dark = false}, .set_up = open});
  Story full;  // nearly all that can be said at once
  full.begin("compression.type=zstd\nenable.idempotence=true\ntransactional.id=t\nstatistics.interval.ms=500");
  for (PartitionId id = 1; id < 5; ++id) full.tell(PartitionKnown{.partition = id, .leader = 1, .topic = "made"});
  full.tell(BrokerDown{.broker = 1});
  for (MessageId id = 0; id < 3; ++id) full.produce(id);
  full.send(0, 0, 1);
  full.store(0, 1);
  full.store(0, 1);
  full.answer(0, 0, 1);
  full.tell(MessageRefused{.message = 3, .error = KafkaError::_QUEUE_FULL, .call_number = 4});
  full.tell(CallStarted{.call = Call::purge});
  full.exit();
  const auto as_the_mock = [](StageInput& input) { input.has_mocks_rules = true; };
  take(full, "simplified-full-dark-small", {.width = 1280, .height = 720, .set_up = open, .change = as_the_mock});
  take(full, "simplified-full-light", {.look = {.dark = false}, .set_up = open, .change = as_the_mock});
  take(full, "simplified-full-presenter", {.look = {.presenter = true}, .set_up = open, .change = as_the_mock});
}

TEST(LevelsPicture, TheMenuOpensInTheCorner) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  SKIP_WITHOUT_PICTURES(take(story, "levels-menu-dark", {.mouse_x = 1870, .mouse_y = 28, .clicks = true}));
  take(story, "levels-menu-light-small",
       {.width = 1280, .height = 720, .look = {.dark = false}, .mouse_x = 1247, .mouse_y = 18, .clicks = true});
  take(story, "levels-menu-presenter", {.look = {.presenter = true}, .mouse_x = 1870, .mouse_y = 40, .clicks = true});
}

TEST(LevelsPicture, PresentingIsLarger) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  const auto usual = take(story, "levels-usual-dark", {});
  SKIP_WITHOUT_PICTURES(usual);
  EXPECT_NE(take(story, "levels-presenter-dark", {.look = {.presenter = true}}), usual);
  take(story, "levels-presenter-light", {.look = {.dark = false, .presenter = true}});
  take(story, "levels-presenter-1280", {.width = 1280, .height = 720, .look = {.presenter = true}});
  take(story, "levels-presenter-1024", {.width = 1024, .height = 768, .look = {.presenter = true}});
  Story gone;
  gone.the_last_ten(11 * kSecond, true);
  take(gone, "levels-presenter-exit", {.look = {.presenter = true}});
  take(gone, "levels-presenter-exit-1024", {.width = 1024, .height = 768, .look = {.presenter = true}});
}

TEST(LevelsPicture, ARegionFillsTheStage) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  const auto usual = take(story, "levels-usual-dark", {});
  SKIP_WITHOUT_PICTURES(usual);
  for (std::size_t i = 0; i < kRegionCount; ++i) {
    const auto region = static_cast<Region>(i);
    EXPECT_NE(take(story, "levels-zoom-" + std::string(name_of(region)), {.set_up = zoom_into(region)}), usual);
  }
  take(story, "levels-zoom-code-small", {.width = 1280, .height = 720, .set_up = zoom_into(Region::code)});
  take(story, "levels-zoom-code-presenter", {.look = {.presenter = true}, .set_up = zoom_into(Region::code)});
}

TEST(LevelsPicture, FullAddsWhatAnEngineerAsksFor) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  const auto usual = take(story, "levels-usual-dark", {});
  SKIP_WITHOUT_PICTURES(usual);
  EXPECT_NE(take(story, "levels-full-dark", {.look = {.full = true}}), usual);
  take(story, "levels-full-light", {.look = {.dark = false, .full = true}});
  take(story, "levels-full-1280", {.width = 1280, .height = 720, .look = {.full = true}});
  Story gone;
  gone.the_last_ten(11 * kSecond, true);
  take(gone, "levels-full-exit", {.look = {.full = true}});
}

TEST(LevelsPicture, FullShowsThreePartitions) {
  Story story;
  story.tell(RunStarted{.source = RunSource::simulated, .seed = 1, .script = "program.py"});
  for (const BrokerId broker : {1, 2, 3}) story.tell(BrokerKnown{.broker = broker, .address = "localhost:9092"});
  for (std::int32_t i = 0; i < 3; ++i) {
    story.tell(
        PartitionKnown{.partition = static_cast<PartitionId>(i), .number = i, .leader = i + 1, .topic = "orders"});
  }
  story.tell(ProducerCreated{.configuration =
                                 "bootstrap.servers=localhost:9092\nlinger.ms=5000\nbatch.num.messages=15\nacks=all\n"
                                 "socket.keepalive.enable=true"});
  for (MessageId id = 0; id < 40; ++id) {
    const auto partition = static_cast<PartitionId>(id * 7 % 3);
    story.at(id * 40 * kMillisecond);
    story.tell(PartitionAssigned{.message = id, .partition = partition});
    story.tell(MessageAccepted{.message = id, .line = 11, .report_wanted = true});
  }
  story.tell(BrokerDown{.broker = 2});
  SKIP_WITHOUT_PICTURES(take(story, "levels-full-partitions", {.look = {.full = true}}));
  take(story, "levels-full-partitions-1280", {.width = 1280, .height = 720, .look = {.dark = false, .full = true}});
}

TEST(LevelsPicture, CopiesAreInSyncOrNot) {
  Story story;
  story.begin_with_copies();
  const auto usual = take(story, "copies-dark", {});
  SKIP_WITHOUT_PICTURES(usual);
  take(story, "copies-light-small", {.width = 1280, .height = 720, .look = {.dark = false}});
  const auto full = take(story, "copies-full-dark", {.look = {.full = true}});
  take(story, "copies-full-light-small", {.width = 1280, .height = 720, .look = {.dark = false, .full = true}});
  const float x = 1470, y = 826;  // the third broker's place
  EXPECT_NE(take(story, "copies-menu-dark", {.look = {.full = true}, .mouse_x = x, .mouse_y = y, .clicks = true}),
            full);
  take(story, "copies-menu-light-small",
       {.width = 1280,
        .height = 720,
        .look = {.dark = false, .full = true},
        .mouse_x = 980,
        .mouse_y = 550,
        .clicks = true});
  story.tell(InSyncChanged{.partition = 0, .broker = 3, .in_sync = true});
  EXPECT_NE(take(story, "copies-in-sync-dark", {}), usual);
}

}  // namespace
}  // namespace inflight
