// Settings: what the window remembers from one time to the next, in a small TOML file of the user's. A file that is
// torn, foreign or newer never stops the program: what can be read counts, the rest is as by default, one sentence says
// so, and the file is kept beside as settings.toml.bad before it is written anew. Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/shell/placement.h"
#include "core/base/result.h"

namespace inflight {

inline constexpr std::size_t kMostRecent = 10;

struct Settings {
  std::string lesson;          // its id, or a script's path; empty: none was opened yet
  std::string theme = "dark";  // or "light"
  bool full = false;
  bool presenter = false;
  bool reduce_motion = false;
  bool introduced = false;          // the first launch has been seen or skipped
  std::string kafka;                // where the person's brokers are, as typed; never a login
  std::string kafka_properties;     // the path of their client.properties
  std::string speed;                // a ratio of real time: "1/4"; empty: as each lesson has it
  std::string interesting;          // kinds of events to step by; empty: all that there are
  std::vector<std::string> recent;  // files that were opened or saved lately, the newest first; at most kMostRecent
  Placement window;
  friend bool operator==(const Settings&, const Settings&) = default;
};

// Puts a file in front of those that were opened or saved lately; the oldest goes if there are too many.
void note_recent(std::vector<std::string>& recent, const std::string& path);

// The same of a file that there is, by its whole path: a lesson's name, say, is none.
void note_file(std::vector<std::string>& recent, const std::filesystem::path& file);

// $XDG_CONFIG_HOME/inflight/settings.toml, else in ~/.config; on macOS in ~/Library/Application Support, on Windows in
// %APPDATA%. Empty if the environment names no home: then nothing is remembered.
std::filesystem::path settings_file();

struct LoadedSettings {
  Settings settings;
  std::string notice;  // a sentence for the user; empty if all is well. A missing file is well
};
LoadedSettings load_settings(const std::filesystem::path& file);

// Makes the folder if need be. The file is written whole or not at all; of two programs that write, the last one wins.
Status save_settings(const std::filesystem::path& file, const Settings& settings);

}  // namespace inflight
