// Durations as people write and read them.
#include "core/base/duration.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

TEST(Duration, IsParsedExactlyInIntegers) {
  EXPECT_EQ(parse_duration("400ms").value(), 400 * kMillisecond);
  EXPECT_EQ(parse_duration("0.4s").value(), 400 * kMillisecond);
  EXPECT_EQ(parse_duration("5min").value(), 300 * kSecond);
  EXPECT_EQ(parse_duration("0.000000001s").value(), 1);
  EXPECT_EQ(parse_duration("1.5 h").value(), 5400 * kSecond);
  EXPECT_EQ(parse_duration("0").value(), 0);
}

TEST(Duration, RefusesWhatIsNoneInOneSentence) {
  for (const char* text : {"", "s", "5", "-1s", "1e3s", "1..5s", "1.5.5s", "5 parsecs", "ms5", "0.0000000001s"}) {
    const auto parsed = parse_duration(text);
    ASSERT_FALSE(parsed.ok()) << text;
    EXPECT_EQ(parsed.error().kind, ErrorKind::usage);
  }
  EXPECT_EQ(parse_duration("soon").error().sentence,
            "'soon' is not a duration. Write a number and a unit, like 400ms, 0.4s or 5min.");
}

TEST(Duration, OverflowIsRefusedNotWrapped) {
  EXPECT_FALSE(parse_duration("99999999999999999999h").ok());
  EXPECT_FALSE(parse_duration("101000000h").ok());
  EXPECT_FALSE(parse_duration("999999999999999999999999999999s").ok());
}

TEST(Duration, IsShownInTheUnitThatReadsBest) {
  EXPECT_EQ(format_duration(0), "0");
  EXPECT_EQ(format_duration(250 * kMicrosecond), "250 us");
  EXPECT_EQ(format_duration(400 * kMillisecond), "400 ms");
  EXPECT_EQ(format_duration(1500 * kMillisecond), "1.5 s");
  EXPECT_EQ(format_duration(300 * kSecond), "5 min");
  EXPECT_EQ(format_duration(5 * kSecond), "5 s");
}

TEST(Duration, AnInstantIsCutSoThatItIsNeverShownEarly) {
  EXPECT_EQ(format_seconds(9'409'999'999, 2), "9.40 s");
  EXPECT_EQ(format_seconds(10 * kSecond, 2), "10.00 s");
  EXPECT_EQ(format_seconds(999 * kMillisecond, 0), "0 s");
}

}  // namespace
}  // namespace inflight
