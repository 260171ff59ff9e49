// len(producer), taken apart: what the program gets as one number is messages and report groups together (facts 4.7).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct LengthPart {
  std::int64_t count = 0;
  std::string words;  // "in buffer"
  Role role = Role::text;
};

struct LengthRows {
  bool gone = false;
  bool created = false;               // there is a producer
  bool several = false;               // the counts are those of all producers together
  std::optional<std::int64_t> total;  // unless the groups are not known
  std::vector<LengthPart> parts;
};

LengthRows prepare_length(const StageInput& input);
std::string text(const LengthRows& rows);
void draw_length(Frame& frame, const StageInput& input);

}  // namespace inflight
