// Where a window may open: always where somebody can see and reach it.
#include "app/shell/placement.h"

#include <array>
#include <gtest/gtest.h>

namespace inflight {
namespace {

constexpr Screen kLaptop{0, 30, 1920, 1050, 1};
constexpr Screen kProjector{1920, 0, 1280, 720, 1};
constexpr Screen kFine{0, 0, 3840, 2160, 2};

TEST(PlacementTest, WhatFitsStaysWhereItIs) {
  const Placement wish{.x = 100, .y = 60, .width = 1600, .height = 900};
  EXPECT_EQ(fitting(wish, std::array{kLaptop, kProjector}), wish);
}

TEST(PlacementTest, WithoutAPlaceTheWindowManagerChooses) {
  const Placement placed = fitting({.width = 1600, .height = 900}, std::array{kLaptop});
  EXPECT_FALSE(placed.has_place());
  EXPECT_EQ(placed.width, 1600);
}

TEST(PlacementTest, AnUnpluggedMonitorsWindowComesBackToTheOneThatIsThere) {
  const Placement placed = fitting({.x = 2500, .y = 60, .width = 1280, .height = 720}, std::array{kLaptop});
  EXPECT_FALSE(placed.has_place());
}

TEST(PlacementTest, ItGoesToTheScreenThatHasMostOfIt) {
  const Placement placed = fitting({.x = 1800, .y = 10, .width = 1600, .height = 900}, std::array{kLaptop, kProjector});
  EXPECT_EQ(placed, (Placement{.x = 1920, .y = 0, .width = 1280, .height = 720}));
}

TEST(PlacementTest, AnEdgeOffTheScreenIsPulledBack) {
  const Placement placed = fitting({.x = -700, .y = 800, .width = 1280, .height = 720}, std::array{kLaptop});
  EXPECT_EQ(placed, (Placement{.x = 0, .y = 360, .width = 1280, .height = 720}));
}

TEST(PlacementTest, SizesMeanTheSameOnAFineMonitor) {
  const Placement placed = fitting({.x = 3000, .y = 0, .width = 1600, .height = 900}, std::array{kFine});
  EXPECT_EQ(placed, (Placement{.x = 640, .y = 0, .width = 1600, .height = 900})) << "1600 units are 3200 pixels";
}

TEST(PlacementTest, HostileNumbersEndOnAScreen) {
  for (const std::int32_t far : {-100'000, 100'000, INT32_MAX, INT32_MIN + 1}) {
    const Placement placed =
        fitting({.x = far, .y = far, .width = INT32_MAX, .height = INT32_MAX}, std::array{kLaptop});
    EXPECT_LE(placed.width, kLaptop.width);
    EXPECT_LE(placed.height, kLaptop.height);
    EXPECT_TRUE(!placed.has_place() || overlap(placed, kLaptop) > 0) << far;
  }
  EXPECT_EQ(fitting({}, {}), Placement{}) << "no screen is known";
}

}  // namespace
}  // namespace inflight
