// RecordedRun: a run that was recorded in a file, read again. It is only shown: its events are what they were, and
// nothing of it runs.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/recording/file_reader.h"
#include "core/recording/recording.h"
#include "core/run/recording_header.h"
#include "core/world/world.h"

namespace inflight {

// A recording file whose header was read.
struct OpenedRecording {
  RecordingHeader header;
  std::unique_ptr<FileReader> rest;
};
Result<OpenedRecording> open_recording(const std::filesystem::path& path);

struct RecordedRun {
  RecordingHeader header;  // with what the end of the file adds
  Recording recording;
  std::unique_ptr<FileReader> file;
};
// Reads it whole.
Result<std::unique_ptr<RecordedRun>> read_recording(const std::filesystem::path& path);

// What must be known of the file beside its events, a sentence each: that it stops in the middle, that events were left
// out, that it is not what was written. `folded`: the world after its last event.
std::vector<std::string> notes_on(const FileReader& file, const World& folded);

}  // namespace inflight
