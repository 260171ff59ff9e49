// Which message a record in the log is.
#include "core/live/matcher.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

constexpr std::uint64_t kLook = 111;
constexpr std::uint64_t kOther = 222;

TEST(Matcher, AcknowledgedPlaceDecides) {
  Matcher matcher;
  matcher.offered(0, kLook);
  matcher.offered(1, kLook);
  matcher.acknowledged(1, 0, 5);
  EXPECT_EQ(matcher.read(0, 5, kLook), 1u);
  EXPECT_EQ(matcher.read(0, 6, kLook), 0u);
}

TEST(Matcher, RecordReadBeforeItsAckIsTheOldestThatLooksSo) {
  Matcher matcher;
  matcher.offered(0, kOther);
  matcher.offered(1, kLook);
  matcher.offered(2, kLook);
  EXPECT_EQ(matcher.read(0, 0, kLook), 1u);
  EXPECT_EQ(matcher.read(0, 1, kLook), 2u);
  EXPECT_EQ(matcher.read(0, 2, kOther), 0u);
}

TEST(Matcher, MessagesBoundForAnotherPartitionAreNotTaken) {
  Matcher matcher;
  matcher.offered(0, kLook);
  matcher.offered(1, kLook);
  matcher.assigned(0, 7);
  matcher.assigned(1, 8);
  EXPECT_EQ(matcher.read(8, 0, kLook), 1u);
  EXPECT_EQ(matcher.read(7, 0, kLook), 0u);
}

TEST(Matcher, FurtherRecordOfTheSameLookIsASecondCopy) {
  Matcher matcher;
  matcher.offered(0, kLook);
  EXPECT_EQ(matcher.read(0, 0, kLook), 0u);
  matcher.acknowledged(0, 0, 0);
  EXPECT_EQ(matcher.read(0, 1, kLook), 0u);
}

TEST(Matcher, UnknownLookIsForeign) {
  Matcher matcher;
  matcher.offered(0, kLook);
  EXPECT_EQ(matcher.read(0, 0, kOther), kNoMessage);
}

TEST(Matcher, RefusedMessageIsNotFound) {
  Matcher matcher;
  matcher.offered(0, kLook);
  matcher.refused(0);
  EXPECT_EQ(matcher.read(0, 0, kLook), kNoMessage);
  matcher.offered(0, kOther);
  EXPECT_EQ(matcher.read(0, 1, kOther), 0u);
}

TEST(Matcher, TwinsSwapWhenTheAckNamesTheOther) {
  Matcher matcher;
  matcher.offered(0, kLook);
  matcher.offered(1, kLook);
  EXPECT_EQ(matcher.read(0, 0, kLook), 0u);  // in truth message 1, after a retry of 0
  matcher.acknowledged(1, 0, 0);
  matcher.acknowledged(0, 0, 1);
  EXPECT_EQ(matcher.read(0, 1, kLook), 1u);
}

TEST(Matcher, ARecordIsWhatItHoldsWhateverAReportSaysOfItsPlace) {
  Matcher matcher;
  matcher.offered(0, 100);
  matcher.acknowledged(0, 0, 5);  // refused as a duplicate, and reported so
  matcher.offered(1, 200);
  matcher.assigned(1, 0);
  EXPECT_EQ(matcher.read(0, 5, 200), 1u);
}

TEST(Matcher, ForgottenRecordCountsOnceIfItWasAcknowledged) {
  Matcher matcher;
  matcher.offered(0, kLook);
  matcher.offered(1, kLook);
  matcher.acknowledged(0, 0, 0);
  EXPECT_EQ(matcher.forgotten(0, 0), 0u);
  EXPECT_EQ(matcher.forgotten(0, 0), kNoMessage);
  EXPECT_EQ(matcher.forgotten(0, 1), kNoMessage);
}

}  // namespace
}  // namespace inflight
