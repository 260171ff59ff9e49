// Reading lesson folders; see lesson.h.
#include "core/lesson/lesson.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <toml++/toml.h>

#include "core/base/duration.h"
#include "core/run/read_file.h"

namespace inflight {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestFile = 1 << 20;
constexpr std::size_t kLongestId = 64;

// The lessons of the program, in teaching order.
constexpr std::array<std::string_view, 5> kOrder{"produce-is-not-send", "nobody-called-poll", "the-last-ten",
                                                 "delivered-or-failed", "queue-full"};

// Reads the keys of one table. Each key is asked for once; what was not asked for is an unknown key.
class TableReader {
 public:
  TableReader(const toml::table& table, std::string where) : table_(table), where_(std::move(where)) {}

  bool has(std::string_view key) { return node(key) != nullptr; }
  const toml::node* node(std::string_view key) {
    known_.emplace_back(key);
    return table_.get(key);
  }

  const toml::table& table() const { return table_; }
  void text(std::string_view key, std::string& to) { read(key, "a text in quotes", to); }
  void number(std::string_view key, std::int64_t& to) { read(key, "a whole number", to); }
  void truth(std::string_view key, bool& to) { read(key, "true or false", to); }

  void texts(std::string_view key, std::vector<std::string>& to) {
    each(key, "a list of texts", [&](const toml::node& n) {
      const auto value = n.value_exact<std::string>();
      if (value) to.push_back(*value);
      return value.has_value();
    });
  }
  void lines(std::string_view key, std::vector<std::int32_t>& to) {
    each(key, "a list of line numbers", [&](const toml::node& n) {
      const auto value = n.value_exact<std::int64_t>();
      if (value && *value >= 1 && *value <= 1'000'000) to.push_back(static_cast<std::int32_t>(*value));
      return value.has_value() && *value >= 1 && *value <= 1'000'000;
    });
    std::sort(to.begin(), to.end());
  }

  // A list of tables: [[caption]].
  template <typename Each>
  void tables(std::string_view key, Each each_table) {
    const toml::node* found = node(key);
    if (!found) return;
    const toml::array* array = found->as_array();
    if (!array) return fail(*found, fmt::format("'{}' should be written as [[{}]]", key, key));
    for (const toml::node& element : *array) {
      const toml::table* table = element.as_table();
      if (!table) return fail(element, fmt::format("'{}' should be written as [[{}]]", key, key));
      TableReader inner(*table, where_);
      each_table(inner);
      inner.finish();
      adopt(inner);
    }
  }

  void fail(const toml::node& at, std::string_view why) {
    while (why.ends_with('.')) why.remove_suffix(1);
    if (error_.empty())
      error_ = fmt::format("{}, line {}: {}{}", where_, at.source().begin.line, why, why.ends_with('?') ? "" : ".");
  }
  void adopt(const TableReader& inner) {
    if (error_.empty()) error_ = inner.error_;
  }
  void finish() {
    for (const auto& [key, value] : table_) {
      if (std::find(known_.begin(), known_.end(), key.str()) == known_.end()) {
        fail(value, fmt::format("'{}' is not a key that a lesson has", key.str()));
      }
    }
  }
  const std::string& error() const { return error_; }
  const std::string& where() const { return where_; }

 private:
  template <typename T>
  void read(std::string_view key, std::string_view kind, T& to) {
    const toml::node* found = node(key);
    if (!found) return;
    if (const auto value = found->value_exact<T>()) {
      to = *value;
    } else {
      fail(*found, fmt::format("'{}' should be {}", key, kind));
    }
  }
  template <typename Take>
  void each(std::string_view key, std::string_view kind, Take take) {
    const toml::node* found = node(key);
    if (!found) return;
    const toml::array* array = found->as_array();
    if (!array || !std::all_of(array->begin(), array->end(), take))
      fail(*found, fmt::format("'{}' should be {}", key, kind));
  }

  const toml::table& table_;
  const std::string where_;
  std::vector<std::string> known_;
  std::string error_;
};

// TOML as JSON, for `facts`: the same shape, compared with a report's.
Json json_of(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    Json object = Json::object();
    for (const auto& [key, value] : *table) object[std::string(key.str())] = json_of(value);
    return object;
  }
  if (const auto* array = node.as_array()) {
    Json list = Json::array();
    for (const auto& value : *array) list.push_back(json_of(value));
    return list;
  }
  if (const auto number = node.value_exact<std::int64_t>()) return *number;
  if (const auto truth = node.value_exact<bool>()) return *truth;
  return node.value_or(std::string());
}

void read_question(TableReader& reader, Lesson& lesson) {
  const toml::node* found = reader.node("question");
  if (!found) return;
  const toml::table* table = found->as_table();
  if (!table) return reader.fail(*found, "'question' should be written as [question]");
  TableReader inner(*table, reader.where());
  Question question;
  std::int64_t answer = -1;
  inner.text("text", question.text);
  inner.texts("choices", question.choices);
  inner.number("answer", answer);
  inner.text("measure", question.measure);
  inner.finish();
  if (!inner.error().empty()) return reader.adopt(inner);
  if (!question.measure.empty() && !is_measure(question.measure)) {
    return reader.fail(*inner.node("measure"), "'measure' should be in_kafka, told, lost or refused");
  }
  if (answer < 0 || answer >= std::ssize(question.choices)) {
    return reader.fail(*found, "'answer' should be the place of the right choice, counted from 0");
  }
  question.answer = static_cast<std::size_t>(answer);
  lesson.question = std::move(question);
}

std::size_t words_in(std::string_view text) {
  std::size_t words = 0;
  for (std::size_t i = 0; i < text.size(); ++i) words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
  return words;
}

// A region by its name; nowhere if there is none of that name.
CaptionAt region(std::string_view name) {
  for (auto at = CaptionAt::code; at <= CaptionAt::grid; at = static_cast<CaptionAt>(static_cast<int>(at) + 1)) {
    if (name_of(at) == name) return at;
  }
  return CaptionAt::nowhere;
}

Condition read_condition(TableReader& reader, std::string_view key) {
  std::string text;
  reader.text(key, text);
  const Result<Condition> condition = parse_condition(text);
  if (!condition) reader.fail(*reader.node(key), condition.error().sentence);
  return condition ? condition.value() : Condition{};
}

Caption read_caption(TableReader& reader) {
  Caption caption;
  static constexpr std::array<std::string_view, 6> kKeys{"when", "text", "at", "before", "about", "off"};
  for (const std::string_view key : kKeys) reader.has(key);
  reader.finish();  // a key that is written wrongly is told before the one that is missing
  for (const std::string_view key : {kKeys[0], kKeys[1], kKeys[2]}) {
    if (reader.has(key)) continue;
    reader.fail(reader.table(), fmt::format("'{}' is missing from the caption", key));
    return caption;
  }
  caption.condition = read_condition(reader, "when");
  if (reader.has("before")) caption.before = read_condition(reader, "before");
  reader.text("text", caption.text);
  if (const std::size_t words = words_in(caption.text); words == 0 || words > kMostCaptionWords) {
    reader.fail(*reader.node("text"),
                fmt::format("'text' has {} words; a caption has 1 to {}", words, kMostCaptionWords));
  }
  std::string at;
  reader.text("at", at);
  caption.at = region(at);
  if (caption.at == CaptionAt::nowhere) {
    reader.fail(*reader.node("at"),
                "'at' should be code, terminal, buffer, thread, network, log, reports, gate, score or grid");
  }
  if (reader.has("off")) reader.lines("off", caption.off.emplace());
  std::int64_t about = -1;
  reader.number("about", about);
  if (about >= 0 && about < kNoMessage) {
    caption.about = static_cast<MessageId>(about);
  } else if (reader.has("about")) {
    reader.fail(*reader.node("about"), "'about' should be a message's number, counted from 0");
  }
  return caption;
}

void read_brokers(TableReader& reader, std::string_view key, std::int32_t& to) {
  std::int64_t count = to;
  reader.number(key, count);
  if (count >= 1 && count <= kMostBrokers) {
    to = static_cast<std::int32_t>(count);
  } else {
    reader.fail(*reader.node(key), fmt::format("'{}' should be a number from 1 to {}", key, kMostBrokers));
  }
}

void read_faults(TableReader& reader, Lesson& lesson) {
  std::vector<std::string> texts;
  reader.texts("faults", texts);
  if (texts.size() > kMostFaults) {
    return reader.fail(*reader.node("faults"), fmt::format("'faults' has more than {} of them", kMostFaults));
  }
  for (const std::string& text : texts) {
    Result<Fault> fault = parse_fault(text);
    if (!fault) return reader.fail(*reader.node("faults"), fault.error().sentence);
    lesson.faults.push_back(std::move(fault).value());
  }
}

void read_fields(TableReader& reader, Lesson& lesson) {
  reader.text("id", lesson.id);
  reader.text("title", lesson.title);
  reader.lines("off", lesson.off);
  reader.text("speed", lesson.speed);
  reader.texts("reveal", lesson.reveal);
  std::vector<std::string> topics;
  reader.texts("topics", topics);
  for (const std::string& text : topics) {
    Result<TopicSpec> topic = parse_topic(text);
    if (topic) {
      lesson.topics.push_back(std::move(topic).value());
    } else {
      reader.fail(*reader.node("topics"), "'topics' should be texts like \"orders:1\"");
    }
  }
  read_brokers(reader, "brokers", lesson.brokers);
  read_brokers(reader, "min_insync", lesson.min_insync);
  reader.truth("unclean", lesson.unclean);
  std::string rtt;
  reader.text("rtt", rtt);
  if (!rtt.empty()) {
    const Result<Nanos> parsed = parse_duration(rtt);
    if (parsed) {
      lesson.rtt_ns = parsed.value();
    } else {
      reader.fail(*reader.node("rtt"), "'rtt' should be a duration like \"0.4s\"");
    }
  }
  read_faults(reader, lesson);
  read_question(reader, lesson);
  reader.tables("caption", [&](TableReader& inner) { lesson.captions.push_back(read_caption(inner)); });
  reader.tables("expect", [&](TableReader& inner) {
    Expectation expectation;
    inner.lines("off", expectation.off);
    if (const toml::node* facts = inner.node("facts")) expectation.facts = json_of(*facts);
    lesson.expect.push_back(std::move(expectation));
  });
}

std::string check(const Lesson& lesson) {
  if (lesson.id.empty()) return "'id' is missing";
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  if (lesson.id.size() > kLongestId || !std::all_of(lesson.id.begin(), lesson.id.end(), allowed)) {
    return "'id' should be small letters, digits and dashes, at most 64";
  }
  if (lesson.title.empty()) return "'title' is missing";
  static constexpr std::array<std::string_view, 3> kSpeeds{"story", "normal", "fast"};
  if (std::find(kSpeeds.begin(), kSpeeds.end(), lesson.speed) == kSpeeds.end()) {
    return "'speed' should be story, normal or fast";
  }
  return "";
}

// A file of the lesson's own. A link may lead out of its folder, to what the person didn't mean to show.
Result<std::string> read_own_file(const std::filesystem::path& folder, const char* name) {
  std::error_code error;
  const std::filesystem::path real_folder = std::filesystem::canonical(folder, error);
  const std::filesystem::path real_file = std::filesystem::canonical(folder / name, error);
  if (!error && real_file.parent_path() != real_folder) {
    return bad_input(fmt::format("{} leads out of the lesson's folder, to {}. A lesson has its own files only.",
                                 (folder / name).string(), real_file.string()));
  }
  return read_text_file(folder / name, kLongestFile);
}

}  // namespace

const Expectation* Lesson::expectation(const std::vector<std::int32_t>& lines_off) const {
  const auto found = std::find_if(expect.begin(), expect.end(), [&](const auto& e) { return e.off == lines_off; });
  return found == expect.end() ? nullptr : &*found;
}

Result<Lesson> load_lesson(const std::filesystem::path& folder) {
  const Result<std::string> text = read_own_file(folder, "lesson.toml");
  if (!text) return text.error();
  const std::string name = (folder.filename() / "lesson.toml").string();
  Lesson lesson;
  try {
    const toml::table table = toml::parse(text.value(), name);
    TableReader reader(table, name);
    read_fields(reader, lesson);
    reader.finish();
    if (!reader.error().empty()) return bad_input(reader.error());
  } catch (const toml::parse_error& error) {
    return bad_input(fmt::format("{}, line {}, column {}: {}.", name, error.source().begin.line,
                                 error.source().begin.column, error.description()));
  }
  if (const std::string wrong = check(lesson); !wrong.empty()) return bad_input(fmt::format("{}: {}.", name, wrong));
  Result<std::string> script = read_own_file(folder, "program.py");
  if (!script) return script.error();
  lesson.script = std::move(script).value();
  return lesson;
}

std::filesystem::path lessons_folder() {
  if (const char* folder = std::getenv("INFLIGHT_LESSONS")) return folder;
  return INFLIGHT_LESSONS_DIR;
}

Result<std::vector<Lesson>> load_lessons() {
  std::vector<Lesson> lessons;
  for (std::size_t i = 0; i < kOrder.size(); ++i) {
    const std::filesystem::path folder = lessons_folder() / kOrder[i];
    if (!std::filesystem::exists(folder / "lesson.toml")) continue;
    Result<Lesson> lesson = load_lesson(folder);
    if (!lesson) return lesson.error();
    lesson->number = static_cast<std::int32_t>(i) + 1;
    lessons.push_back(std::move(lesson).value());
  }
  if (lessons.empty()) {
    return bad_input(fmt::format("No lessons in {}. Build Inflight again, or set INFLIGHT_LESSONS to their folder.",
                                 lessons_folder().string()));
  }
  return lessons;
}

Result<Lesson> find_lesson(std::string_view name) {
  std::error_code ignored;
  if (std::filesystem::exists(std::filesystem::path(name) / "lesson.toml", ignored)) return load_lesson(name);
  Result<std::vector<Lesson>> lessons = load_lessons();
  if (!lessons) return lessons.error();
  std::string known;
  for (Lesson& lesson : lessons.value()) {
    if (lesson.id == name || fmt::format("{}", lesson.number) == name) return std::move(lesson);
    known += fmt::format("{}{}", known.empty() ? "" : ", ", lesson.id);
  }
  return usage_error(fmt::format("There is no lesson '{}'. There are: {}.", name.substr(0, 60), known));
}

RunOptions options_of(const Lesson& lesson) {
  RunOptions options;
  options.script = lesson.script;
  options.script_name = "program.py";
  options.lesson = lesson.id;
  options.topics = lesson.topics;
  options.brokers = lesson.brokers;
  options.min_insync = lesson.min_insync;
  options.unclean = lesson.unclean;
  if (lesson.rtt_ns) options.rtt_ns = *lesson.rtt_ns;
  options.lines_off = lesson.off;
  options.faults = lesson.faults;
  return options;
}

}  // namespace inflight
