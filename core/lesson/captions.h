// CaptionWriter: passes a run's facts on, and writes a lesson's subtitles and the learner's prediction among them, as
// facts of the same instant. A caption stands right behind the fact that makes its condition true, once in a run.
//
//   CaptionWriter writer(lesson, options, prediction, recording);
//   run.advance(until, writer);
//
// A caption's `off` ties it to the lesson as its author knows it: it is said only while the run began with exactly
// those lines off, the lesson's own script and settings, and nobody and nothing has disturbed it since. A caption
// without `off` must be true whenever its condition is. One thread, that of the run.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/event/event.h"
#include "core/lesson/lesson.h"
#include "core/run/options.h"

namespace inflight {

class CaptionWriter : public FactSink {
 public:
  // `prediction`: the place of the choice that the learner made, if the lesson asks and was answered.
  CaptionWriter(const Lesson& lesson, const RunOptions& options, std::optional<std::size_t> prediction, FactSink& to);

  void accept(const Fact& fact) override;

 private:
  struct Waiting {
    Caption caption;
    bool over = false;  // it was said, or it will never be
  };
  void watch(const Fact& fact);
  void check(const Fact& fact);
  void predict(const Fact& fact);

  FactSink& to_;
  std::vector<Waiting> captions_;  // those that this run may say
  // By kind of event: the captions that wait for one, or that one would make untrue. Empty for almost all kinds.
  std::array<std::vector<std::uint32_t>, kEventKindCount> by_kind_;
  Counted counted_;
  std::vector<std::int32_t> to_switch_off_;  // lines that the run itself switches off as it starts
  bool as_written_ = false;                  // the lesson's own run, undisturbed so far
  const bool troubled_;                      // the lesson has faults
  std::int32_t choice_ = -1;
  std::string choice_words_;
};

}  // namespace inflight
