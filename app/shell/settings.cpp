// Reading and writing the settings; see settings.h.
#include "app/shell/settings.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <sstream>
#include <toml++/toml.h>
#include <vector>

#include "app/shell/whole_file.h"

namespace inflight {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kVersion = 1;
constexpr std::size_t kLargest = 64 * 1024;       // no settings are; what is larger is something else
constexpr std::size_t kLongestText = 4096;        // a path's length
constexpr std::int32_t kFarthest = 100'000;       // pixels: no desktop is wider
constexpr std::int32_t kLargestWindow = 1 << 14;  // OpenGL's usual limit

const char* environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : nullptr;
}

// Takes values out of the table and notes what is wrong with them.
class Reader {
 public:
  explicit Reader(const toml::table& table) : table_(table) {}

  void flag(std::string_view key, bool& to) {
    take<bool>(key, to, "true or false", [](bool) { return true; });
  }
  void number(std::string_view key, std::int32_t& to, std::int32_t least, std::int32_t most) {
    std::int64_t value = to;
    take<std::int64_t>(key, value, fmt::format("a whole number from {} to {}", least, most),
                       [&](std::int64_t n) { return least <= n && n <= most; });
    to = static_cast<std::int32_t>(value);
  }
  template <typename Check>
  void text(std::string_view key, std::string& to, std::string_view should_be, Check check) {
    take<std::string>(key, to, should_be, check);
  }
  // As many as there may be, of the array's texts.
  void texts(std::string_view key, std::vector<std::string>& to, std::size_t most) {
    known_.emplace_back(key);
    const toml::node* node = table_.get(key);
    if (node == nullptr) return;
    bool good = node->is_array();
    for (std::size_t i = 0; good && i < node->as_array()->size(); ++i) {
      const std::optional<std::string> text = (*node->as_array())[i].value_exact<std::string>();
      good = text && text->size() <= kLongestText;
      if (good && to.size() < most) to.push_back(*text);
    }
    if (!good) wrong_.push_back(fmt::format("'{}' should be a list of paths", key));
  }
  void version() {
    std::int64_t value = kVersion;
    take<std::int64_t>("version", value, "a whole number", [](std::int64_t) { return true; });
    if (value > kVersion) wrong_.emplace_back("it was written by a newer Inflight");
  }

  // What is wrong, the first of it in words; empty if nothing is.
  std::string wrong() {
    for (const auto& [key, value] : table_) {
      if (std::find(known_.begin(), known_.end(), key.str()) != known_.end()) continue;
      wrong_.push_back(fmt::format("'{:.40}' is no setting", key.str()));
    }
    if (wrong_.empty()) return "";
    return wrong_.size() == 1 ? wrong_[0] : fmt::format("{}, and {} more", wrong_[0], wrong_.size() - 1);
  }

 private:
  template <typename Value, typename Check>
  void take(std::string_view key, Value& to, std::string_view should_be, Check check) {
    known_.emplace_back(key);
    const toml::node* node = table_.get(key);
    if (node == nullptr) return;
    const std::optional<Value> value = node->value_exact<Value>();
    if (value && check(*value)) {
      to = *value;
    } else {
      wrong_.push_back(fmt::format("'{}' should be {}", key, should_be));
    }
  }

  const toml::table& table_;
  std::vector<std::string_view> known_;
  std::vector<std::string> wrong_;
};

Settings settings_of(Reader& reader) {
  Settings settings;
  reader.version();
  const auto not_too_long = [](const std::string& text) { return text.size() <= kLongestText; };
  reader.text("lesson", settings.lesson, "a lesson or a script", not_too_long);
  reader.text("kafka", settings.kafka, "HOST:PORT", not_too_long);
  reader.text("kafka_properties", settings.kafka_properties, "a path", not_too_long);
  reader.text("speed", settings.speed, "a ratio", not_too_long);
  reader.text("interesting", settings.interesting, "kinds of events", not_too_long);
  reader.texts("recent", settings.recent, kMostRecent);
  reader.text("theme", settings.theme, "\"dark\" or \"light\"",
              [](const std::string& theme) { return theme == "dark" || theme == "light"; });
  reader.flag("full", settings.full);
  reader.flag("presenter", settings.presenter);
  reader.flag("reduce_motion", settings.reduce_motion);
  reader.flag("introduced", settings.introduced);
  Placement& window = settings.window;
  reader.number("x", window.x, -kFarthest, kFarthest);
  reader.number("y", window.y, -kFarthest, kFarthest);
  reader.number("width", window.width, Placement::kLeastWidth, kLargestWindow);
  reader.number("height", window.height, Placement::kLeastHeight, kLargestWindow);
  reader.flag("maximized", window.maximized);
  return settings;
}

// The file's text, or why there is none.
Result<std::string> text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return bad_input("its permissions forbid it");
  std::string text(kLargest + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) return bad_input("reading it failed");
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kLargest) return bad_input(fmt::format("it is larger than {} KiB", kLargest / 1024));
  return text;
}

// Keeps the file beside, before the next save replaces it; one that was kept before goes. Says what it did.
std::string keep_beside(const fs::path& file, bool move) {
  const fs::path kept = file.string() + ".bad";
  std::error_code failed;
  if (move) {
    fs::rename(file, kept, failed);
  } else {
    fs::copy_file(file, kept, fs::copy_options::overwrite_existing, failed);
  }
  return failed ? "" : fmt::format("; the file is kept as {}", kept.filename().string());
}

LoadedSettings defaults_because(const fs::path& file, std::string_view why) {
  return {{}, fmt::format("The settings in {} can't be read: {}{}.", file.string(), why, keep_beside(file, true))};
}

}  // namespace

void note_recent(std::vector<std::string>& recent, const std::string& path) {
  std::erase(recent, path);
  recent.insert(recent.begin(), path);
  if (recent.size() > kMostRecent) recent.resize(kMostRecent);
}

void note_file(std::vector<std::string>& recent, const fs::path& file) {
  std::error_code failed;
  if (!fs::is_regular_file(file, failed)) return;
  const fs::path whole = fs::absolute(file, failed);
  if (!failed) note_recent(recent, whole.lexically_normal().string());
}

fs::path settings_file() {
  const fs::path name = fs::path("inflight") / "settings.toml";
#if defined(_WIN32)
  const char* data = environment("APPDATA");
  return data != nullptr ? data / name : fs::path();
#else
  // The standard wants an absolute path, and others ignored.
  const char* own = environment("XDG_CONFIG_HOME");
  if (own != nullptr && fs::path(own).is_absolute()) return own / name;
  const char* home = environment("HOME");
  if (home == nullptr) return {};
#if defined(__APPLE__)
  return fs::path(home) / "Library" / "Application Support" / name;
#else
  return fs::path(home) / ".config" / name;
#endif
#endif
}

LoadedSettings load_settings(const fs::path& file) {
  std::error_code failed;
  const fs::file_status status = fs::status(file, failed);
  if (file.empty() || status.type() == fs::file_type::not_found) return {};
  if (status.type() != fs::file_type::regular) {
    return {{}, fmt::format("The settings in {} can't be read: it is not a plain file.", file.string())};
  }
  const Result<std::string> text = text_of(file);
  if (!text) return defaults_because(file, text.error().sentence);
  try {
    const toml::table table = toml::parse(text.value());
    Reader reader(table);
    LoadedSettings loaded{settings_of(reader), ""};
    if (const std::string wrong = reader.wrong(); !wrong.empty()) {
      loaded.notice = fmt::format("Not all of {} could be used: {}{}.", file.string(), wrong, keep_beside(file, false));
    }
    return loaded;
  } catch (const toml::parse_error& error) {
    return defaults_because(file, fmt::format("line {} is no TOML", error.source().begin.line));
  }
}

Status save_settings(const fs::path& file, const Settings& settings) {
  if (file.empty()) return unavailable("Nothing is remembered: neither HOME nor XDG_CONFIG_HOME is set.");
  std::error_code failed;
  fs::create_directories(file.parent_path(), failed);
  if (failed) {
    return bad_input(fmt::format("The settings can't be kept: the folder {} can't be made ({}).",
                                 file.parent_path().string(), failed.message()));
  }
  const Placement& window = settings.window;
  toml::table table{{"version", kVersion},
                    {"lesson", settings.lesson},
                    {"theme", settings.theme},
                    {"full", settings.full},
                    {"presenter", settings.presenter},
                    {"reduce_motion", settings.reduce_motion},
                    {"introduced", settings.introduced},
                    {"kafka", settings.kafka},
                    {"kafka_properties", settings.kafka_properties},
                    {"speed", settings.speed},
                    {"interesting", settings.interesting},
                    {"width", window.width},
                    {"height", window.height},
                    {"maximized", window.maximized}};
  toml::array recent;
  for (const std::string& path : settings.recent) recent.push_back(path);
  table.insert("recent", std::move(recent));
  if (window.has_place()) {
    table.insert("x", window.x);
    table.insert("y", window.y);
  }
  std::ostringstream out;
  out << "# What Inflight's window remembers; the program writes it anew.\n" << table << '\n';
  return write_whole(file, out.str());
}

}  // namespace inflight
