// See recorded_run.h.
#include "core/run/recorded_run.h"

#include <fmt/format.h>

namespace inflight {

Result<OpenedRecording> open_recording(const std::filesystem::path& path) {
  Result<std::unique_ptr<FileReader>> file = FileReader::open(path);
  if (!file) return file.error();
  const Result<std::string> line = file.value()->header();
  if (!line) return line.error();
  Result<RecordingHeader> header = read_header(line.value(), file.value()->place(1));
  if (!header) return header.error();
  return OpenedRecording{std::move(header).value(), std::move(file).value()};
}

Result<std::unique_ptr<RecordedRun>> read_recording(const std::filesystem::path& path) {
  Result<OpenedRecording> opened = open_recording(path);
  if (!opened) return opened.error();
  auto run = std::make_unique<RecordedRun>();
  run->header = std::move(opened->header);
  run->file = std::move(opened->rest);
  const Result<bool> more = run->file->read(run->recording, SIZE_MAX);
  if (!more) return more.error();
  if (run->file->end()) run->header.observes.not_modelled = run->file->end()->not_modelled;
  return run;
}

std::vector<std::string> notes_on(const FileReader& file, const World& folded) {
  std::vector<std::string> notes;
  if (file.is_torn()) notes.emplace_back("The recording's last line was cut off and is left out.");
  if (file.unknown() > 0) {
    notes.push_back(file.unknown() == 1 ? "1 event is of a kind that this version doesn't know, and is left out."
                                        : fmt::format("{} events are of kinds that this version doesn't know, and are "
                                                      "left out.",
                                                      file.unknown()));
  }
  if (!file.end()) {
    notes.emplace_back("The recording stops in the middle: it was not written to its end.");
  } else if (file.unknown() == 0 && (file.end()->events != folded.events || file.end()->state != hash_of(folded))) {
    notes.emplace_back("The recording is not as it was written: its events lead to another state than it says.");
  }
  return notes;
}

}  // namespace inflight
