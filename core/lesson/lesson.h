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
#include "core/run/condition.h"
#include "core/run/options.h"
#include "core/run/topic.h"
#include "core/world/world.h"

namespace inflight {

struct Question {
  std::string text;
  std::vector<std::string> choices;
  std::size_t answer = 0;  // index of the right choice, for the lesson as it starts
  // The number of a run that the question asks for: "in_kafka", "told", "lost", "refused" or empty. "It was 90." comes
  // from the run by it, so that it is true with any switches.
  std::string measure;
};
bool is_measure(std::string_view name);

// The number that the question asks for; nullopt if it asks for none, or while the run can't tell yet.
std::optional<std::int64_t> measured(const Question& question, const World& world);

// A subtitle. It is written into the run's facts by CaptionWriter (captions.h).
struct Caption {
  Condition condition;              // `when`: the moment that it waits for
  std::optional<Condition> before;  // it is said only while this has not come true
  std::string text;                 // at most kMostCaptionWords words
  CaptionAt at = CaptionAt::nowhere;
  MessageId about = kNoMessage;                  // the message to follow; left out: the condition's
  std::optional<std::vector<std::int32_t>> off;  // only in the lesson's own run with these lines off; left out: always
};
inline constexpr std::size_t kMostCaptionWords = 12;

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
  std::int32_t brokers = 1;
  std::int32_t min_insync = 1;
  bool unclean = false;
  std::vector<Fault> faults;
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

// Options of a run of the lesson as it stands: script, topics, round trip, switches.
RunOptions options_of(const Lesson& lesson);

}  // namespace inflight
