// See save.h.
#include "app/session/save.h"

#include <cstdlib>
#include <fmt/format.h>

#include "core/recording/file_form.h"
#include "core/recording/file_writer.h"
#include "core/run/recording_header.h"

namespace inflight {
namespace {

constexpr int kMostOfAName = 10'000;

Result<std::filesystem::path> free_name(const std::filesystem::path& folder, const std::string& stem) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  for (int number = 1; number < kMostOfAName; ++number) {
    const std::filesystem::path path = folder / fmt::format("{}-{}{}", stem, number, kFileExtension);
    if (!std::filesystem::exists(path, error)) return path;
  }
  return bad_input(fmt::format("{} is full of recordings named {}. Move some away.", folder.string(), stem));
}

// What was run: its options, and what a person did meanwhile.
RunOptions as_run(const Take& take, const Take::State& state) {
  RunOptions options = take.options();
  options.actions = actions_of(take, state);
  return options;
}

}  // namespace

std::filesystem::path recordings_folder() {
  const char* home = std::getenv("HOME");
  std::error_code error;
  const std::filesystem::path documents = std::filesystem::path(home ? home : "") / "Documents";
  if (home && std::filesystem::is_directory(documents, error)) return documents / "inflight";
  return std::filesystem::current_path(error);
}

Result<std::filesystem::path> save_recording(const Take& take, const std::filesystem::path& folder) {
  const Take::State state = take.state();
  const RunOptions options = as_run(take, state);
  const std::string stem =
      options.lesson.empty() ? std::filesystem::path(options.script_name).stem().string() : options.lesson;
  Result<std::filesystem::path> path = free_name(folder, stem);
  if (!path) return path.error();
  const Result<std::unique_ptr<FileWriter>> file =
      FileWriter::create(path.value(), header_line(options, take.observes()));
  if (!file) return file.error();
  FileWriter& writer = *file.value();
  const std::uint64_t size = take.recording().size();
  for (std::uint64_t i = 0; i < size; ++i) writer.accept(take.recording().fact(i));
  const bool whole = state.status == RunStatus::ended;
  const Status done = whole ? writer.finish(take.observes().not_modelled) : writer.flush();
  if (!done) return done.error();
  return path;
}

}  // namespace inflight
