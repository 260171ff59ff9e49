// See recent.h.
#include "app/view/recent.h"

#include <filesystem>
#include <fmt/format.h>

namespace inflight {
namespace {

namespace fs = std::filesystem;

std::string why_not(const fs::path& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  const std::string folder = path.parent_path().string();
  if (status.type() == fs::file_type::not_found) return fmt::format("It is no longer in {}.", folder);
  if (failed) return fmt::format("{} can't be looked into: {}.", folder, failed.message());
  return status.type() == fs::file_type::regular ? "" : fmt::format("It is no file any more, in {}.", folder);
}

}  // namespace

std::vector<MenuEntry> prepare_recent(std::span<const std::string> paths) {
  std::vector<MenuEntry> entries;
  for (const std::string& path : paths) {
    const fs::path file = path;
    entries.push_back({.name = fmt::format("{}", entries.size()),
                       .words = file.filename().string(),
                       .sentence = file.parent_path().string(),
                       .why_not = why_not(file),
                       .command = {CommandId::open_recent, static_cast<std::int64_t>(entries.size())}});
  }
  if (entries.empty()) {
    entries.push_back(
        {.name = "none", .words = "No files yet", .why_not = "Drop a script or a recording onto the window."});
  }
  return entries;
}

std::string text_of_recent(std::span<const MenuEntry> entries) {
  std::string out = "recent files\n";
  for (const MenuEntry& entry : entries) {
    out += fmt::format("  {} | {}{}\n", entry.words, entry.sentence,
                       entry.why_not.empty() ? "" : fmt::format(" (no: {})", entry.why_not));
  }
  return out;
}

void draw_recent(Frame& f, std::span<const MenuEntry> entries, bool opens) {
  const Rect below = f.layout.lesson.empty() ? f.layout.menu : f.layout.lesson;
  draw_menu_list(f, {.name = "open_recent", .sentence = "", .entries = entries}, below, opens);
}

}  // namespace inflight
