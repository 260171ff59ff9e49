// See file_writer.h.
#include "core/recording/file_writer.h"

#include <fmt/format.h>

#include "core/recording/event_line.h"
#include "core/recording/file_form.h"
#include "core/recording/recording.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

constexpr std::size_t kMostGathered = 1 << 20;

Error not_writable(const std::filesystem::path& path) {
  return bad_input(
      fmt::format("{} can't be written. Is there such a folder, may you write in it, is there room?", path.string()));
}

}  // namespace

Result<std::unique_ptr<FileWriter>> FileWriter::create(const std::filesystem::path& path, std::string_view header) {
  std::error_code error;
  const std::filesystem::file_status there = std::filesystem::status(path, error);
  if (std::filesystem::exists(there)) {
    const bool is_empty = std::filesystem::is_regular_file(there) && std::filesystem::file_size(path, error) == 0;
    if (!is_empty && !is_recording(path)) {
      return bad_input(fmt::format("{} is there, and is no recording. Choose another name.", path.string()));
    }
  }
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file) return not_writable(path);
  std::unique_ptr<FileWriter> writer(new FileWriter(path, std::move(file), header));
  if (const Status begun = writer->flush(); !begun) return begun.error();
  return writer;
}

FileWriter::FileWriter(std::filesystem::path path, std::ofstream file, std::string_view header)
    : path_(std::move(path)), file_(std::move(file)), gathered_(header) {
  gathered_ += '\n';
}

void FileWriter::accept(const Fact& given) {
  Fact fact = committed(given, world_.now_ns);
  fact.text = fitting_text(fact.text, fitted_);
  fact.event.text = 0;
  fact.event.ids = 0;
  append_event_line(gathered_, fact);
  apply(world_, fact);
  if (gathered_.size() < kMostGathered) return;
  // A failure stays with the stream; flush() tells it.
  written_bytes_ += gathered_.size();
  file_.write(gathered_.data(), static_cast<std::streamsize>(gathered_.size()));
  gathered_.clear();
}

Status FileWriter::flush() {
  written_bytes_ += gathered_.size();
  file_.write(gathered_.data(), static_cast<std::streamsize>(gathered_.size()));
  gathered_.clear();
  file_.flush();
  if (!file_) return not_writable(path_);
  return Done{};
}

Status FileWriter::finish(std::span<const std::string> not_modelled) {
  append_end_line(
      gathered_,
      {.events = world_.events, .state = hash_of(world_), .not_modelled = {not_modelled.begin(), not_modelled.end()}});
  return flush();
}

}  // namespace inflight
