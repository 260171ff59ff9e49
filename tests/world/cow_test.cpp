// Copy-on-write storage: copies share until one of them changes.
#include "core/world/cow.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

TEST(Cow, ACopySharesUntilOneChanges) {
  Cow<int> a;
  a.mutate() = 1;
  Cow<int> b = a;
  EXPECT_TRUE(a.shares_with(b));
  b.mutate() = 2;
  EXPECT_FALSE(a.shares_with(b));
  EXPECT_EQ(*a, 1);
  EXPECT_EQ(*b, 2);
}

TEST(Paged, AppendingToACopyLeavesTheOriginal) {
  Paged<int, 4> a;
  for (int i = 0; i < 6; ++i) a.push_back(i);
  Paged<int, 4> b = a;
  b.push_back(60);
  a.push_back(6);
  b.mutate(0) = -1;
  EXPECT_EQ(a.size(), 7u);
  EXPECT_EQ(a[6], 6);
  EXPECT_EQ(b[6], 60);
  EXPECT_EQ(a[0], 0);
  EXPECT_EQ(b[0], -1);
}

}  // namespace
}  // namespace inflight
