// Any bytes as a recording file: they are read, shown and reported, or refused; what was read can be written and read
// again, and leads to the same state.
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "core/recording/event_line.h"
#include "core/recording/file_form.h"
#include "core/recording/file_reader.h"
#include "core/recording/keyframes.h"
#include "core/run/recording_header.h"
#include "core/run/report.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

std::uint64_t state_of(const Recording& recording) {
  World world;
  while (world.events < recording.size()) apply(world, recording.fact(world.events));
  return hash_of(world);
}

bool read(const std::string& text, std::size_t piece, RecordingHeader& header, Recording& recording) {
  FileReader reader(std::make_unique<std::istringstream>(text), "run.inflight", text.size());
  const Result<std::string> line = reader.header();
  if (!line) return false;
  if (Result<RecordingHeader> head = read_header(line.value(), "line 1")) header = std::move(head).value();
  while (true) {
    const Result<bool> more = reader.read(recording, piece);
    if (!more || !more.value()) return more.ok();
  }
}

void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

void try_bytes(std::string text) {
  // Most bytes are no header; behind one, they may still be events.
  if (!text.starts_with(kFileBegins)) text = std::string(kFileBegins) + ",\"version\":1}\n" + text;
  RecordingHeader header;
  Recording recording;
  const bool whole = read(text, 1000, header, recording);
  const std::uint64_t state = state_of(recording);
  Keyframes keyframes(recording, 16);
  keyframes.advance(UINT64_MAX);
  report_text(report_json(recording, header.options, header.observes, {}));

  std::string written = header_line(header.options, header.observes) + "\n";
  for (std::uint64_t i = 0; i < recording.size(); ++i) append_event_line(written, recording.fact(i));
  RecordingHeader header_again;
  Recording again;
  must(read(written, SIZE_MAX, header_again, again) || !whole, "what was written can't be read");
  must(state_of(again) == state, "what was written leads to another state");
}

}  // namespace
}  // namespace inflight

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  inflight::try_bytes(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
