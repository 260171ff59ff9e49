// The large buttons of a card: the choices of a question, and what to try after a verdict. Words in the middle or after
// a key, at least 56 units high, with a ring while the keyboard is on it.
#pragma once

#include <string>
#include <string_view>

#include "app/view/frame.h"

namespace inflight {

struct CardButton {
  std::string_view name;  // of the widget
  std::string words;
  std::string_view key;       // shown at its end; in front if `choice`
  std::string_view sentence;  // on hover
  bool primary = false;       // the one that most people want: filled
  bool runs = true;           // with the sign of Run, if it is filled
  bool choice = false;        // one of a list: its key in front, words from the left
};

// True if it was pressed.
bool draw_card_button(Frame& frame, const CardButton& button, Rect place);

}  // namespace inflight
