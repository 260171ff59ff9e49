// The question before the first run: the first thing that a person sees. It lies beside the code, so that the program
// can be read while it is answered; all else is dimmed. After the answer the same card offers the run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct QuestionRows {
  std::string lesson;  // "Lesson 3"; empty if it has no number
  std::string title;
  std::string question;
  std::vector<std::string> choices;  // empty once it is answered
  std::string said;                  // "You said 100."; empty while it waits for the answer
};

// None once something has run, or the question was put aside.
std::optional<QuestionRows> prepare_question(const StageInput& input);
std::string text(const QuestionRows& rows);
void draw_question(Frame& frame, const StageInput& input);

// "You said 100."
std::string what_was_said(const Question& question, std::size_t choice);

}  // namespace inflight
