// The configuration: what the program sets first, then every property that a producer has (those that matter most
// first), with the value that holds, in the words of people ("no limit", "5 min"). A field searches names and meanings.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct ConfigLine {
  std::string name;        // as the program wrote it, else the name that is used most
  std::string value;       // "5 s", "no limit"
  std::string raw;         // "5000", as librdkafka has it
  std::string meaning;     // a sentence; empty where there is none
  bool set = false;        // by the program or the command line; else it is the default
  bool no_effect = false;  // the simulation accepts it, and does nothing with it
};

struct ConfigRows {
  std::string heading;  // "2 set, 137 by default"
  std::vector<ConfigLine> lines;
  std::string nothing;  // why there is no line; empty if there is one
};

// `search`: words that a line must have in its name, value or meaning; empty: all lines.
ConfigRows prepare_config(const StageInput& input, std::string_view search);
// At most `most` lines.
std::string text(const ConfigRows& rows, std::size_t most);

// The value of a property as people say it: its unit is in its name ("linger.ms", "batch.size").
std::string spoken_value(std::string_view name, std::string_view value);

// What is the view's own: the words in the field, and how far the list is scrolled.
struct ConfigSearch {
  std::array<char, 64> words{};
  std::string found;  // the words that the list was scrolled for
  std::int32_t first = 0;
};

void draw_config(Frame& frame, const StageInput& input, ConfigSearch& search);

}  // namespace inflight
