// Lesson: a folder with program.py and lesson.toml. Unknown keys are errors, so that a typing mistake is told.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/run/options.h"

namespace inflight {

struct Question {
  std::string text;
  std::vector<std::string> choices;
  std::size_t answer = 0;  // index of the right choice
};

struct Caption {
  std::string when;  // a condition, as "message 0 is stored"
  std::string text;
  std::string at;  // the region that the line points to
};

// What the facts of a run must be, for the entry whose `off` equals the run's.
struct Expectation {
  std::vector<std::int32_t> off;
  nlohmann::ordered_json facts;
};

struct Lesson {
  std::int32_t number = 0;  // its place in the list, from 1; 0 for a folder that is not in the list
  std::string id;
  std::string title;
  std::string script;             // program.py's text
  std::vector<std::int32_t> off;  // ascending
  std::vector<TopicSpec> topics;
  std::optional<Nanos> rtt_ns;
  std::string speed = "normal";  // story, normal, fast
  std::vector<std::string> reveal;
  std::optional<Question> question;
  std::vector<Caption> captions;
  std::vector<Expectation> expect;

  const Expectation* expectation(const std::vector<std::int32_t>& lines_off) const;
};

// Reads a lesson's folder.
Result<Lesson> load_lesson(const std::filesystem::path& folder);

// The lessons of the program, in teaching order: assets/lessons beside the program or in the source tree.
Result<std::vector<Lesson>> load_lessons();
std::filesystem::path lessons_folder();

// By id ("the-last-ten"), number ("3") or folder.
Result<Lesson> find_lesson(std::string_view name);

// "orders:3" -> a topic of three partitions; partitions default to 1.
Result<TopicSpec> parse_topic(std::string_view text);

// Options of a run of the lesson as it stands: script, topics, round trip, switches.
RunOptions options_of(const Lesson& lesson);

}  // namespace inflight
