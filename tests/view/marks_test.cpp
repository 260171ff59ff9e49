// Colour never carries meaning alone: outcomes whose colours are the same, or come close for somebody who lacks one
// kind of cones, have different shapes. Which colours come close is measured in tests/shell/theme_test.cpp.
#include "app/view/marks.h"

#include <array>
#include <gtest/gtest.h>

namespace inflight {
namespace {

bool are(Role a, Role b, Role x, Role y) { return (a == x && b == y) || (a == y && b == x); }

bool come_close(Role a, Role b) {
  return a == b || are(a, b, Role::slate, Role::pink) || are(a, b, Role::amber, Role::vermilion) ||
         are(a, b, Role::dim, Role::slate) || are(a, b, Role::dim, Role::pink);
}

TEST(MarksTest, OutcomesOfCloseColoursHaveDifferentShapes) {
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto a = static_cast<Outcome>(i);
      const auto b = static_cast<Outcome>(j);
      if (!come_close(role_of(a), role_of(b))) continue;
      EXPECT_NE(shape_of(a), shape_of(b)) << id_of(a) << " and " << id_of(b);
    }
  }
}

// In buffer, report queue and among the ghosts a message's number stands where its mark would be.
TEST(MarksTest, NumberedSquaresSideBySideAreToldApartToo) {
  constexpr std::array kNumbered{Outcome::buffered,   Outcome::report_waiting, Outcome::failure_waiting, Outcome::lost,
                                 Outcome::never_told, Outcome::lost_no_report, Outcome::in_doubt};
  for (std::size_t i = 0; i < kNumbered.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!come_close(role_of(kNumbered[i]), role_of(kNumbered[j]))) continue;
      EXPECT_NE(shape_of(kNumbered[i], true), shape_of(kNumbered[j], true))
          << id_of(kNumbered[i]) << " and " << id_of(kNumbered[j]);
    }
  }
}

TEST(MarksTest, ShapesAreSaidInWords) {
  EXPECT_EQ(shape_of(Outcome::delivered), "filled tick");
  EXPECT_EQ(shape_of(Outcome::lost), "dashed empty");
  EXPECT_EQ(shape_of(Outcome::failure_waiting), "filled letter, a corner cut off");
  EXPECT_EQ(shape_of(Outcome::failure_waiting, true), "filled, a corner cut off");
  EXPECT_EQ(shape_of(Outcome::failed_stored), "filled cross with an edge");
}

}  // namespace
}  // namespace inflight
