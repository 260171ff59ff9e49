// The transcript: the run as sentences, one an event, in the stage's place. It follows the play head, whose newest
// event is marked; what was played before and lies ahead of it is fainter. Only the sentences that are seen are made,
// however many there are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct TranscriptLine {
  std::uint64_t event = 0;
  std::string time;  // "2.400150 s"
  std::string sentence;
  Role mark = Role::outline_strong;  // what it is about
  bool interesting = false;          // a person may step by it
  bool current = false;              // the newest in view
  bool ahead = false;                // of the play head
};

struct TranscriptRows {
  std::uint64_t total = 0;  // sentences that there are: of what was played, of a run that goes on by itself all
  std::string where;        // "sentence 120 of 1,337"
  std::vector<TranscriptLine> lines;
  std::string nothing;  // why there is none yet
};

// How many sentences there are to be seen.
std::uint64_t transcript_length(const StageInput& input);
// Sentence `first` and the `count` - 1 that follow.
TranscriptRows prepare_transcript(const StageInput& input, std::uint64_t first, std::uint64_t count);
std::string text(const TranscriptRows& rows);

// Which sentences are seen: follows the play head until somebody scrolls, and again once its sentence is in sight or
// the head is put elsewhere.
class TranscriptScroll {
 public:
  // The first sentence to show of `total`, when `fit` fit. `in_view`: events at the play head, of which the last is
  // marked. Wheel: sentences to move by, positive down. `moved`: the head was put elsewhere.
  std::uint64_t first(std::uint64_t in_view, std::uint64_t total, std::uint64_t fit, std::int64_t wheel, bool moved);
  // Puts sentence `first` on top.
  void show(std::uint64_t first);
  void follow() { follows_ = true; }
  bool follows() const { return follows_; }

 private:
  std::uint64_t first_ = 0;
  bool follows_ = true;
};

// In `area`, in pixels.
void draw_transcript(Frame& frame, const StageInput& input, Rect area, TranscriptScroll& scroll);

}  // namespace inflight
