// How long a thing is on its way on screen, so that an eye can follow it; nanoseconds of the show's clock. Views let
// things travel for so long, and the pace holds the run back by the same numbers, so that what the run says has arrived
// is not still on its way on screen. With Fast it takes half the time (Speed::travelling).
#pragma once

#include <algorithm>
#include <string_view>

#include "core/base/time.h"

namespace inflight::eye {

inline constexpr Nanos kProduce = 300 * kMillisecond;   // from the line that produces into the buffer
inline constexpr Nanos kHurry = 100 * kMillisecond;     // the same, of a message that its batch waits for
inline constexpr Nanos kRefuse = 500 * kMillisecond;    // halfway, and back
inline constexpr Nanos kGather = 100 * kMillisecond;    // from the slots of the buffer into the batch
inline constexpr Nanos kThread = 60 * kMillisecond;     // through the background thread
inline constexpr Nanos kLane = 220 * kMillisecond;      // over the network, each way
inline constexpr Nanos kReport = 160 * kMillisecond;    // from the thread into the report queue
inline constexpr Nanos kWaits = 120 * kMillisecond;     // a report is seen to wait
inline constexpr Nanos kCallback = 280 * kMillisecond;  // from the queue through the gate to the callback's lines

// The exit: a breath while the last line is lit, the frame breaks, and what was inside falls.
inline constexpr Nanos kBreath = 500 * kMillisecond;
inline constexpr Nanos kFall = 1000 * kMillisecond;

// A request's way to the log, and its reports' way from the answer into the queue.
inline constexpr Nanos kToTheLog = kHurry + kGather + kThread + kLane;
inline constexpr Nanos kToTheQueue = kThread + kReport + kWaits;

// How long a sentence takes to read: a moment to notice it, and time for each word.
inline Nanos reading_time(std::string_view words) {
  if (words.empty()) return 1800 * kMillisecond;
  return 1800 * kMillisecond + 200 * kMillisecond * (1 + std::count(words.begin(), words.end(), ' '));
}

}  // namespace inflight::eye
