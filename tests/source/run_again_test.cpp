// A simulated run that was recorded and is run again is the same: live fold, reopened file and re-run have one hash.
#include "core/source/run_again.h"

#include <gtest/gtest.h>
#include <sstream>

#include "core/lesson/lesson.h"
#include "core/recording/event_line.h"
#include "core/recording/file_reader.h"
#include "core/run/recording_header.h"
#include "core/source/make_run.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

void run_to_end(const RunOptions& options, FactSink& sink, std::string& header) {
  const Result<std::unique_ptr<Run>> run = make_run(options);
  ASSERT_TRUE(run.ok());
  header = header_line(options, run.value()->observes());
  while (!run.value()->advance(kForever, sink).ended) {
  }
}

std::uint64_t state_of(const Recording& recording) {
  World world;
  while (world.events < recording.size()) apply(world, recording.fact(world.events));
  return hash_of(world);
}

// As a file would have it.
std::string text_of(const Recording& recording, const std::string& header) {
  std::string text = header + "\n";
  for (std::uint64_t i = 0; i < recording.size(); ++i) append_event_line(text, recording.fact(i));
  return text;
}

struct Reopened {
  explicit Reopened(const std::string& text)
      : reader(std::make_unique<std::istringstream>(text), "run.inflight", text.size()),
        header(read_header(reader.header().value(), "line 1").value()),
        read(reader.read(recording, SIZE_MAX).ok()) {}
  FileReader reader;
  RecordingHeader header;
  Recording recording;
  bool read;
};

class RunAgainOf : public ::testing::TestWithParam<const char*> {};

TEST_P(RunAgainOf, ARecordedLessonIsTheSame) {
  RunOptions options = options_of(find_lesson(GetParam()).value());
  options.seed = 7;
  Recording live;
  std::string header;
  run_to_end(options, live, header);
  const Reopened file(text_of(live, header));
  ASSERT_TRUE(file.read);
  EXPECT_EQ(state_of(file.recording), state_of(live));
  Recording again;
  run_to_end(file.header.options, again, header);
  EXPECT_EQ(state_of(again), state_of(live));
  EXPECT_TRUE(run_again(file.header.options, file.recording).value().same);
}

INSTANTIATE_TEST_SUITE_P(Lessons, RunAgainOf,
                         ::testing::Values("produce-is-not-send", "nobody-called-poll", "the-last-ten",
                                           "delivered-or-failed", "queue-full"));

class RunAgainStory : public ::testing::Test {
 protected:
  RunAgainStory() : options(options_of(find_lesson("the-last-ten").value())) { run_to_end(options, live, header); }
  RunOptions options;
  Recording live;
  std::string header;
};

TEST_F(RunAgainStory, ADifferenceIsShownWithTheFirstEventOfIt) {
  Recording other;
  for (std::uint64_t i = 0; i < live.size(); ++i) {
    Fact fact = live.fact(i);
    if (i == 100) fact.event.at_ns += 1;
    other.accept(fact);
  }
  const RunAgain again = run_again(options, other).value();
  EXPECT_FALSE(again.same);
  EXPECT_EQ(again.event, 100u);
  EXPECT_NE(again.recorded, again.now);
}

TEST_F(RunAgainStory, ARecordingThatStopsInTheMiddleDiffersAtItsEnd) {
  Recording half;
  for (std::uint64_t i = 0; i < 50; ++i) half.accept(live.fact(i));
  const RunAgain again = run_again(options, half).value();
  EXPECT_EQ(again.event, 50u);
  EXPECT_EQ(again.recorded, "nothing");
}

TEST_F(RunAgainStory, WhatALessonSaidBesideTheRunIsPassedOver) {
  Recording told;
  for (std::uint64_t i = 0; i < live.size(); ++i) {
    told.accept(live.fact(i));
    if (i == 0) told.accept(make_fact(0, {}, PredictionMade{.choice = 1, .words = "about 90"}));
    if (i == 20) told.accept(make_fact(live.end_ns() > 0 ? told.end_ns() : 0, {}, CaptionShown{.words = "Look."}));
  }
  EXPECT_TRUE(run_again(options, told).value().same);
}

TEST_F(RunAgainStory, WhatReallyHappenedHappensOnce) {
  options.source = RunSource::mock;
  EXPECT_FALSE(run_again(options, live).ok());
}

}  // namespace
}  // namespace inflight
